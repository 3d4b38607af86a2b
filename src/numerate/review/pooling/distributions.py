"""Distributions on the standard library: normal, t, chi-squared, F and beta, with quantiles.

Own code, because the library that has them weighs 143 MB and takes two seconds to import, and
because tails must hold to ten digits: p values of 1e-88 are printed by other programs, too.

Sources: Press et al., Numerical Recipes, chapter 6, for the series and the continued fractions of
the incomplete gamma and beta functions, evaluated after Lentz (1976), Applied Optics 15, 668-671;
Chandrupatla (1997), Advances in Engineering Software 28, 145-149, for the root finder.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist
from typing import Final

_NORMAL: Final = NormalDist()
_TINY: Final = 1e-300
_CLOSE: Final = 1e-16
_TERMS: Final = 10_000
_HUGE_DF: Final = 1e8  # beyond, t is the normal distribution to eight digits
_MIDDLE: Final = 0.5


def normal_above(z: float) -> float:
    """The share of the standard normal distribution above ``z``.

    >>> round(normal_above(1.959963984540054), 12)
    0.025
    """
    return 0.5 * math.erfc(z / math.sqrt(2))


def normal_two_sided(z: float) -> float:
    """The two-sided p of a z statistic.

    >>> round(normal_two_sided(-3.974447994125), 10)  # BCG trials, REML
    7.05427e-05
    """
    return math.erfc(abs(z) / math.sqrt(2))


def normal_quantile(share: float) -> float:
    """The value below which a share of the standard normal distribution lies.

    >>> round(normal_quantile(0.975), 12)
    1.95996398454
    """
    return _NORMAL.inv_cdf(share)


def t_above(t: float, df: float) -> float:
    """The share of Student's t distribution above ``t``.

    >>> round(2 * t_above(3.548315871801, 11), 10)  # BCG trials, slope on latitude
    0.0045655456
    """
    if df > _HUGE_DF:
        return normal_above(t)
    tail = 0.5 * beta_below(df / (df + t * t), df / 2, 0.5)
    return tail if t >= 0 else 1 - tail


def t_two_sided(t: float, df: float) -> float:
    """The two-sided p of a t statistic with ``df`` degrees of freedom."""
    return normal_two_sided(t) if df > _HUGE_DF else beta_below(df / (df + t * t), df / 2, 0.5)


@lru_cache(maxsize=4096)
def t_quantile(share: float, df: float) -> float:
    """The value below which a share of Student's t distribution lies.

    >>> round(t_quantile(0.975, 12), 9)
    2.17881283
    """
    if df > _HUGE_DF:
        return normal_quantile(share)
    tail = min(share, 1 - share)
    if tail == _MIDDLE:
        return 0.0
    high = 2.0
    while t_above(high, df) > tail:
        high *= 2
    found = root(lambda t: math.log(t_above(t, df) / tail), 0.0, high)
    return found if share > _MIDDLE else -found


def chi2_above(x: float, df: float) -> float:
    """The share of the chi-squared distribution above ``x``: the p of a Q statistic.

    >>> f"{chi2_above(152.233008082373, 12):.4e}"  # Q of the BCG trials
    '1.9968e-26'
    """
    return 1 - gamma_below(x / 2, df / 2) if x < df else _gamma_above(x / 2, df / 2)


@lru_cache(maxsize=4096)
def chi2_quantile(share: float, df: float) -> float:
    """The value below which a share of the chi-squared distribution lies.

    >>> round(chi2_quantile(0.975, 12), 9)
    23.336664159
    """
    high = df + 10 * math.sqrt(2 * df) + 10
    while chi2_above(high, df) > 1 - share:
        high *= 2
    if share > _MIDDLE:
        return root(lambda x: chi2_above(x, df) - (1 - share), 0.0, high)
    return root(lambda x: gamma_below(x / 2, df / 2) - share, 0.0, high)


def f_above(f: float, df1: float, df2: float) -> float:
    """The share of the F distribution above ``f``.

    >>> round(f_above(12.590545, 1, 11), 6)  # the square of a t of 3.548316
    0.004566
    """
    return beta_below(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)


def beta_quantile(share: float, a: float, b: float) -> float:
    """The value below which a share of the beta distribution lies.

    >>> round(beta_quantile(0.025, 12, 29), 6)  # exact lower bound of 12 of 40
    0.165627
    """
    return root(lambda x: beta_below(x, a, b) - share, 0.0, 1.0)


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: the share of the beta distribution below ``x``."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = _away(1 + term * d)
            c = 1 + term / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1) < _CLOSE * 4:
            break
    return value


def _away(value: float) -> float:
    """The inverse, kept away from division by zero."""
    return 1 / (value if abs(value) > _TINY else _TINY)


def gamma_below(x: float, a: float) -> float:
    """The regularised lower incomplete gamma function."""
    if x <= 0:
        return 0.0
    if x >= a + 1:
        return 1 - _gamma_above(x, a)
    term = total = 1 / a
    for n in range(1, _TERMS):
        term *= x / (a + n)
        total += term
        if term < total * _CLOSE:
            break
    return total * math.exp(a * math.log(x) - x - math.lgamma(a))


def _gamma_above(x: float, a: float) -> float:
    if x < a + 1:
        return 1 - gamma_below(x, a)
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    value = d
    for n in range(1, _TERMS):
        b += 2
        d = _away(b - n * (n - a) * d)
        c = b - n * (n - a) / c
        c = c if abs(c) > _TINY else _TINY
        value *= c * d
        if abs(c * d - 1) < _CLOSE * 4:
            break
    return value * math.exp(a * math.log(x) - x - math.lgamma(a))


def root(f: Callable[[float], float], low: float, high: float) -> float:
    """Where a continuous function that changes its sign between two places is zero.

    To the last digits that doubles have; where both ends have one sign, the end nearer to zero.

    >>> round(root(lambda x: x * x - 2, 0, 2), 12)
    1.414213562373
    """
    a, b = high, low
    fa, fb = f(a), f(b)
    if fa * fb > 0 or not fa or not fb:
        return a if abs(fa) < abs(fb) else b
    c, fc = a, fa
    t = 0.5
    for _ in range(200):
        x = a + t * (b - a)
        fx = f(x)
        if (fx > 0) == (fa > 0):
            c, fc = a, fa
        else:
            c, b, fc, fb = b, a, fb, fa
        a, fa = x, fx
        best, fbest = (a, fa) if abs(fa) < abs(fb) else (b, fb)
        near = (2e-16 * abs(best) + 1e-300) / abs(b - c) if b != c else 1.0
        if near > _MIDDLE or fbest == 0:
            return best
        t = _step((a, b, c), (fa, fb, fc))
        t = min(max(t, near), 1 - near)
    return best


def _step(x: tuple[float, float, float], f: tuple[float, float, float]) -> float:
    """The next place, as a share of the bracket: inverse quadratic where safe, else the middle."""
    (a, b, c), (fa, fb, fc) = x, f
    xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
    if phi * phi < xi and (1 - phi) * (1 - phi) < 1 - xi:
        inward = fa / (fb - fa) * fc / (fb - fc)
        return inward + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    return _MIDDLE
