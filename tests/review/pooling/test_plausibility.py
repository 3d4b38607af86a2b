"""Findings about rows that look like extraction errors, and rows that only seem odd."""

from __future__ import annotations

import math

import pytest

from numerate.review.pooling.effectsizes import Effect, Reported
from numerate.review.pooling.plausibility import (
    Contrast,
    directions,
    repeated,
    reported,
    shared_controls,
    spreads,
    tables,
    units,
)
from numerate.review.pooling.twogroups import Means

USUAL = [
    Means("a", 40, 30, 8.1, 38, 33, 7.7),
    Means("b", 120, 29, 9.0, 115, 33, 8.2),
    Means("c", 60, 31, 7.4, 61, 34, 8.8),
    Means("d", 25, 28, 8.5, 26, 30, 9.1),
]


def test_a_standard_error_entered_as_a_deviation() -> None:
    """Of 64 people a deviation of 1.0 where others have 8: 1.0 times the root of 64 is 8."""
    found = spreads([*USUAL, Means("odd", 64, 30, 1.0, 64, 32, 1.1)])
    assert {each.study for each in found} == {"odd"}
    assert "8" in found[0].expected
    assert not found[0].impossible


def test_small_spreads_that_are_no_standard_errors() -> None:
    """A deviation half of others' is no suspect, nor one that times √n is far from theirs."""
    assert spreads([*USUAL, Means("half", 64, 30, 4.0, 64, 32, 4.4)]) == ()
    assert spreads([*USUAL, Means("other scale", 10000, 3, 0.9, 10000, 3, 0.8)]) == ()


def test_two_studies_have_nothing_usual() -> None:
    """What is usual needs others."""
    assert spreads([Means("a", 64, 30, 1.0, 64, 32, 8.0)]) == ()


def test_a_scale_not_turned() -> None:
    """An effect that mirrors the others is told with its mirror image."""
    effects = [Effect(str(i), y, 0.01) for i, y in enumerate((-0.5, -0.45, -0.6, -0.52))]
    (found,) = directions([*effects, Effect("odd", 0.55, 0.01)])
    assert (found.study, found.code) == ("odd", "scale-not-turned")
    assert "-0.55" in found.expected


def test_opposite_effects_that_are_chance_or_large_are_none() -> None:
    """Imprecise, or so large that turned it would fit no better."""
    effects = [Effect(str(i), y, 0.01) for i, y in enumerate((-0.5, -0.45, -0.6, -0.52))]
    assert directions([*effects, Effect("imprecise", 0.2, 0.25)]) == ()
    assert directions([*effects, Effect("harm", 2.5, 0.01)]) == ()


def test_controls_counted_twice() -> None:
    """Two doses against one placebo in full; split placebos and separate studies are right."""
    rows = [
        Contrast("Smith", "low", "placebo", 40),
        Contrast("Smith", "high", "placebo", 40),
        Contrast("Jones", "low", "placebo", 20),
        Contrast("Jones", "high", "placebo", 21),
        Contrast("Brown", "low", "placebo", 40),
    ]
    assert [found.study for found in shared_controls(rows)] == ["Smith"]


def test_a_study_in_two_rows() -> None:
    """Counted."""
    (found,) = repeated(["a", "b", "a", "a"])
    assert found.found == "3 rows in one analysis"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("x", 12, 10, 1, 10), "impossible-counts"),
        (("x", -1, 10, 1, 10), "impossible-counts"),
        (("x", 1, 10, 1, 0), "impossible-counts"),
        (("x", 0.3, 10, 0.2, 10), "share-as-count"),
        (("x", 12.5, 40, 3, 40), "share-as-count"),
    ],
)
def test_counts(row: tuple[str, float, float, float, float], code: str) -> None:
    """More than all, fewer than none, nobody, shares and percentages."""
    assert [found.code for found in tables([row])] == [code]
    assert tables([("right", 4, 123, 11, 139)]) == ()


@pytest.mark.parametrize(
    ("estimate", "lower", "upper", "ratio", "codes"),
    [
        (0.56, 0.36, 0.88, True, []),
        (0.01, 0.00, 0.10, True, ["uneven-interval"]),
        (0.05, 0.01, 0.35, True, []),  # rounding of 0.0462 (0.006 to 0.353) in the last digit
        (3.8, 1.1, 6.5, False, []),
        (3.8, 1.1, 65, False, ["uneven-interval"]),
        (2.3, 1.02, 5.2, False, ["uneven-interval"]),  # a ratio taken for a difference
        (0.5, 0.9, 0.2, True, ["interval-beside-estimate"]),
        (0.5, 0.5, 0.5, True, ["interval-beside-estimate"]),
    ],
)
def test_intervals(
    *, estimate: float, lower: float, upper: float, ratio: bool, codes: list[str]
) -> None:
    """Even on their scale but for rounding; typing errors and wrong scales are told."""
    row = Reported(study="x", estimate=estimate, lower=lower, upper=upper)
    assert [found.code for found in reported([row], ratio=ratio)] == codes


def test_published_ratios_are_even() -> None:
    """Intervals of log risk ratios rounded to two decimals raise no suspicion."""
    rows = []
    for i in range(200):
        y, se = -1.5 + i * 0.015, 0.05 + (i % 17) * 0.04
        ends = [round(math.exp(y + z * se), 2) for z in (0, -1.96, 1.96)]
        if ends[1] > 0 and ends[1] < ends[0] < ends[2]:
            rows.append(Reported(study=str(i), estimate=ends[0], lower=ends[1], upper=ends[2]))
    assert reported(rows, ratio=True) == ()


def test_mixed_scales() -> None:
    """Two depression scales in one mean difference."""
    assert [found.study for found in units({"a": "BDI", "b": "HAM-D", "c": "BDI"})] == ["b"]
    assert units({}) == ()
