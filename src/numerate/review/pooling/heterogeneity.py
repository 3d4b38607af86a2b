"""Between-study variance tau²: its estimators, its interval, Q and both definitions of I².

Sources: DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188 (DL); Hedges and Olkin
(1985), Statistical Methods for Meta-Analysis (HE); Schmidt and Hunter (2004), Methods of
Meta-Analysis (HS); Paule and Mandel (1982), Journal of Research of the NBS 87, 377-385 (PM), of
which the empirical Bayes estimator (EB) is another form; Sidik and Jonkman (2005), Applied
Statistics 54, 367-384 (SJ); Viechtbauer (2005), Journal of Educational and Behavioral Statistics
30, 261-293 (ML, REML); Viechtbauer (2007), Statistics in Medicine 26, 37-52 (Q-profile interval);
Higgins and Thompson (2002), Statistics in Medicine 21, 1539-1558 (I², s²).

Roots are found to the last digits of a double, not to a step that is small enough: programs that
stop early differ in the fourth digit. Where the likelihood has more than one maximum, the highest
is taken. tau² is never below 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from numerate.review.pooling.distributions import chi2_above, chi2_quantile, root
from numerate.review.pooling.estimability import Interval, NotEstimable, Range, Value, positive_zero
from numerate.review.pooling.profiles import Fit, Profile

Method = Literal["common", "DL", "HE", "HS", "SJ", "PM", "EB", "ML", "REML"]
METHODS: Final[tuple[Method, ...]] = get_args(Method)
NAMES: Final[dict[Method, str]] = {
    "common": "common effect (inverse variance)",
    "DL": "DerSimonian-Laird",
    "HE": "Hedges",
    "HS": "Hunter-Schmidt",
    "SJ": "Sidik-Jonkman",
    "PM": "Paule-Mandel",
    "EB": "empirical Bayes (equal to Paule-Mandel)",
    "ML": "maximum likelihood",
    "REML": "restricted maximum likelihood",
}
ONE_STUDY: Final = NotEstimable("heterogeneity needs more studies than the model has coefficients")
_GRID: Final = 24  # places between the smallest and the largest tau² at which a score is looked at
_NEAR: Final = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Heterogeneity:
    """How far the effects differ beyond chance.

    Attributes:
        tau2: Between-study variance, on the scale of pooling squared.
        tau2_interval: Its Q-profile interval.
        q: Cochran's Q (of the residuals, when there are moderators).
        df: Its degrees of freedom.
        p: Its p.
        i2: I² in percent from tau² and the typical variance: tau²/(tau² + s²). That of a common
            effect, which has no tau², is the other one.
        i2_q: I² in percent from Q: (Q - df)/Q, cut at 0. Equal to ``i2`` under DL alone.
        i2_interval: The interval of ``i2`` that belongs to that of tau².
        h2: (tau² + s²)/s²; Q/df for a common effect.
    """

    tau2: Value
    tau2_interval: Range
    q: Value
    df: int
    p: Value
    i2: Value
    i2_q: Value
    i2_interval: Range
    h2: Value


def heterogeneity(
    fit: Fit, method: Method, tau2: float, level: float = 0.95, *, interval: bool = True
) -> Heterogeneity:
    """The heterogeneity of effects, once tau² is known; with one study, why there is none."""
    df = fit.k - fit.p
    if df < 1:
        lack = ONE_STUDY
        return Heterogeneity(
            tau2=lack, tau2_interval=lack, q=lack, df=df, p=lack, i2=lack, i2_q=lack,
            i2_interval=lack, h2=lack,
        )  # fmt: skip
    none = fit.at(0.0)
    typical = df / none.trace
    by_q = max(0.0, 100 * (none.rw - df) / none.rw) if none.rw else 0.0
    common = method == "common"
    span: Range = NotEstimable("not asked for")
    if common:
        span = NotEstimable("a common effect has no between-study variance")
    elif interval:
        span = q_profile(fit, level)
    return Heterogeneity(
        tau2=positive_zero(tau2),
        tau2_interval=span,
        q=none.rw,
        df=df,
        p=chi2_above(none.rw, df),
        i2=by_q if common else 100 * tau2 / (tau2 + typical),
        i2_q=by_q,
        i2_interval=_scaled(span, typical),
        h2=none.rw / df if common else tau2 / typical + 1,
    )


def _scaled(span: Range, typical: float) -> Range:
    if isinstance(span, NotEstimable):
        return span
    return Interval(
        100 * span.lower / (span.lower + typical), 100 * span.upper / (span.upper + typical)
    )


def estimated_tau2(
    fit: Fit, v: Sequence[float], method: Method, near: float | None = None
) -> float:
    """tau² by a method, cut at 0; 0 where there are no more effects than coefficients.

    Args:
        fit: The effects.
        v: Their variances.
        method: The estimator.
        near: A value close to which the likelihood is known to have its maximum (that of all
            studies when one of many is left out); otherwise the whole range is looked at.
    """
    df = fit.k - fit.p
    if method == "common" or df < 1:
        return 0.0
    none = fit.at(0.0)
    scale = near or df / none.trace
    if method in {"DL", "HS", "HE", "SJ"}:
        return _moments(fit, v, method, none)
    if method in {"PM", "EB"}:
        return _crossing(lambda tau2: fit.at(tau2).rw - df, none.rw - df, scale)
    restricted = method == "REML"

    def score(tau2: float) -> float:
        point = fit.at(tau2)
        return point.rww - (point.trace if restricted else point.sw)

    if near is not None:
        return _around(score, scale)
    return _highest(fit, v, score, restricted=restricted)


def _moments(fit: Fit, v: Sequence[float], method: Method, none: Profile) -> float:
    """The estimators in closed form; HE and SJ begin with all studies weighing the same."""
    df = fit.k - fit.p
    if method == "DL":
        return max(0.0, (none.rw - df) / none.trace)
    if method == "HS":
        return max(0.0, (none.rw - fit.k) / none.sw)
    squares = fit.unweighted()
    if method == "SJ":
        start = squares / fit.k
        return fit.at(start).rw * start / df if start else 0.0
    if fit.p > 1:
        raise ValueError("the Hedges estimator is offered for a single mean")
    return max(0.0, squares / df - math.fsum(v) / fit.k)


def _crossing(f: Callable[[float], float], first: float, scale: float) -> float:
    """Where a falling function that starts at ``first`` crosses zero; 0 where it starts below."""
    if first <= 0:
        return 0.0
    low, high = 0.0, scale
    while f(high) > 0:
        low, high = high, high * 4
    return root(f, low, high)


def _around(score: Callable[[float], float], near: float) -> float:
    first = score(0.0)
    low, high = near / _NEAR, near * _NEAR
    while score(high) > 0:
        low, high = high, high * 2
    while score(low) < 0:
        if low < near * 1e-6:  # beside nothing
            return 0.0 if first <= 0 else root(score, 0.0, high)
        low, high = low / 2, low
    return root(score, low, high)


def _highest(
    fit: Fit, v: Sequence[float], score: Callable[[float], float], *, restricted: bool
) -> float:
    """The maximum of the likelihood: every fall of the score through zero is one."""
    least = min(v)
    low = least * 1e-3
    high = max(v) + fit.at(max(v)).rw * max(v)
    while score(high) > 0:
        high *= 4
    step = (high / low) ** (1 / _GRID)
    places = [0.0, *(low * step**i for i in range(_GRID)), high]
    heights = [score(place) for place in places]
    found = [0.0] if heights[0] <= 0 else []
    found += [
        root(score, places[place], places[place + 1])
        for place in range(len(places) - 1)
        if heights[place] > 0 >= heights[place + 1]
    ]
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda tau2: fit.likelihood(tau2, restricted=restricted))


def q_profile(fit: Fit, level: float = 0.95) -> Range:
    """The interval of tau² whose ends make Q as large and as small as chance would.

    The same for every estimator. Its lower end is 0 where Q is smaller than chance would have it.
    """
    df = fit.k - fit.p
    if df < 1:
        return ONE_STUDY
    none = fit.at(0.0)
    small, large = (chi2_quantile(share, df) for share in ((1 - level) / 2, (1 + level) / 2))
    if none.rw < small:
        return NotEstimable("the effects are more alike than chance would have them")
    scale = df / none.trace
    ends = [
        _crossing(lambda tau2, end=end: fit.at(tau2).rw - end, none.rw - end, scale)  # type: ignore[misc]
        for end in (large, small)
    ]
    return Interval(ends[0], ends[1])


def tau2_error(fit: Fit, v: Sequence[float], method: Method, tau2: float) -> Value:
    """The standard error of tau² for a single mean, from the information of its likelihood.

    For ML and REML the expected information; for PM and EB the delta method of Viechtbauer,
    López-López, Sánchez-Meca and Marín-Martínez (2015), Psychological Methods 20, 360-374; others
    are not offered.
    """
    if fit.k - fit.p < 1:
        return ONE_STUDY
    w = [1 / (each + tau2) for each in v]
    one, two, three = (math.fsum(each**power for each in w) for power in (1, 2, 3))
    if method == "ML":
        return math.sqrt(2 / two)
    if method == "REML":
        return math.sqrt(2 / (two - 2 * three / one + (two / one) ** 2))
    if method in {"PM", "EB"}:
        return math.sqrt(2 * fit.k**2 / (fit.k - fit.p)) / one
    return NotEstimable(f"no standard error of tau² is offered for {method}")
