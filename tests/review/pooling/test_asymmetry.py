"""Small-study effects against metafor and R."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from numerate.review.pooling.asymmetry import (
    Begg,
    Egger,
    TrimFill,
    begg,
    egger,
    fail_safe,
    kendall,
    trim_and_fill,
)
from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.estimability import NotEstimable

Sets = Callable[[str], Any]


@pytest.mark.parametrize(
    ("name", "key"), [("bcg.RR", "bcg"), ("hackshaw", "hackshaw"), ("egger2001.OR", "egger")]
)
def test_eggers_regression(name: str, key: str, expected: dict[str, Any], sets: Sets) -> None:
    """Intercept of z on 1/SE with its error, t, p and slope, from R's lm, to 1e-8."""
    made, wanted = egger(sets(name)), expected[f"egger_classic.{key}"]
    assert isinstance(made, Egger)
    assert [made.bias, made.se, made.statistic, made.p, made.limit] == pytest.approx(
        [wanted[field] for field in ("intercept", "se", "t", "p", "slope")], abs=1e-8
    )
    assert made.df == wanted["df"]


@pytest.mark.parametrize(
    ("name", "key", "predictor"),
    [
        ("bcg.RR", "bcg.regtest.rma.sei", "se"),
        ("hackshaw", "hackshaw.regtest.rma.sei", "se"),
        ("hackshaw", "hackshaw.regtest.rma.vi", "variance"),
        ("egger2001.OR", "egger2001.regtest.all.rma", "se"),
        ("egger2001.OR.noISIS4", "egger2001.regtest.noISIS4.rma", "se"),
    ],
)
def test_eggers_mixed_model(
    name: str,
    key: str,
    predictor: Any,  # noqa: ANN401 - a literal
    expected: dict[str, Any],
    sets: Sets,
) -> None:
    """The default of metafor's regtest, z, to the three digits to which its REML has converged."""
    made = egger(sets(name), "mixed", predictor=predictor)
    assert isinstance(made, Egger)
    assert made.statistic == pytest.approx(expected[key]["stat"], rel=1e-3)


@pytest.mark.parametrize(
    ("name", "key", "exact"),
    [
        ("bcg.RR", "bcg.ranktest", True),
        ("hackshaw", "hackshaw.ranktest", True),
        ("molloy.ZCOR", "molloy.ranktest", False),
    ],
)
def test_beggs_rank_correlation(
    name: str,
    key: str,
    exact: bool,  # noqa: FBT001 - a parameter
    expected: dict[str, Any],
    sets: Sets,
) -> None:
    """Tau and p of metafor's ranktest: counted out, and with ties by the normal distribution."""
    made = begg(sets(name))
    assert isinstance(made, Begg)
    assert (made.tau, made.p) == pytest.approx((expected[key]["tau"], expected[key]["p"]), abs=1e-9)
    assert made.exact == exact


def test_kendalls_p_is_counted() -> None:
    """All 120 orders of five things: how many are as far from even as this one, or farther."""
    taus = [kendall(range(5), order) for order in permutations(range(5))]
    values = [round(each.tau, 6) for each in taus if isinstance(each, Begg)]
    one = kendall(range(5), (0, 1, 2, 4, 3))
    assert isinstance(one, Begg)
    assert one.p == pytest.approx(sum(abs(tau) >= 0.8 for tau in values) / 120)


@pytest.mark.parametrize("name", ["bcg", "hackshaw"])
@pytest.mark.parametrize("estimator", ["L0", "R0"])
@pytest.mark.parametrize("model", ["FE", "DL", "REML"])
def test_trim_and_fill(
    name: str,
    estimator: Any,  # noqa: ANN401 - a literal
    model: str,
    expected: dict[str, Any],
    sets: Sets,
) -> None:
    """Number, side and pooled effect of metafor's trimfill."""
    how: Any = "common" if model == "FE" else model
    made = trim_and_fill(sets({"bcg": "bcg.RR"}.get(name, name)), how, estimator=estimator)
    wanted = expected[f"{name}.trimfill.{estimator}.{model}"]
    assert isinstance(made, TrimFill)
    assert (made.k0, made.side, made.pooled.k) == (wanted["k0"], wanted["side"], wanted["k"])
    assert (made.pooled.estimate, made.pooled.se) == pytest.approx(
        (wanted["est"], wanted["se"]), abs=1e-6
    )
    assert len(made.filled) == made.k0


def test_filled_studies_mirror_real_ones(sets: Sets) -> None:
    """Seven studies of passive smoking, mirrored to the left around the trimmed centre."""
    effects = sets("hackshaw")
    made = trim_and_fill(effects, "common")
    assert isinstance(made, TrimFill)
    centre = made.filled[0].y + next(
        e.y for e in effects.effects if f"{e.study} (filled)" == made.filled[0].study
    )
    for filled in made.filled:
        origin = next(e for e in effects.effects if f"{e.study} (filled)" == filled.study)
        assert filled.y + origin.y == pytest.approx(centre)
        assert filled.v == origin.v


@pytest.mark.parametrize(("name", "wanted"), [("bcg.RR", 598), ("hackshaw", 393)])
def test_rosenthals_number(name: str, wanted: int, sets: Sets) -> None:
    """Of metafor's fsn."""
    assert fail_safe(sets(name)) == wanted


def test_fewer_than_ten_studies_are_refused_unless_asked_for() -> None:
    """Nine studies: each says why; asked for, each computes."""
    few = [Effect(str(i), 0.1 * i, 0.01 + i / 50) for i in range(9)]
    for test in (egger, begg, trim_and_fill):
        refused = test(few)
        assert isinstance(refused, NotEstimable)
        assert "fewer than ten" in refused.reason
        assert not isinstance(test(few, even_few=True), NotEstimable)


def test_equal_errors_tell_nothing() -> None:
    """Without small and large studies there is no small-study effect to test."""
    same = [Effect(str(i), 0.1 * i, 0.04) for i in range(12)]
    for test in (egger, begg, trim_and_fill):
        assert isinstance(test(same), NotEstimable)
