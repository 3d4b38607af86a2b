"""The part ``votes``: counts by significance and by direction, with a sign test; no pooling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from numerate.ground.errors import stop_on
from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.roletables import RoleTable, read_roles, unique_slugs
from numerate.parts.study_labels import study_table
from numerate.review.extraction import Extraction
from numerate.review.figures.arrows import ArrowPlot, StudyWays, draw_arrows
from numerate.review.figures.vote_plot import VotePlot, VoteRow, draw_votes
from numerate.review.results import Style, Table, TableColumn, claim, figure, number, row, table
from numerate.review.synthesis.directions import CAVEAT, DirectionCount, direction_counts
from numerate.review.synthesis.votes import CATEGORIES, Finding, VoteCount, vote_counts

_STUDY: Final = ("study", "study_id")
_WHAT: Final = ("construct", "outcome", "raw_label")
# a difference, and mixed results, are found without a direction; none is exactly nothing
_DIRECTIONS: Final = ("positive", "negative", "curvilinear", "difference", "mixed", "none", "")
_YES: Final = frozenset({"yes", "true", "1"})
_NO: Final = frozenset({"no", "false", "0", "none", ""})
_MANUAL: Final = Manual.of("""
Tables:
- findings | study, construct (or outcome), direction (positive, negative, curvilinear,
  difference, mixed, none or blank),
  significant (yes, no); optional dataset, n | One row per analysis
- studies | optional: study, label (or author and year) | One row per study
Keys:
- votes.n, votes.constructs | datasets, constructs
- votes.C.n, .positive, .negative, .nonsignificant, .mixed | datasets by what their analyses say
- direction.C.positive, .negative, .conflicting, .none, .directed | datasets by direction alone
- direction.C.pct, .pct_low, .pct_high, .p | share that points up, its interval, sign test
- claims votes.C.consistent, .leads_W; direction.C.all_positive, .all_negative, .most_positive,
  .most_negative | each fails when the data turn
- table votes; figures votes, directions | counts; bars; arrows by study
Sentences:
- [7]{num=direction.C.positive} of [9]{num=direction.C.directed} studies favoured it (sign test,
  *p* [= .180]{num=direction.C.p as=relation}).
Sources:
- SWiM: Campbell et al. 2020; Cochrane Handbook, chapter 12; Boon and Thomson 2021
""")


@dataclass(frozen=True)
class votes(Declaration):  # noqa: N801 - declared like a function
    """Votes by significance and by direction, the sign test, and the effect-direction plot.

    Attributes:
        table: The table of findings.
        minimum: Datasets that a construct needs to be told.
        columns: The column of a role, where neither its name nor the dictionary tells.
        studies: The table of studies, for their labels.
    """

    manual: ClassVar[Manual] = _MANUAL
    table: str = "findings"
    minimum: int = field(default=1, kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    studies: str = field(default="studies", kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Votes and directions by construct, the table and both plots."""
        source = read_roles(self, data, self.table, self.columns)
        findings = _findings(source)
        votes_ = vote_counts(findings, minimum=self.minimum)
        ways = {c: w for c, w in direction_counts(findings).items() if c in votes_}
        if not votes_:
            raise self.wrong(
                "nothing-found",
                f"no construct has {self.minimum} datasets",
                "findings to be counted",
                "lower minimum=, or fill the table",
            )
        slugs = unique_slugs(self, votes_)
        yield number("votes.n", len({f.dataset for f in findings}), "Datasets with a finding",
                     rows=source.rows)  # fmt: skip
        yield number("votes.constructs", len(votes_), "Constructs told", rows=source.rows)
        for name, found in votes_.items():
            yield from _votes(source, slugs[name], found)
            yield from _ways(source, slugs[name], ways[name])
        yield _table(source, votes_, slugs)
        rows = tuple(
            VoteRow(label=name.replace("_", " ").capitalize(),
                    **{category: found.count(category) for category in CATEGORIES})
            for name, found in votes_.items()
        )  # fmt: skip
        plot = VotePlot(title="Findings by direction", rows=rows, row_head="Construct")
        yield figure("votes", draw_votes(plot), "Datasets by what their analyses say",
                     rows=source.rows)  # fmt: skip
        labels = study_table(self, data, self.studies, source).labels
        yield figure(
            "directions",
            draw_arrows(_arrows(ways, labels)),
            "Direction of effect of each study by construct",
            rows=source.rows,
        )


def _findings(source: RoleTable) -> list[Finding]:
    ids = source.rows.ids
    studies = [str(value) for value in source.values(*_STUDY)]
    sets = [str(v) for v in source.values("dataset")] if "dataset" in source else studies
    issues, made = [], []
    cells = zip(source.values(*_WHAT), source.values("direction"), source.values("significant"),
                strict=True)  # fmt: skip
    for place, (what, direction, significant) in enumerate(cells):
        way = str(direction or "").strip().casefold()
        if way not in _DIRECTIONS:
            issues.append(source.fault(place, "unknown-word", f"the direction '{direction}'",
                                       f"one of: {', '.join(_DIRECTIONS[:-1])}; or blank",
                                       "correct the direction"))  # fmt: skip
            continue
        if str(significant).casefold() not in _YES | _NO:
            issues.append(
                source.fault(
                    place,
                    "unknown-word",
                    f"significant is '{significant}'",
                    "yes or no",
                    "correct the word; leave a p value in a column of its own",
                )
            )
            continue
        made.append(Finding(id=ids[place], study=studies[place], dataset=sets[place],
                            construct=str(what), direction="" if way == "none" else way,
                            significant=str(significant).casefold() in _YES))  # fmt: skip
    stop_on(issues)
    return made


def _votes(source: RoleTable, key: str, found: VoteCount) -> Iterator[Yield]:
    rows = source.where(_role(source), found.construct).rows
    at = f"votes.{key}"
    yield number(f"{at}.n", found.n, f"Datasets on {found.construct}", rows=rows)
    for category in CATEGORIES:
        yield number(f"{at}.{category}", found.count(category),
                     f"Datasets on {found.construct}: {category}", rows=rows)  # fmt: skip
        yield claim(f"{at}.leads_{category}", found.leads(category),
                    f"{found.count(category)} of {found.n}",
                    f"{found.construct}: no other category has more than {category}",
                    rows=rows)  # fmt: skip
    yield claim(f"{at}.consistent", found.consistent, f"{found.n} datasets",
                f"All datasets on {found.construct} say the same", rows=rows)  # fmt: skip


def _ways(source: RoleTable, key: str, found: DirectionCount) -> Iterator[Yield]:
    rows = source.where(_role(source), found.construct).rows
    at, what = f"direction.{key}", found.construct
    for way in ("positive", "negative", "conflicting", "none"):
        yield number(f"{at}.{way}", found.count(way), f"Datasets on {what}: direction {way}",
                     rows=rows)  # fmt: skip
    yield number(f"{at}.directed", found.directed, f"Datasets on {what} that point one way",
                 rows=rows)  # fmt: skip
    ends = found.interval
    values: tuple[tuple[str, Any, Style, str], ...] = (
        ("pct", None if found.share is None else 100 * found.share, Style("percent"), "share up"),
        ("pct_low", 100 * ends[0] if ends else None, Style("percent"), "its interval, lower"),
        ("pct_high", 100 * ends[1] if ends else None, Style("percent"), "its interval, upper"),
        ("p", found.p, Style("p"), "sign test, two-sided"),
    )
    for end, value, style, told in values:
        shown: Any = "not estimable" if value is None else value
        yield number(f"{at}.{end}", shown, f"{what}: {told} (Wilson's interval). {CAVEAT}",
                     rows=rows, style=Style("text") if value is None else style)  # fmt: skip
    for way in ("positive", "negative"):
        count = found.count(way)  # type: ignore[arg-type]
        rule = f"{count} of {found.directed}"
        yield claim(f"{at}.all_{way}", count == found.directed > 0, rule,
                    f"Every directed dataset on {what} is {way}", rows=rows)  # fmt: skip
        yield claim(f"{at}.most_{way}", 2 * count > found.directed, rule,
                    f"Most directed datasets on {what} are {way}", rows=rows)  # fmt: skip


def _role(source: RoleTable) -> str:
    return next(role for role in _WHAT if role in source)


def _table(source: RoleTable, votes_: Mapping[str, VoteCount], slugs: Mapping[str, str]) -> Table:
    ends = ("n", *CATEGORIES)
    return table(
        "votes",
        definition="Datasets by construct and by what their analyses say",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in ends)],
        head=[["Construct", "Datasets", *(c.capitalize() for c in CATEGORIES)]],
        body=[
            row(name.replace("_", " ").capitalize(),
                *({"num": f"votes.{slugs[name]}.{end}"} for end in ends), name=slugs[name])
            for name in votes_
        ],
        rows=source.rows,
    )  # fmt: skip


def _arrows(ways: Mapping[str, DirectionCount], labels: Mapping[str, str]) -> ArrowPlot:
    names: Sequence[str] = list(ways)
    found: dict[str, dict[str, Any]] = {}
    for name, count in ways.items():
        for one in count.directions:
            found.setdefault(one.dataset, {})[name] = one.way
    return ArrowPlot(
        title="Direction of effect",
        constructs=tuple(name.replace("_", " ") for name in names),
        studies=tuple(
            StudyWays(labels.get(one, one), tuple(held.get(name) for name in names))
            for one, held in found.items()
        ),
    )
