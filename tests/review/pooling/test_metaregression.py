"""Meta-regression against metafor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.estimability import NotEstimable
from numerate.review.pooling.metaregression import regress

Sets = Callable[[str], Any]
Rows = Callable[[str], list[dict[str, str]]]


def latitudes(table: Rows) -> dict[str, float]:
    """Absolute latitude by trial."""
    return {row["trial"]: float(row["ablat"]) for row in table("bcg")}


def test_bcg_on_latitude(expected: dict[str, Any], sets: Sets, table: Rows) -> None:
    """The worked example of metafor's manual, REML: coefficients, tau², I², R², QE, QM."""
    made = regress(sets("bcg.RR"), latitudes(table), "latitude")
    wanted = expected["bcg.metareg.ablat.REML"]
    assert not isinstance(made, NotEstimable)
    assert [term.b for term in made.terms] == pytest.approx(wanted["b"], abs=1e-5)
    assert [term.se for term in made.terms] == pytest.approx(wanted["se"], abs=1e-5)
    assert [term.p for term in made.terms] == pytest.approx(wanted["p"], abs=5e-5)
    spread = made.heterogeneity
    assert (spread.tau2, spread.i2, made.r2) == pytest.approx(
        (wanted["tau2"], wanted["I2"], wanted["R2"]), rel=1e-4
    )
    assert (spread.q, made.moderation) == pytest.approx((wanted["QE"], wanted["QM"]), rel=1e-4)


def test_bcg_on_latitude_by_knapp_and_hartung(
    expected: dict[str, Any], sets: Sets, table: Rows
) -> None:
    """Slope t(11) -3.5483, p .004566; the F test of one moderator has the same p."""
    made = regress(sets("bcg.RR"), latitudes(table), "latitude", test="HK")
    wanted = expected["bcg.metareg.ablat.REML.knha"]
    assert not isinstance(made, NotEstimable)
    assert [term.se for term in made.terms] == pytest.approx(wanted["se"], abs=1e-5)
    assert [term.p for term in made.terms] == pytest.approx(wanted["p"], abs=5e-5)
    assert made.moderation_p == pytest.approx(made.terms[1].p)
    assert made.moderation_df == (1, 11)


def test_teachers_on_weeks(expected: dict[str, Any], sets: Sets, table: Rows) -> None:
    """Raudenbush 1985: weeks of contact, capped at 3, explain all of tau²."""
    weeks = {str(i): min(3.0, float(row["weeks"])) for i, row in enumerate(table("raudenbush1985"))}
    made = regress(sets("raudenbush"), weeks, "weeks")
    wanted = expected["raudenbush.metareg.weeks"]
    assert not isinstance(made, NotEstimable)
    assert [term.b for term in made.terms] == pytest.approx(wanted["b"], abs=1e-5)
    assert made.heterogeneity.q == pytest.approx(wanted["QE"])
    assert made.r2 == pytest.approx(100, abs=0.01)


def test_the_fitted_line_at_a_value() -> None:
    """At the moderator's mean the fit is the mean of equally weighted effects, with its error."""
    effects = [Effect(name, y, 0.04) for name, y in zip("abcd", (0.1, 0.3, 0.2, 0.6), strict=True)]
    values = {"a": 2000.0, "b": 2004.0, "c": 2008.0, "d": 2012.0}
    made = regress(effects, values, "year", "common")
    assert not isinstance(made, NotEstimable)
    b, interval = made.at(2006)
    assert b == pytest.approx(0.3)
    assert interval.upper - b == pytest.approx(1.959964 * 0.1, rel=1e-5)


def test_years_lose_no_digits() -> None:
    """A moderator far from zero gives the slope of the centred one."""
    effects = [Effect(str(i), 0.1 * i + (i % 3) * 0.05, 0.01 + i / 500) for i in range(12)]
    near = regress(effects, {str(i): float(i) for i in range(12)})
    far = regress(effects, {str(i): 1e6 + i for i in range(12)})
    assert not isinstance(near, NotEstimable)
    assert not isinstance(far, NotEstimable)
    assert far.terms[1].b == pytest.approx(near.terms[1].b, rel=1e-10)
    assert far.terms[1].se == pytest.approx(near.terms[1].se, rel=1e-10)


def test_studies_without_a_value_stay_out_and_are_named() -> None:
    """Three of four studies have a dose."""
    effects = [Effect(name, y, 0.01) for name, y in zip("abcd", (0.1, 0.4, 0.2, 0.5), strict=True)]
    made = regress(effects, {"a": 1, "b": 2, "d": 3}, "dose")
    assert not isinstance(made, NotEstimable)
    assert (made.k, made.missing) == (3, ("c",))


def test_weights_that_leave_no_slope_are_said() -> None:
    """Two studies of one dose outweigh the third by 10 to the 18: no digit of a slope is left."""
    effects = [Effect("a", 0.1, 1e-9), Effect("b", 0.1, 1e-9), Effect("c", 0.3, 1e9)]
    made = regress(effects, {"a": 1, "b": 1, "c": 2}, "dose", "common")
    assert isinstance(made, NotEstimable)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"a": 1.0, "b": 2.0}, "needs three studies"),
        ({"a": 2.0, "b": 2.0, "c": 2.0}, "the same in all studies"),
    ],
)
def test_what_cannot_be_regressed_says_why(values: dict[str, float], reason: str) -> None:
    """Two studies; a moderator that does not vary."""
    made = regress([Effect(name, 0.1, 0.01) for name in "abc"], values, "dose")
    assert isinstance(made, NotEstimable)
    assert reason in made.reason
