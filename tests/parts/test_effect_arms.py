"""Arms of trials set against their control, and studies that have not one of each."""

from __future__ import annotations

import math

import pytest

from numerate import parts
from tests.parts.making import faults, run, tables

COLUMNS = ("key", "study", "group", "events", "n")
# Aronson 1948 and Ferguson and Simes 1949, as in Colditz et al. 1994
ARMS = [("1", "a", "BCG", 4, 123), ("2", "a", "none", 11, 139), ("3", "f", "none", 29, 303),
        ("4", "f", "BCG", 6, 306)]  # fmt: skip
PART = parts.pooled("x", measure="RR", table="arms", control="none")


def test_long_arms_give_the_effects_of_wide_rows() -> None:
    """The log risk ratio of Aronson is −0.889311 whichever way the rows stand."""
    made = run(PART, tables(arms=(COLUMNS, ARMS)))
    assert made.value("pool.x.study.a") == pytest.approx(math.exp(-0.889311), abs=1e-6)
    assert made.value("pool.x.study.f") == pytest.approx(math.exp(-1.585389), abs=1e-6)
    assert (made.value("pool.x.n"), made.value("pool.x.events")) == (871, 50)


@pytest.mark.parametrize(("row", "code"), [
    (("5", "a", "high dose", 3, 50), "control-counted-twice"),
    (("5", "g", "BCG", 3, 50), "no-control"),
    (("5", "g", "none", 3, 50), "control-counted-twice"),
])  # fmt: skip
def test_studies_without_one_arm_and_one_control(
    row: tuple[str, str, str, int, int], code: str
) -> None:
    """Two arms against one control, no control, nothing but a control: told at the row."""
    found = faults(PART, tables(arms=(COLUMNS, [*ARMS, row])))
    assert (code, 6) in [one[:2] for one in found]


def test_an_arm_can_be_chosen_and_the_control_must_be_there() -> None:
    """``where`` takes several values; a control that no row has is told at the declaration."""
    data = tables(arms=(COLUMNS, [*ARMS, ("5", "a", "high dose", 3, 50)]))
    chosen = parts.pooled("x", measure="RR", table="arms", control="none",
                          where={"group": ("BCG", "none")})  # fmt: skip
    assert run(chosen, data).value("pool.x.k") == 2
    part = parts.pooled("x", measure="RR", table="arms", control="placebo")
    assert faults(part, data)[0][:2] == ("unknown-word", part.place[1])
