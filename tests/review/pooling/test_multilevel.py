"""The three-level model against metafor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.estimability import NotEstimable
from numerate.review.pooling.multilevel import three_level

Rows = Callable[[str], list[dict[str, str]]]


def test_schools_in_districts(expected: dict[str, Any], table: Rows) -> None:
    """56 effects in 11 districts (Konstantopoulos 2011): estimate, variances, likelihood."""
    rows = table("konstantopoulos2011")
    effects = [Effect(row["study"], float(row["yi"]), float(row["vi"])) for row in rows]
    made = three_level(effects, {row["study"]: row["district"] for row in rows})
    wanted = expected["konst.3level"]
    assert not isinstance(made, NotEstimable)
    assert (made.estimate, made.se, made.interval.lower, made.interval.upper) == pytest.approx(
        (wanted["est"], wanted["se"], wanted["lb"], wanted["ub"]), abs=1e-7
    )
    assert (made.between, made.within) == pytest.approx(wanted["sigma2"], abs=1e-7)
    assert (made.q, made.likelihood) == pytest.approx((wanted["QE"], wanted["ll"]), abs=1e-7)
    assert (made.k, made.clusters, made.df) == (56, 11, 55)


def test_a_level_that_is_not_there_is_said() -> None:
    """One cluster, and clusters of one."""
    effects = [Effect(name, 0.1, 0.1) for name in "ab"]
    assert isinstance(three_level(effects, {"a": "x", "b": "x"}), NotEstimable)
    assert isinstance(three_level(effects, {"a": "x", "b": "y"}), NotEstimable)


def test_clusters_alike_have_no_variance_between() -> None:
    """Two clusters with the same two effects: all differs within."""
    effects = [Effect(name, y, 0.01) for name, y in zip("abcd", (0, 1, 0, 1), strict=True)]
    made = three_level(effects, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert not isinstance(made, NotEstimable)
    assert made.between == 0
    assert made.within > 0.2
