"""Absolute effects against worked examples."""

from __future__ import annotations

import pytest

from numerate.review.pooling.absolute import absolute, more_or_fewer
from numerate.review.pooling.estimability import NotEstimable

BCG = (0.4894, 0.3301, 0.7257)  # REML with Hartung-Knapp, metafor


@pytest.mark.parametrize(
    ("risk", "risks", "differences"),
    [(0.02, (20, 10, 7, 15), (-10, -13, -5)), (0.1, (100, 49, 33, 73), (-51, -67, -27))],
)
def test_bcg_at_two_risks(
    risk: float, risks: tuple[int, ...], differences: tuple[int, ...]
) -> None:
    """RR 0.49 at 20 and at 100 per 1,000, by hand: 10 (7 to 15), 49 (33 to 73)."""
    made = absolute(BCG, risk)
    assert tuple(round(x) for x in (made.comparator, made.risk, made.lower, made.upper)) == risks
    apart = (made.difference, made.difference_lower, made.difference_upper)
    assert tuple(round(x) for x in apart) == differences


def test_an_odds_ratio() -> None:
    """OR 0.56 at 30 %: 106 fewer per 1,000 (Handbook 15.4)."""
    assert round(absolute((0.56, 0.4, 0.8), 0.3, "OR").difference) == -106


def test_a_hazard_ratio() -> None:
    """HR 0.5 at a risk of 36 %: 1 - 0.64^0.5 = 20 %."""
    assert absolute((0.5, 0.5, 0.5), 0.36, "HR").risk == pytest.approx(200)


def test_no_risk_leaves_its_bounds() -> None:
    """A risk ratio of 3 at 50 % is everybody; a difference of -0.2 at 10 % nobody."""
    assert absolute((3, 2, 4), 0.5).upper == 1000
    assert absolute((-0.2, -0.3, -0.1), 0.1, "RD").risk == 0


def test_numbers_needed() -> None:
    """RR 0.49 at 20 %: 98 for 200, NNT 9.80."""
    made = absolute((0.49, 0.3, 0.8), 0.2)
    assert made.number_needed == pytest.approx(9.80, abs=0.005)
    none = absolute((1.0, 0.8, 1.2), 0.2)
    assert isinstance(none.number_needed, NotEstimable)
    assert none.told.startswith("0 fewer per 1,000")


@pytest.mark.parametrize("risk", [-0.1, 20])
def test_a_risk_is_a_share(risk: float) -> None:
    """20 per 1,000 is 0.02, and the message says so."""
    with pytest.raises(ValueError, match=r"0\.02"):
        absolute(BCG, risk)


def test_an_interval_lies_around_its_estimate() -> None:
    """Turned ends and negative ratios are refused."""
    with pytest.raises(ValueError, match="around"):
        absolute((0.5, 0.7, 0.4), 0.1)
    with pytest.raises(ValueError, match="below 0"):
        absolute((-0.5, -0.7, 0.4), 0.1)


def test_halves_are_rounded_away_from_zero() -> None:
    """In both directions."""
    assert [more_or_fewer(x) for x in (0.5, -0.5, 0.49, 1234.5)] == [
        "1 more", "1 fewer", "0 fewer", "1,235 more",
    ]  # fmt: skip
