"""Effects of single studies, ready to be pooled: value and variance on the scale of their measure.

What cannot enter (a study without any event, a study without its number) is left out with the
reason beside it, so that k always counts the studies that contribute.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from numerate.review.pooling.distributions import normal_quantile
from numerate.review.pooling.estimability import Interval
from numerate.review.pooling.scales import MEASURES, Measure


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of one study.

    Attributes:
        study: Its key.
        y: The effect on the scale of pooling (a log risk ratio, say).
        v: Its sampling variance, above zero.
        n: Participants; the double arcsine needs it on the way back.
    """

    study: str
    y: float
    v: float
    n: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.y) and math.isfinite(self.v) and self.v > 0):
            raise ValueError(f"{self.study}: effect {self.y} with variance {self.v} is no effect")

    @property
    def se(self) -> float:
        """Its standard error."""
        return math.sqrt(self.v)

    def interval(self, level: float = 0.95) -> Interval:
        """Its confidence interval by the normal distribution, on the scale of pooling."""
        half = normal_quantile((1 + level) / 2) * self.se
        return Interval(self.y - half, self.y + half)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A study that does not enter, and why."""

    study: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectSet:
    """The effects of one analysis.

    Attributes:
        measure: What they are.
        effects: In the order of the rows given.
        left_out: Studies that do not enter.
        rule: What was done to make them, for Methods ("0.5 is added to …"); may be empty.
    """

    measure: Measure
    effects: tuple[Effect, ...]
    left_out: tuple[LeftOut, ...] = ()
    rule: str = ""

    def __len__(self) -> int:
        return len(self.effects)

    @property
    def harmonic_n(self) -> float:
        """The harmonic mean of the studies' sizes; 0 where a size is not known.

        >>> EffectSet(measure=MEASURES["PFT"], effects=(
        ...     Effect("a", 1.0, 0.1, 10), Effect("b", 1.1, 0.1, 40))).harmonic_n
        16.0
        """
        sizes = [effect.n for effect in self.effects]
        if not sizes or min(sizes) <= 0:
            return 0.0
        return len(sizes) / math.fsum(1 / size for size in sizes)

    def back(self, value: float) -> float:
        """A pooled value as it is printed (for the double arcsine: at the harmonic mean of n)."""
        return self.measure.back(value, self.harmonic_n)

    def without(self, *studies: str) -> EffectSet:
        """The set without some studies, as a sensitivity analysis leaves them out."""
        kept = tuple(effect for effect in self.effects if effect.study not in studies)
        return EffectSet(measure=self.measure, effects=kept, left_out=self.left_out, rule=self.rule)

    def only(self, studies: Iterable[str]) -> EffectSet:
        """The set of some studies alone, as a subgroup has them."""
        wanted = set(studies)
        gone = [effect.study for effect in self.effects if effect.study not in wanted]
        return self.without(*gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An effect as a paper reports it, on the printed scale, with one measure of its precision.

    Attributes:
        study: Its key.
        estimate: The effect as printed (a hazard ratio of 0.65, say).
        se: Standard error on the scale of pooling, as yi and sei have it.
        variance: Variance on the scale of pooling.
        lower: Lower end of the confidence interval, printed scale.
        upper: Upper end.
    """

    study: str
    estimate: float
    se: float | None = None
    variance: float | None = None
    lower: float | None = None
    upper: float | None = None


def generic(rows: Sequence[Reported], measure: str = "GEN", level: float = 0.95) -> EffectSet:
    """Effects from what papers report: an estimate with its SE, its variance or its interval.

    Ratios are turned into logarithms, correlations into Fisher's z. An interval gives the SE as its
    length over twice the normal quantile (Cochrane Handbook, chapter 6).

    Args:
        rows: One for each study.
        measure: A code of ``MEASURES``.
        level: Level of the intervals.

    Raises:
        ValueError: When a row has no precision, more than one, or one that cannot be.

    >>> made = generic([Reported(study="a", estimate=0.56, lower=0.36, upper=0.88)], "OR")
    >>> round(made.effects[0].y, 6), round(made.effects[0].se, 6)
    (-0.579818, 0.228019)
    """
    kind = MEASURES[measure]
    return EffectSet(measure=kind, effects=tuple(_reported(row, kind, level) for row in rows))


def _reported(row: Reported, measure: Measure, level: float) -> Effect:
    spans = row.lower is not None and row.upper is not None
    given = [row.se is not None, row.variance is not None, spans]
    if sum(given) != 1:
        raise ValueError(f"{row.study}: give a standard error, a variance or both interval ends")
    y = onto_scale(row.estimate, measure, row.study)
    if row.se is not None:
        return Effect(row.study, y, row.se**2)
    if row.variance is not None:
        return Effect(row.study, y, row.variance)
    lower = onto_scale(row.lower or 0.0, measure, row.study)
    upper = onto_scale(row.upper or 0.0, measure, row.study)
    if not lower <= y <= upper or lower == upper:
        raise ValueError(f"{row.study}: the interval does not lie around the estimate")
    return Effect(row.study, y, ((upper - lower) / (2 * normal_quantile((1 + level) / 2))) ** 2)


def onto_scale(value: float, measure: Measure, study: str = "") -> float:
    """A printed value on the scale of pooling.

    Raises:
        ValueError: When the measure cannot have the value.

    >>> round(onto_scale(0.49, MEASURES["RR"]), 6)
    -0.71335
    """
    try:
        if measure.scale == "log":
            return math.log(value)
        if measure.scale == "Fisher z":
            return math.atanh(value)
        if measure.scale == "logit":
            return math.log(value / (1 - value))
        if measure.scale in {"arcsine", "double arcsine"}:
            return math.asin(math.sqrt(value))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{study}: {value:g} cannot be a {measure.name}") from None
    return value
