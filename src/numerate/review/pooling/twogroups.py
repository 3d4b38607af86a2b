"""Effects of two groups: events, rates and means.

Formulas: Cochrane Handbook, chapters 6 and 10; Hedges (1981), Journal of Educational Statistics 6,
107-128, for the exact correction J of the standardised mean difference; Hedges, Gurevitch and
Curtis (1999), Ecology 80, 1150-1156, for the ratio of means.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from numerate.review.pooling.effectsizes import Effect, EffectSet, LeftOut
from numerate.review.pooling.scales import MEASURES

Where = Literal["zero tables", "all tables", "all tables if any zero", "none"]
Variance = Literal["LS", "LS2", "UB", "AV"]
_BOTH_EMPTY = "no event in either group tells nothing about a ratio"


@dataclass(frozen=True, slots=True)
class ZeroCells:
    """What is done about tables with an empty cell.

    Attributes:
        add: Added to each of the four cells.
        where: To which tables: those with an empty cell, all, all once any has one, or none.
        double_zeros: Whether studies without an event (or with nothing but events) in both groups
            stay in a ratio.
    """

    add: float = 0.5
    where: Where = "zero tables"
    double_zeros: bool = False

    @property
    def told(self) -> str:
        """The rule as Methods state it.

        >>> ZeroCells().told
        '0.5 is added to each cell of tables with an empty cell; studies without events in both
        groups are left out of ratios'
        """
        if self.where == "none" or not self.add:
            first = "nothing is added to empty cells; studies with one are left out"
        else:
            which = {
                "zero tables": "tables with an empty cell",
                "all tables": "all tables",
                "all tables if any zero": "all tables, as one of them has an empty cell",
            }[self.where]
            first = f"{self.add:g} is added to each cell of {which}"
        kept = "are kept in" if self.double_zeros else "are left out of"
        return f"{first}; studies without events in both groups {kept} ratios"


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Events and participants of two groups; the second is the comparison."""

    study: str
    events: float
    n: float
    control_events: float
    control_n: float

    def __post_init__(self) -> None:
        inside = 0 <= self.events <= self.n and 0 <= self.control_events <= self.control_n
        if not (inside and self.n > 0 and self.control_n > 0):
            raise ValueError(
                f"{self.study}: {self.events:g} of {self.n:g} against "
                f"{self.control_events:g} of {self.control_n:g} is no table"
            )

    @property
    def cells(self) -> tuple[float, float, float, float]:
        """With and without event in the first group, then in the second."""
        return (
            self.events,
            self.n - self.events,
            self.control_events,
            self.control_n - self.control_events,
        )

    @property
    def empty(self) -> bool:
        """Whether a cell is empty."""
        return 0 in self.cells

    @property
    def double_zero(self) -> bool:
        """Whether both groups have no event, or nothing but events."""
        a, b, c, d = self.cells
        return a == c == 0 or b == d == 0


def risks(
    tables: Sequence[TwoByTwo],
    measure: Literal["RR", "OR", "RD"] = "RR",
    zeros: ZeroCells | None = None,
) -> EffectSet:
    """Risk ratios, odds ratios (as logarithms) or risk differences of two groups.

    The rule for empty cells holds for risk differences, too, but a study without events in both
    groups stays in them: it says that the risks are alike.

    >>> bcg = TwoByTwo("Aronson", 4, 123, 11, 139)
    >>> effect = risks([bcg]).effects[0]
    >>> round(effect.y, 6), round(effect.v, 6)
    (-0.889311, 0.325585)
    """
    rule = zeros or ZeroCells()
    any_zero = any(table.empty for table in tables)
    kept: list[Effect] = []
    gone: list[LeftOut] = []
    for table in tables:
        if table.double_zero and measure != "RD" and not rule.double_zeros:
            gone.append(LeftOut(table.study, _BOTH_EMPTY))
            continue
        corrected = cells(table, rule, any_zero=any_zero)
        try:
            kept.append(_risk(table, measure, corrected))
        except (ZeroDivisionError, ValueError):
            gone.append(LeftOut(table.study, "an empty cell, and nothing is added to it"))
    return EffectSet(
        measure=MEASURES[measure],
        effects=tuple(kept),
        left_out=tuple(gone),
        rule=rule.told if any_zero else "",
    )


def cells(
    table: TwoByTwo, rule: ZeroCells, *, any_zero: bool = True
) -> tuple[float, float, float, float]:
    """The four cells after the rule."""
    touched = {
        "zero tables": table.empty,
        "all tables": True,
        "all tables if any zero": any_zero,
        "none": False,
    }[rule.where]
    add = rule.add if touched else 0.0
    a, b, c, d = table.cells
    return a + add, b + add, c + add, d + add


def _risk(table: TwoByTwo, measure: str, four: tuple[float, float, float, float]) -> Effect:
    a, b, c, d = four
    n, m = a + b, c + d
    if measure == "RR":
        y, v = math.log(a / n / (c / m)), 1 / a - 1 / n + 1 / c - 1 / m
    elif measure == "OR":
        y, v = math.log(a / b / (c / d)), 1 / a + 1 / b + 1 / c + 1 / d
    else:
        y, v = a / n - c / m, a * b / n**3 + c * d / m**3
    return Effect(table.study, y, v, table.n + table.control_n)


@dataclass(frozen=True, slots=True)
class Rates:
    """Events and person-time of two groups; the second is the comparison."""

    study: str
    events: float
    time: float
    control_events: float
    control_time: float

    def __post_init__(self) -> None:
        if min(self.events, self.control_events) < 0 or min(self.time, self.control_time) <= 0:
            raise ValueError(f"{self.study}: events below 0, or no person-time")


def rate_ratios(rows: Sequence[Rates], zeros: ZeroCells | None = None) -> EffectSet:
    """Rate ratios as logarithms; the rule for empty cells adds to the events alone.

    >>> effect = rate_ratios([Rates("Bong", 7, 1344, 11, 1988)]).effects[0]
    >>> round(effect.y, 6), round(effect.v, 6)
    (-0.060506, 0.233766)
    """
    rule = zeros or ZeroCells()
    any_zero = any(not row.events or not row.control_events for row in rows)
    kept: list[Effect] = []
    gone: list[LeftOut] = []
    for row in rows:
        empty = not row.events or not row.control_events
        add = rule.add if rule.where == "all tables" or (empty and rule.where != "none") else 0.0
        add = rule.add if any_zero and rule.where == "all tables if any zero" else add
        a, c = row.events + add, row.control_events + add
        if not row.events and not row.control_events and not rule.double_zeros:
            gone.append(LeftOut(row.study, _BOTH_EMPTY))
        elif not a or not c:
            gone.append(LeftOut(row.study, "an empty cell, and nothing is added to it"))
        else:
            y = math.log(a / row.time / (c / row.control_time))
            kept.append(Effect(row.study, y, 1 / a + 1 / c, row.time + row.control_time))
    return EffectSet(
        measure=MEASURES["IRR"],
        effects=tuple(kept),
        left_out=tuple(gone),
        rule=rule.told if any_zero else "",
    )


@dataclass(frozen=True, slots=True)
class Means:
    """Size, mean and standard deviation of two groups; the second is the comparison."""

    study: str
    n: float
    mean: float
    sd: float
    control_n: float
    control_mean: float
    control_sd: float

    def __post_init__(self) -> None:
        if min(self.n, self.control_n) < 2 or min(self.sd, self.control_sd) < 0:  # noqa: PLR2004 - a spread needs two
            raise ValueError(f"{self.study}: a group of fewer than two, or a spread below 0")
        if not self.sd and not self.control_sd:
            raise ValueError(f"{self.study}: both standard deviations are 0")


def mean_differences(rows: Sequence[Means]) -> EffectSet:
    """Differences of means in their own unit, with the variances of the groups kept apart.

    >>> effect = mean_differences([Means("Edinburgh", 155, 55, 47, 156, 75, 64)]).effects[0]
    >>> effect.y, round(effect.v, 6)
    (-20, 40.508023)
    """
    effects = tuple(
        Effect(
            row.study,
            row.mean - row.control_mean,
            row.sd**2 / row.n + row.control_sd**2 / row.control_n,
            row.n + row.control_n,
        )
        for row in rows
    )
    return EffectSet(measure=MEASURES["MD"], effects=effects)


def standardised(
    rows: Sequence[Means], variance: Variance = "LS", *, exact: bool = True
) -> EffectSet:
    """Hedges' g: the difference over the pooled standard deviation, corrected by J.

    Args:
        rows: One for each study.
        variance: ``LS`` (large sample, with g), ``LS2`` (with the uncorrected d, times J squared),
            ``UB`` (unbiased) or ``AV`` (LS with the average of g).
        exact: J by the gamma function; otherwise 1 - 3/(4 df - 1), as RevMan has it.

    >>> effect = standardised([Means("Edinburgh", 155, 55, 47, 156, 75, 64)]).effects[0]
    >>> round(effect.y, 6), round(effect.v, 6)
    (-0.35517, 0.013065)
    """
    found = [_hedges(row, exact=exact) for row in rows]
    sizes = math.fsum(row.n + row.control_n for row in rows)
    average = math.fsum(
        g * (row.n + row.control_n) for (_, g, _), row in zip(found, rows, strict=True)
    )
    effects = []
    for row, (d, g, j) in zip(rows, found, strict=True):
        n = row.n + row.control_n
        base = 1 / row.n + 1 / row.control_n
        v = {
            "LS": base + g * g / (2 * n),
            "LS2": j * j * (base + d * d / (2 * n)),
            "UB": base + (1 - (n - 4) / ((n - 2) * j * j)) * g * g,
            "AV": base + (average / sizes) ** 2 / (2 * n),
        }[variance]
        effects.append(Effect(row.study, g, v, n))
    said = "exact" if exact else "approximate"
    return EffectSet(
        measure=MEASURES["SMD"],
        effects=tuple(effects),
        rule=f"Hedges' g with the {said} correction J; variance {variance}",
    )


def _hedges(row: Means, *, exact: bool) -> tuple[float, float, float]:
    df = row.n + row.control_n - 2
    spread = ((row.n - 1) * row.sd**2 + (row.control_n - 1) * row.control_sd**2) / df
    d = (row.mean - row.control_mean) / math.sqrt(spread)
    j = small_sample(df) if exact else 1 - 3 / (4 * df - 1)
    return d, j * d, j


def small_sample(df: float) -> float:
    """Hedges' exact correction J for ``df`` degrees of freedom.

    >>> round(small_sample(45), 6)
    0.983225
    """
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)


def ratios_of_means(rows: Sequence[Means]) -> EffectSet:
    """Ratios of means as logarithms; both means must lie on one side of zero.

    >>> effect = ratios_of_means([Means("Edinburgh", 155, 55, 47, 156, 75, 64)]).effects[0]
    >>> round(effect.y, 6), round(effect.v, 6)
    (-0.310155, 0.009379)
    """
    kept, gone = [], []
    for row in rows:
        if row.mean * row.control_mean <= 0:
            gone.append(LeftOut(row.study, "a ratio needs two means on one side of zero"))
            continue
        first = row.sd**2 / (row.n * row.mean**2)
        v = first + row.control_sd**2 / (row.control_n * row.control_mean**2)
        y = math.log(row.mean / row.control_mean)
        kept.append(Effect(row.study, y, v, row.n + row.control_n))
    return EffectSet(measure=MEASURES["ROM"], effects=tuple(kept), left_out=tuple(gone))
