"""Meta-regression: how the effect depends on a moderator.

A mixed model: the residual tau² by any of the estimators, coefficients by weighted least squares.
Knapp and Hartung (2003) for the t and F tests; R² after Raudenbush (2009), The Handbook of Research
Synthesis and Meta-Analysis, 295-315: the share of tau² that the moderator takes away.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from numerate.review.pooling.distributions import (
    chi2_above,
    f_above,
    normal_two_sided,
    t_two_sided,
)
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import Interval, NotEstimable, Value
from numerate.review.pooling.heterogeneity import (
    Heterogeneity,
    Method,
    estimated_tau2,
    heterogeneity,
)
from numerate.review.pooling.pooled import Test, pool, spread
from numerate.review.pooling.profiles import Matrix, Profile, RegressionFit


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One coefficient.

    Attributes:
        name: "intercept", or the moderator's name.
        b: The coefficient, on the scale of pooling for each unit of the moderator.
        se: Its standard error.
        statistic: z, or t under Hartung-Knapp.
        df: Degrees of freedom of t; None for z.
        p: Two-sided p.
        interval: Its confidence interval.
    """

    name: str
    b: float
    se: float
    statistic: float
    df: int | None
    p: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """A meta-regression.

    Attributes:
        terms: The intercept first.
        k: Studies with a value of the moderator.
        heterogeneity: What the moderator leaves: residual tau², Q, I².
        r2: Percent of tau² that the moderator takes away, cut at 0.
        moderation: Test of all moderators: chi-squared, or F under Hartung-Knapp.
        moderation_df: Its degrees of freedom; two for F.
        moderation_p: Its p.
        missing: Studies without a value, which stay out.
        center: The moderator's mean over the studies.
        covariance: Of intercept and slope; ``at`` needs it.
        level: Level of the intervals.
    """

    terms: tuple[Term, ...]
    k: int
    heterogeneity: Heterogeneity
    r2: Value
    moderation: float
    moderation_df: tuple[int, ...]
    moderation_p: float
    missing: tuple[str, ...]
    center: float
    covariance: Matrix
    level: float

    def at(self, value: float) -> tuple[float, Interval]:
        """The fitted effect at a value of the moderator, with its interval."""
        b = self.terms[0].b + self.terms[1].b * value
        (a, c), (_, d) = self.covariance
        se = math.sqrt(max(0.0, a + 2 * value * c + value * value * d))
        return b, spread(b, se, self.terms[0].df, self.level)


def regress(  # noqa: PLR0913 - what defines the analysis
    effects: EffectSet | Sequence[Effect],
    moderator: Mapping[str, float],
    name: str = "moderator",
    method: Method = "REML",
    test: Test = "Wald",
    *,
    level: float = 0.95,
) -> Regression | NotEstimable:
    """The meta-regression of effects on one moderator.

    Args:
        effects: One for each study.
        moderator: Its value by study; studies that it lacks stay out.
        name: What it is called.
        method: Estimator of the residual tau²; ``common`` takes none.
        test: As in ``pool``.
        level: Of the intervals.

    >>> four = [Effect(c, y, 0.01) for c, y in zip("abcd", (0.1, 0.2, 0.3, 0.4))]
    >>> made = regress(four, dict(zip("abcd", (1, 2, 3, 4))), "dose")
    >>> round(made.terms[1].b, 6), made.terms[1].name
    (0.1, 'dose')
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    used = [effect for effect in listed if effect.study in moderator]
    missing = tuple(effect.study for effect in listed if effect.study not in moderator)
    if len(used) < 3:  # noqa: PLR2004 - a line through two points leaves nothing over
        return NotEstimable(f"a regression on {name} needs three studies with a value")
    if len({moderator[effect.study] for effect in used}) == 1:
        return NotEstimable(f"{name} is the same in all studies")
    fit, center = _fit(used, moderator)
    try:
        tau2 = estimated_tau2(fit, fit.v, method)
        point = fit.at(tau2)
    except ArithmeticError:
        return NotEstimable(f"the weights leave too little of {name} to tell its slope")
    covariance = _uncentred(point.cov, center, _scale(point, fit.k - fit.p, test))
    if not covariance[1][1]:
        return NotEstimable("the effects lie on a line: a Hartung-Knapp interval has no length")
    b = (point.b[0] - point.b[1] * center, point.b[1])
    df = None if test == "Wald" else fit.k - fit.p
    terms = tuple(
        _term(label, coefficient, math.sqrt(covariance[i][i]), df, level)
        for i, (label, coefficient) in enumerate(zip(("intercept", name), b, strict=True))
    )
    moderation = terms[1].statistic ** 2
    return Regression(
        terms=terms,
        k=fit.k,
        heterogeneity=heterogeneity(fit, method, tau2, level),
        r2=_explained(used, method, tau2),
        moderation=moderation,
        moderation_df=(1,) if df is None else (1, df),
        moderation_p=chi2_above(moderation, 1) if df is None else f_above(moderation, 1, df),
        missing=missing,
        center=center,
        covariance=covariance,
        level=level,
    )


def _fit(used: Sequence[Effect], moderator: Mapping[str, float]) -> tuple[RegressionFit, float]:
    """The regression on the centred moderator, and the centre: years would lose digits."""
    values = [moderator[effect.study] for effect in used]
    center = math.fsum(values) / len(values)
    columns = (tuple(1.0 for _ in used), tuple(value - center for value in values))
    return RegressionFit([e.y for e in used], [e.v for e in used], columns), center


def _scale(point: Profile, df: int, test: Test) -> float:
    if test == "Wald":
        return 1.0
    return max(1.0, point.rw / df) if test == "HK ad hoc" else point.rw / df


def _uncentred(cov: Matrix, center: float, scale: float) -> Matrix:
    (a, c), (_, d) = cov
    across = c - center * d
    first = a - 2 * center * c + center * center * d
    return ((scale * first, scale * across), (scale * across, scale * d))


def _term(name: str, b: float, se: float, df: int | None, level: float) -> Term:
    statistic = b / se
    p = normal_two_sided(statistic) if df is None else t_two_sided(statistic, df)
    return Term(
        name=name, b=b + 0.0, se=se, statistic=statistic, df=df, p=p,
        interval=spread(b, se, df, level),
    )  # fmt: skip


def _explained(used: Sequence[Effect], method: Method, tau2: float) -> Value:
    if method == "common":
        return NotEstimable("a common effect has no between-study variance to explain")
    whole = pool(used, method).tau2
    if isinstance(whole, NotEstimable) or not whole:
        return NotEstimable("there is no between-study variance to explain")
    return max(0.0, 100 * (whole - tau2) / whole)
