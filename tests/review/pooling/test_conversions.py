"""Conversions: what the doctests of each function do not show."""

from __future__ import annotations

import math
import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.pooling.conversions import (
    FiveNumbers,
    PrePost,
    change_over_baseline,
    combined,
    correlation_of_change,
    d_from_odds_ratio,
    d_from_r,
    g_from_t,
    hazard_ratio,
    mean_change,
    mean_from_five,
    odds_ratio_from_d,
    r_from_beta,
    r_from_d,
    r_from_t,
    risk_ratio_from_odds_ratio,
    sd_from_five,
    sd_from_interval,
    sd_of_change,
    se_from_interval,
    se_from_p,
)
from numerate.review.pooling.distributions import t_two_sided
from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.twogroups import Means, standardised


def test_combined_groups_are_the_raw_data_together() -> None:
    """Against the standard library's mean and deviation of the raw values."""
    draw = random.Random(7)  # noqa: S311 - data of a test
    one = [draw.gauss(10, 3) for _ in range(20)]
    other = [draw.gauss(14, 4) for _ in range(30)]
    parts = [(len(x), statistics.mean(x), statistics.stdev(x)) for x in (one, other)]
    made = combined(parts[0], parts[1])
    assert made == pytest.approx((50, statistics.mean(one + other), statistics.stdev(one + other)))


def test_t_and_means_give_the_same_g() -> None:
    """The t of two groups, made from their means, leads to the g of their means."""
    row = Means("a", 25, 12.0, 3.0, 22, 10.0, 3.5)
    pooled = math.sqrt((24 * 9 + 21 * 3.5**2) / 45)
    t = 2 / (pooled * math.sqrt(1 / 25 + 1 / 22))
    made, wanted = g_from_t("a", t, 25, 22), standardised([row]).effects[0]
    assert (made.y, made.v) == pytest.approx((wanted.y, wanted.v))


@given(st.floats(0.05, 20), st.floats(0.01, 2))
def test_odds_ratio_and_d_turn_back(odds_ratio: float, se: float) -> None:
    """Chinn's factor there and back."""
    assert odds_ratio_from_d(*d_from_odds_ratio(odds_ratio, se)) == pytest.approx((odds_ratio, se))


@given(st.floats(1, 20), st.floats(1, 20), st.floats(-0.99, 0.99))
def test_the_correlation_of_change_turns_back(before: float, after: float, r: float) -> None:
    """From r to the deviation of change and back."""
    change = sd_of_change(before, after, r)
    assert correlation_of_change(before, after, change) == pytest.approx(r, abs=1e-6)


def test_p_gives_the_error_that_gives_p() -> None:
    """The t of 3.8 over that error has the p that was reported."""
    se = se_from_p(3.8, 0.008, df=45)
    assert t_two_sided(3.8 / se, 45) == pytest.approx(0.008)
    assert se_from_p(-3.8, 0.05) == pytest.approx(3.8 / 1.959964, rel=1e-6)


def test_intervals_of_small_groups_use_t() -> None:
    """With 3.92 the deviation of 25 values would come out as 5.229592 (Handbook 6.5.2.2)."""
    assert round(sd_from_interval(30.1, 34.2, 25), 6) == 4.966329
    assert round((34.2 - 30.1) / 3.92 * 5, 6) == 5.229592


def test_five_numbers_of_a_normal_sample() -> None:
    """Expected order statistics of a normal sample of 60 give mean 0 and deviation near 1."""
    five = FiveNumbers(-2.319, -0.663, 0.0, 0.663, 2.319, 60)  # David and Nagaraja, tables
    assert mean_from_five(five) == 0
    assert sd_from_five(five) == pytest.approx(1, abs=0.02)
    assert sd_from_five(five, "Wan") == pytest.approx(1, abs=0.02)


def test_odds_ratios_mean_less_at_high_risks() -> None:
    """OR 0.56 at 30 %: RR 0.645, 106 fewer per 1,000 (section 3); at 0 both are the same."""
    ratio = risk_ratio_from_odds_ratio(0.56, 0.3)
    assert round(1000 * 0.3 * (ratio - 1)) == -106
    assert risk_ratio_from_odds_ratio(0.56, 0) == 0.56


def test_hazard_ratio_from_logrank() -> None:
    """O - E = -8.5, V = 20: 0.6538 (0.4218 to 1.0133) (Tierney et al. 2007)."""
    interval = hazard_ratio("a", -8.5, 20).interval()
    made = [round(math.exp(x), 4) for x in (-8.5 / 20, interval.lower, interval.upper)]
    assert made == [0.6538, 0.4218, 1.0133]


def test_correlations_and_differences() -> None:
    """R from t; d from r and back with groups of one size."""
    assert r_from_t(-2.5, 45) == pytest.approx(-0.349215, abs=1e-6)
    made: Effect = d_from_r("a", 0.3, 60)
    assert r_from_d(made.y, 30, 30) == pytest.approx(0.3)
    assert r_from_beta(-0.2) == pytest.approx(-0.196)


def test_one_group_before_and_after() -> None:
    """30 after, 26 before: a rise is positive, and no correlation is the widest."""
    row = PrePost("a", 26, 30, 8, 9, 40, 0.6)
    apart = PrePost("a", 26, 30, 8, 9, 40, 0.0)
    assert mean_change(row).y == 4
    assert mean_change(apart).v > mean_change(row).v
    assert change_over_baseline(apart).v > change_over_baseline(row).v


@pytest.mark.parametrize(
    "make",
    [
        lambda: se_from_interval(5, 3),
        lambda: se_from_interval(-0.1, 3, ratio=True),
        lambda: se_from_p(1, 0),
        lambda: risk_ratio_from_odds_ratio(0.5, 30),
        lambda: sd_of_change(1, 1, 1.4),
        lambda: r_from_beta(0.7),
    ],
)
def test_what_cannot_be_converted_is_refused(make: object) -> None:
    """Turned ends, a ratio below 0, p of 0, a risk in percent, impossible correlations."""
    assert callable(make)
    with pytest.raises(ValueError, match=r"\d"):
        make()
