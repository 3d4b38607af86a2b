"""Tail areas of the usual test statistics, by continued fractions.

Source: NIST Digital Library of Mathematical Functions, 8.9 and 8.17; only p values of a few
decimals are compared, so a library for them would be the larger part of an install.
"""

from __future__ import annotations

import math
from collections.abc import Callable

_STEPS = 500
_CLOSE = 1e-12
_TINY = 1e-300


def of_z(value: float) -> float:
    """Two-sided p value of a standard normal deviate.

    >>> round(of_z(1.96), 4)
    0.05
    """
    return math.erfc(abs(value) / math.sqrt(2))


def of_t(value: float, df: float) -> float:
    """Two-sided p value of Student's t.

    >>> round(of_t(2.228, 10), 4)
    0.05
    """
    return _beta_share(df / 2, 0.5, df / (df + value * value))


def of_f(value: float, df1: float, df2: float) -> float:
    """Upper p value of F.

    >>> round(of_f(4.965, 1, 10), 4)
    0.05
    """
    return 1.0 if value <= 0 else _beta_share(df2 / 2, df1 / 2, df2 / (df2 + df1 * value))


def of_chi2(value: float, df: float) -> float:
    """Upper p value of chi-squared.

    >>> round(of_chi2(3.841, 1), 4)
    0.05
    """
    return 1.0 if value <= 0 else _upper_gamma_share(df / 2, value / 2)


def of_r(value: float, df: float) -> float:
    """Two-sided p value of a correlation with ``df`` degrees of freedom.

    >>> round(of_r(0.632, 8), 3)
    0.05
    """
    if abs(value) >= 1:
        return 0.0
    return of_t(value * math.sqrt(df / (1 - value * value)), df)


def _fraction(first: float, term: Callable[[int], tuple[float, float]]) -> float:
    """A continued fraction by Lentz's method; a term gives its numerator and denominator."""
    value = first or _TINY
    upper, lower = value, 0.0
    for step in range(1, _STEPS):
        over, under = term(step)
        lower = 1 / ((under + over * lower) or _TINY)
        upper = (under + over / upper) or _TINY
        change = upper * lower
        value *= change
        if abs(change - 1) < _CLOSE:
            break
    return value


def _beta_share(a: float, b: float, x: float) -> float:
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(b, a, 1 - x)

    def term(step: int) -> tuple[float, float]:
        m = step // 2
        if step % 2:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0

    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(scale + a * math.log(x) + b * math.log1p(-x)) / a
    return front / _fraction(1.0, term)


def _upper_gamma_share(a: float, x: float) -> float:
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        total, part, k = 1 / a, 1 / a, a
        while part > total * _CLOSE:
            k += 1
            part *= x / k
            total += part
        return 1 - front * total
    return front / _fraction(x + 1 - a, lambda step: (step * (a - step), x + 2 * step + 1 - a))
