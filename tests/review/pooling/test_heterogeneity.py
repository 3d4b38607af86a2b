"""tau² and its interval."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.estimability import Interval, NotEstimable
from numerate.review.pooling.heterogeneity import estimated_tau2
from numerate.review.pooling.pooled import pool
from numerate.review.pooling.profiles import MeanFit

Sets = Callable[[str], Any]


@pytest.mark.parametrize(
    ("name", "key", "method"),
    [
        ("bcg.RR", "bcg.REML.confint", "REML"),
        ("bcg.RR", "bcg.DL.confint", "DL"),
        ("bcg.RR", "bcg.PM.confint", "PM"),
        ("molloy.ZCOR", "molloy.confint", "REML"),
        ("raudenbush", "raudenbush.confint", "REML"),
    ],
)
def test_the_q_profile_interval(
    name: str,
    key: str,
    method: Any,  # noqa: ANN401 - a literal
    expected: dict[str, Any],
    sets: Sets,
) -> None:
    """Of tau² and I², of metafor's confint, whose search stops at 1e-4; one for all estimators."""
    spread = pool(sets(name), method).heterogeneity
    rows = {row["_row"]: row for row in expected[key]}
    for made, row in ((spread.tau2_interval, "tau^2"), (spread.i2_interval, "I^2(%)")):
        assert isinstance(made, Interval)
        assert (made.lower, made.upper) == pytest.approx(
            (rows[row]["ci.lb"], rows[row]["ci.ub"]), rel=1e-4, abs=1e-4 if row == "tau^2" else 0.1
        )


def test_the_ends_are_where_q_is_a_quantile(sets: Sets) -> None:
    """Molloy 2014, 15 degrees: Q is 27.488 at the lower end, 6.262 at the upper (chi² tables)."""
    effects = sets("molloy.ZCOR").effects
    span = pool(effects).heterogeneity.tau2_interval
    assert isinstance(span, Interval)
    fit = MeanFit([effect.y for effect in effects], [effect.v for effect in effects])
    assert round(fit.at(span.lower).rw, 3) == 27.488
    assert round(fit.at(span.upper).rw, 3) == 6.262


def test_both_definitions_of_i2(expected: dict[str, Any], sets: Sets) -> None:
    """BCG, REML: 92.2214 from tau² and 92.1173 from Q; equal under DL."""
    reml, dl = (pool(sets("bcg.RR"), method).heterogeneity for method in ("REML", "DL"))
    assert reml.i2 == pytest.approx(92.2214, abs=1e-4)
    assert reml.i2_q == pytest.approx(expected["bcg.I2_from_Q"])
    assert dl.i2 == pytest.approx(dl.i2_q)


def test_effects_more_alike_than_chance_have_no_interval() -> None:
    """Q far below what chance gives: no tau² makes it as small."""
    made = pool([Effect(str(i), 0.2, 1.0) for i in range(6)]).heterogeneity
    assert isinstance(made.tau2_interval, NotEstimable)
    assert (made.tau2, made.i2, made.q) == pytest.approx((0, 0, 0))


def test_the_highest_of_two_maxima_is_taken() -> None:
    """Where a likelihood has several maxima, a fine search finds none higher."""
    effects = [(0.0, 0.0001), (0.001, 0.0001), (2.0, 1.0), (-3.0, 0.5), (2.5, 0.5), (-2.0, 0.7)]
    y, v = [a for a, _ in effects], [b for _, b in effects]
    fit = MeanFit(y, v)
    for method, restricted in (("ML", False), ("REML", True)):
        how: Any = method
        found = estimated_tau2(fit, v, how)
        best = max(
            fit.likelihood(10 ** (step / 50) - 1e-6, restricted=restricted)
            for step in range(-300, 150)
        )
        assert fit.likelihood(found, restricted=restricted) >= best - 1e-9


def test_zero_is_not_negative(sets: Sets) -> None:
    """tau² of homogeneous sets is 0.0, never -0.0."""
    for method in ("DL", "HE", "HS", "PM", "ML", "REML"):
        how: Any = method
        tau2 = pool(sets("hine.RD"), how).tau2
        assert tau2 == 0
        assert math.copysign(1, float(tau2)) == 1  # type: ignore[arg-type]
