"""An earlier state is a whole extraction: rows that point to a row left out are left out too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.project import DATA, DATAPACKAGE
from numerate.review.extraction import read_extraction
from numerate.review.extraction.asof import as_of, read_state


def declare(root: Path, states: object) -> Path:
    """Give the dictionary of a compendium these states."""
    path = root / DATA / DATAPACKAGE
    package = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**package, "asOf": states}), encoding="utf-8")
    return root / DATA


def test_rows_are_left_out_with_all_that_point_to_them(compendium: Path) -> None:
    """Search S2 left out: 5 of 12 records stay, their 3 reports, and studies A, B and C."""
    data = declare(compendium, {"first": {"keep": {"searches": {"search": ["S1"]}}}})
    state = as_of(read_extraction(data), read_state(data, "first"))
    counts = {name: state[name].count() for name in state}
    assert counts == {"searches": 1, "records": 5, "screening": 10, "reports": 3, "studies": 3}
    assert state["studies"].ids == ["A", "B", "C"]
    assert state["studies"].lines == [2, 3, 4]
    assert state["studies"].where(country="NA").ids == ["C"]


def test_a_state_that_keeps_all_changes_nothing(compendium: Path) -> None:
    """The last state of a review is the review."""
    data = declare(compendium, {"all": {"keep": {"searches": {"search": ["S1", "S2"]}}}})
    whole = read_extraction(data)
    state = as_of(whole, read_state(data, "all"))
    assert all(state[name].digest == whole[name].digest for name in whole)


@pytest.mark.parametrize(
    ("keep", "found"),
    [
        ({"papers": {"id": ["1"]}}, "the table 'papers'"),
        ({"searches": {"round": [1]}}, "'searches.round'"),
        ({"searches": {"search": ["S9"]}}, "'S9' in 'search'"),
        ("searches", 'no "keep"'),
    ],
)
def test_a_faulty_state_stops(compendium: Path, keep: object, found: str) -> None:
    """A table, column or value that is not there, or no table at all."""
    data = declare(compendium, {"first": {"keep": keep}})
    with pytest.raises(NumerateError, match="bad-state") as stopped:
        as_of(read_extraction(data), read_state(data, "first"))
    assert found in str(stopped.value)


def test_an_unknown_state_lists_those_there_are(compendium: Path) -> None:
    """A misspelt state names the declared ones."""
    data = declare(compendium, {"first": {"keep": {}}, "second": {"keep": {}}})
    with pytest.raises(CannotRunError, match="one of: first, second"):
        read_state(data, "third")
