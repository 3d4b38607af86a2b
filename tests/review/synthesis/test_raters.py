"""Agreement of any number of raters."""

from __future__ import annotations

import math

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerate.review.synthesis.raters import Metric, panel_agreement

# Krippendorff K. Computing Krippendorff's alpha-reliability (2011), section C: four observers,
# twelve units, seven ratings missing
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
UNITS = [
    tuple(value for value in unit if value != ".")
    for unit in zip(*(line.split() for line in OBSERVERS), strict=True)
]
# ten subjects by fourteen raters: the example of Fleiss' kappa in many textbooks and encyclopedias
FOURTEEN = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_krippendorffs_own_example(metric: Metric, alpha: float) -> None:
    """Alpha of the twelve units is .743, .815 and .849, as Krippendorff (2011) prints it."""
    found = panel_agreement(UNITS, ("1", "2", "3", "4", "5"), metric)
    assert found.alpha.value is not None
    assert round(float(found.alpha.value), 3) == alpha
    assert (found.items, found.alone, found.ratings) == (11, 1, 40)


def test_gwets_handbook_values() -> None:
    """The same data give what irrCAC 0.4.4 prints: AC1 .77544 (SE .14295)."""
    found = panel_agreement(UNITS)
    assert round(float(found.percent), 3) == 81.818
    for made, value, se in ((found.ac1, 0.77544, 0.14295), (found.fleiss, 0.76117, 0.15302)):
        assert made.value is not None
        assert round(float(made.value), 5) == value
        assert made.se is not None
        assert round(made.se, 5) == se
        assert made.high == 1


def test_fleiss_with_fourteen_raters() -> None:
    """Fleiss' kappa of the ten subjects is .210 (irrCAC 0.4.4: .20993, SE .09237; AC1 .22561)."""
    items = [tuple(str(k) for k, many in enumerate(line) for _ in range(many)) for line in FOURTEEN]
    found = panel_agreement(items)
    assert found.fleiss.value is not None
    assert found.ac1.value is not None
    assert round(float(found.fleiss.value), 5) == 0.20993
    assert found.fleiss.se == pytest.approx(0.09237, abs=5e-6)
    assert round(float(found.ac1.value), 5) == 0.22561


ratings = st.lists(st.sampled_from(["1", "2", "4"]), min_size=1, max_size=4)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
@given(items=st.lists(ratings, min_size=2, max_size=12))
@settings(deadline=None)
def test_alpha_equals_the_library_krippendorff(metric: Metric, items: list[list[str]]) -> None:
    """Whatever the ratings, alpha is that of the package krippendorff, or both have none."""
    widest = max(map(len, items))
    table = np.array([[*map(float, one), *[np.nan] * (widest - len(one))] for one in items]).T
    if not any(len(one) > 1 for one in items):
        return
    scale = ("1", "2", "4") if metric != "nominal" else ()
    found = panel_agreement(items, scale, metric)
    if found.alpha.value is None:
        paired = {value for one in items if len(one) > 1 for value in one}
        assert len(paired) == 1
        assert found.alpha.why
        return
    expected = krippendorff.alpha(table, level_of_measurement=metric, value_domain=[1.0, 2.0, 4.0])
    assert float(found.alpha.value) == pytest.approx(expected, abs=1e-9)


def test_the_jackknife_leaves_out_each_item_once() -> None:
    """The standard error of alpha, recomputed with the package krippendorff on eleven subsets."""
    items = [one for one in UNITS if len(one) > 1]
    without = []
    for place in range(len(items)):
        left = items[:place] + items[place + 1 :]
        table = np.array([[*map(float, one), *[np.nan] * (4 - len(one))] for one in left]).T
        without.append(krippendorff.alpha(table, level_of_measurement="nominal"))
    mean = sum(without) / len(without)
    se = math.sqrt(sum((each - mean) ** 2 for each in without) * 10 / 11)
    assert panel_agreement(items).alpha.se == pytest.approx(se, abs=1e-9)


def test_one_category_has_no_coefficient() -> None:
    """When every rating is alike, chance explains all: said so, not 0 and not 1."""
    found = panel_agreement([("out", "out"), ("out", "out", "out")])
    assert found.percent == 100
    for made in (found.fleiss, found.ac1, found.alpha):
        assert made.value is None
        assert "chance is 1" in made.why


def test_one_item_has_no_interval() -> None:
    """A single item has a coefficient but no standard error, and the reason is told."""
    found = panel_agreement([("in", "out", "in")])
    assert found.fleiss.value is not None
    assert (found.fleiss.se, found.fleiss.low, found.fleiss.high) == (None, None, None)
    assert found.fleiss.why


@pytest.mark.parametrize(
    ("items", "scale", "metric", "told"),
    [
        ([("in",)], (), "nominal", "two ratings"),
        ([("in", "perhaps")], ("in", "out"), "nominal", "outside the scale: perhaps"),
        ([("1", "2")], (), "ordinal", "in order"),
        ([("few", "many")], (), "interval", "'few' is no number"),
    ],
)
def test_what_cannot_be_computed(
    items: list[tuple[str, ...]], scale: tuple[str, ...], metric: Metric, told: str
) -> None:
    """Each thing that is missing is named."""
    with pytest.raises(ValueError, match=told):
        panel_agreement(items, scale, metric)
