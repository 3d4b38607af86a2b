"""Leave-one-out and cumulative analyses."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import Interval, NotEstimable
from numerate.review.pooling.pooled import pool
from numerate.review.pooling.scales import MEASURES
from numerate.review.pooling.sensitivity import cumulative, leave_one_out

Sets = Callable[[str], Any]


def many(count: int, seed: int = 1) -> list[Effect]:
    """Effects drawn at random, the same each time."""
    draw = random.Random(seed)  # noqa: S311 - data of a test
    errors = [draw.uniform(0.05, 0.6) for _ in range(count)]
    return [
        Effect(str(i), draw.gauss(0.3, 0.3) + draw.gauss(0, se), se * se)
        for i, se in enumerate(errors)
    ]


def test_leaving_out_agrees(expected: dict[str, Any], sets: Sets) -> None:
    """BCG log risk ratios, REML, of metafor's leave1out."""
    made = leave_one_out(sets("bcg.RR"))
    assert not isinstance(made, NotEstimable)
    for left, wanted in zip(made, expected["bcg.leave1out.REML"], strict=True):
        pooled = left.pooled
        assert isinstance(pooled.interval, Interval)
        assert (pooled.estimate, pooled.interval.lower, pooled.tau2) == pytest.approx(
            (wanted["estimate"], wanted["ci.lb"], wanted["tau2"]), abs=1e-5
        )
        assert pooled.heterogeneity.q == pytest.approx(wanted["Q"])


def test_cumulating_agrees(
    expected: dict[str, Any], sets: Sets, table: Callable[[str], list[dict[str, str]]]
) -> None:
    """BCG trials by year, of metafor's cumul."""
    effects, rows = sets("bcg.RR"), table("bcg")
    order = sorted(range(13), key=lambda place: int(rows[place]["year"]))
    made = cumulative([effects.effects[place] for place in order])
    for each, wanted in zip(made, expected["bcg.cumul.REML"], strict=True):
        assert each.pooled.estimate == pytest.approx(wanted["estimate"], abs=1e-5)
    assert made[-1].pooled.estimate == pytest.approx(pool(effects).estimate)


@pytest.mark.parametrize("method", ["common", "DL", "HE", "HS", "SJ", "PM", "ML", "REML"])
@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_shared_sums_give_what_a_new_fit_gives(method: Any, scale: float) -> None:  # noqa: ANN401
    """200 studies: each way of leaving one out against pooling the other 199."""
    effects = [Effect(e.study, e.y * scale, e.v * scale**2) for e in many(200)]
    made = leave_one_out(effects, method, "HK")
    assert not isinstance(made, NotEstimable)
    for place in range(0, 200, 37):
        plain = pool([*effects[:place], *effects[place + 1 :]], method, "HK")
        left = made[place].pooled
        assert left.k == 199
        assert left.estimate == pytest.approx(plain.estimate, rel=1e-10)
        assert left.se == pytest.approx(plain.se, rel=1e-9)
        assert left.tau2 == pytest.approx(plain.tau2, rel=1e-8, abs=1e-12 * scale**2)
        assert left.heterogeneity.i2_q == pytest.approx(plain.heterogeneity.i2_q, rel=1e-8)


def test_one_study_that_outweighs_all() -> None:
    """A study of 99.99 % of the weight, far from the others, leaves no digits in a difference."""
    effects = [*many(99), Effect("giant", 50.0, 1e-9)]
    made = leave_one_out(effects, "REML")
    assert not isinstance(made, NotEstimable)
    plain = pool(effects[:-1])
    assert made[-1].pooled.estimate == pytest.approx(plain.estimate, rel=1e-9)
    assert made[-1].pooled.tau2 == pytest.approx(plain.tau2, rel=1e-7)


def test_homogeneous_studies_stay_at_zero() -> None:
    """Equal effects have no tau², whichever is left out."""
    made = leave_one_out([Effect(str(i), 0.2, 0.01 + i / 1000) for i in range(100)])
    assert not isinstance(made, NotEstimable)
    assert {left.pooled.tau2 for left in made} == {0.0}


def test_cumulating_many_ends_at_all() -> None:
    """With warm starts the last is the whole."""
    effects = many(150)
    made = cumulative(EffectSet(measure=MEASURES["GEN"], effects=tuple(effects)))
    assert made[-1].pooled.tau2 == pytest.approx(pool(effects).tau2, rel=1e-9)
    assert [each.pooled.k for each in made] == list(range(1, 151))


def test_the_only_study_cannot_be_left_out() -> None:
    """Nothing would be left."""
    assert isinstance(leave_one_out([Effect("a", 0.1, 0.1)]), NotEstimable)
