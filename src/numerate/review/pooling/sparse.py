"""Pooling of sparse tables without logarithms of single studies: Mantel-Haenszel and Peto.

Both take the counts as they are, so that an empty cell needs no correction; a study without events
in both groups adds nothing to a ratio and is not counted in k.

Sources: Mantel and Haenszel (1959), Journal of the National Cancer Institute 22, 719-748; Robins,
Breslow and Greenland (1986), Biometrics 42, 311-323 (variance of the odds ratio); Greenland and
Robins (1985), Biometrics 41, 55-68 (risk ratio, rate ratio); Sato, Greenland and Robins (1989),
Biometrics 45, 1323-1324 (risk difference); Yusuf et al. (1985), Progress in Cardiovascular Diseases
27, 335-371 (Peto); Breslow and Day (1980), Statistical Methods in Cancer Research I, 142, with the
correction of Tarone (1985), Biometrika 72, 91-95.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from numerate.review.pooling.distributions import chi2_above, normal_two_sided
from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.estimability import NotEstimable, Value
from numerate.review.pooling.heterogeneity import ONE_STUDY, Heterogeneity
from numerate.review.pooling.pooled import Pooled, spread
from numerate.review.pooling.twogroups import Rates, TwoByTwo, ZeroCells, cells, risks

Ratio = Literal["RR", "OR", "RD"]
_RAW = ZeroCells(0.0, "none")
_NO_TAU2 = NotEstimable("a common effect has no between-study variance")


def mantel_haenszel(
    tables: Sequence[TwoByTwo],
    measure: Ratio = "RR",
    zeros: ZeroCells = _RAW,
    level: float = 0.95,
) -> Pooled:
    """The pooled risk ratio, odds ratio (as logarithms) or risk difference after Mantel-Haenszel.

    Args:
        tables: One for each study.
        measure: What is pooled.
        zeros: By default nothing is added; programs that add 0.5 get other numbers.
        level: Of the interval.

    Raises:
        ValueError: When no study contributes, or all events are in one group.

    >>> made = mantel_haenszel([TwoByTwo("Aronson", 4, 123, 11, 139)], "OR")
    >>> round(made.estimate, 6), made.k  # the log odds ratio of the only table
    (-0.938694, 1)
    """
    used = [table for table in tables if measure == "RD" or not table.double_zero]
    fours = [cells(table, zeros, any_zero=any(t.empty for t in tables)) for table in used]
    sums = {"OR": _odds, "RR": _risk, "RD": _difference}[measure]
    try:
        estimate, variance, weights = sums(fours)
    except (ZeroDivisionError, ValueError):
        raise ValueError(
            "no pooled effect: all events are in one group, or there is none"
        ) from None
    names = tuple(table.study for table in used)
    telling = [table for table in used if not table.double_zero]
    effects = risks(telling, measure, ZeroCells()).effects
    made = _spread_of(effects, estimate)
    return _pooled("Mantel-Haenszel", (estimate, variance), made, (names, weights), level)


Four = tuple[float, float, float, float]
_Sums = tuple[float, float, list[float]]


def _odds(fours: Sequence[Four]) -> _Sums:
    r = [a * d / (a + b + c + d) for a, b, c, d in fours]
    s = [b * c / (a + b + c + d) for a, b, c, d in fours]
    p = [(a + d) / (a + b + c + d) for a, b, c, d in fours]
    big_r, big_s = math.fsum(r), math.fsum(s)
    shared = math.fsum((1 - pi) * ri + pi * si for pi, ri, si in zip(p, r, s, strict=True))
    variance = 0.5 * (
        math.fsum(pi * ri for pi, ri in zip(p, r, strict=True)) / big_r**2
        + shared / (big_r * big_s)
        + math.fsum((1 - pi) * si for pi, si in zip(p, s, strict=True)) / big_s**2
    )
    return math.log(big_r / big_s), variance, s


def _risk(fours: Sequence[Four]) -> _Sums:
    r = [a * (c + d) / (a + b + c + d) for a, b, c, d in fours]
    s = [c * (a + b) / (a + b + c + d) for a, b, c, d in fours]
    p = [
        ((a + b) * (c + d) * (a + c) - a * c * (a + b + c + d)) / (a + b + c + d) ** 2
        for a, b, c, d in fours
    ]
    big_r, big_s = math.fsum(r), math.fsum(s)
    return math.log(big_r / big_s), math.fsum(p) / (big_r * big_s), s


def _difference(fours: Sequence[Four]) -> _Sums:
    w = [(a + b) * (c + d) / (a + b + c + d) for a, b, c, d in fours]
    d_ = [a / (a + b) - c / (c + d) for a, b, c, d in fours]
    total = math.fsum(w)
    estimate = math.fsum(wi * di for wi, di in zip(w, d_, strict=True)) / total
    q = math.fsum((a * d + b * c) / (a + b + c + d) for a, b, c, d in fours) / 2
    middle = math.fsum(
        ((a + b) ** 2 * c - (c + d) ** 2 * a + (a + b) * (c + d) * (c + d - a - b) / 2)
        / (a + b + c + d) ** 2
        for a, b, c, d in fours
    )
    return estimate, (estimate * middle + q) / total**2, w


def rate_ratio(rows: Sequence[Rates], level: float = 0.95) -> Pooled:
    """The pooled rate ratio after Mantel-Haenszel, as a logarithm.

    >>> round(rate_ratio([Rates("Bong", 7, 1344, 11, 1988)]).estimate, 6)
    -0.060506
    """
    used = [row for row in rows if row.events or row.control_events]
    r = [row.events * row.control_time / (row.time + row.control_time) for row in used]
    s = [row.control_events * row.time / (row.time + row.control_time) for row in used]
    if not math.fsum(r) or not math.fsum(s):
        raise ValueError("no pooled rate ratio: all events are in one group, or there is none")
    variance = math.fsum(
        (row.events + row.control_events)
        * row.time
        * row.control_time
        / (row.time + row.control_time) ** 2
        for row in used
    ) / (math.fsum(r) * math.fsum(s))
    estimate = math.log(math.fsum(r) / math.fsum(s))
    whole = [row for row in used if row.events and row.control_events]
    effects = [
        Effect(
            row.study,
            math.log(row.events / row.time / (row.control_events / row.control_time)),
            1 / row.events + 1 / row.control_events,
        )
        for row in whole
    ]
    names = tuple(row.study for row in used)
    made = _spread_of(effects, estimate)
    return _pooled("Mantel-Haenszel", (estimate, variance), made, (names, s), level)


def peto(tables: Sequence[TwoByTwo], level: float = 0.95) -> Pooled:
    """The pooled odds ratio after Peto, as a logarithm: observed less expected over variance.

    Right for rare events, small effects and groups of like size only (Cochrane Handbook, 10.4).

    >>> round(peto([TwoByTwo("Bach", 0, 116, 3, 117)]).estimate, 4)  # -1.493562 / 0.743521
    -2.0088
    """
    effects = []
    for table in tables:
        n = table.n + table.control_n
        events = table.events + table.control_events
        v = table.n * table.control_n * events * (n - events) / (n * n * (n - 1))
        if v:
            effects.append(Effect(table.study, (table.events - events * table.n / n) / v, 1 / v))
    if not effects:
        raise ValueError("no pooled odds ratio: no study has an event")
    weights = [1 / effect.v for effect in effects]
    total = math.fsum(weights)
    estimate = math.fsum(w * e.y for w, e in zip(weights, effects, strict=True)) / total
    names = tuple(effect.study for effect in effects)
    made = _spread_of(effects, estimate)
    return _pooled("Peto", (estimate, 1 / total), made, (names, weights), level)


def _spread_of(effects: Sequence[Effect], estimate: float) -> Heterogeneity:
    df = len(effects) - 1
    q: Value = ONE_STUDY
    p: Value = ONE_STUDY
    i2: Value = ONE_STUDY
    h2: Value = ONE_STUDY
    if df > 0:
        q = math.fsum((effect.y - estimate) ** 2 / effect.v for effect in effects)
        p = chi2_above(q, df)
        i2 = max(0.0, 100 * (q - df) / q) if q else 0.0
        h2 = q / df
    return Heterogeneity(
        tau2=_NO_TAU2, tau2_interval=_NO_TAU2, q=q, df=df, p=p, i2=i2, i2_q=i2,
        i2_interval=_NO_TAU2, h2=h2,
    )  # fmt: skip


def _pooled(
    method: str,
    found: tuple[float, float],
    made: Heterogeneity,
    weights: tuple[tuple[str, ...], Sequence[float]],
    level: float,
) -> Pooled:
    estimate, variance = found
    names, heavy = weights
    se, total = math.sqrt(variance), math.fsum(heavy)
    return Pooled(
        method=method,
        test="Wald",
        level=level,
        k=len(names),
        estimate=estimate,
        se=se,
        interval=spread(estimate, se, None, level),
        statistic=estimate / se,
        df=None,
        p=normal_two_sided(estimate / se),
        heterogeneity=made,
        prediction=NotEstimable("a common effect leaves nothing to predict"),
        form="z",
        weights=tuple(100 * w / total for w in heavy),
        studies=names,
    )


@dataclass(frozen=True, slots=True)
class TableTests:
    """Tests on 2×2 tables of several studies.

    Attributes:
        association: Cochran-Mantel-Haenszel chi-squared (1 df), without continuity correction.
        association_p: Its p.
        corrected: The same with the continuity correction, as R prints it by default.
        corrected_p: Its p.
        breslow_day: Homogeneity of odds ratios after Breslow and Day.
        tarone: The same with Tarone's correction.
        df: Degrees of freedom of both.
        tarone_p: The p of Tarone's.
    """

    association: float
    association_p: float
    corrected: float
    corrected_p: float
    breslow_day: float
    tarone: float
    df: int
    tarone_p: float


def table_tests(tables: Sequence[TwoByTwo]) -> TableTests:
    """The Cochran-Mantel-Haenszel test, and whether the odds ratios are alike.

    >>> found = table_tests([TwoByTwo("a", 4, 123, 11, 139), TwoByTwo("b", 4, 123, 11, 139)])
    >>> found.df, round(found.breslow_day, 9)  # two equal tables
    (1, 0.0)
    """
    used = [table for table in tables if not table.double_zero]
    odds = math.exp(mantel_haenszel(used, "OR").estimate)
    over, under, parts, gaps, spreads = 0.0, 0.0, [], [], []
    for table in used:
        a, b, c, d = table.cells
        n, events = a + b + c + d, a + c
        over += a - events * table.n / n
        under += table.n * table.control_n * events * (n - events) / (n * n * (n - 1))
        fitted = _fitted(table, odds)
        inner = 1 / fitted + 1 / (table.n - fitted) + 1 / (events - fitted)
        variance = 1 / (inner + 1 / (table.control_n - events + fitted))
        parts.append((a - fitted) ** 2 / variance)
        gaps.append(a - fitted)
        spreads.append(variance)
    day = math.fsum(parts)
    tarone = day - math.fsum(gaps) ** 2 / math.fsum(spreads)
    df = len(used) - 1
    association, corrected = over**2 / under, max(0.0, abs(over) - 0.5) ** 2 / under
    return TableTests(
        association=association,
        association_p=chi2_above(association, 1),
        corrected=corrected,
        corrected_p=chi2_above(corrected, 1),
        breslow_day=day,
        tarone=tarone,
        df=df,
        tarone_p=chi2_above(tarone, df) if df else 1.0,
    )


def _fitted(table: TwoByTwo, odds: float) -> float:
    """Events of the first group that the margins and a common odds ratio would give."""
    events = table.events + table.control_events
    if math.isclose(odds, 1.0):
        return events * table.n / (table.n + table.control_n)
    a = 1 - odds
    b = table.control_n - events + odds * (table.n + events)
    c = -odds * table.n * events
    under = math.sqrt(b * b - 4 * a * c)
    low, high = max(0.0, events - table.control_n), min(table.n, events)
    return next(x for x in ((-b + under) / (2 * a), (-b - under) / (2 * a)) if low <= x <= high)
