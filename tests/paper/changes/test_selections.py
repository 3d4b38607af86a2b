"""Selections found again from their conditions are the very rows that the analysis selected."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.ground.project import open_project
from numerate.history.versions.computing import built_files
from numerate.history.versions.version_reading import in_folder
from numerate.paper.building.build import read_ledger
from numerate.paper.changes.selections import Selector
from numerate.paper.changes.worded_conditions import from_words, spellings, split
from numerate.review.extraction.conditions import from_json, told


def test_rows_are_those_that_the_analysis_selected(built: Path) -> None:
    """Oracle: the rows that the origins of a fresh ledger hold, by their names."""
    ledger, _ = read_ledger(open_project(built))
    selector = Selector(in_folder("a", built, built_files).version)
    for key, number in ledger.numbers.items():
        stored = selector.version.numbers[key]["origin"].get("rows", ())
        for rows, selection in zip(number.origin.rows, stored, strict=True):
            chosen = selector.stored({**selection, "ids": []})
            custom = any("words" in condition for condition in selection["where"])
            assert chosen.exact is not custom, (key, selection)
            assert custom or chosen.rows == set(rows.ids), (key, selection)


def test_a_condition_in_free_words_is_told_as_not_exact(built: Path) -> None:
    """``matching("minutes < 0", …)`` cannot be read: without the list of ids all rows stay."""
    version = in_folder("a", built, built_files).version
    (selection,) = version.numbers["findings.shorter"]["origin"]["rows"]
    listed = Selector(version).stored(selection)
    worded = Selector(version).stored({**selection, "ids": []})
    assert (listed.rows, listed.exact) == ({"A", "B", "D"}, True)
    assert (worded.rows, worded.exact) == ({"A", "B", "C", "D"}, False)


@pytest.mark.parametrize(
    ("how", "conditions"),
    [
        ("", []),
        ("a = 1", ["a = 1"]),
        ("a in (b: c = 1; d = 2); e = 3", ["a in (b: c = 1; d = 2)", "e = 3"]),
    ],
)
def test_conditions_are_split_outside_of_brackets(how: str, conditions: list[str]) -> None:
    """The words inside brackets belong to the other table."""
    assert split(how) == conditions


def test_a_value_may_hold_the_word_or() -> None:
    """``peer or family`` may be one value or two: both are possible, the checksum decides."""
    assert {"peer", "family", "peer or family"} <= set(spellings("peer or family"))


def test_words_of_schema_1_choose_the_same_rows(built: Path) -> None:
    """Oracle: the conditions as values; a version of schema 1 kept only the words made of them."""
    version = in_folder("a", built, built_files).version
    seen = 0
    for number in version.numbers.values():
        for selection in number["origin"].get("rows", ()):
            conditions = from_json(selection["where"])
            worded = from_words(told(conditions))
            one, other = (
                Selector(version).meeting(selection["table"], c) for c in (conditions, worded)
            )
            assert (one.rows, one.exact) == (other.rows, other.exact), told(conditions)
            seen += len(conditions)
    assert seen > 10
