"""Axes of plots of effects."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.figures.axes import Axis, axis_over, told
from numerate.review.figures.lettering import width


def numbers_apart(axis: Axis) -> bool:
    """Whether no number of the axis touches its neighbour."""
    places = [(axis.at(tick), width(told(tick), 7) / 2) for tick in axis.ticks]
    return all(one + half < other - more for (one, half), (other, more) in pairwise(places))


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=8))
def test_any_values_find_a_linear_axis(values: list[float]) -> None:
    """All lie within it, its numbers stand apart, and there are at least two."""
    axis = axis_over(values, (10, 170), 7)
    near = (axis.high - axis.low) * 1e-8
    assert all(axis.low - near <= value <= axis.high + near for value in values)
    assert len(axis.ticks) >= 2
    assert numbers_apart(axis)


@given(st.lists(st.floats(-12, 12), min_size=1, max_size=8))
def test_any_values_find_a_logarithmic_axis(values: list[float]) -> None:
    """Ratios from e^-12 to e^12 on 160 points."""
    axis = axis_over([math.exp(value) for value in values], (10, 170), 7, log=True)
    assert axis.low <= math.exp(min(values)) * 1.0000001
    assert axis.high >= math.exp(max(values)) * 0.9999999
    assert len(axis.ticks) >= 2
    assert numbers_apart(axis)


def test_halving_and_doubling_are_equally_far() -> None:
    """On a logarithmic axis."""
    axis = axis_over([0.2, 5], (0, 100), 7, log=True)
    assert axis.at(1) - axis.at(0.5) == pytest.approx(axis.at(2) - axis.at(1))


def test_an_axis_may_run_upwards() -> None:
    """From the bottom of the page to its top."""
    axis = axis_over([0, 10], (200, 0), 7)
    assert axis.at(10) < axis.at(0)


def test_values_beyond_are_cut() -> None:
    """To the nearer end."""
    axis = Axis(0, 100, -1.0, 1.0, False, ())  # noqa: FBT003 - a field
    assert (axis.cut(-3), axis.cut(0.5), axis.cut(7)) == (-1.0, 0.5, 1.0)
    assert not axis.holds(1.2)
