"""Agreement of two raters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.synthesis.agreement import (
    Pair,
    agreement,
    beyond_chance,
    from_table,
    settled,
    strength,
)

ratings = st.sampled_from(["include", "maybe", "exclude"])
rated = st.lists(st.tuples(ratings, ratings), min_size=1, max_size=60)


def test_textbook_table() -> None:
    """The table 40/5/10/45 gives Po .85, Pe .50 and kappa .70, worked out by hand."""
    found = from_table([[40, 5], [10, 45]])
    assert (found.n, found.agreed, found.disagreed) == (100, 85, 15)
    assert found.percent == 85
    assert found.kappa == Fraction(7, 10)
    assert found.pabak == Fraction(7, 10)


@pytest.mark.parametrize(
    ("table", "kappa", "low", "high"),
    [
        ([[40, 5], [10, 45]], 0.7, 0.560732, 0.839268),
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.676471, 0.504576, 0.848365),
        ([[20, 5], [10, 15]], 0.4, 0.151092, 0.648908),
    ],
)
def test_interval(table: list[list[int]], kappa: float, low: float, high: float) -> None:
    """Kappa and its interval equal those of statsmodels 0.14 (cohens_kappa), to six decimals."""
    found = from_table(table)
    assert found.kappa is not None
    assert float(found.kappa) == pytest.approx(kappa, abs=1e-6)
    assert found.kappa_low == pytest.approx(low, abs=1e-6)
    assert found.kappa_high == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(
    ("observed", "expected", "kappa"),
    [("0.85", "0.50", "0.7000"), ("0.9286", "0.5638", "0.8363"), ("0.7191", "0.5531", "0.3714")],
)
def test_printed_agreement_and_chance(observed: str, expected: str, kappa: str) -> None:
    """Two printed rows give the kappa of the formula; the third was printed as .4367 wrongly."""
    found = beyond_chance(Fraction(observed), Fraction(expected))
    assert found is not None
    assert f"{float(found):.4f}" == kappa


def test_undefined_when_chance_explains_all() -> None:
    """When both raters use one and the same category, Pe is 1 and there is no kappa."""
    found = agreement([("exclude", "exclude")] * 5)
    assert found.percent == 100
    assert (found.kappa, found.kappa_low, found.kappa_high) == (None, None, None)
    assert (found.pabak, found.ac1) == (None, None)
    assert found.strength == "undefined"
    assert "chance is 1" in found.why_no_kappa


def test_scale_with_unused_category() -> None:
    """A declared category that nobody used leaves kappa alone and makes PABAK defined."""
    found = agreement([("out", "out")] * 5, categories=("in", "out"))
    assert found.kappa is None
    assert found.pabak == 1
    assert found.ac1 == 1


def test_skewed_prevalence() -> None:
    """Kappa falls under skew while AC1 stays high: 118/5/2/0 gives -.023 and .941 (Gwet 2008).

    The standard error of AC1, .02306, is that of irrCAC 0.4.4 from the 125 pairs.
    """
    found = from_table([[118, 5], [2, 0]])
    assert found.kappa is not None
    assert found.ac1 is not None
    assert f"{float(found.kappa):.3f}" == "-0.023"
    assert f"{float(found.ac1):.3f}" == "0.941"
    assert found.ac1_low == pytest.approx(0.940778 - 1.959964 * 0.02306, abs=2e-5)
    assert found.ac1_high == pytest.approx(0.940778 + 1.959964 * 0.02306, abs=2e-5)


def test_no_items() -> None:
    """Without an item that both raters rated there is nothing to tell."""
    with pytest.raises(ValueError, match="at least one item"):
        agreement([])


def test_rating_off_the_scale() -> None:
    """A rating that the declared scale lacks is named, not counted."""
    with pytest.raises(ValueError, match="outside the scale: perhaps"):
        agreement([("in", "perhaps")], categories=("in", "out"))


def test_maybe_policy() -> None:
    """Maybe counted as include turns a disagreement into an agreement, and only then."""
    pairs: list[Pair] = [("maybe", "include"), ("maybe", "exclude")]
    assert agreement(pairs).agreed == 0
    assert agreement(settled(pairs, {"maybe": "include"})).agreed == 1


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (-0.01, "poor"),
        (0.0, "slight"),
        (0.4, "fair"),
        (0.6, "moderate"),
        (0.61, "substantial"),
        (0.81, "almost perfect"),
    ],
)
def test_words(kappa: float, word: str) -> None:
    """The words are those of Landis and Koch (1977), Table 2, with their upper bounds."""
    assert strength(kappa) == word


@given(rated)
def test_bounds(pairs: list[Pair]) -> None:
    """Whatever the ratings, each coefficient lies in [-1, 1] and the interval holds kappa."""
    found = agreement(pairs)
    for value in (found.kappa, found.pabak, found.ac1):
        assert value is None or -1 <= value <= 1
    if found.kappa is not None and found.kappa_low is not None and found.kappa_high is not None:
        assert found.kappa_low <= float(found.kappa) <= found.kappa_high
    assert 0 <= found.percent <= 100


@given(rated)
def test_symmetry(pairs: list[Pair]) -> None:
    """It does not matter which rater is called the first."""
    one = agreement(pairs)
    other = agreement([(second, first) for first, second in pairs])
    assert (one.kappa, one.pabak, one.ac1) == (other.kappa, other.pabak, other.ac1)
    assert one.kappa_low == pytest.approx(other.kappa_low)


@given(rated)
def test_order_of_items(pairs: list[Pair]) -> None:
    """The order of the items changes nothing."""
    assert agreement(pairs) == agreement(sorted(pairs))
