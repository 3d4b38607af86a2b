"""The parts ``agreement`` and ``double_extraction``: how far people agreed before discussion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar, Final

from numerate.ground.errors import stop_on
from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.roletables import RoleTable, read_roles, slug
from numerate.review.extraction import Extraction, Rows
from numerate.review.results import Number, Style, Table, TableColumn, number, row, table
from numerate.review.results.agreement_sentence import methods_sentence, results_sentence
from numerate.review.synthesis.double_extraction import Extracted, extraction_agreement
from numerate.review.synthesis.double_rating import (
    GroupAgreement,
    Rating,
    Scale,
    group_agreement,
    rating_faults,
)

_ITEM: Final = ("record_id", "report_id", "record", "report", "study", "item")
_RATER: Final = ("reviewer", "rater", "extractor")
_PRIOR: Final = ("yes", "true")
_ONE: Final = Style("percent", 1)
_TWO: Final = Style("decimal", 2)
_NAMES: Final = {
    "screening": ("title and abstract screening", "records"),
    "fulltext": ("full-text assessment", "reports"),
}
_AGREEMENT: Final = Manual.of("""
Tables:
- screening, fulltext (or what is named) | record_id (report_id), reviewer, decision | One
  row per item and reviewer, before discussion; rows whose prior is yes, labels given to train a
  model, are left out
Keys:
- agreement.T.n, .agreed, .disagreed, .alone, .raters | items rated by two or more, agreed on, rated
  by one; T is the table
- agreement.T.percent, .kappa, .kappa_low, .kappa_high, .strength, .pabak, .ac1, .ac1_low,
  .ac1_high | of two reviewers
- agreement.T.percent, .fleiss, .ac1, .alpha with _low and _high | of more than two
- agreement.T.methods, .results | the sentence for Methods, naming every convention; for Results
- table agreement | one row per stage
Sentences:
- Reviewers agreed on [95.6%]{num=agreement.screening.percent} of records (κ =
  [.73]{num=agreement.screening.kappa}).
Sources:
- Cohen 1960; interval: Fleiss, Cohen and Everitt 1969; PABAK: Byrt et al. 1993; AC1: Gwet 2008;
  Fleiss 1971; Krippendorff 2011; words: Landis and Koch 1977
""")


@dataclass(frozen=True)
class agreement(Declaration):  # noqa: N801 - declared like a function
    """Agreement of reviewers before discussion, by stage, of any number of reviewers.

    Attributes:
        tables: The tables of ratings; by default those of ``screening`` and ``fulltext`` there are.
        categories: The scale, in order.
        becomes: What a rating counts as that is no decision; maybe is include by default.
        columns: The column of a role, where neither its name nor the dictionary tells.
    """

    manual: ClassVar[Manual] = _AGREEMENT
    tables: Sequence[str] = ()
    categories: Sequence[str] = field(default=("include", "maybe", "exclude"), kw_only=True)
    becomes: Mapping[str, str] = field(default_factory=lambda: {"maybe": "include"}, kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """The coefficients of each stage, the sentences, and the table."""
        names = [self.tables] if isinstance(self.tables, str) else list(self.tables)
        names = names or [name for name in _NAMES if name in data.tables]
        if not names:
            raise self.wrong("unknown-table", "there is no table 'screening' or 'fulltext'",
                             f"one of: {', '.join(data)}", "name the table of ratings")  # fmt: skip
        found: list[tuple[str, GroupAgreement, Rows]] = []
        for name in names:
            source = _screened(read_roles(self, data, name, self.columns))
            ratings = _ratings(source, name)
            used = {" ".join(one.value.split()).casefold() for one in ratings}
            becomes = {k: v for k, v in self.becomes.items() if k.casefold() in used}
            kept = tuple(c for c in self.categories if c not in self.becomes or c in becomes)
            scale = Scale(categories=kept, becomes=becomes)
            stop_on(rating_faults(ratings, scale))
            groups = _twice_rated(ratings, scale)
            if not groups:
                raise self.wrong("nothing-rated", f"'{name}' has no rating", "ratings by two",
                                 "fill in the table, or take it out")  # fmt: skip
            found.append((name, groups[0], source.rows))
            yield from _coefficients(name, groups[0], scale, source.rows)
        yield _table(found)


def _screened(source: RoleTable) -> RoleTable:
    """The ratings without labels given before the screening to train a model: nobody screened."""
    if "prior" not in source:
        return source
    column = source.column("prior")
    return source.with_rows(
        source.rows.matching(
            f"{column} is not yes",
            lambda frame: ~frame[column].astype("string").str.casefold().isin(_PRIOR),
        )
    )


def _twice_rated(ratings: Sequence[Rating], scale: Scale) -> list[GroupAgreement]:
    """The agreement on items that two rated; who rated alone makes no panel of a pair."""
    given = [one for one in ratings if one.value.strip()]
    often = Counter(one.item for one in given)
    both = [one for one in given if often[one.item] > 1]
    alone = sum(count == 1 for count in often.values())
    return [replace(group, alone=alone) for group in group_agreement(both, scale)]


def _ratings(source: RoleTable, stage: str) -> list[Rating]:
    cells = zip(source.values(*_ITEM), source.values(*_RATER), source.values("decision", "value"),
                source.rows.lines, strict=True)  # fmt: skip
    return [
        Rating(item=str(item), rater=str(rater), value=str(value or ""), stage=stage,
               file=source.file, line=line)
        for item, rater, value, line in cells
    ]  # fmt: skip


def _coefficients(name: str, group: GroupAgreement, scale: Scale, rows: Rows) -> Iterator[Number]:
    key = f"agreement.{slug(name)}"
    stage, unit = _NAMES.get(name, (name.replace("_", " "), "items"))
    counts = (
        ("n", group.n, f"{unit} rated by at least two"), ("agreed", group.agreed, "agreed on"),
        ("disagreed", group.n - group.agreed, "not agreed on"),
        ("alone", group.alone, f"{unit} rated by one"), ("raters", len(group.raters), "reviewers"),
    )  # fmt: skip
    for end, count, told in counts:
        yield number(f"{key}.{end}", count, f"Agreement in {stage}: {told}", rows=rows)
    told = f"Agreement in {stage}, before discussion, in {scale.rule}"
    values: list[tuple[str, Any, Style, str]] = []
    if group.two is not None:
        two = group.two
        values = [("percent", two.percent, _ONE, "raw agreement"),
                  ("kappa", two.kappa, _TWO, "Cohen's kappa"),
                  ("kappa_low", two.kappa_low, _TWO, "lower end of kappa's 95% interval"),
                  ("kappa_high", two.kappa_high, _TWO, "upper end of kappa's 95% interval"),
                  ("strength", two.strength, Style("text"), "kappa in words"),
                  ("pabak", two.pabak, _TWO, "PABAK"), ("ac1", two.ac1, _TWO, "Gwet's AC1"),
                  ("ac1_low", two.ac1_low, _TWO, "lower end of AC1's 95% interval"),
                  ("ac1_high", two.ac1_high, _TWO, "upper end of AC1's 95% interval")]  # fmt: skip
    elif group.panel is not None:
        panel = group.panel
        values = [("percent", panel.percent, _ONE, "mean agreement of pairs of ratings")]
        for end, one in (("fleiss", panel.fleiss), ("ac1", panel.ac1), ("alpha", panel.alpha)):
            values += [(end, one.value, _TWO, end), (f"{end}_low", one.low, _TWO, f"{end}, lower"),
                       (f"{end}_high", one.high, _TWO, f"{end}, upper")]  # fmt: skip
    for end, value, style, what in values:
        yield _number(f"{key}.{end}", value, f"{told}: {what}", style, rows)
    for end, text in (("methods", methods_sentence(group, scale, unit=unit, stage=stage)),
                      ("results", results_sentence(group, unit=unit))):  # fmt: skip
        yield number(f"{key}.{end}", text, f"Agreement in {stage}: the sentence for {end}",
                     rows=rows, style=Style("text"))  # fmt: skip


def _number(key: str, value: Any, told: str, style: Style, rows: Rows) -> Number:  # noqa: ANN401
    """A coefficient; one that is not defined says so."""
    if value is None:
        return number(key, "not defined", told, rows=rows, style=Style("text"))
    return number(key, value, told, rows=rows, style=style)


def _table(found: Sequence[tuple[str, GroupAgreement, Rows]]) -> Table:
    body = []
    for name, group, _ in found:
        key = f"agreement.{slug(name)}"
        stage, _ = _NAMES.get(name, (name.replace("_", " "), ""))
        end = "kappa" if group.two is not None else "fleiss"
        interval: list[Any] = [{"num": f"{key}.{end}_low"}, " to ", {"num": f"{key}.{end}_high"}]
        percent, ac1 = {"num": f"{key}.percent"}, {"num": f"{key}.ac1"}
        cells = ({"num": f"{key}.n"}, percent, {"num": f"{key}.{end}"}, interval, ac1)
        percent, ac1 = {"num": f"{key}.percent"}, {"num": f"{key}.ac1"}
        cells = ({"num": f"{key}.n"}, percent, {"num": f"{key}.{end}"}, interval, ac1)
        body.append(row(stage[0].upper() + stage[1:], *cells, name=slug(name)))
    return table(
        "agreement",
        definition="Agreement of reviewers before discussion, by stage",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in range(5))],
        head=[["Stage", "Items", "Agreement", "Kappa", "95% CI", "AC1"]],
        body=body,
        notes=["Kappa is Cohen's for two reviewers and Fleiss' for more."],
        rows=[rows for _, _, rows in found],
    )


_EXTRACTION: Final = Manual.of("""
Tables:
- extraction_answers | study, question (or variable), reviewer (or extractor), answer (or value) |
  One row per study, question and extractor, as numerate import writes it
Keys:
- extraction.cells, .agreed, .percent, .studies | cells compared, alike, their share; studies
- extraction.V.cells, .agreed, .percent | the same of one variable
- table extraction | one row per variable
Sentences:
- Extractors agreed on [94.2%]{num=extraction.percent} of [312]{num=extraction.cells} cells.
Sources:
- Cochrane Handbook, chapter 5
""")


@dataclass(frozen=True)
class double_extraction(Declaration):  # noqa: N801 - declared like a function
    """Agreement of double extraction, by variable.

    Attributes:
        table: The table of answers.
        consensus: Names of extractors that are the settled answer, left out.
        columns: The column of a role, where neither its name nor the dictionary tells.
    """

    manual: ClassVar[Manual] = _EXTRACTION
    table: str = "extraction_answers"
    consensus: Sequence[str] = field(default=("consensus",), kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Cells compared and agreed, in all and by variable, and the table."""
        source = read_roles(self, data, self.table, self.columns)
        cells = zip(
            source.values("study", "study_id"),
            source.values("question", "variable"),
            source.values(*_RATER),
            source.values("answer", "value"),
            strict=True,
        )
        settled = {name.casefold() for name in self.consensus}
        given = [
            Extracted(study=str(study), variable=str(variable), extractor=str(who),
                      value="" if value is None else str(value))
            for study, variable, who, value in cells
            if str(who).casefold() not in settled
        ]  # fmt: skip
        rows, body = source.rows, []
        for one in extraction_agreement(given):
            key = f"extraction.{slug(one.variable)}" if one.variable else "extraction"
            told = f"Double extraction{f' of {one.variable}' if one.variable else ''}"
            yield number(f"{key}.studies", one.studies, f"{told}: studies", rows=rows)
            yield number(f"{key}.cells", one.cells, f"{told}: cells compared", rows=rows)
            yield number(f"{key}.agreed", one.agreed, f"{told}: cells that are alike", rows=rows)
            share: Fraction | None = one.percent
            yield _number(f"{key}.percent", share, f"{told}: share that is alike", _ONE, rows)
            body.append(row(one.variable or "All variables", *({"num": f"{key}.{end}"} for end in
                            ("cells", "agreed", "percent")), name=slug(one.variable or "all"),
                            kind="row" if one.variable else "total"))  # fmt: skip
        yield table("extraction", definition="Agreement of double extraction by variable",
                    columns=[TableColumn(), *(TableColumn(align="right") for _ in range(3))],
                    head=[["Variable", "Cells compared", "Alike", "Share"]], body=body,
                    rows=rows)  # fmt: skip
