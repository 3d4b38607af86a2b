"""Subgroups against metafor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.estimability import NotEstimable
from numerate.review.pooling.subgroups import subgroups

Sets = Callable[[str], Any]
Rows = Callable[[str], list[dict[str, str]]]


def allocation(table: Rows) -> dict[str, str]:
    """How each BCG trial was allocated."""
    return {row["trial"]: row["alloc"] for row in table("bcg")}


@pytest.mark.parametrize("method", ["REML", "DL"])
def test_each_with_its_own_tau2(
    method: Any,  # noqa: ANN401 - a literal
    expected: dict[str, Any],
    sets: Sets,
    table: Rows,
) -> None:
    """BCG trials by allocation: three estimates, tau², and Q between."""
    made = subgroups(sets("bcg.RR"), allocation(table), method)
    assert list(made.groups) == ["random", "alternate", "systematic"]
    for name, pooled in made.groups.items():
        wanted = expected[f"bcg.subgroup.{method}.{name}"]
        assert (pooled.k, pooled.estimate, pooled.se, pooled.tau2) == pytest.approx(
            (wanted["k"], wanted["est"], wanted["se"], wanted["tau2"]), abs=1e-5
        )
    wanted = expected[f"bcg.subgroup.Qbetween.separate_tau2.{method}"]
    assert (made.q, made.df, made.p) == pytest.approx(
        (wanted["Q"], wanted["df"], wanted["p"]), abs=1e-5
    )


def test_one_tau2_in_common(expected: dict[str, Any], sets: Sets, table: Rows) -> None:
    """The test of a mixed model with allocation as factor."""
    made = subgroups(sets("bcg.RR"), allocation(table), common_tau2=True)
    wanted = expected["bcg.subgroup.REML.common_tau2"]
    assert (made.q, made.p) == pytest.approx((wanted["QM"], wanted["QMp"]), abs=1e-5)
    assert made.common_tau2 == pytest.approx(wanted["tau2"], abs=1e-5)
    intercept = wanted["b"][0]
    assert made.groups["alternate"].estimate == pytest.approx(intercept, abs=1e-5)


def test_common_effects_split_q(expected: dict[str, Any], sets: Sets, table: Rows) -> None:
    """Q between and the three Q within add up to the whole."""
    made = subgroups(sets("bcg.RR"), allocation(table), "common")
    wanted = expected["bcg.subgroup.Qbetween.FE"]
    within = [pooled.heterogeneity.q for pooled in made.groups.values()]
    assert made.q == pytest.approx(wanted["Q"])
    assert within == pytest.approx(wanted["within"])
    assert sum(float(q) for q in within if not isinstance(q, NotEstimable)) + float(
        made.q  # type: ignore[arg-type]
    ) == pytest.approx(expected["bcg.RR.FE.z"]["Q"])


def test_one_subgroup_has_no_difference() -> None:
    """Nothing to compare it with; a study without a subgroup is named."""
    made = subgroups([Effect("a", 0.1, 0.1), Effect("b", 0.2, 0.1)], {"a": "only"})
    assert isinstance(made.q, NotEstimable)
    assert made.missing == ("b",)


def test_a_subgroup_of_one_stands_with_hartung_and_knapp() -> None:
    """Its interval cannot be estimated, yet the test between subgroups can."""
    effects = [Effect("a", 0.1, 0.1), Effect("b", 0.2, 0.1), Effect("c", 0.9, 0.1)]
    made = subgroups(effects, {"a": "x", "b": "x", "c": "y"}, test="HK")
    assert isinstance(made.groups["y"].interval, NotEstimable)
    assert isinstance(made.p, float)
