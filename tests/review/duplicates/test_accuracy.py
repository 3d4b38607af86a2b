"""Agreement with labelled duplicates; expected counts are made by hand."""

from __future__ import annotations

import pytest

from numerate.review.duplicates.accuracy import Accuracy, accuracies


def counts(one: Accuracy) -> tuple[int, int, int, int]:
    """TP, FN, FP and TN."""
    return (one.tp, one.fn, one.fp, one.tn)


@pytest.mark.parametrize(
    ("found", "true", "removable", "grouped"),
    [
        # all found: of 2 + 3 records 1 + 2 can go, and 5 are duplicates, of 10
        (["ab", "cde"], ["ab", "cde"], (3, 0, 0, 7), (5, 0, 0, 5)),
        # nothing found
        ([], ["ab", "cde"], (0, 3, 0, 7), (0, 5, 0, 5)),
        # a group in two halves: of three removable records two are found
        (["ab", "cd"], ["abcd"], (2, 1, 0, 7), (4, 0, 0, 6)),
        # two groups run into one: one record too many goes
        (["abcd"], ["ab", "cd"], (2, 0, 1, 7), (4, 0, 0, 6)),
        # wrong altogether
        (["xy"], ["ab"], (0, 1, 1, 8), (0, 2, 2, 6)),
        # no duplicates and none found
        ([], [], (0, 0, 0, 10), (0, 0, 0, 10)),
    ],
)
def test_both_counts(
    found: list[str],
    true: list[str],
    removable: tuple[int, int, int, int],
    grouped: tuple[int, int, int, int],
) -> None:
    """Ten records, one letter each; both conventions counted by hand."""
    one, other = accuracies(map(set, found), map(set, true), 10)
    assert (counts(one), counts(other)) == (removable, grouped)


def test_published_figures_of_the_stroke_set() -> None:
    """bib-dedupe publishes 312 found, 2 missed, none wrong; its sensitivity follows."""
    one = Accuracy("removable records", 312, 2, 0, 978)
    assert one.sensitivity == pytest.approx(0.99363, abs=1e-5)
    assert one.f1 == pytest.approx(624 / 626)


def test_where_nothing_was_to_be_found() -> None:
    """A share of nothing is no number, neither 0 nor 1."""
    one = accuracies([], [], 3)[0]
    assert one.sensitivity is None
    assert one.precision is None
    assert one.f1 is None
    assert one.specificity == 1
