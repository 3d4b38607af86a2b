"""Mantel-Haenszel and Peto against metafor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.pooling.estimability import Interval, NotEstimable
from numerate.review.pooling.pooled import Pooled
from numerate.review.pooling.sparse import mantel_haenszel, peto, rate_ratio, table_tests
from numerate.review.pooling.twogroups import TwoByTwo, ZeroCells

Sets = Callable[[str], Any]

MADE: dict[str, tuple[str, Callable[[Any], Pooled]]] = {
    "bcg.RR.MH": ("bcg.tables", mantel_haenszel),
    "bcg.OR.MH": ("bcg.tables", lambda rows: mantel_haenszel(rows, "OR")),
    "bcg.RD.MH": ("bcg.tables", lambda rows: mantel_haenszel(rows, "RD")),
    "bcg.Peto": ("bcg.tables", peto),
    "nielweise2007.MH.RR": ("nielweise2007.tables", mantel_haenszel),
    "nielweise2007.MH.OR": ("nielweise2007.tables", lambda rows: mantel_haenszel(rows, "OR")),
    "nielweise2007.MH.RD": ("nielweise2007.tables", lambda rows: mantel_haenszel(rows, "RD")),
    "nielweise2007.MH.RR.correct": (
        "nielweise2007.tables",
        lambda rows: mantel_haenszel(rows, "RR", ZeroCells()),
    ),
    "nielweise2007.MH.OR.correct": (
        "nielweise2007.tables",
        lambda rows: mantel_haenszel(rows, "OR", ZeroCells()),
    ),
    "nielweise2007.Peto": ("nielweise2007.tables", peto),
    "hine.MH.RD": ("hine.tables", lambda rows: mantel_haenszel(rows, "RD")),
    "egger2001.MH.OR.all": ("egger2001.tables", lambda rows: mantel_haenszel(rows, "OR")),
    "egger2001.Peto.all": ("egger2001.tables", peto),
    "egger2001.MH.OR.noISIS4": (
        "egger2001.tables.noISIS4",
        lambda rows: mantel_haenszel(rows, "OR"),
    ),
    "egger2001.Peto.noISIS4": ("egger2001.tables.noISIS4", peto),
    "nielweise2008.MH.IRR": ("nielweise2008.rates", rate_ratio),
}


@pytest.mark.parametrize("name", MADE)
def test_pooled_counts_agree(name: str, expected: dict[str, Any], sets: Sets) -> None:
    """Estimate, error, interval, p, Q and I² of metafor's rma.mh and rma.peto, to 1e-8."""
    rows, pooled = MADE[name]
    made, wanted = pooled(sets(rows)), expected[name]
    assert isinstance(made.interval, Interval)
    assert [
        made.estimate, made.se, made.interval.lower, made.interval.upper, made.statistic, made.p,
        made.heterogeneity.q, made.heterogeneity.i2,
    ] == pytest.approx(
        [wanted[key] for key in ("est", "se", "lb", "ub", "stat", "p", "Q", "I2")], abs=1e-8
    )  # fmt: skip


def test_double_zeros_are_not_counted(sets: Sets) -> None:
    """18 trials, one without any event: 17 contribute to a ratio, 18 to a difference."""
    rows = sets("nielweise2007.tables")
    assert (mantel_haenszel(rows, "OR").k, peto(rows).k) == (17, 17)
    assert mantel_haenszel(rows, "RD").k == 18


def test_tests_of_tables(expected: dict[str, Any], sets: Sets) -> None:
    """BCG trials: metafor's CMH is the one with continuity correction; Peto's z² is the other."""
    made, wanted = table_tests(sets("bcg.tables")), expected["bcg.MH.OR.tests"]
    assert made.corrected == pytest.approx(wanted["CMH"])
    assert made.corrected_p == pytest.approx(wanted["CMHp"])
    assert made.association == pytest.approx(expected["bcg.Peto"]["stat"] ** 2)
    assert (made.breslow_day, made.tarone) == pytest.approx((wanted["BD"], wanted["TA"]))
    assert made.tarone_p == pytest.approx(wanted["TAp"])


def test_a_published_value() -> None:
    """Six lidocaine trials (Hine et al. 1989): RD 0.028 (0.002 to 0.054), by metafor's manual."""
    rows = ((2, 39, 1, 43), (4, 44, 4, 44), (6, 107, 4, 110), (7, 103, 5, 100), (7, 110, 3, 106),
            (11, 154, 4, 146))  # fmt: skip
    made = mantel_haenszel([TwoByTwo(str(i), *row) for i, row in enumerate(rows)], "RD")
    assert not isinstance(made.interval, NotEstimable)
    assert [round(x, 6) for x in (made.estimate, made.interval.lower)] == [0.028083, 0.001948]


def test_events_in_one_group_only_give_no_ratio() -> None:
    """All events in one group: the ratio is infinite, which is no estimate."""
    with pytest.raises(ValueError, match="all events are in one group"):
        mantel_haenszel([TwoByTwo("a", 3, 10, 0, 10)], "OR")


def test_no_event_at_all_gives_nothing() -> None:
    """Two studies without events."""
    with pytest.raises(ValueError, match="no study has an event"):
        peto([TwoByTwo("a", 0, 10, 0, 10), TwoByTwo("b", 0, 10, 0, 10)])


def test_one_study_has_no_heterogeneity() -> None:
    """Q needs two."""
    made = peto([TwoByTwo("a", 3, 10, 1, 10)])
    assert isinstance(made.heterogeneity.q, NotEstimable)
    assert isinstance(made.prediction, NotEstimable)
