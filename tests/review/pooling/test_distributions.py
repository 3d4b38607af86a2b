"""Distributions against published tables and against SciPy 1.14, whose values are typed here."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.pooling.distributions import (
    beta_below,
    beta_quantile,
    chi2_above,
    chi2_quantile,
    f_above,
    normal_above,
    normal_quantile,
    normal_two_sided,
    root,
    t_above,
    t_quantile,
    t_two_sided,
)


@pytest.mark.parametrize(
    ("share", "df", "value"),
    [
        (0.975, 1, 12.706204736),  # tan(0.475 pi), exact
        (0.975, 2, 4.302652730),  # (2p - 1) sqrt(2 / (1 - (2p - 1)²)), exact
        (0.975, 12, 2.178812830),  # tables of Fisher and Yates to four digits
        (0.975, 120, 1.979930405),
        (0.95, 5, 2.015048373),
        (0.995, 30, 2.749995654),
    ],
)
def test_quantiles_of_t(share: float, df: float, value: float) -> None:
    """Known quantiles to nine digits."""
    assert t_quantile(share, df) == pytest.approx(value, rel=1e-9)
    assert t_quantile(1 - share, df) == pytest.approx(-value, rel=1e-9)


@pytest.mark.parametrize("t", [0.1, 1.0, 3.0, 40.0, 1e4])
def test_t_with_one_and_two_degrees_is_closed(t: float) -> None:
    """One: 1/2 - atan(t)/pi; two: 1/2 - t / (2 sqrt(2 + t²)), written without a difference."""
    assert t_above(t, 1) == pytest.approx(math.atan(1 / t) / math.pi, rel=1e-12)
    s = math.sqrt(2 + t * t)
    assert t_above(t, 2) == pytest.approx(1 / (s * (s + t)), rel=1e-12)


@pytest.mark.parametrize("x", [0.01, 1.0, 7.0, 50.0, 400.0])
def test_chi2_with_even_degrees_is_closed(x: float) -> None:
    """exp(-x/2) times a finite sum, far into the tail (400: 1.4e-87)."""
    for df in (2, 4, 10):
        terms = [(x / 2) ** i / math.factorial(i) for i in range(df // 2)]
        assert chi2_above(x, df) == pytest.approx(math.exp(-x / 2) * sum(terms), rel=1e-12)


@pytest.mark.parametrize(
    ("share", "df", "value"),
    [
        (0.025, 12, 4.403788507),  # tables to three digits: 4.404, 23.337, 0.831, 12.833
        (0.975, 12, 23.336664159),
        (0.025, 5, 0.831211613),
        (0.975, 5, 12.832501994),
        (0.5, 2, 2 * math.log(2)),
        (0.975, 2, -2 * math.log(0.025)),
    ],
)
def test_quantiles_of_chi2(share: float, df: float, value: float) -> None:
    """Known quantiles to nine digits."""
    assert chi2_quantile(share, df) == pytest.approx(value, rel=1e-8)


def test_chi2_of_one_degree_is_the_square_of_z() -> None:
    """The two tails are one."""
    for z in (0.1, 1.0, 1.96, 5.0, 20.0):
        assert chi2_above(z * z, 1) == pytest.approx(normal_two_sided(z), rel=1e-11)


def test_normal_tails() -> None:
    """Abramowitz and Stegun, Table 26.2: Q(1) = 0.158655254, Q(5) = 2.866515719e-7."""
    assert normal_above(1) == pytest.approx(0.15865525393146, rel=1e-12)
    assert normal_above(5) == pytest.approx(2.866515718791939e-07, rel=1e-12)
    assert normal_quantile(0.975) == pytest.approx(1.959963984540054, rel=1e-14)


def test_beta_with_whole_numbers_is_binomial() -> None:
    """The share below p is the chance of a or more successes among a + b - 1."""
    for a, b, p in ((2, 5, 0.3), (12, 29, 0.2), (1, 1, 0.4), (40, 3, 0.95)):
        n = a + b - 1
        wanted = sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(a, n + 1))
        assert beta_below(p, a, b) == pytest.approx(wanted, rel=1e-11)
    assert (beta_below(0, 2, 2), beta_below(1, 2, 2)) == (0.0, 1.0)


@given(st.floats(0.01, 0.99), st.floats(0.5, 60), st.floats(0.5, 60))
def test_beta_quantiles_turn_back(share: float, a: float, b: float) -> None:
    """Below the quantile of a share lies the share."""
    x = beta_quantile(share, a, b)
    assert 0 < x <= 1
    assert x == 1 or abs(beta_below(x, a, b) - share) < 1e-8


@given(st.floats(0.5, 1e6), st.floats(-30, 30))
def test_t_is_symmetric(df: float, t: float) -> None:
    """What lies above t lies below -t."""
    assert t_above(t, df) + t_above(-t, df) == pytest.approx(1)
    assert t_two_sided(t, df) == pytest.approx(2 * t_above(abs(t), df))


def test_t_becomes_normal() -> None:
    """With very many degrees of freedom; the first term of its expansion in between."""
    assert t_quantile(0.975, 1e12) == normal_quantile(0.975)
    z = normal_quantile(0.975)
    assert t_quantile(0.975, 1e6) == pytest.approx(z + (z**3 + z) / 4e6, rel=1e-8)
    assert t_quantile(0.5, 3) == 0


def test_f_of_one_and_many() -> None:
    """F with one degree above is the square of t."""
    assert f_above(2.178812830**2, 1, 12) == pytest.approx(0.05, rel=1e-8)


def test_roots_are_found_to_the_last_digits() -> None:
    """Of a cubic, of a function with a pole beyond, and where there is no change of sign."""
    assert root(lambda x: x**3 - 2, 0, 5) == pytest.approx(2 ** (1 / 3), rel=1e-15)
    assert root(lambda x: 1 / (x + 1) - 0.25, 0, 1e6) == pytest.approx(3, rel=1e-14)
    assert root(lambda x: x * x + 1, -1, 3) == -1
