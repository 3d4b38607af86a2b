"""The part ``appraisal``: judgements by any tool, counted, tabled and drawn; never added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar, Final

from numerate.ground.errors import stop_on
from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.roletables import RoleTable, read_roles, schema_names, slug
from numerate.review.extraction import Extraction, Rows
from numerate.review.figures.rating_bars import draw_rating_summary
from numerate.review.figures.traffic import draw_traffic_lights
from numerate.review.results import (
    Result,
    Style,
    Table,
    TableColumn,
    claim,
    figure,
    number,
    row,
    table,
)
from numerate.review.synthesis.appraisal_tools import TOOLS, AppraisalTool, own_tool, plain
from numerate.review.synthesis.judgements import Judgement, judgement_issues, ratings_of
from numerate.review.synthesis.ratings import Ratings

_STUDY: Final = ("study", "study_id", "review", "model")
_MANUAL: Final = Manual.of("""
Tables:
- risk_of_bias (or what is named) | study, domain (or criterion), judgement (or answer); optional
  outcome (or result), support, weight | One row per judgement; Overall is a domain
- the same, wide | study, then one column per domain, optional Weight | robvis' CSV declared as data
- domains= | domain; optional label | One row per domain of a tool of one's own
Keys:
- rob.n, rob.studies, rob.blank | what is judged (study or result), studies, judgements not made
- rob.D.W, rob.D.W.pct | how many have word W in domain D, and their share of those judged there
- rob.overall.W, rob.overall.W.pct | the same of the overall judgement
- claims rob.D.all_W, rob.D.most_W, rob.D.none_W | all, more than half, none have that word
- table rob; figures rob_traffic (rob_traffic_2 and on past 40), rob_bars | every judgement; shares
Sentences:
- [12]{num=rob.overall.high} of [19]{num=rob.n} results were at high risk of bias.
- [No result was at high risk of bias]{claim=rob.overall.none_high}.
Sources:
- Each tool's own: the page on appraisal lists them
- Plots: McGuinness and Higgins 2021, Research Synthesis Methods 12, 55-61
""")


@dataclass(frozen=True)
class appraisal(Declaration):  # noqa: N801 - declared like a function
    """Appraisal by RoB 2, ROBINS-I, QUADAS-2, AMSTAR 2, MMAT, JBI … or a tool of one's own.

    Attributes:
        table: The table of judgements, long or as robvis has it.
        tool: Short name of the tool, such as ``rob2``; a name of one's own beside ``domains``.
        key: What keys begin with.
        domains: The table of domains of a tool of one's own.
        words: Its words, from best to worst.
        columns: The column of a role, where neither its name nor the dictionary tells.
        where: The rows taken, as in ``{"outcome": "mortality"}``.
        studies: The table of studies, for their labels.
        title: Short name of the pictures.
        weighted: Whether bars are as long as weights (column ``weight``).
    """

    manual: ClassVar[Manual] = _MANUAL
    table: str = "risk_of_bias"
    tool: str = field(default="rob2", kw_only=True)
    key: str = field(default="rob", kw_only=True)
    domains: str = field(default="", kw_only=True)
    words: Sequence[str] = field(default=(), kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    where: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    studies: str = field(default="studies", kw_only=True)
    title: str = field(default="", kw_only=True)
    weighted: bool = field(default=False, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Counts and shares by domain and word, claims, the table, traffic light and bars."""
        tool = self._tool(data)
        source = read_roles(self, data, self.table, self.columns)
        for column, value in self.where.items():
            self.one_of(f"where['{column}']", value, [str(v) for v in source.rows.unique(column)])
            source = source.with_rows(source.rows.where(**{column: value}))
        labels = _labels(self, data, self.studies)
        made, weights = _judgements(source, labels)
        issues = judgement_issues(made, tool)
        stop_on(issue for issue in issues if issue.severity == "fault")
        yield from issues
        ratings = ratings_of(made, tool)
        if weights:
            ratings = replace(
                ratings,
                studies=tuple(
                    replace(one, weight=weights.get(one.study)) for one in ratings.studies
                ),
            )
        yield from self._numbers(ratings, tool, source.rows, made)
        yield self._table(ratings, tool, source.rows)
        title = self.title or tool.name
        for page, drawn in enumerate(draw_traffic_lights(ratings, title), 1):
            name = f"{self._file}_traffic" + (f"_{page}" if page > 1 else "")
            yield figure(name, drawn, f"Every judgement by {tool.name}", rows=source.rows)
        bars = draw_rating_summary([ratings], f"{title}, in summary", weighted=self.weighted)
        yield figure(f"{self._file}_bars", bars, f"Shares of judgements by domain of {tool.name}",
                     rows=source.rows)  # fmt: skip

    @property
    def _file(self) -> str:
        return self.key.replace(".", "_")

    def _tool(self, data: Extraction) -> AppraisalTool:
        if not self.domains and not self.words:
            return TOOLS[self.one_of("tool", self.tool, list(TOOLS))]
        pairs: list[tuple[str, str]] = []
        if self.domains:
            asked = read_roles(self, data, self.domains)
            names = [str(one) for one in asked.values("domain", "criterion")]
            labels = asked.values("label") if "label" in asked else [""] * len(names)
            pairs = [(name, str(label or "")) for name, label in zip(names, labels, strict=True)]
        try:
            return own_tool(self.tool, pairs, self.words)
        except (ValueError, KeyError) as error:
            raise self.wrong("bad-tool", str(error), "domains and words, each once",
                             "correct domains= and words=") from error  # fmt: skip

    def _numbers(
        self, ratings: Ratings, tool: AppraisalTool, rows: Rows, made: Sequence[Judgement]
    ) -> Iterator[Result]:
        unit = {"study": "studies"}.get(tool.unit, f"{tool.unit}s")
        n = len(ratings.studies)
        yield number(f"{self.key}.n", n, f"What was judged by {tool.name}", rows=rows, unit=unit)
        yield number(f"{self.key}.studies", len({one.study for one in made}),
                     f"Studies judged by {tool.name}", rows=rows, unit="studies")  # fmt: skip
        blank = sum(not one.word.strip() for one in made)
        yield number(f"{self.key}.blank", blank, "Judgements that are not made yet", rows=rows)
        for place, question in enumerate(ratings.questions):
            at = f"{self.key}.{slug(question.id)}"
            counts = ratings.counts(place)
            asked = sum(counts.values())
            told = f"{question.id} {question.label}".strip()
            for word, count in counts.items():
                key = f"{at}.{slug(word)}"
                yield number(key, count, f"{told}: {word}", rows=rows, unit=unit)
                if asked:
                    yield number(f"{key}.pct", Fraction(100 * count, asked), f"{told}: {word}, "
                                 f"share of the {asked} judged", rows=rows,
                                 style=Style("percent"))  # fmt: skip
                for name, holds in (("all", count == asked > 0), ("most", 2 * count > asked),
                                    ("none", count == 0)):  # fmt: skip
                    yield claim(f"{at}.{name}_{slug(word)}", holds, f"{count} of {asked}",
                                f"{told}: {name} {word}", rows=rows)  # fmt: skip

    def _table(self, ratings: Ratings, tool: AppraisalTool, rows: Rows) -> Table:
        ids = [question.id for question in ratings.questions]
        notes = "; ".join(f"{q.id}: {q.label}" for q in ratings.questions if q.label)
        return table(
            self._file,
            definition=f"Every judgement by {tool.name}",
            columns=[TableColumn() for _ in range(len(ids) + 1)],
            head=[["Study", *ids]],
            body=[
                row(
                    one.study, *(word or "not judged" for word in one.answers), name=slug(one.study)
                )
                for one in ratings.studies
            ],
            notes=[f"{notes}."] if notes else [],
            landscape=len(ids) > 9,  # noqa: PLR2004 - more columns than a page is wide
            rows=rows,
        )


def _labels(part: Declaration, data: Extraction, studies: str) -> dict[str, str]:
    """What studies are called: their label, or author and year."""
    if studies not in data.tables:
        return {}
    table = read_roles(part, data, studies)
    if not any(role in table for role in _STUDY):
        return {}
    keys = [str(value) for value in table.values(*_STUDY)]
    if "label" in table:
        return dict(zip(keys, map(str, table.values("label")), strict=True))
    if "author" in table and "year" in table:
        pairs = zip(keys, table.values("author"), table.values("year"), strict=True)
        return {key: f"{author} {year}" for key, author, year in pairs}
    return {}


def _judgements(
    source: RoleTable, labels: Mapping[str, str]
) -> tuple[list[Judgement], dict[str, Fraction]]:
    """The judgements of a long or a wide table, and weights where there are some."""
    if "domain" in source or "criterion" in source:
        return _long(source, labels), _weights(source, labels)
    names = schema_names(source.rows)
    first = next((n for n in names if plain(n) in {"study", *_STUDY}), names[0])
    studies = [str(value) for value in source.rows.values(first)]
    made = [
        Judgement(study=labels.get(study, study), domain=name, word=str(word or ""),
                  file=source.file, line=line)
        for name in names
        if name != first and plain(name) != "weight"
        for study, word, line in zip(studies, source.rows.values(name), source.rows.lines,
                                     strict=True)
    ]  # fmt: skip
    order = {labels.get(study, study): place for place, study in enumerate(studies)}
    made.sort(key=lambda one: order[one.study])
    weight = next((name for name in names if plain(name) == "weight"), None)
    held = zip(studies, source.rows.values(weight), strict=True) if weight else ()
    return made, {labels.get(s, s): Fraction(str(w)) for s, w in held if w is not None}


def _long(source: RoleTable, labels: Mapping[str, str]) -> list[Judgement]:
    results = next((role for role in ("result", "outcome") if role in source), None)
    lacking = [""] * source.rows.count()
    told = source.values(results) if results else lacking
    if len({str(one) for one in told}) == 1:
        told = lacking  # one result of each study needs no name
    support = source.values("support") if "support" in source else lacking
    cells = zip(
        source.values(*_STUDY), source.values("domain", "criterion"),
        source.values("judgement", "answer"), told, support, source.rows.lines, strict=True,
    )  # fmt: skip
    return [
        Judgement(study=labels.get(str(study), str(study)), domain=str(domain),
                  word=str(word or ""), result=str(result or ""), support=str(why or ""),
                  file=source.file, line=line)
        for study, domain, word, result, why, line in cells
    ]  # fmt: skip


def _weights(source: RoleTable, labels: Mapping[str, str]) -> dict[str, Fraction]:
    if "weight" not in source:
        return {}
    pairs = zip(source.values(*_STUDY), source.values("weight"), strict=True)
    return {labels.get(str(s), str(s)): Fraction(str(w)) for s, w in pairs if w is not None}
