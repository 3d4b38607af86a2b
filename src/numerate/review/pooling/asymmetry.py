"""Small-study effects: Egger's and Begg's tests, trim and fill, fail-safe N.

Refused below ten studies unless asked for, because the tests can then not tell chance from
asymmetry: Sterne et al. (2011), BMJ 343, d4002; Cochrane Handbook, chapter 13.

Sources: Egger et al. (1997), BMJ 315, 629-634; Sterne and Egger (2005), Publication Bias in
Meta-Analysis, 99-110 (mixed model); Begg and Mazumdar (1994), Biometrics 50, 1088-1101; Kendall
(1970), Rank Correlation Methods; Duval and Tweedie (2000), Biometrics 56, 455-463; Rosenthal
(1979), Psychological Bulletin 86, 638-641.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from numerate.review.pooling.distributions import normal_quantile, normal_two_sided
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import Interval, NotEstimable
from numerate.review.pooling.heterogeneity import Method
from numerate.review.pooling.metaregression import regress
from numerate.review.pooling.pooled import Pooled, Test, pool
from numerate.review.pooling.profiles import MeanFit

ENOUGH: Final = 10
_EXACT: Final = 50  # pairs below which Kendall's p is counted out
_REASON: Final = (
    "fewer than ten studies: a test of asymmetry could not tell chance from small-study effects"
)


def enough(k: int) -> bool:
    """Whether there are ten studies or more, so that asymmetry may be looked at."""
    return k >= ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Egger:
    """Egger's regression test.

    Attributes:
        model: ``regression`` (weighted, residual dispersion, t) or ``mixed`` (with tau², z).
        bias: The slope on the standard error, which is the intercept of z on 1/SE.
        se: Its standard error.
        statistic: t or z.
        df: Degrees of freedom of t; None for z.
        p: Two-sided p.
        limit: The effect that a study without sampling error would have.
        limit_interval: Its interval.
        k: Studies.
    """

    model: str
    bias: float
    se: float
    statistic: float
    df: int | None
    p: float
    limit: float
    limit_interval: Interval
    k: int


def egger(
    effects: EffectSet | Sequence[Effect],
    model: Literal["regression", "mixed"] = "regression",
    method: Method = "REML",
    predictor: Literal["se", "variance"] = "se",
    *,
    even_few: bool = False,
) -> Egger | NotEstimable:
    """Egger's test for funnel plot asymmetry.

    Args:
        effects: One for each study.
        model: The weighted regression of most papers, or the mixed model; they can differ widely.
        method: Estimator of tau² in the mixed model.
        predictor: What the effects are regressed on.
        even_few: Test fewer than ten studies, too.

    >>> print(egger([Effect("a", 0.1, 0.01)]))
    not estimable: fewer than ten studies: a test of asymmetry could not tell chance from
    small-study effects
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    if not enough(len(listed)) and not even_few:
        return NotEstimable(_REASON)
    against = {
        str(i): effect.se if predictor == "se" else effect.v for i, effect in enumerate(listed)
    }
    renamed = [Effect(str(i), effect.y, effect.v) for i, effect in enumerate(listed)]
    how: tuple[Method, Test] = ("common", "HK") if model == "regression" else (method, "Wald")
    made = regress(renamed, against, "standard error", *how)
    if isinstance(made, NotEstimable):
        return made
    limit, bias = made.terms
    return Egger(
        model=model,
        bias=bias.b,
        se=bias.se,
        statistic=bias.statistic,
        df=bias.df,
        p=bias.p,
        limit=limit.b,
        limit_interval=limit.interval,
        k=made.k,
    )


@dataclass(frozen=True, slots=True)
class Begg:
    """Begg and Mazumdar's rank correlation of standardised effect and variance.

    Attributes:
        tau: Kendall's tau (b where there are ties).
        p: Two-sided p: exact without ties and below 50 studies, else by the normal distribution.
        exact: Which of the two.
    """

    tau: float
    p: float
    exact: bool


def begg(effects: EffectSet | Sequence[Effect], *, even_few: bool = False) -> Begg | NotEstimable:
    """Begg's test for funnel plot asymmetry."""
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    if not enough(len(listed)) and not even_few:
        return NotEstimable(_REASON)
    if len(listed) < 2:  # noqa: PLR2004 - a rank correlation needs pairs
        return NotEstimable("a rank correlation needs at least two studies")
    point = MeanFit([e.y for e in listed], [e.v for e in listed]).at(0.0)
    standard = [(e.y - point.b[0]) / math.sqrt(e.v - 1 / point.sw) for e in listed]
    return kendall(standard, [e.v for e in listed])


def kendall(x: Sequence[float], y: Sequence[float]) -> Begg | NotEstimable:
    """Kendall's rank correlation with its two-sided p.

    >>> kendall([1, 2, 3, 4, 5], [1, 2, 3, 5, 4]).tau
    0.8
    """
    n = len(x)
    s = sum(_sign(x[i] - x[j]) * _sign(y[i] - y[j]) for i in range(n) for j in range(i))
    pairs = n * (n - 1) // 2
    ties = [[c for c in Counter(each).values() if c > 1] for each in (x, y)]
    tied = [sum(c * (c - 1) // 2 for c in counts) for counts in ties]
    under = math.sqrt((pairs - tied[0]) * (pairs - tied[1]))
    if not under:
        return NotEstimable("all studies have the same variance")
    if not any(ties) and n < _EXACT:
        return Begg(s / pairs, _counted(n, (pairs + s) // 2), exact=True)
    base = n * (n - 1) * (2 * n + 5)
    ones = [sum(c * (c - 1) * (2 * c + 5) for c in counts) for counts in ties]
    threes = [sum(c * (c - 1) * (c - 2) for c in counts) for counts in ties]
    variance = (base - sum(ones)) / 18 + 2 * tied[0] * tied[1] / (n * (n - 1))
    if n > 2:  # noqa: PLR2004 - the last term has n - 2 below it
        variance += threes[0] * threes[1] / (9 * n * (n - 1) * (n - 2))
    return Begg(s / under, normal_two_sided(s / math.sqrt(variance)), exact=False)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _counted(n: int, concordant: int) -> float:
    """Two-sided p of that many concordant pairs among all orders of ``n`` things."""
    ways = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(ways) + size - 1)
        for place, count in enumerate(ways):
            for more in range(size):
                longer[place + more] += count
        ways = longer
    extreme = min(concordant, len(ways) - 1 - concordant)
    return min(1.0, 2 * sum(ways[: extreme + 1]) / math.factorial(n))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrimFill:
    """Trim and fill.

    Attributes:
        k0: Studies filled in.
        side: On which side of the funnel they stand.
        filled: They themselves, mirrored.
        pooled: The pooled effect with them.
    """

    k0: int
    side: Literal["left", "right"]
    filled: tuple[Effect, ...]
    pooled: Pooled


def trim_and_fill(  # noqa: PLR0913 - what defines the analysis
    effects: EffectSet | Sequence[Effect],
    method: Method = "REML",
    test: Test = "Wald",
    estimator: Literal["L0", "R0"] = "L0",
    side: Literal["left", "right"] | None = None,
    *,
    even_few: bool = False,
) -> TrimFill | NotEstimable:
    """Studies that seem to be missing from one side of the funnel, and the effect with them.

    Args:
        effects: One for each study.
        method: How studies are pooled, while trimming and at the end.
        test: How the final interval is made.
        estimator: Of the number of missing studies.
        side: Where they are missing; by default where the mixed Egger regression points.
        even_few: Also with fewer than ten studies.

    >>> few = [Effect(str(i), y, 0.1) for i, y in enumerate((0.1, 0.2, 0.3))]
    >>> trim_and_fill(few, even_few=True).reason
    'standard error is the same in all studies'
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    if not enough(len(listed)) and not even_few:
        return NotEstimable(_REASON)
    if side is None:
        slope = egger(listed, "mixed", method, even_few=True)
        if isinstance(slope, NotEstimable):
            return slope
        side = "right" if slope.bias < 0 else "left"
    turn = -1.0 if side == "right" else 1.0
    ordered = sorted(
        (Effect(e.study, turn * e.y, e.v, e.n) for e in listed), key=lambda effect: effect.y
    )
    k0, centre = _missing(ordered, method, estimator)
    filled = tuple(
        Effect(f"{e.study} (filled)", turn * (2 * centre - e.y), e.v, e.n)
        for e in ordered[len(ordered) - k0 :]
    )
    return TrimFill(k0=k0, side=side, filled=filled, pooled=pool([*listed, *filled], method, test))


def _missing(
    ordered: Sequence[Effect], method: Method, estimator: Literal["L0", "R0"]
) -> tuple[int, float]:
    k, k0 = len(ordered), 0
    for _ in range(100):
        centre = pool(ordered[: k - k0], method).estimate
        found = _counted_missing([effect.y - centre for effect in ordered], estimator)
        found = min(max(found, 0), k - 1)
        if found == k0:
            break
        k0 = found
    return k0, centre


def _counted_missing(apart: Sequence[float], estimator: Literal["L0", "R0"]) -> int:
    k = len(apart)
    order = sorted(range(k), key=lambda place: abs(apart[place]))
    ranks = {place: rank for rank, place in enumerate(order, 1)}
    if estimator == "R0":
        left = [ranks[place] for place in range(k) if apart[place] < 0]
        return k - max(left, default=0) - 1
    above = sum(ranks[place] for place in range(k) if apart[place] > 0)
    return round((4 * above - k * (k + 1)) / (2 * k - 1))


def fail_safe(effects: EffectSet | Sequence[Effect], alpha: float = 0.05) -> int:
    """Rosenthal's fail-safe N: null results that would make the combined one-sided p reach alpha.

    >>> fail_safe([Effect("a", 0.5, 0.01), Effect("b", 0.4, 0.01)])
    28
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    total = math.fsum(effect.y / effect.se for effect in listed)
    return max(0, math.ceil((total / normal_quantile(1 - alpha)) ** 2 - len(listed)))
