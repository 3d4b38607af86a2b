"""Effects of two groups against metafor, and rows that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from numerate.review.pooling.pooled import pool
from numerate.review.pooling.twogroups import (
    Means,
    Rates,
    TwoByTwo,
    ZeroCells,
    mean_differences,
    rate_ratios,
    ratios_of_means,
    risks,
    small_sample,
    standardised,
)

Sets = Callable[[str], Any]
PLACES: dict[str, Any] = {
    "only0": "zero tables",
    "all": "all tables",
    "if0all": "all tables if any zero",
    "none": "none",
}


@pytest.mark.parametrize(
    "name",
    ["bcg.RR", "bcg.OR", "bcg.RD", "normand.MD", "normand.SMD", "normand.ROM", "egger2001.OR",
     "nielweise2008.IRR"],
)  # fmt: skip
def test_effects_and_variances_agree(name: str, expected: dict[str, Any], sets: Sets) -> None:
    """Each study's yi and vi of metafor's escalc, to ten digits."""
    effects = sets(name).effects
    assert [effect.y for effect in effects] == pytest.approx(expected[f"{name}.yi"], abs=1e-10)
    assert [effect.v for effect in effects] == pytest.approx(expected[f"{name}.vi"], rel=1e-10)


@pytest.mark.parametrize("form", ["LS", "LS2", "UB", "AV"])
def test_variances_of_g(form: Any, expected: dict[str, Any], sets: Sets) -> None:  # noqa: ANN401
    """Four forms of the variance; LS2, UB and LS of metafor, AV by its own average."""
    made = standardised(sets("normand.means"), form)
    wanted = expected[f"normand.SMD.vi.{form}"]
    assert [effect.v for effect in made.effects] == pytest.approx(wanted, rel=1e-10)


@pytest.mark.parametrize(
    ("measure", "place", "double", "model"),
    list(product(("OR", "RR"), PLACES, ("drop00", "keep00"), ("FE", "DL"))),
)
def test_every_rule_for_empty_cells(  # noqa: PLR0913, PLR0917 - parameters and fixtures
    measure: Any,  # noqa: ANN401 - a literal
    place: str,
    double: str,
    model: str,
    expected: dict[str, Any],
    sets: Sets,
) -> None:
    """18 trials with empty cells (Niel-Weise 2007) under all sixteen rules of metafor, to 1e-8."""
    rule = ZeroCells(0.5, PLACES[place], double_zeros=double == "keep00")
    made = pool(
        risks(sets("nielweise2007.tables"), measure, rule), "common" if model == "FE" else "DL"
    )
    wanted = expected[f"nielweise2007.{measure}.{place}.{double}.{model}"]
    assert (made.k, made.estimate, made.se, made.tau2) == pytest.approx(
        (wanted["k"], wanted["est"], wanted["se"], wanted["tau2"]), abs=1e-8
    )


def test_studies_left_out_say_why(sets: Sets) -> None:
    """The one double-zero trial is left out of ratios, with the reason and the rule told."""
    made = risks(sets("nielweise2007.tables"), "OR")
    assert [gone.reason for gone in made.left_out] == [
        "no event in either group tells nothing about a ratio"
    ]
    assert made.rule.startswith("0.5 is added to each cell of tables with an empty cell")


def test_no_rule_is_told_where_none_was_needed(sets: Sets) -> None:
    """No BCG table has an empty cell."""
    assert sets("bcg.RR").rule == ""


def test_exact_and_approximate_correction() -> None:
    """J of 45 degrees: 0.983225 exact, 0.983240 approximate (Hedges 1981)."""
    assert round(small_sample(45), 6) == 0.983225
    row = Means("a", 25, 1, 1, 22, 0, 1)
    exact, rough = (standardised([row], exact=e).effects[0].y for e in (True, False))
    assert (round(exact, 6), round(rough, 6)) == (0.983225, 0.983240)


def test_g_from_the_handbook_example() -> None:
    """Means 103 (5.5) and 100 (4.5), 50 each: g 0.5924, v 0.0418 (Cumming 2012)."""
    effect = standardised([Means("a", 50, 103, 5.5, 50, 100, 4.5)], "LS2").effects[0]
    assert round(effect.y, 4) == 0.5924


def test_turned_groups_turn_the_effect() -> None:
    """Control first gives the opposite, with the same variance."""
    rows = [Means("a", 25, 10, 3, 22, 12, 4)]
    turned = [Means("a", 22, 12, 4, 25, 10, 3)]
    for made in (mean_differences, standardised, ratios_of_means):
        one, other = made(rows).effects[0], made(turned).effects[0]
        assert one.y == pytest.approx(-other.y)
        assert one.v == pytest.approx(other.v)


def test_a_ratio_of_means_needs_one_side_of_zero() -> None:
    """Change scores of -1 and 2 have no ratio."""
    made = ratios_of_means([Means("a", 10, -1, 1, 10, 2, 1)])
    assert (len(made), made.left_out[0].study) == (0, "a")


def test_a_double_zero_rate_is_left_out() -> None:
    """Two arms without events tell nothing; one empty arm gets 0.5."""
    made = rate_ratios([Rates("a", 0, 100, 0, 100), Rates("b", 0, 100, 4, 100)])
    assert [gone.study for gone in made.left_out] == ["a"]
    assert made.effects[0].v == pytest.approx(1 / 0.5 + 1 / 4.5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: TwoByTwo("Smith 2001", 12, 10, 1, 10),
        lambda: TwoByTwo("Smith 2001", -1, 10, 1, 10),
        lambda: TwoByTwo("Smith 2001", 0, 0, 1, 10),
        lambda: Rates("Smith 2001", 1, 0, 1, 10),
        lambda: Means("Smith 2001", 1, 3, 1, 10, 3, 1),
        lambda: Means("Smith 2001", 10, 3, -1, 10, 3, 1),
        lambda: Means("Smith 2001", 10, 3, 0, 10, 3, 0),
    ],
)
def test_impossible_rows_are_refused_by_name(make: Callable[[], object]) -> None:
    """More events than participants, no participants, no time, no spread."""
    with pytest.raises(ValueError, match="Smith 2001"):
        make()
