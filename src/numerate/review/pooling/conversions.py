"""From what papers report to what is pooled: standard errors, deviations, means and effects.

Each function gives one number and names its source; what it assumes is part of the definition of
every number made with it. "Handbook" is the Cochrane Handbook for Systematic Reviews of
Interventions, version 6, chapter 6, where no other source is given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from numerate.review.pooling.distributions import normal_quantile, t_quantile
from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.twogroups import small_sample


def se_from_interval(
    lower: float, upper: float, *, df: float | None = None, ratio: bool = False, level: float = 0.95
) -> float:
    """The standard error behind a confidence interval; of the logarithm for a ratio.

    Args:
        lower: Lower end.
        upper: Upper end.
        df: Degrees of freedom where the interval was made with t (means of small groups).
        ratio: Whether the ends are ratios.
        level: Level of the interval.

    Raises:
        ValueError: When the ends are turned, or a ratio is not above 0.

    >>> round(se_from_interval(0.36, 0.88, ratio=True), 6)
    0.228019
    >>> round(se_from_interval(1.2, 5.6, df=45), 6)
    1.092297
    """
    if not lower < upper or (ratio and lower <= 0):
        raise ValueError(f"{lower:g} to {upper:g} is no interval of {'ratios' * ratio or 'values'}")
    long = math.log(upper / lower) if ratio else upper - lower
    share = (1 + level) / 2
    return long / (2 * (normal_quantile(share) if df is None else t_quantile(share, df)))


def se_from_p(estimate: float, p: float, *, df: float | None = None) -> float:
    """The standard error behind an exact two-sided p (not one given as "< 0.05").

    >>> round(se_from_p(3.8, 0.008, df=45), 5)
    1.3691
    """
    if not 0 < p < 1:
        raise ValueError(f"a standard error needs a p between 0 and 1, not {p:g}")
    quantile = normal_quantile(1 - p / 2) if df is None else t_quantile(1 - p / 2, df)
    return abs(estimate) / quantile


def sd_from_se(se: float, n: float) -> float:
    """The standard deviation behind the standard error of one mean.

    >>> round(sd_from_se(1.5, 40), 6)
    9.486833
    """
    return se * math.sqrt(n)


def sd_from_interval(lower: float, upper: float, n: float, level: float = 0.95) -> float:
    """The standard deviation behind the interval of one mean, made with t on n - 1 degrees.

    >>> round(sd_from_interval(30.1, 34.2, 25), 6)
    4.966329
    """
    return sd_from_se(se_from_interval(lower, upper, df=n - 1, level=level), n)


def sd_from_difference(se: float, n: float, control_n: float) -> float:
    """The standard deviation of both groups behind the standard error of their difference.

    >>> round(sd_from_difference(1.8, 25, 22), 6)
    6.157507
    """
    return se / math.sqrt(1 / n + 1 / control_n)


def sd_from_quartiles(q1: float, q3: float, n: float) -> float:
    """The standard deviation from the quartiles of normal values.

    Source: Wan, Wang, Liu and Tong (2014), BMC Medical Research Methodology 14, 135, formula 16.

    >>> round(sd_from_quartiles(10, 18, 60), 6)
    6.07666
    """
    return (q3 - q1) / (2 * normal_quantile((0.75 * n - 0.125) / (n + 0.25)))


def sd_from_range(low: float, high: float, n: float) -> float:
    """The standard deviation from the smallest and largest of normal values.

    Source: Wan, Wang, Liu and Tong (2014), BMC Medical Research Methodology 14, 135, formula 9.

    >>> round(sd_from_range(4, 30, 60), 6)
    5.621478
    """
    return (high - low) / (2 * normal_quantile((n - 0.375) / (n + 0.25)))


@dataclass(frozen=True, slots=True)
class FiveNumbers:
    """Smallest value, quartiles and largest value of ``n`` values."""

    low: float
    q1: float
    median: float
    q3: float
    high: float
    n: float


def sd_from_five(five: FiveNumbers, source: Literal["Wan", "Shi"] = "Shi") -> float:
    """The standard deviation from range and quartiles together.

    Source: the mean of both halves after Wan et al. (2014), or the weights of Shi et al. (2020),
    Research Synthesis Methods 11, 641-654.

    >>> five = FiveNumbers(4, 10, 13, 18, 30, 60)
    >>> round(sd_from_five(five, "Wan"), 6), round(sd_from_five(five), 6)
    (5.849069, 5.826087)
    """
    if source == "Wan":
        both = (
            sd_from_range(five.low, five.high, five.n),
            sd_from_quartiles(five.q1, five.q3, five.n),
        )
        return sum(both) / 2
    n = five.n
    power = math.pow(n, 0.6)
    first = (2 + 0.14 * power) * normal_quantile((n - 0.375) / (n + 0.25))
    second = (2 + 2 / (0.07 * power)) * normal_quantile((0.75 * n - 0.125) / (n + 0.25))
    return (five.high - five.low) / first + (five.q3 - five.q1) / second


def mean_from_quartiles(q1: float, median: float, q3: float, n: float) -> float:
    """The mean from median and quartiles.

    Source: Luo, Wan, Liu and Tong (2018), Statistical Methods in Medical Research 27, 1785-1805.

    >>> round(mean_from_quartiles(10, 13, 18, 60), 4)
    13.7065
    """
    w = 0.7 + 0.39 / n
    return w * (q1 + q3) / 2 + (1 - w) * median


def mean_from_range(low: float, median: float, high: float, n: float) -> float:
    """The mean from median and range; source as for ``mean_from_quartiles``.

    >>> round(mean_from_range(4, 13, 30, 60), 6)
    13.626021
    """
    w = 4 / (4 + math.pow(n, 0.75))
    return w * (low + high) / 2 + (1 - w) * median


def mean_from_five(five: FiveNumbers) -> float:
    """The mean from median, quartiles and range; source as for ``mean_from_quartiles``.

    >>> round(mean_from_five(FiveNumbers(4, 10, 13, 18, 30, 60)), 6)
    13.994654
    """
    w1 = 2.2 / (2.2 + math.pow(five.n, 0.75))
    w2 = 0.7 - 0.72 / math.pow(five.n, 0.55)
    ends, middle = (five.low + five.high) / 2, (five.q1 + five.q3) / 2
    return w1 * ends + w2 * middle + (1 - w1 - w2) * five.median


def g_from_t(study: str, t: float, n: float, control_n: float) -> Effect:
    """Hedges' g from the t of two independent groups (for F with one degree: its signed root).

    >>> effect = g_from_t("a", 2.5, 25, 22)
    >>> round(effect.y, 6), round(effect.v, 6)
    (0.718555, 0.090947)
    """
    g = small_sample(n + control_n - 2) * t * math.sqrt(1 / n + 1 / control_n)
    total = n + control_n
    return Effect(study, g, 1 / n + 1 / control_n + g * g / (2 * total), total)


def r_from_t(t: float, df: float) -> float:
    """The correlation from a t with its degrees of freedom.

    >>> round(r_from_t(2.5, 45), 6)
    0.349215
    """
    return t / math.sqrt(t * t + df)


def d_from_r(study: str, r: float, n: float) -> Effect:
    """A standardised mean difference from a point-biserial correlation of ``n`` people.

    Source: Borenstein et al. (2009), Introduction to Meta-Analysis, formulas 7.5 and 7.6.

    >>> round(d_from_r("a", 0.3, 60).y, 6)
    0.628971
    """
    z_variance = (1 - r * r) ** 2 / (n - 1)
    return Effect(study, 2 * r / math.sqrt(1 - r * r), 4 * z_variance / (1 - r * r) ** 3, n)


def r_from_d(d: float, n: float, control_n: float) -> float:
    """The correlation from a standardised mean difference; source formula 7.7 of the same.

    >>> round(r_from_d(0.730815, 25, 22), 4)
    0.3426
    """
    return d / math.sqrt(d * d + (n + control_n) ** 2 / (n * control_n))


def d_from_odds_ratio(
    odds_ratio: float, se: float, source: Literal["Chinn", "Cox"] = "Chinn"
) -> tuple[float, float]:
    """A standardised mean difference and its standard error from an odds ratio and that of its log.

    Source: Chinn (2000), Statistics in Medicine 19, 3127-3131 (logistic); Cox (1970): over 1.65.

    >>> round(d_from_odds_ratio(2.5, 0.2)[0], 6), round(d_from_odds_ratio(2.5, 0.2, "Cox")[0], 6)
    (0.505178, 0.555328)
    """
    factor = math.sqrt(3) / math.pi if source == "Chinn" else 1 / 1.65
    return math.log(odds_ratio) * factor, se * factor


def odds_ratio_from_d(d: float, se: float) -> tuple[float, float]:
    """An odds ratio and the standard error of its logarithm from a standardised mean difference.

    >>> round(odds_ratio_from_d(0.5, 0.1)[0], 6)
    2.476632
    """
    return math.exp(d * math.pi / math.sqrt(3)), se * math.pi / math.sqrt(3)


def risk_ratio_from_odds_ratio(odds_ratio: float, risk: float) -> float:
    """The risk ratio that an odds ratio means at a risk of the comparison group.

    >>> round(risk_ratio_from_odds_ratio(0.56, 0.3), 6)
    0.645161
    """
    if not 0 <= risk <= 1:
        raise ValueError(f"a risk lies between 0 and 1, not {risk:g}")
    return odds_ratio / (1 - risk + risk * odds_ratio)


def sd_of_change(before: float, after: float, r: float) -> float:
    """The standard deviation of change from those before and after and their correlation.

    >>> round(sd_of_change(8, 9, 0.7), 6)
    6.648308
    """
    if not -1 <= r <= 1:
        raise ValueError(f"a correlation lies between -1 and 1, not {r:g}")
    return math.sqrt(before**2 + after**2 - 2 * r * before * after)


def correlation_of_change(before: float, after: float, change: float) -> float:
    """The correlation behind the standard deviations before, after and of change.

    >>> round(correlation_of_change(8, 9, 42**0.5), 6)
    0.715278
    """
    return (before**2 + after**2 - change**2) / (2 * before * after)


def combined(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Size, mean and standard deviation of two groups put together.

    >>> n, mean, sd = combined((20, 10, 3), (30, 14, 4))
    >>> n, mean, round(sd, 6)
    (50, 12.4, 4.10823)
    """
    (n1, m1, s1), (n2, m2, s2) = first, second
    n = n1 + n2
    squares = (n1 - 1) * s1**2 + (n2 - 1) * s2**2 + n1 * n2 / n * (m1 - m2) ** 2
    return n, (n1 * m1 + n2 * m2) / n, math.sqrt(squares / (n - 1))


def design_effect(size: float, icc: float) -> float:
    """By how much clusters inflate a variance: divide n and events by it.

    >>> round(design_effect(20, 0.05), 6), round(400 / design_effect(20, 0.05), 2)
    (1.95, 205.13)
    """
    return 1 + (size - 1) * icc


def hazard_ratio(study: str, observed_less_expected: float, variance: float) -> Effect:
    """The log hazard ratio from O - E and its variance.

    Source: Parmar, Torri and Stewart (1998), Statistics in Medicine 17, 2815-2834; Tierney et al.
    (2007), Trials 8, 16.

    >>> effect = hazard_ratio("a", -8.5, 20)
    >>> effect.y, round(effect.se, 6)
    (-0.425, 0.223607)
    """
    return Effect(study, observed_less_expected / variance, 1 / variance)


@dataclass(frozen=True, slots=True)
class PrePost:
    """One group before and after: means, standard deviations, size, and their correlation."""

    study: str
    before: float
    after: float
    sd_before: float
    sd_after: float
    n: float
    r: float


def mean_change(row: PrePost) -> Effect:
    """The mean change of one group.

    >>> effect = mean_change(PrePost("a", 26, 30, 8, 9, 40, 0.6))
    >>> effect.y, round(effect.v, 4)
    (4, 1.465)
    """
    return Effect(
        row.study,
        row.after - row.before,
        sd_of_change(row.sd_before, row.sd_after, row.r) ** 2 / row.n,
        row.n,
    )


def change_over_baseline(row: PrePost) -> Effect:
    """The change in standard deviations of the baseline, corrected for small samples.

    Source: Becker (1988), British Journal of Mathematical and Statistical Psychology 41, 257-278.

    >>> effect = change_over_baseline(PrePost("a", 26, 30, 8, 9, 40, 0.6))
    >>> round(effect.y, 4), round(effect.v, 4)
    (0.4903, 0.023)
    """
    g = small_sample(row.n - 1) * (row.after - row.before) / row.sd_before
    return Effect(row.study, g, 2 * (1 - row.r) / row.n + g * g / (2 * row.n), row.n)


def change_over_change(row: PrePost) -> Effect:
    """The change in standard deviations of change, corrected for small samples.

    Source: Gibbons, Hedeker and Davis (1993), Journal of Educational Statistics 18, 271-279.

    >>> effect = change_over_change(PrePost("a", 26, 30, 8, 9, 40, 0.6))
    >>> round(effect.y, 4), round(effect.v, 4)
    (0.5124, 0.0283)
    """
    spread = sd_of_change(row.sd_before, row.sd_after, row.r)
    g = small_sample(row.n - 1) * (row.after - row.before) / spread
    return Effect(row.study, g, 1 / row.n + g * g / (2 * row.n), row.n)


def r_from_beta(beta: float) -> float:
    """A correlation from a standardised regression weight between -0.5 and 0.5.

    Source: Peterson and Brown (2005), Journal of Applied Psychology 90, 175-181; contested by Roth
    et al. (2018), Journal of Management 44, 644-658: say so where it is used.

    >>> round(r_from_beta(0.25), 3)
    0.295
    """
    if not -0.5 <= beta <= 0.5:  # noqa: PLR2004 - the range of the source
        raise ValueError(f"the source holds for weights between -0.5 and 0.5, not {beta:g}")
    return 0.98 * beta + (0.05 if beta >= 0 else 0.0)
