"""An estimate with all that is told beside it."""

from __future__ import annotations

import math
from typing import Any

import pytest

from numerate.review.results import MEASURES, Estimate


def test_an_interval_leaves_out_no_effect_or_not() -> None:
    """No effect is 1 for a ratio and 0 for a difference; a proportion has none."""
    ratio = Estimate(measure=MEASURES["RR"], value=0.9, low=0.8, high=0.999)
    difference = Estimate(measure=MEASURES["MD"], value=0.9, low=0.8, high=0.999)
    touching = Estimate(measure=MEASURES["OR"], value=0.9, low=0.8, high=1)
    assert (ratio.excludes_null, difference.excludes_null, touching.excludes_null) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"value": 0.5, "low": 0.6, "high": 0.7}, "does not hold the estimate"),
        ({"value": 0.5, "low": 0.7, "high": 0.4}, "does not hold the estimate"),
        ({"value": 0.5, "low": 0.4}, "two ends"),
        ({"value": math.nan}, "no number"),
        ({"value": 0.5, "tau2": math.inf}, "no number"),
        ({"value": 0.5, "p": 1.2}, "outside 0 and 1"),
    ],
)
def test_what_is_no_estimate_is_refused(given: dict[str, Any], told: str) -> None:
    """Lower above upper, an interval beside its estimate, nan: never printed."""
    with pytest.raises(ValueError, match=told):
        Estimate(measure=MEASURES["RR"], **given)
