"""From rows of an extraction to effects: what each measure needs, and what a row cannot be.

A study without one of its numbers is left out and named, never guessed; a row that cannot be (more
events than participants, an interval beside its estimate, a study twice) is a fault at its line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.parts.roletables import RoleTable
from numerate.review.figures.pooledforest import Cells, count_cells, mean_cells, share_cells
from numerate.review.pooling import onegroup, plausibility, twogroups
from numerate.review.pooling.effectsizes import EffectSet, LeftOut, Reported, generic
from numerate.review.pooling.scales import MEASURES

STUDY: Final = ("study", "study_id")
_COUNTS: Final = ("events", "n", "control_events", "control_n")
_MEANS: Final = ("n", "mean", "sd", "control_n", "control_mean", "control_sd")
_TIMES: Final = ("events", "time", "control_events", "control_time")
_PRECISION: Final = (("se",), ("variance",), ("lower", "upper"))
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("RR", "OR", "RD"), _COUNTS),
    **dict.fromkeys(("MD", "SMD", "ROM"), _MEANS),
    "IRR": _TIMES,
    **dict.fromkeys(("PLO", "PFT", "PAS", "PLN", "PR"), ("events", "n")),
    "IRLN": ("events", "time"),
    "ZCOR": ("r", "n"),
}
Row = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The effects of one analysis as read from a table.

    Attributes:
        effects: One for each study; those without a number are left out with the reason.
        raw: The rows as the measure has them (tables, means, shares …), in the same order.
        cells: What a forest plot shows of them.
        source: The rows themselves.
        lines: The place of each study among the rows.
        advice: Rows that look like extraction errors.
    """

    effects: EffectSet
    raw: tuple[Any, ...]
    cells: Cells
    source: RoleTable
    lines: Mapping[str, int]
    advice: tuple[Issue, ...]


def needs(measure: str, table: RoleTable) -> tuple[str, ...]:
    """The roles that a measure reads from a table: counts and means, or estimates as reported."""
    wanted = _NEEDS.get(measure)
    if wanted is not None and any(role in table for role in _own(wanted)):
        return wanted
    if "estimate" in table or wanted is None:
        table.column("estimate")
        for roles in _PRECISION:
            if all(role in table for role in roles):
                return ("estimate", *roles)
        table.column("se", "variance", "lower")
    return wanted or ()


def _own(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The roles that only counts or means have: ``n`` may stand beside a reported estimate."""
    return tuple(role for role in wanted if role in {"events", "mean", "r"})


def read_effects(
    table: RoleTable, measure: str, arms: tuple[str, str], zeros: twogroups.ZeroCells
) -> Read:
    """The effects of one analysis.

    Args:
        table: Its rows, one for each study.
        measure: A code of ``MEASURES``.
        arms: What the two groups are called.
        zeros: What is done about empty cells.

    Raises:
        NumerateError: With every row that cannot be, or when no study has all its numbers.
    """
    roles = needs(measure, table)
    studies = [str(value) for value in table.values(*STUDY)]
    columns = {role: _column(table, role) for role in roles}
    lines = {study: place for place, study in enumerate(studies)}
    issues = [
        table.fault(lines[found.study], found.code, f"{found.study}: {found.found}", found.expected,
                    found.todo)
        for found in plausibility.repeated(studies)
    ]  # fmt: skip
    kept: list[tuple[str, Row]] = []
    gone: list[LeftOut] = []
    for place, study in enumerate(studies):
        row = {role: columns[role][place] for role in roles}
        lacking = [role.replace("_", " ") for role, value in row.items() if value is None]
        if lacking:
            gone.append(LeftOut(study, f"{' and '.join(lacking)} not reported"))
            continue
        issues += _cannot_be(table, place, study, row)
        kept.append((study, {role: float(row[role] or 0.0) for role in row}))
    _stop(issues)
    if not kept:
        raise _none(table, roles)
    made, raw, issues = _made(kept, roles, measure, zeros, (table, lines))
    _stop(issues)
    cells = _cells(raw, roles, arms)
    effects = replace(made, left_out=(*made.left_out, *gone))
    if not effects.effects:
        raise _none(table, roles)
    advice = tuple(_suspicions(table, lines, effects, raw))
    _stop([one for one in advice if one.severity == "fault"])
    return Read(effects=effects, raw=raw, cells=cells, source=table, lines=lines, advice=advice)


def _column(table: RoleTable, role: str) -> list[Any]:
    """The numbers of a role; a total from its parts, a spread from its error, where need be."""
    prefix, bare = ("control_", role.removeprefix("control_")) if "control" in role else ("", role)
    if role not in table and bare == "n" and f"{prefix}no_events" in table:
        pairs = zip(
            table.values(f"{prefix}events"), table.values(f"{prefix}no_events"), strict=True
        )
        return [None if None in pair else sum(pair) for pair in pairs]
    if role not in table and bare == "sd" and f"{prefix}se" in table:
        both = zip(table.values(f"{prefix}se"), table.values(f"{prefix}n"), strict=True)
        return [None if se is None or n is None else se * math.sqrt(n) for se, n in both]
    values = table.values(role)
    for place, value in enumerate(values):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            fault = table.fault(
                place, "wrong-type", f"{table.names.get(role, role)} is '{value}'", "a number",
                f"declare {table.names.get(role, role)} as a number in data/datapackage.json",
            )  # fmt: skip
            raise NumerateError(fault)
    return values


def _cannot_be(table: RoleTable, place: int, study: str, row: Mapping[str, Any]) -> list[Issue]:
    """What is impossible in one row, whatever the others hold."""
    found: list[tuple[str, str, str, str]] = []
    for prefix in ("", "control_"):
        events, n = row.get(f"{prefix}events"), row.get(f"{prefix}n")
        if events is not None and n is not None and not (0 <= events <= n and n > 0):
            found.append((
                "impossible-counts", f"{prefix}events {events:g} of {prefix}n {n:g}",
                "events between 0 and the participants of their group", "correct the counts",
            ))  # fmt: skip
        elif events is not None and events != int(events):
            found.append((
                "share-as-count", f"{prefix}events are {events:g}", "a whole number",
                "enter counts; a share or a percentage times the participants gives them",
            ))  # fmt: skip
        time = row.get(f"{prefix}time")
        if time is not None and time <= 0:
            found.append((
                "impossible-counts", f"{prefix}time is {time:g}", "a time above 0",
                "correct the time",
            ))  # fmt: skip
    heavy = (
        "correct it, or leave the cell blank where it is not reported: the study would have all "
        "the weight"
    )
    found += [
        ("zero-variance", f"{role} is {row[role]:g}", "a value above 0", heavy)
        for role in ("se", "variance")
        if row.get(role) is not None and row[role] <= 0
    ]
    return [
        table.fault(place, code, f"{study}: {what}", expected, todo)
        for code, what, expected, todo in found
    ]


def _made(
    kept: Sequence[tuple[str, Row]],
    roles: tuple[str, ...],
    measure: str,
    zeros: twogroups.ZeroCells,
    place: tuple[RoleTable, Mapping[str, int]],
) -> tuple[EffectSet, tuple[Any, ...], list[Issue]]:
    """The effects; rows that their own maker refuses become issues."""
    table, lines = place
    kind, maker = _maker(roles, measure, zeros)
    raw, issues = [], []
    for study, row in kept:
        try:
            made = kind(study, row)
            maker([made])
            raw.append(made)
        except ValueError as error:
            issues.append(
                table.fault(
                    lines[study], "impossible-effect", f"{error}",
                    f"numbers that give a {MEASURES[measure].name}",
                    "correct the numbers, or leave a cell blank where it is not reported",
                )
            )  # fmt: skip
    return (
        (maker(raw) if not issues else EffectSet(measure=MEASURES[measure], effects=())),
        tuple(raw),
        issues,
    )


def _maker(
    roles: tuple[str, ...], measure: str, zeros: twogroups.ZeroCells
) -> tuple[Callable[[str, Row], Any], Callable[[Sequence[Any]], EffectSet]]:
    if roles[0] == "estimate":
        return (
            lambda study, row: Reported(study=study, **row),
            lambda rows: generic(rows, measure),
        )
    makers: Mapping[str, tuple[Any, Any]] = {
        **{
            code: (twogroups.TwoByTwo, lambda rows, code=code: twogroups.risks(rows, code, zeros))
            for code in ("RR", "OR", "RD")
        },
        "IRR": (twogroups.Rates, lambda rows: twogroups.rate_ratios(rows, zeros)),
        "MD": (twogroups.Means, twogroups.mean_differences),
        "SMD": (twogroups.Means, twogroups.standardised),
        "ROM": (twogroups.Means, twogroups.ratios_of_means),
        **{
            code: (onegroup.Share, lambda rows, code=code: onegroup.proportions(rows, code))
            for code in ("PLO", "PFT", "PAS", "PLN", "PR")
        },
        "IRLN": (onegroup.Count, onegroup.rates),
        "ZCOR": (onegroup.Correlation, onegroup.correlations),
    }
    kind, maker = makers[measure]
    return (lambda study, row: kind(study, *(row[role] for role in roles))), maker


def _cells(raw: Sequence[Any], roles: tuple[str, ...], arms: tuple[str, str]) -> Cells:
    if roles == _COUNTS:
        return count_cells(raw, arms)
    if roles == _MEANS:
        return mean_cells(raw, arms)
    if roles == ("events", "n"):
        return share_cells(raw)
    if roles == ("r", "n"):
        return Cells(heads=("n",), studies={row.study: (f"{row.n:,.10g}",) for row in raw},
                     sums=(0,))  # fmt: skip
    return Cells()


def _suspicions(
    table: RoleTable, lines: Mapping[str, int], effects: EffectSet, raw: Sequence[Any]
) -> list[Issue]:
    """Rows that look like the usual extraction errors: advice, unless they cannot be."""
    measure = effects.measure
    found: list[plausibility.RowFinding] = []
    if measure.null is not None and raw:
        found += plausibility.directions(effects.effects)
    if raw and isinstance(raw[0], twogroups.Means):
        found += plausibility.spreads(raw)
    if raw and isinstance(raw[0], Reported):
        found += plausibility.reported(raw, ratio=measure.scale == "log")
    studies = [str(value) for value in table.values(*STUDY)]
    unit = next((role for role in ("unit", "scale") if role in table), None)
    if unit and measure.code == "MD":
        told = dict(zip(studies, table.values(unit), strict=True))
        found += plausibility.units({study: str(one) for study, one in told.items() if one})
    impossible = {"mixed-scales"}
    made = []
    for one in found:
        issue = table.fault(
            lines[one.study], one.code, f"{one.study}: {one.found}", one.expected, one.todo
        )
        hard = one.impossible or one.code in impossible
        made.append(issue if hard else replace(issue, severity="advice"))
    return made


def _stop(issues: Sequence[Issue]) -> None:
    if issues:
        raise NumerateError(issues)


def _none(table: RoleTable, roles: Sequence[str]) -> NumerateError:
    columns = ", ".join(table.names.get(role, role) for role in roles)
    return NumerateError(
        Issue(
            code="nothing-to-pool",
            file=table.file,
            line=1,
            found=f"no study of {table.rows.told} has all of {columns}",
            expected="at least one study that contributes an effect",
            todo="enter the numbers, or correct the selection of rows in "
            f"{table.part.place[0]}:{table.part.place[1]}",
        )
    )
