"""Effects of one group: proportions, rates, and correlations.

Scales of proportions: logit with 0.5 added where a study has none or all; the double arcsine of
Freeman and Tukey (1950), Annals of Mathematical Statistics 21, 607-611, halved; the arcsine of the
root; the logarithm; and the raw proportion, whose intervals leave 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from numerate.review.pooling.distributions import beta_quantile, normal_quantile
from numerate.review.pooling.effectsizes import Effect, EffectSet, LeftOut
from numerate.review.pooling.estimability import Interval
from numerate.review.pooling.scales import MEASURES

Scale = Literal["PLO", "PFT", "PAS", "PLN", "PR"]
_LEAST = 4  # a correlation of three pairs has no standard error


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group: ``x`` of ``n``."""

    study: str
    x: float
    n: float

    def __post_init__(self) -> None:
        if not (0 <= self.x <= self.n and self.n > 0):
            raise ValueError(f"{self.study}: {self.x:g} of {self.n:g} is no proportion")


def proportions(rows: Sequence[Share], scale: Scale = "PLO", add: float = 0.5) -> EffectSet:
    """Proportions on a scale for pooling.

    Args:
        rows: One for each study.
        scale: ``PLO`` logit, ``PFT`` double arcsine, ``PAS`` arcsine, ``PLN`` log, ``PR`` raw.
        add: Added to x and to n - x of a study with none or all; the arcsines need nothing.

    >>> made = proportions([Share("Giannotta", 16, 17), Share("Tanabe", 10, 10)])
    >>> [round(effect.y, 6) for effect in made.effects]
    [2.772589, 3.044522]
    """
    sines = scale in {"PAS", "PFT"}
    extreme = any(row.x in (0, row.n) for row in rows) and not sines
    kept, gone = [], []
    for row in rows:
        if row.x in (0, row.n) and not add and not sines:
            gone.append(LeftOut(row.study, "none or all, and nothing is added"))
        else:
            kept.append(_share(row, scale, add if row.x in (0, row.n) and not sines else 0.0))
    rule = f"{add:g} is added to both cells of studies with none or all" if extreme else ""
    return EffectSet(measure=MEASURES[scale], effects=tuple(kept), left_out=tuple(gone), rule=rule)


def _share(row: Share, scale: Scale, add: float) -> Effect:
    x, n = row.x + add, row.n + 2 * add
    p = x / n
    if scale == "PLO":
        y, v = math.log(x / (n - x)), 1 / x + 1 / (n - x)
    elif scale == "PFT":
        y = math.asin(math.sqrt(x / (n + 1))) + math.asin(math.sqrt((x + 1) / (n + 1)))
        y, v = y / 2, 1 / (4 * n + 2)
    elif scale == "PAS":
        y, v = math.asin(math.sqrt(p)), 1 / (4 * n)
    elif scale == "PLN":
        y, v = math.log(p), 1 / x - 1 / n
    else:
        y, v = p, p * (1 - p) / n
    return Effect(row.study, y, v, row.n)


def exact_interval(x: float, n: float, level: float = 0.95) -> Interval:
    """The exact interval of a proportion.

    Source: Clopper and Pearson (1934), Biometrika 26, 404-413.

    >>> found = exact_interval(12, 40)
    >>> round(found.lower, 6), round(found.upper, 6)
    (0.165627, 0.465316)
    """
    tail = (1 - level) / 2
    lower = 0.0 if x == 0 else beta_quantile(tail, x, n - x + 1)
    upper = 1.0 if x == n else beta_quantile(1 - tail, x + 1, n - x)
    return Interval(lower, upper)


def score_interval(x: float, n: float, level: float = 0.95) -> Interval:
    """The score interval of a proportion.

    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.

    >>> found = score_interval(12, 40)
    >>> round(found.lower, 6), round(found.upper, 6)
    (0.180748, 0.4543)
    """
    z = normal_quantile((1 + level) / 2)
    p = x / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(
        0.0 if x == 0 else max(0.0, centre - half), 1.0 if x == n else min(1.0, centre + half)
    )


@dataclass(frozen=True, slots=True)
class Count:
    """Events over person-time of one group."""

    study: str
    events: float
    time: float


def rates(rows: Sequence[Count], add: float = 0.5) -> EffectSet:
    """Rates as logarithms; ``add`` goes to the events of a study that has none.

    >>> round(rates([Count("Bong", 7, 1344)]).effects[0].y, 4)
    -5.2575
    """
    effects = []
    for row in rows:
        events = row.events or add
        effects.append(Effect(row.study, math.log(events / row.time), 1 / events, row.time))
    empty = any(not row.events for row in rows)
    return EffectSet(
        measure=MEASURES["IRLN"],
        effects=tuple(effects),
        rule=f"{add:g} stands for no event" if empty else "",
    )


@dataclass(frozen=True, slots=True)
class Correlation:
    """A correlation and the number of pairs."""

    study: str
    r: float
    n: float


def correlations(rows: Sequence[Correlation]) -> EffectSet:
    """Correlations as Fisher's z, with variance 1/(n - 3).

    Raises:
        ValueError: When a correlation is not between -1 and 1.

    >>> effect = correlations([Correlation("Axelsson", 0.187, 109)]).effects[0]
    >>> round(effect.y, 6), round(effect.v, 6)
    (0.189227, 0.009434)
    """
    kept, gone = [], []
    for row in rows:
        if not -1 < row.r < 1:
            raise ValueError(f"{row.study}: a correlation of {row.r:g} cannot be pooled")
        if row.n < _LEAST:
            gone.append(LeftOut(row.study, "fewer than four pairs"))
        else:
            kept.append(Effect(row.study, math.atanh(row.r), 1 / (row.n - 3), row.n))
    return EffectSet(measure=MEASURES["ZCOR"], effects=tuple(kept), left_out=tuple(gone))
