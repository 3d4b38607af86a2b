"""Directions of effect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.synthesis.directions import (
    direction_counts,
    exact_interval,
    sign_test,
    wilson,
)
from numerate.review.synthesis.votes import Finding


def directed(name: str, directions: str, dataset: str = "d1") -> list[Finding]:
    """Findings of one dataset, one per letter: p up, n down, c curve, 0 no direction."""
    words = {"p": "positive", "n": "negative", "c": "curvilinear", "0": "none"}
    return [
        Finding(
            id=f"{name}{index}",
            study=name,
            dataset=dataset,
            construct="age",
            direction=words[letter],
            significant=False,
        )
        for index, letter in enumerate(directions)
    ]


@pytest.mark.parametrize(
    ("positive", "n", "p", "low", "high"),
    [
        (9, 9, "0.0039", "0.701", "1.000"),
        (5, 6, "0.2188", "0.436", "0.970"),
        (12, 16, "0.0768", "0.505", "0.898"),
        (8, 11, "0.2266", "0.434", "0.903"),
    ],
)
def test_vectors(positive: int, n: int, p: str, low: str, high: str) -> None:
    """The first two p are those in the abstract of Boon and Thomson (2021); all equal scipy's."""
    assert f"{float(sign_test(positive, n)):.4f}" == p
    assert [f"{end:.3f}" for end in wilson(positive, n)] == [low, high]


def test_even_split() -> None:
    """An even split is no evidence at all."""
    assert sign_test(3, 6) == 1


@pytest.mark.parametrize(("positive", "n"), [(0, 0), (3, 2), (-1, 2)])
def test_no_proportion(positive: int, n: int) -> None:
    """Counts that are no proportion are refused by name."""
    with pytest.raises(ValueError, match=f"{positive} of {n}"):
        sign_test(positive, n)
    with pytest.raises(ValueError, match=f"{positive} of {n}"):
        wilson(positive, n)


@pytest.mark.parametrize(
    ("directions", "way"),
    [
        ("ppppppp", "positive"),
        ("pppppppnnn", "positive"),
        ("ppppppnnnn", "conflicting"),
        ("nnnnnnnppp", "negative"),
        ("00", "none"),
        ("00p", "positive"),
        ("c", "conflicting"),
    ],
)
def test_way(directions: str, way: str) -> None:
    """At least 70% of the directed analyses decide, as Boon and Thomson (2021) propose."""
    (found,) = direction_counts(directed("a", directions))["age"].directions
    assert found.way == way


def test_undirected_studies_are_told_apart() -> None:
    """Studies without a direction or with a conflict are reported and leave the test alone."""
    found = direction_counts(
        directed("a", "p", "d1") + directed("b", "0", "d2") + directed("c", "pn", "d3")
    )["age"]
    assert (found.directed, found.count("none"), found.count("conflicting")) == (1, 1, 1)
    assert found.share == 1
    assert found.p == 1


def test_nothing_directed() -> None:
    """Without any directed study there is no share, no interval and no p."""
    found = direction_counts(directed("a", "0"))["age"]
    assert (found.share, found.interval, found.p) == (None, None, None)


@given(st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_laws(case: tuple[int, int]) -> None:
    """P is a probability, the same seen from the other side; the interval holds the share."""
    positive, n = case
    assert 0 < sign_test(positive, n) <= 1
    assert sign_test(positive, n) == sign_test(n - positive, n)
    low, high = wilson(positive, n)
    assert 0 <= low <= positive / n <= high <= 1
    mirrored = wilson(n - positive, n)
    assert low == pytest.approx(1 - mirrored[1], abs=1e-12)


@pytest.mark.parametrize(
    ("positive", "n", "low", "high"),
    [
        (12, 40, 0.165627, 0.465316),
        (16, 17, 0.713111, 0.998512),
        (10, 10, 0.691503, 1.0),
        (0, 10, 0.0, 0.308497),
    ],
)
def test_exact_interval(positive: int, n: int, low: float, high: float) -> None:
    """Clopper and Pearson's interval as R 4.2 (binom.test) gives it, and its mirror image."""
    assert exact_interval(positive, n) == pytest.approx((low, high), abs=1e-6)


def test_the_exact_interval_of_a_count_by_direction() -> None:
    """Of directions, five of six positive: .359 to .996 by R's binom.test; none without any."""
    findings = [one for i in range(5) for one in directed(f"s{i}", "p", f"d{i}")]
    found = direction_counts([*findings, *directed("s9", "n", "d9")])["age"]
    assert found.exact == pytest.approx((0.358765, 0.995789), abs=1e-6)
    assert direction_counts(directed("s", "0"))["age"].exact is None
