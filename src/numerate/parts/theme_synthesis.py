"""The part ``themes``: a qualitative synthesis as counts, matrix, quotations and confidence.

A theme holds what is coded into it and into its sub-themes. Quotations and CERQual's judgements are
checked against the coding: words of a study that does not hold the theme are a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from numerate.ground.errors import stop_on
from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.roletables import RoleTable, read_roles, slug, unique_slugs
from numerate.parts.study_labels import study_table
from numerate.review.extraction import Extraction, Rows
from numerate.review.figures.matrix import Matrix, MatrixRow, draw_matrix
from numerate.review.results import (
    Style,
    Table,
    TableColumn,
    citation_set,
    claim,
    figure,
    group_row,
    number,
    row,
    table,
)
from numerate.review.synthesis.confidence import (
    Concern,
    ReviewFinding,
    confidence_counts,
    confidence_issues,
)
from numerate.review.synthesis.quotations import (
    ORDERS,
    Quotation,
    by_theme,
    quotation_issues,
)
from numerate.review.synthesis.themes import (
    Extract,
    Theme,
    ThemeCount,
    by_richness,
    ranks,
    theme_counts,
)

_STUDY: Final = ("study", "study_id")
_NONE: Final = frozenset({"", "none", "not applicable"})
_MOST: Final = 40  # studies of a matrix that a page is wide enough for
_MANUAL: Final = Manual.of("""
Tables:
- themes | theme, label; optional parent | One row per theme and sub-theme, in their order
- extracts | study, theme (or code) | One row per coded passage
- codes | optional: code, theme | One row per code, where passages are coded by it
- quotations | optional: quotation, study, theme, text, order (1 participants, 2 authors, 3 the
  synthesis), page | One row per quotation
- review_findings | optional: finding, text, confidence, explanation | One row per finding (CERQual)
- finding_studies | optional: finding, study | One row per study that contributes to it
- concerns | optional: finding, component, concern, why | One row per component assessed
Keys:
- theme.n, theme.main, theme.studies, theme.extracts | themes, main themes, studies, passages
- theme.T.n, .richness, .rank | studies and passages of a theme; rank of a main theme by passages
- find.n, find.confidence.L, find.F.studies, find.F.confidence | findings of the review, by level
- claims theme.T.all_studies, .richest, .most_studies | each fails when the data turn
- citation sets theme.T.studies | the studies that hold the theme
- tables themes, quotations, findings_summary; figure themes | counts; words; CERQual; the matrix
Sentences:
- [Six]{num=theme.main as=Words} themes came from [21]{num=theme.studies} studies; [the richest was
  shame]{claim=theme.shame.richest} ([48]{num=theme.shame.richness} passages of
  [12]{num=theme.shame.n} studies).
- Of [14]{num=find.n} findings, [3]{num=find.confidence.high} were of high confidence.
Sources:
- Thomas and Harden 2008; ENTREQ: Tong et al. 2012; CERQual: Lewin et al. 2018
""")


@dataclass(frozen=True)
class themes(Declaration):  # noqa: N801 - declared like a function
    """Themes of a qualitative synthesis: counts, richness, matrix, quotations, CERQual.

    Attributes:
        table: The table of themes.
        extracts: The table of coded passages.
        codes: The table that says which theme a code belongs to.
        quotations: The table of quotations.
        findings: The table of the review's findings, with ``finding_studies`` and ``concerns``.
        studies: The table of studies, for labels and citations.
        columns: The column of a role in the passages, where its name does not tell.
    """

    manual: ClassVar[Manual] = _MANUAL
    table: str = "themes"
    extracts: str = field(default="extracts", kw_only=True)
    codes: str = field(default="codes", kw_only=True)
    quotations: str = field(default="quotations", kw_only=True)
    findings: str = field(default="review_findings", kw_only=True)
    studies: str = field(default="studies", kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Counts by theme, the table, the matrix, and quotations and confidence where told."""
        known = self._themes(data)
        source = read_roles(self, data, self.extracts, self.columns)
        given = self._extracts(data, source, {one.id for one in known})
        try:
            counts = theme_counts(known, given)
        except (KeyError, ValueError) as error:
            raise self.wrong("bad-theme", str(error.args[0]), "themes whose parents are themes",
                             f"correct the table {self.table}") from error  # fmt: skip
        about = study_table(self, data, self.studies, source)
        slugs = unique_slugs(self, counts)
        every = len({one.study for one in given})
        main = [one for one in known if one.parent is None]
        for end, count, told in (("n", len(known), "Themes and sub-themes"),
                                 ("main", len(main), "Main themes"),
                                 ("studies", every, "Studies with a coded passage"),
                                 ("extracts", len(given), "Coded passages")):  # fmt: skip
            yield number(f"theme.{end}", count, told, rows=source.rows)
        order = ranks(counts)
        for name, found in counts.items():
            yield from _numbers(f"theme.{slugs[name]}", found, source.rows, (every, order))
            cited = about.citations(found.studies)
            if cited:
                yield citation_set(
                    f"theme.{slugs[name]}.studies",
                    cited,
                    f"Studies that hold {found.theme.label}",
                    rows=source.rows,
                )
        yield _table(counts, slugs, source.rows)
        yield figure("themes", draw_matrix(_matrix(counts, about.labels)),
                     "Which study holds which theme", rows=source.rows)  # fmt: skip
        if self.quotations in data.tables:
            yield self._quotations(data, counts, about.labels)
        if self.findings in data.tables:
            yield from self._findings(data)

    def _themes(self, data: Extraction) -> list[Theme]:
        told = read_roles(self, data, self.table)
        names = [str(value) for value in told.values("theme")]
        parents = told.values("parent") if "parent" in told else [None] * len(names)
        labels = told.values("label") if "label" in told else names
        return [
            Theme(id=name, label=str(label or name),
                  parent=None if str(above or "").casefold() in _NONE else str(above))
            for name, label, above in zip(names, labels, parents, strict=True)
        ]  # fmt: skip

    def _extracts(self, data: Extraction, source: RoleTable, known: set[str]) -> list[Extract]:
        of: dict[str, str] = {}
        role = "theme" if "theme" in source else "code"
        if role == "code" and self.codes in data.tables:
            codes = read_roles(self, data, self.codes)
            pairs = zip(codes.values("code"), codes.values("theme"), strict=True)
            of = {str(code): str(theme) for code, theme in pairs}
        issues, found = [], []
        cells = zip(source.rows.ids, source.values(*_STUDY), source.values(role), strict=True)
        for place, (name, study, coded) in enumerate(cells):
            theme = of.get(str(coded), str(coded))
            if theme not in known:
                issues.append(
                    source.fault(
                        place,
                        "unknown-theme",
                        f"the {role} '{coded}'",
                        f"one of: {', '.join(sorted(of or known))}",
                        "correct it, or add it to the themes",
                    )
                )
                continue
            found.append(Extract(id=name, study=str(study), theme=theme))
        stop_on(issues)
        return found

    def _quotations(
        self, data: Extraction, counts: Mapping[str, ThemeCount], labels: Mapping[str, str]
    ) -> Table:
        told = read_roles(self, data, self.quotations)
        size = told.rows.count()
        pages = told.values("page") if "page" in told else [None] * size
        orders = told.values("order") if "order" in told else [1] * size
        cells = zip(told.rows.ids, told.values(*_STUDY), told.values("theme"), told.values("text"),
                    orders, pages, told.rows.lines, strict=True)  # fmt: skip
        given = [
            Quotation(id=name, study=str(study or ""), theme=str(theme), text=str(text or ""),
                      order=int(order or 1), page=str(page or ""), file=told.file, line=line)
            for name, study, theme, text, order, page, line in cells
        ]  # fmt: skip
        stop_on(quotation_issues(given, list(counts), {n: c.studies for n, c in counts.items()}))
        body = []
        for name, held in by_theme(given, list(counts)).items():
            if held:
                body.append(group_row(counts[name].theme.label, 3, slug(name)))
            for one in held:
                place = labels.get(one.study, one.study) + (f", p. {one.page}" if one.page else "")
                body.append(row(f"“{one.text}”", place or "the synthesis", ORDERS[one.order]))
        return table(
            "quotations",
            definition="Quotations by theme: whose words they are, and where they stand",
            columns=[TableColumn(width=w) for w in (0.6, 0.2, 0.2)],
            head=[["Words", "Study", "Of"]], body=body, rows=told.rows,
        )  # fmt: skip

    def _findings(self, data: Extraction) -> Iterator[Yield]:
        told = read_roles(self, data, self.findings)
        behind: dict[str, list[str]] = {}
        if "finding_studies" in data.tables:
            linked = read_roles(self, data, "finding_studies")
            for name, study in zip(linked.values("finding"), linked.values(*_STUDY), strict=True):
                behind.setdefault(str(name), []).append(str(study))
        why = told.values("explanation") if "explanation" in told else [None] * told.rows.count()
        cells = zip(told.values("finding"), told.values("text"), told.values("confidence"), why,
                    told.rows.lines, strict=True)  # fmt: skip
        found = [
            ReviewFinding(id=str(name), text=str(text), confidence=str(level or ""),
                          explanation=str(reason or ""), studies=tuple(behind.get(str(name), ())),
                          file=told.file, line=line)
            for name, text, level, reason, line in cells
        ]  # fmt: skip
        issues = confidence_issues(found, self._concerns(data))
        stop_on(issue for issue in issues if issue.severity == "fault")
        yield from issues
        yield number("find.n", len(found), "Findings of the review", rows=told.rows)
        for level, count in confidence_counts(found).items():
            yield number(f"find.confidence.{slug(level)}", count,
                         f"Findings of {level.lower()} confidence", rows=told.rows)  # fmt: skip
        for one in found:
            key = f"find.{slug(one.id)}"
            yield number(f"{key}.studies", len(one.studies), f"Studies behind: {one.text}",
                         rows=told.rows, unit="studies")  # fmt: skip
            yield number(f"{key}.confidence", one.confidence.strip().lower(),
                         f"Confidence in: {one.text}", rows=told.rows,
                         style=Style("text"))  # fmt: skip
        yield table(
            "findings_summary",
            definition="Findings of the review, the studies behind them, and the confidence",
            columns=[TableColumn(width=w) for w in (0.42, 0.12, 0.14, 0.32)],
            head=[["Finding", "Studies", "Confidence", "Explanation"]],
            body=[
                row(one.text, {"num": f"find.{slug(one.id)}.studies"},
                    {"num": f"find.{slug(one.id)}.confidence"}, one.explanation or "none given",
                    name=slug(one.id))
                for one in found
            ],
            rows=told.rows,
        )  # fmt: skip

    def _concerns(self, data: Extraction) -> list[Concern]:
        if "concerns" not in data.tables:
            return []
        told = read_roles(self, data, "concerns")
        why = told.values("why") if "why" in told else [None] * told.rows.count()
        cells = zip(told.values("finding"), told.values("component"), told.values("concern"), why,
                    told.rows.lines, strict=True)  # fmt: skip
        return [
            Concern(finding=str(finding), component=str(component), concern=str(word or ""),
                    why=str(reason or ""), file=told.file, line=line)
            for finding, component, word, reason, line in cells
        ]  # fmt: skip


def _numbers(
    key: str, found: ThemeCount, rows: Rows, beside: tuple[int, Mapping[str, int]]
) -> Iterator[Yield]:
    every, order = beside
    label = found.theme.label
    yield number(f"{key}.n", found.n, f"Studies that hold {label}", rows=rows, unit="studies")
    yield number(f"{key}.richness", found.richness, f"Passages coded into {label}", rows=rows)
    rule = f"{found.n} of {every} studies"
    yield claim(f"{key}.all_studies", found.n == every > 0, rule, f"Every study holds {label}",
                rows=rows)  # fmt: skip
    yield claim(f"{key}.most_studies", 2 * found.n > every, rule, f"Most studies hold {label}",
                rows=rows)  # fmt: skip
    if found.theme.id in order:
        rank = order[found.theme.id]
        yield number(f"{key}.rank", rank, f"Rank of {label} by passages", rows=rows)
        yield claim(f"{key}.richest", rank == 1 and found.richness > 0,
                    f"rank {rank}, {found.richness} passages", f"{label} is the richest main theme",
                    rows=rows)  # fmt: skip


def _table(counts: Mapping[str, ThemeCount], slugs: Mapping[str, str], rows: Rows) -> Table:
    body = []
    for name in by_richness(counts):
        indent = "" if counts[name].theme.parent is None else "\N{EM SPACE}"
        key = f"theme.{slugs[name]}"
        body.append(row(indent + counts[name].theme.label, {"num": f"{key}.n"},
                        {"num": f"{key}.richness"}, name=slugs[name]))  # fmt: skip
    return table(
        "themes",
        definition="Themes by richness, with their studies and coded passages",
        columns=[TableColumn(), TableColumn(align="right"), TableColumn(align="right")],
        head=[["Theme", "Studies", "Passages"]], body=body, rows=rows,
    )  # fmt: skip


def _matrix(counts: Mapping[str, ThemeCount], labels: Mapping[str, str]) -> Matrix:
    """The matrix; past the studies that a page holds, the others are told as a number."""
    studies: Sequence[str] = sorted({s for one in counts.values() for s in one.studies})
    shown, rest = studies[:_MOST], studies[_MOST:]
    rows = []
    for name in by_richness(counts):
        found = counts[name]
        cells: list[Any] = [study in found.studies for study in shown]
        more = sum(study in found.studies for study in rest)
        cells += [f"{more} more" if more else ""] if rest else []
        rows.append(MatrixRow(label=found.theme.label, n=found.n, cells=tuple(cells),
                              level=int(found.theme.parent is not None)))  # fmt: skip
    columns = [labels.get(study, study) for study in shown] + (["Further"] if rest else [])
    return Matrix(title="Themes by study", columns=tuple(columns), rows=tuple(rows),
                  apart=bool(rest))  # fmt: skip
