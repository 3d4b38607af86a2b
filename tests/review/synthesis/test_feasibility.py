"""Feasibility of printed percentages and means."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.synthesis.feasibility import mean, percentage, rounded_both_ways


def test_impossible_percentage() -> None:
    """74.8% of 195 has no whole number behind it: 145 gives 74.4%, 146 gives 74.9%."""
    found = percentage("74.8%", 195)
    assert not found.possible
    assert found.below == (145, Decimal("74.4"))
    assert found.above == (146, Decimal("74.9"))


def test_possible_on_another_base() -> None:
    """187 of 250 is exactly 74.8%."""
    assert percentage("74.8", 250).counts == (187, 187)


def test_many_counts() -> None:
    """95.6% of 8,450 can be any of the nine numbers from 8,074 to 8,082."""
    assert percentage("95.6%", 8450).counts == (8074, 8082)


def test_ties_round_both_ways() -> None:
    """1 of 8 is 12.5%: printed as 13% by one rule and 12% by the other, and both are possible."""
    assert percentage("13%", 8).counts == (1, 1)
    assert percentage("12%", 8).counts == (1, 1)
    assert rounded_both_ways(Fraction(-5, 2), 0) == (Decimal(-3), Decimal(-2))


@pytest.mark.parametrize("printed", ["200%", "100.4%"])
def test_above_all(printed: str) -> None:
    """A percentage above 100 is impossible; the whole is the nearest below, nothing is above."""
    found = percentage(printed, 50)
    assert not found.possible
    assert found.below is not None
    assert found.below[0] == 50
    assert found.above is None


def test_grim() -> None:
    """A mean of 5.19 over 28 people is impossible: Brown and Heathers (2017), first example."""
    assert not mean("5.19", 28).possible
    assert mean("5.18", 28).counts == (145, 145)
    assert mean("5.19", 28, items=3).possible


@pytest.mark.parametrize(("printed", "base"), [("many", 10), ("50%", 0), ("1/0", 10)])
def test_not_a_number(printed: str, base: int) -> None:
    """Text without a number, or an empty base, is refused."""
    with pytest.raises(ValueError, match=r"is no number|base is a whole number"):
        percentage(printed, base)


@given(
    st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 3),
)
def test_what_was_counted_is_possible(case: tuple[int, int], digits: int) -> None:
    """Every percentage made from a count is possible, and the count is among those found."""
    count, base = case
    for printed in rounded_both_ways(Fraction(count * 100, base), digits):
        found = percentage(f"{printed}", base)
        assert found.counts is not None
        assert found.counts[0] <= count <= found.counts[1]


@given(st.integers(1, 400), st.integers(0, 1000))
def test_impossible_means_no_count(base: int, tenths: int) -> None:
    """A percentage is called impossible exactly when trying every count finds none."""
    printed = f"{tenths // 10}.{tenths % 10}"
    tried = [
        count
        for count in range(base + 1)
        if Decimal(printed) in rounded_both_ways(Fraction(count * 100, base), 1)
    ]
    found = percentage(printed, base)
    assert found.counts == ((tried[0], tried[-1]) if tried else None)
