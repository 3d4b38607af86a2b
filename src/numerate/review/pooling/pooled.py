"""The pooled effect: estimate, interval, prediction, weights and heterogeneity of one analysis.

Sources: Knapp and Hartung (2003), Statistics in Medicine 22, 2693-2710, for the interval; Röver,
Knapp and Friede (2015), BMC Medical Research Methodology 15, 99, for its ad hoc guard (the scale is
never below 1); Higgins, Thompson and Spiegelhalter (2009), Journal of the Royal Statistical Society
A 172, 137-159, for prediction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from numerate.review.pooling.distributions import (
    normal_quantile,
    normal_two_sided,
    t_quantile,
    t_two_sided,
)
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import (
    Interval,
    NotEstimable,
    Range,
    Value,
    positive_zero,
)
from numerate.review.pooling.heterogeneity import (
    Heterogeneity,
    Method,
    estimated_tau2,
    heterogeneity,
)
from numerate.review.pooling.profiles import Fit, MeanFit, Profile

Test = Literal["Wald", "HK", "HK ad hoc"]
Form = Literal["z", "t k-1", "t k-2", "t k-1 HK", "t k-2 HK"]

TESTS: Final[dict[Test, str]] = {
    "Wald": "Wald interval (normal distribution)",
    "HK": "Hartung-Knapp interval (t distribution)",
    "HK ad hoc": "Hartung-Knapp interval (t distribution), its scale never below 1",
}
FORMS: Final[dict[Form, str]] = {
    "z": "normal distribution, standard error of the inverse variance",
    "t k-1": "t distribution with k − 1 degrees of freedom, standard error of the inverse variance",
    "t k-2": "t distribution with k − 2 degrees of freedom, standard error of the inverse variance "
    "(Higgins, Thompson and Spiegelhalter 2009)",
    "t k-1 HK": "t distribution with k − 1 degrees of freedom, Hartung-Knapp standard error",
    "t k-2 HK": "t distribution with k − 2 degrees of freedom, Hartung-Knapp standard error",
}
_LEVEL: Final = 0.95
How = tuple[Method, Test, Form | None, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A pooled effect, on the scale of pooling; ``EffectSet.back`` carries its values back.

    Attributes:
        method: How studies were weighted.
        test: How the interval was made.
        level: Level of the intervals.
        k: Studies that contribute.
        estimate: The pooled effect.
        se: Its standard error.
        interval: Its confidence interval.
        statistic: z, or t under Hartung-Knapp.
        df: Degrees of freedom of t; None for z.
        p: Two-sided p of no effect.
        heterogeneity: tau², Q, I².
        prediction: Where the effect of a new study would lie.
        form: The form of that interval, a key of ``FORMS``.
        weights: Percent, in the order of the effects; they add up to 100.
        studies: Their keys, in the same order.
    """

    method: str
    test: Test
    level: float
    k: int
    estimate: float
    se: Value
    interval: Range
    statistic: Value
    df: int | None
    p: Value
    heterogeneity: Heterogeneity
    prediction: Range
    form: Form
    weights: tuple[float, ...]
    studies: tuple[str, ...]

    @property
    def tau2(self) -> Value:
        """Between-study variance."""
        return self.heterogeneity.tau2


def pool(  # noqa: PLR0913 - what defines an analysis
    effects: EffectSet | Sequence[Effect],
    method: Method = "REML",
    test: Test = "Wald",
    form: Form | None = None,
    *,
    level: float = _LEVEL,
    near: float | None = None,
    tau2: float | None = None,
) -> Pooled:
    """The pooled effect of studies by the inverse-variance method.

    Args:
        effects: One for each study, on the scale of pooling.
        method: ``common``, or the estimator of tau².
        test: ``Wald``, ``HK`` (Hartung-Knapp), or ``HK ad hoc``.
        form: Form of the prediction interval; by default ``t k-2`` beside a Wald interval and
            ``t k-1 HK`` beside Hartung-Knapp's.
        level: Of all intervals.
        near: Where tau² is known to lie; see ``estimated_tau2``. No interval of tau² is made then.
        tau2: A tau² from elsewhere: that which subgroups have in common.

    Returns:
        The pooled effect. With one study there is no heterogeneity, no prediction and no
        Hartung-Knapp interval; each says so.

    Raises:
        ValueError: When there is no effect.

    >>> made = pool([Effect("a", 0.3, 0.04), Effect("b", 0.5, 0.09)])
    >>> round(made.estimate, 4), made.k, made.heterogeneity.tau2
    (0.3615, 2, 0.0)
    >>> print(made.prediction)
    not estimable: a prediction interval with k − 2 degrees of freedom needs three studies, not 2
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    if not listed:
        raise ValueError("no study contributes an effect")
    y, v = [effect.y for effect in listed], [effect.v for effect in listed]
    fit = MeanFit(y, v)
    found = estimated_tau2(fit, v, method, near) if tau2 is None else tau2
    point = fit.at(found)
    made = heterogeneity(fit, method, found, level, interval=near is None and tau2 is None)
    weights = tuple(100 / ((each + found) * point.sw) for each in v)
    studies = tuple(effect.study for effect in listed)
    how = (method, test, form, level)
    return summary(fit, point, made, how, weights=weights, studies=studies)


def summary(  # noqa: PLR0913 - what a pooled effect is made of
    fit: Fit,
    point: Profile,
    made: Heterogeneity,
    how: How,
    *,
    weights: tuple[float, ...] = (),
    studies: tuple[str, ...] = (),
) -> Pooled:
    """A pooled effect from the fit at its tau²."""
    method, test, form, level = how
    form = form or ("t k-2" if test == "Wald" else "t k-1 HK")
    estimate = positive_zero(point.b[0])
    classic = math.sqrt(point.cov[0][0])
    se = standard_error(point, fit.k - 1, test, classic)
    df = None if test == "Wald" else fit.k - 1
    statistic: Value
    p: Value
    interval: Range
    if isinstance(se, NotEstimable):
        statistic = p = interval = se
    else:
        statistic = positive_zero(estimate / se)
        p = normal_two_sided(statistic) if df is None else t_two_sided(statistic, df)
        interval = spread(estimate, se, df, level)
    return Pooled(
        method=method,
        test=test,
        level=level,
        k=fit.k,
        estimate=estimate,
        se=se,
        interval=interval,
        statistic=statistic,
        df=df,
        p=p,
        heterogeneity=made,
        prediction=prediction(point, made.tau2, fit.k, (method, test, form, level)),
        form=form,
        weights=weights,
        studies=studies,
    )


def standard_error(point: Profile, df: int, test: Test, classic: float) -> Value:
    """The standard error of the test: the classic one, or that times Hartung and Knapp's scale."""
    if test == "Wald":
        return classic
    if df < 1:
        return NotEstimable("a Hartung-Knapp interval needs at least two studies")
    scale = math.sqrt(point.rw / df)
    if test == "HK ad hoc":
        return classic * max(1.0, scale)
    if scale <= 1e-12:  # noqa: PLR2004 - equal effects, but for rounding
        return NotEstimable("the effects are all equal: a Hartung-Knapp interval has no length")
    return classic * scale


def spread(estimate: float, se: float, df: float | None, level: float = _LEVEL) -> Interval:
    """The interval around an estimate, by the normal or by the t distribution.

    >>> made = spread(0.3, 0.2, None)
    >>> round(made.lower, 4), round(made.upper, 4)
    (-0.092, 0.692)
    """
    share = (1 + level) / 2
    half = se * (normal_quantile(share) if df is None else t_quantile(share, df))
    return Interval(positive_zero(estimate - half), positive_zero(estimate + half))


def prediction(point: Profile, tau2: Value, k: int, how: tuple[Method, Test, Form, float]) -> Range:
    """Where the effect of a new study would lie, in one of the forms of ``FORMS``."""
    method, _, form, level = how
    if method == "common":
        return NotEstimable("a common effect leaves nothing to predict")
    if isinstance(tau2, NotEstimable):
        return NotEstimable("a prediction interval needs at least two studies")
    df = {"z": None, "t k-1": k - 1, "t k-2": k - 2, "t k-1 HK": k - 1, "t k-2 HK": k - 2}[form]
    if df is not None and df < 1:
        return NotEstimable(
            f"a prediction interval with k − 2 degrees of freedom needs three studies, not {k}"
        )
    se = math.sqrt(point.cov[0][0])
    if form.endswith("HK"):
        scaled = standard_error(point, k - 1, "HK", se)
        if isinstance(scaled, NotEstimable):
            return scaled
        se = scaled
    return spread(point.b[0], math.sqrt(tau2 + se * se), df, level)
