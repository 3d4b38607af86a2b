"""The part ``summary_of_findings``: GRADE's table, its levels computed, its verbs held to them.

A claim about an effect has the verb of one level of certainty; it fails when the level moves, or
the interval does. Which way the effect goes is told by the interval: beyond no effect it reduces or
increases, across it it makes little or no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar, Final, get_args

from numerate.ground.errors import NumerateError, stop_on
from numerate.ground.issues import Issue
from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.pooled_effects import pooled
from numerate.parts.ready_analysis import Ready
from numerate.parts.roletables import RoleTable, read_roles, slug
from numerate.review.extraction import Extraction
from numerate.review.pooling.absolute import Absolute, absolute
from numerate.review.pooling.certainty import (
    LEVELS,
    SIGNS,
    Direction,
    Level,
    Reason,
    Start,
    faults,
    level,
    statement,
)
from numerate.review.results import (
    Cell,
    Note,
    Result,
    Style,
    Table,
    TableColumn,
    claim,
    number,
    row,
    table,
)

_STARTS: Final[tuple[Start, ...]] = get_args(Start)
_RELATIVE: Final = ("RR", "OR", "RD", "HR")
_VERBS: Final[Mapping[Level, str]] = {
    "High": "", "Moderate": "probably_", "Low": "may_", "Very low": "very_uncertain_",
}  # fmt: skip
_MANUAL: Final = Manual.of("""
Tables:
- outcomes | outcome; optional label, followup, analysis (name of the pooled analysis), start
  (randomised, non-randomised, non-randomised with ROBINS-I), comparator_risk (a share, 0.02 for 20
  per 1,000), risk_source, certainty (as stated), finding (in words, where nothing is pooled),
  comment | One row per outcome, in the order of the table
- certainty | outcome, domain, levels (−1, −2, 0, 1, 2), reason | One row per judgement
Keys:
- sof.O | the result with its certainty, in the style of `as=`
- sof.O.certainty, sof.O.signs | the level, computed from start and reasons
- sof.O.down.D | levels taken (or given) for domain D
- sof.O.risk0, .risk1, .risk1_lower, .risk1_upper | events per 1,000
- sof.O.difference, .diff, .diff_lower, .diff_upper, .nnt | "51 fewer per 1,000 (67 fewer to 27
  fewer)" and its numbers
- claims sof.O.reduces, .probably_reduces, .may_reduces, .very_uncertain_reduces; the same with
  increases and little_difference; sof.O.is_high, .is_moderate, .is_low, .is_very_low | each holds
  for one level and direction only
- table summary_of_findings | GRADE's layout; judgements as lettered notes
Sentences:
- BCG [may reduce]{claim=sof.O.may_reduces} tuberculosis
  ([51 fewer per 1,000]{num=sof.O.difference}; [low]{num=sof.O.certainty}-certainty evidence).
Sources:
- GRADE guidelines 3, 9 and 26: Balshem et al. 2011; Guyatt et al. 2011; Santesso et al. 2020
- Absolute effects: Cochrane Handbook, chapter 14
""")


@dataclass(frozen=True)
class summary_of_findings(Declaration):  # noqa: N801 - declared like a function
    """A summary of findings after GRADE, from pooled analyses and judgements as data.

    Attributes:
        analyses: The pooled analyses, as they were declared.
        outcomes: The table of outcomes.
        certainty: The table of judgements, one row for each reason.
        intervention: What the intervention is called.
        comparison: What it is compared with.
        population: Whom it is about, told below the table.
    """

    manual: ClassVar[Manual] = _MANUAL
    analyses: Sequence[pooled] = field(kw_only=True)
    outcomes: str = field(default="outcomes", kw_only=True)
    certainty: str = field(default="certainty", kw_only=True)
    intervention: str = field(default="Intervention", kw_only=True)
    comparison: str = field(default="Comparison", kw_only=True)
    population: str = field(default="", kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Numbers and claims of each outcome, and the table.

        Raises:
            NumerateError: With every judgement that cannot be, and every level that they do not
                give.
        """
        told = read_roles(self, data, self.outcomes)
        judged = read_roles(self, data, self.certainty)
        found = list(self._read(data, told, judged))
        for one in found:
            yield from self._numbers(one)
        yield self._table(found, told)

    def _read(self, data: Extraction, told: RoleTable, judged: RoleTable) -> Iterator[_Finding]:
        ready = {one.analysis: one for one in self.analyses}
        reasons, places = _reasons(judged)
        outcomes = [str(value) for value in told.values("outcome")]
        issues = [
            judged.fault(places[name][0], "unknown-word", f"the outcome '{name}'",
                         f"one of: {', '.join(outcomes)}", "correct the outcome")
            for name in reasons if name not in outcomes
        ]  # fmt: skip
        made = []
        for place, outcome in enumerate(outcomes):
            cell = _cells(told, place)
            start, given = cell("start") or "randomised", reasons.get(outcome, [])
            if start not in _STARTS:
                issues.append(
                    told.fault(
                        place,
                        "unknown-word",
                        f"start is '{start}'",
                        f"one of: {', '.join(_STARTS)}",
                        "correct it",
                    )
                )
                continue
            first = places.get(outcome, [place])[0]
            where = judged if outcome in places else told
            issues += [
                where.fault(first, "certainty", f"{outcome}: {one.found}", one.expected, one.todo)
                for one in faults(start, given, cell("certainty"))
            ]
            name = cell("analysis") or outcome
            analysis = ready.get(name)
            if analysis is None and not cell("finding"):
                issues.append(told.fault(
                    place, "unknown-word", f"{outcome} is pooled by no analysis '{name}'",
                    f"one of: {', '.join(ready)}; or a finding in words",
                    "name the analysis, or write the finding"))  # fmt: skip
                continue
            made.append((place, outcome, start, tuple(given), analysis))
        stop_on(issues)
        for place, outcome, start, given_, analysis in made:
            yield self._finding(data, (told, place), outcome, start, given_, analysis)

    def _finding(  # noqa: PLR0913, PLR0917 - what a finding is made of
        self, data: Extraction, at: tuple[RoleTable, int], outcome: str, start: Start,
        reasons: tuple[Reason, ...], analysis: pooled | None,
    ) -> _Finding:  # fmt: skip
        told, place = at
        cell = _cells(told, place)
        ready = analysis.ready(data) if analysis else None
        effect = source = None
        if ready is not None and ready.setup.effects.measure.code in _RELATIVE and ready.ends:
            risk, source = self._risk(told, place, ready)
            code: Any = ready.setup.effects.measure.code
            if risk is not None:
                value = ready.setup.back(ready.pooled.estimate)
                low, high = min(ready.ends[0], value), max(ready.ends[1], value)
                effect = absolute((value, low, high), risk, code)
        return _Finding(
            outcome=outcome, label=cell("label") or outcome.replace("_", " ").capitalize(),
            followup=cell("followup") or "", comment=cell("comment") or "",
            finding=cell("finding") or "", level=level(start, reasons), reasons=reasons,
            ready=ready, effect=effect, source=source or "", rows=(told.rows, place),
        )  # fmt: skip

    def _risk(self, told: RoleTable, place: int, ready: Ready) -> tuple[float | None, str]:
        """The risk of the comparison as stated, or as observed in the control groups."""
        stated = told.values("comparator_risk")[place] if "comparator_risk" in told else None
        if stated is not None:
            if not 0 <= stated <= 1:
                raise NumerateError(told.fault(
                    place, "share-as-percentage", f"comparator_risk is {stated:g}",
                    "a share between 0 and 1", "write 20 per 1,000 as 0.02"))  # fmt: skip
            why = told.values("risk_source")[place] if "risk_source" in told else None
            return float(stated), str(why or "as stated")
        raw = [one for one in ready.setup.read.raw if hasattr(one, "control_events")]
        people = sum(getattr(one, "control_n", 0) for one in raw)
        if not people:
            return None, ""
        return sum(one.control_events for one in raw) / people, "the control groups of the studies"

    def _numbers(self, one: _Finding) -> Iterator[Result]:
        key, rows = f"sof.{slug(one.outcome)}", (one.rows[0],)
        text = Style("text")
        if one.ready is not None:
            whole = replace(one.ready.estimate, certainty=one.level.lower())
            yield number(key, whole, f"{one.label}, with the certainty of the evidence",
                         rows=one.ready.setup.rows)  # fmt: skip
        yield number(f"{key}.certainty", one.level.lower(),
                     f"{one.label}: certainty of the evidence, from its start and "
                     f"{len([r for r in one.reasons if r.levels])} judgements", rows=rows,
                     style=text)  # fmt: skip
        yield number(f"{key}.signs", SIGNS[one.level], f"{one.label}: certainty as GRADE prints it",
                     rows=rows, style=text)  # fmt: skip
        for reason in one.reasons:
            yield number(f"{key}.down.{slug(reason.domain)}", reason.levels,
                         f"{one.label}: levels for {reason.domain}. {reason.why}".strip(),
                         rows=rows)  # fmt: skip
        if one.effect is not None:
            yield from _absolute(key, one, one.effect)
        yield from _claims(key, one)

    def _table(self, found: Sequence[_Finding], told: RoleTable) -> Table:
        letters = _Letters()
        commented = any(one.comment for one in found)

        def rest(one: _Finding) -> list[str]:
            return [one.comment or "none"] if commented else []

        body = []
        for one in found:
            at = f"sof.{slug(one.outcome)}"
            name = one.label + (f" ({one.followup})" if one.followup else "")
            marks = [letters.mark(reason) for reason in one.reasons if reason.levels]
            sure: list[Any] = [f"{SIGNS[one.level]} ", {"num": f"{at}.certainty"}]
            sure += [{"sup": ",".join(marks)}] if marks else []
            if one.ready is None:
                body.append(row(name, Cell(text=(one.finding,), colspan=4), sure, *rest(one),
                                name=slug(one.outcome)))  # fmt: skip
                continue
            before = {"num": f"{at}.risk0"} if one.effect else "not applicable"
            risks: Any = "not applicable"
            if one.effect:
                risks = [{"num": f"{at}.risk1"}, " per 1,000 (", {"num": f"{at}.risk1_lower"},
                         " to ", {"num": f"{at}.risk1_upper"}, ")"]  # fmt: skip
            pool = f"pool.{one.ready.setup.name}"
            relative: list[Any] = [
                f"{one.ready.setup.measure.short} ".lstrip(),
                {"num": f"{pool}.estimate"},
                " (",
                {"num": f"{pool}.lower"},
                " to ",
                {"num": f"{pool}.upper"},
                ")",
            ]
            people: list[Any] = [{"num": f"{pool}.n"}, " "] if one.ready.people is not None else []
            people += ["(", {"num": f"{pool}.k"}, " studies)"]
            first = [before, " per 1,000"] if one.effect else before
            body.append(row(name, first, risks, relative, people, sure, *rest(one),
                            name=slug(one.outcome)))  # fmt: skip
        sources = sorted({f"{one.label}: {one.source}" for one in found if one.source})
        notes: list[Any] = [
            "The risk with the intervention (and its 95% confidence interval) rests on the risk "
            "with the comparison and the relative effect. Risk with the comparison: "
            f"{'; '.join(sources) or 'not applicable'}."
            + (f" Population: {self.population}." if self.population else ""),
            *letters.notes(),
        ]
        return table(
            "summary_of_findings",
            definition="Summary of findings: effect and certainty of the evidence by outcome",
            columns=[TableColumn() for _ in range(6 + commented)],
            head=[["Outcome", f"Risk with {self.comparison}",
                   f"Risk with {self.intervention} (95% CI)", "Relative effect (95% CI)",
                   "Participants (studies)", "Certainty", *(["Comments"] if commented else [])]],
            body=body, notes=notes, landscape=True, rows=(told.rows,),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Finding:
    outcome: str
    label: str
    followup: str
    comment: str
    finding: str
    level: Level
    reasons: tuple[Reason, ...]
    ready: Ready | None
    effect: Absolute | None
    source: str
    rows: tuple[Any, int]


class _Letters:
    """Lettered notes, one for each reason in words; the same reason has one letter."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def mark(self, reason: Reason) -> str:
        """The letter of a reason."""
        verb = "Lowered" if reason.levels < 0 else "Raised"
        many = f"{abs(reason.levels)} level{'s' if abs(reason.levels) > 1 else ''}"
        words = f"{verb} {many} for {reason.domain}: {reason.why}"
        return self.held.setdefault(words, "abcdefghijklmnopqrstuvwxyz"[len(self.held) % 26])

    def notes(self) -> list[Note]:
        """The notes, in the order of their letters."""
        return [Note(text=(words,), marker=mark) for words, mark in self.held.items()]


def _cells(told: RoleTable, place: int) -> Any:  # noqa: ANN401 - a reader of one row
    def cell(role: str) -> Any:  # noqa: ANN401 - of the column's type
        value = told.values(role)[place] if role in told else None
        return str(value).strip() if value is not None else None

    return cell


def _reasons(judged: RoleTable) -> tuple[dict[str, list[Reason]], dict[str, list[int]]]:
    found: dict[str, list[Reason]] = {}
    places: dict[str, list[int]] = {}
    issues: list[Issue] = []
    why = judged.values("reason") if "reason" in judged else [None] * judged.rows.count()
    cells = zip(judged.values("outcome"), judged.values("domain"), judged.values("levels"), why,
                strict=True)  # fmt: skip
    for place, (outcome, domain, levels, reason) in enumerate(cells):
        if not isinstance(levels, int) or isinstance(levels, bool):
            issues.append(judged.fault(place, "wrong-type", f"levels is {levels}",
                                       "-2, -1, 0, 1 or 2", "correct it"))  # fmt: skip
            continue
        made = Reason(" ".join(str(domain).split()).lower(), levels, str(reason or ""))
        found.setdefault(str(outcome), []).append(made)
        places.setdefault(str(outcome), []).append(place)
    stop_on(issues)
    return found, places


def _absolute(key: str, one: _Finding, effect: Absolute) -> Iterator[Result]:
    rows = (one.rows[0], *(one.ready.setup.rows if one.ready else ()))
    values = (
        ("risk0", effect.comparator, f"with the comparison ({one.source})"),
        ("risk1", effect.risk, "with the intervention"),
        ("risk1_lower", effect.lower, "with the intervention, lower end"),
        ("risk1_upper", effect.upper, "with the intervention, upper end"),
        ("diff", effect.difference, "more (or fewer, below 0) with the intervention"),
        ("diff_lower", effect.difference_lower, "more (or fewer, below 0), lower end"),
        ("diff_upper", effect.difference_upper, "more (or fewer, below 0), upper end"),
    )
    for name, value, told in values:
        yield number(f"{key}.{name}", value, f"{one.label}: events per 1,000 {told}", rows=rows,
                     style=Style("decimal"))  # fmt: skip
    yield number(f"{key}.difference", effect.told, f"{one.label}: the difference in words",
                 rows=rows, style=Style("text"))  # fmt: skip
    needed = effect.number_needed
    if isinstance(needed, float | int | Fraction):
        yield number(f"{key}.nnt", needed, f"{one.label}: how many must have the intervention for "
                     "one event more or fewer", rows=rows, style=Style("decimal"))  # fmt: skip


def _claims(key: str, one: _Finding) -> Iterator[Result]:
    rows = (one.rows[0],)
    for each in LEVELS:
        yield claim(f"{key}.is_{slug(each)}", one.level == each, f"certainty is {one.level}",
                    f"{one.label}: {each.lower()}-certainty evidence", rows=rows)  # fmt: skip
    if one.ready is None or one.ready.ends is None:
        return
    null = one.ready.setup.effects.measure.null
    if null is None:
        return
    low, high = one.ready.ends
    way = "reduces" if high < null else "increases" if low > null else "little_difference"
    verbs: Mapping[str, Direction] = {
        "reduces": "reduces",
        "increases": "increases",
        "little_difference": "makes little to no difference to",
    }
    for each, verb in _VERBS.items():
        for name, direction in verbs.items():
            yield claim(
                f"{key}.{verb}{name}", one.level == each and way == name,
                f"certainty is {one.level}; interval {low:.3g} to {high:.3g}",
                f"{one.label}: the intervention {statement(each, direction)} it, "
                f"{each.lower()}-certainty evidence",
                rows=(*rows, *one.ready.setup.rows),
            )  # fmt: skip
