"""Proportions, rates and correlations against metafor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.pooling.estimability import Interval
from numerate.review.pooling.onegroup import (
    Correlation,
    Count,
    Share,
    correlations,
    exact_interval,
    proportions,
    rates,
    score_interval,
)
from numerate.review.pooling.pooled import pool

Sets = Callable[[str], Any]
SCALES = ("PR", "PLN", "PLO", "PAS", "PFT")


@pytest.mark.parametrize("name", ["pritz1997", "debruin2009"])
@pytest.mark.parametrize("scale", SCALES)
def test_proportions_agree(name: str, scale: str, expected: dict[str, Any], sets: Sets) -> None:
    """Each study's yi and vi, and the common and DL pooled values, on five scales."""
    made = sets(f"{name}.{scale}")
    ys, vs = expected[f"{name}.{scale}.yi"], expected[f"{name}.{scale}.vi"]
    assert [effect.y for effect in made.effects] == pytest.approx(ys, abs=1e-10)
    assert [effect.v for effect in made.effects] == pytest.approx(vs, rel=1e-10)
    for method, model in (("common", "FE"), ("DL", "DL")):
        how: Any = method
        pooled, wanted = pool(made, how), expected[f"{name}.{scale}.{model}"]
        assert (pooled.estimate, pooled.se) == pytest.approx((wanted["est"], wanted["se"]))


@pytest.mark.parametrize("name", ["pritz1997", "debruin2009"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("model", ["FE", "DL"])
def test_pooled_proportions_come_back(
    name: str, scale: str, model: str, expected: dict[str, Any], sets: Sets
) -> None:
    """Estimate, interval and prediction as shares; the double arcsine at the harmonic mean of n."""
    made = sets(f"{name}.{scale}")
    pooled = pool(made, "common" if model == "FE" else "DL", form="z")
    ends = [pooled.estimate]
    for interval in (pooled.interval, pooled.prediction):
        if isinstance(interval, Interval):
            ends += [interval.lower, interval.upper]
    wanted = [end for end in expected[f"{name}.{scale}.{model}.back"] if end is not None]
    assert [made.back(end) for end in ends] == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("name", ["pritz1997", "debruin2009"])
def test_intervals_of_studies(name: str, expected: dict[str, Any], sets: Sets) -> None:
    """Clopper-Pearson and Wilson of each study, from R's binom.test and prop.test."""
    scale = sets(f"{name}.PAS").effects
    wanted = expected[f"{name}.study_ci_cp_wilson"]
    raw = sets(f"{name}.PFT")
    for effect, row in zip(scale, wanted, strict=True):
        x = round(raw.measure.back(raw.effects[scale.index(effect)].y, effect.n) * effect.n)
        exact, score = exact_interval(x, effect.n), score_interval(x, effect.n)
        assert [exact.lower, exact.upper, score.lower, score.upper] == pytest.approx(row, abs=1e-9)


@given(st.integers(1, 500), st.data())
def test_the_double_arcsine_turns_back(n: int, data: st.DataObject) -> None:
    """Each study's own value at its own n is x/n (Miller 1978)."""
    x = data.draw(st.integers(0, n))
    made = proportions([Share("a", x, n)], "PFT")
    assert made.measure.back(made.effects[0].y, n) == pytest.approx(x / n, abs=1e-6)


def test_scales_differ_and_so_belong_in_the_definition(sets: Sets) -> None:
    """Pritz 1997: 75.7 % on the logit scale, 80.3 % on the double arcsine (section 2.5)."""
    shares = [sets(f"pritz1997.{scale}") for scale in ("PLO", "PFT")]
    assert [round(made.back(pool(made).estimate), 3) for made in shares] == [0.757, 0.803]


def test_correlations_agree(expected: dict[str, Any], sets: Sets) -> None:
    """Sixteen correlations (Molloy 2014) as Fisher's z, and the pooled r."""
    made = sets("molloy.ZCOR")
    assert [e.y for e in made.effects] == pytest.approx(expected["molloy.ZCOR.yi"], abs=1e-10)
    assert [e.v for e in made.effects] == pytest.approx(expected["molloy.ZCOR.vi"], rel=1e-10)
    pooled, wanted = pool(made, "DL", form="z"), expected["molloy.r.DL"]
    assert isinstance(pooled.interval, Interval)
    assert isinstance(pooled.prediction, Interval)
    ends = (pooled.estimate, pooled.interval.lower, pooled.prediction.upper)
    assert [made.back(end) for end in ends] == pytest.approx(
        [wanted["r"], wanted["lb"], wanted["pi_ub"]], abs=1e-9
    )


def test_rates_agree(expected: dict[str, Any], sets: Sets) -> None:
    """Log rates of the treated groups (Niel-Weise 2008), REML."""
    rows = [Count(row.study, row.events, row.time) for row in sets("nielweise2008.rates")]
    others = [
        Count(row.study, row.control_events, row.control_time)
        for row in sets("nielweise2008.rates")
    ]
    wanted = expected["nielweise2008.IRLN.REML"]["est"]
    assert any(
        pool(rates(arm)).estimate == pytest.approx(wanted, abs=1e-5) for arm in (rows, others)
    )


@pytest.mark.parametrize(
    ("x", "n", "exact", "score"),
    [(16, 17, (0.713111, 0.998512), (0.730180, 0.989540)), (10, 10, (0.691503, 1), (0.722467, 1))],
)
def test_published_intervals(
    x: int, n: int, exact: tuple[float, float], score: tuple[float, float]
) -> None:
    """Typed from R's binom.test and prop.test."""
    for made, wanted in ((exact_interval(x, n), exact), (score_interval(x, n), score)):
        assert (made.lower, made.upper) == pytest.approx(wanted, abs=1e-6)


def test_none_and_all_need_a_correction_on_the_logit() -> None:
    """Left out without one, with the reason; the arcsines take them as they are."""
    rows = [Share("a", 0, 10), Share("b", 4, 10)]
    assert [gone.study for gone in proportions(rows, "PLO", add=0).left_out] == ["a"]
    assert len(proportions(rows, "PFT", add=0)) == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda: Share("Smith", 11, 10),
        lambda: Share("Smith", -1, 10),
        lambda: correlations([Correlation("Smith", 1.0, 30)]),
    ],
)
def test_impossible_rows_are_refused_by_name(make: Callable[[], object]) -> None:
    """More than all, less than none, a perfect correlation."""
    with pytest.raises(ValueError, match="Smith"):
        make()


def test_three_pairs_have_no_standard_error() -> None:
    """1/(n - 3) is not defined."""
    assert correlations([Correlation("a", 0.5, 3)]).left_out[0].reason == "fewer than four pairs"
