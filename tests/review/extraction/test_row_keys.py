"""Keys within and between tables: circles, and tables that lost their rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from numerate.ground.issues import Issue

Faults = Callable[..., tuple[Issue, ...]]
HEAD = "report,year,effect,funded,read_on,strand,country,children\n"


def as_tree(dictionary: dict[str, Any]) -> str:
    """The dictionary in which the country of a report names the report above it."""
    schema = dictionary["resources"][0]["schema"]
    reference = {"resource": "", "fields": "report"}
    schema["foreignKeys"] = [{"fields": "country", "numerate:tree": True, "reference": reference}]
    return json.dumps(dictionary)


@pytest.mark.parametrize(
    ("above", "places"),
    [
        ({"P1": "P1"}, [2]),
        ({"P1": "P2", "P2": "P1"}, [2]),
        ({"P1": "P2", "P2": "P3", "P3": "P4", "P4": "P2"}, [3]),
        ({"P1": "P2", "P2": "P1", "P3": "P4", "P4": "P3"}, [2, 4]),
    ],
)
def test_a_circle_is_told_once(
    faults: Faults, dictionary: dict[str, Any], above: dict[str, str], places: list[int]
) -> None:
    """A row above itself, two in turn, three of four, and two circles: at their first lines."""
    rows = "".join(f"P{n},1999,,,,,{above.get(f'P{n}', '')},\n" for n in range(1, 5))
    issues = faults(datapackage=as_tree(dictionary), reports=HEAD + rows)
    assert [(one.code, one.line) for one in issues] == [("circular-key", line) for line in places]


def test_a_tree_has_no_fault(read: Callable[..., object], dictionary: dict[str, Any]) -> None:
    """Three levels, one beside the other."""
    rows = "P1,1999,,,,,,\nP2,1999,,,,,P1,\nP3,1999,,,,,P2,\n"
    assert read(datapackage=as_tree(dictionary), reports=HEAD + rows)


def test_a_table_without_rows_is_told_at_its_header(faults: Faults) -> None:
    """Ratings point at reports, of which only the header is left: one issue, not one a rating."""
    (issue,) = faults(reports=HEAD)
    assert (issue.code, issue.place) == ("empty-table", "data/reports.csv:1")
    assert "3 rows of data/ratings.csv" in issue.found


@pytest.mark.parametrize("text", ["1e1", "12.0", "1,204", " 12", "१२", "0x1f", "1_000"])
def test_what_is_no_integer(faults: Faults, text: str) -> None:
    """Exponents, decimals, separators, blanks, other digits: refused, as docs/data.md says."""
    row = HEAD + f'P1,1999,,,,,,"{text}"\nP2,1999,,,,,,\n'
    assert {(one.code, one.line) for one in faults(reports=row)} == {("wrong-type", 2)}


def test_what_is_text_or_an_integer(read: Callable[..., Any]) -> None:
    """A sign and leading zeros are accepted, and so is a quotation mark in the middle of a cell."""
    rows = HEAD + 'P1,1999,,,,,a 5" screen,+2492\nP2,1999,,,,,,007\n'
    reports = read(reports=rows)["reports"]
    assert reports.values("children") == [2492, 7]
    assert reports.values("country") == ['a 5" screen', None]
