"""The ledger: every key once, every named number there, and files that are stable to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from numerate.review.extraction import Rows
from numerate.review.results import (
    Result,
    Style,
    TableColumn,
    citation_set,
    claim,
    collect,
    number,
    row,
    table,
)
from numerate.review.results.ledger import numbers_json, table_json

ROOT = Path(__file__).parents[3]
STUDIES = Rows.of("studies", ["id", "year"], [("a", 2016), ("b", 2020)], key="id")


def results() -> Iterator[Result]:
    """One result of each kind that numbers.json holds."""
    count = number("flow.included", STUDIES.count(), "Studies", rows=STUDIES, unit="studies")
    yield count
    share = Fraction(200, 3)
    yield number("flow.share", share, "Share", of=[count], style=Style("percent", 1))
    yield number("search.date", date(2024, 5, 29), "Day", style=Style("date"))
    yield number("a.range", (0.5, Fraction(1, 3)), "Range", style=Style("decimal", 2))
    yield claim("flow.many", holds=False, rule="2 > 3", definition="Many", rows=STUDIES)
    yield citation_set("flow.set", ["b2020", "a2016"], "Both", rows=STUDIES)


def test_numbers_json_holds_what_the_contract_says() -> None:
    """Keys, values, texts and forms as the manuscript reads them; a third to twelve digits."""
    ledger, issues = collect(results(), ROOT)
    written = json.loads(numbers_json(ledger, ROOT))
    assert issues == []
    assert list(written["numbers"]) == ["a.range", "flow.included", "flow.share", "search.date"]
    included = written["numbers"]["flow.included"]
    assert (included["value"], included["text"], included["unit"]) == (2, "2", "studies")
    assert included["forms"]["Words"] == "Two"
    assert included["origin"]["file"] == "tests/review/results/test_ledger.py"
    assert included["origin"]["rows"][0]["ids"] == ["a", "b"]
    assert written["numbers"]["flow.share"]["value"] == 66.6666666667
    assert written["numbers"]["flow.share"]["of"] == ["flow.included"]
    assert written["numbers"]["search.date"]["value"] == "2024-05-29"
    assert written["numbers"]["a.range"]["value"] == [0.5, 0.333333333333]
    assert written["claims"]["flow.many"]["holds"] is False
    assert written["citations"]["flow.set"]["keys"] == ["a2016", "b2020"]


def test_the_order_of_results_changes_no_byte() -> None:
    """Modules may be listed in any order: the file is sorted by key."""
    forward, backward = (
        numbers_json(collect(made, ROOT)[0], ROOT)
        for made in (list(results()), list(results())[::-1])
    )
    assert forward == backward


def test_one_line_per_key() -> None:
    """A pull request shows which numbers moved: each entry stands on a line of its own."""
    lines = numbers_json(collect(results(), ROOT)[0], ROOT).splitlines()
    assert sum(line.startswith('"flow.included": {') for line in lines) == 1
    assert json.loads("{" + next(li for li in lines if "flow.included" in li).rstrip(",") + "}")


def test_a_key_used_twice_is_an_issue() -> None:
    """The second place is told, with function, file and line of the first."""
    _, (issue,) = collect([*results(), number("flow.included", 3, "Again")], ROOT)
    assert (issue.code, issue.file) == ("duplicate-result", "tests/review/results/test_ledger.py")
    assert "'flow.included' is computed again" in issue.found
    assert "results (tests/review/results/test_ledger.py:" in issue.expected


def test_a_number_and_a_citation_set_may_share_a_key() -> None:
    """They are asked for by different attributes, so nothing is ambiguous."""
    one = number("a.set", 2, "Two")
    other = citation_set("a.set", ["a2016"], "One", rows=STUDIES)
    ledger, issues = collect([one, other], ROOT)
    assert issues == []
    assert (list(ledger.numbers), list(ledger.citations)) == (["a.set"], ["a.set"])


@pytest.mark.parametrize(
    "cell",
    [
        {"num": "flow.lost"},
        [{"em": [{"num": "flow.lost"}]}],
        [{"link": "https://example.org", "text": [{"strong": [{"num": "flow.lost"}]}]}],
    ],
)
def test_a_table_may_print_known_numbers_only(cell: dict[str, str]) -> None:
    """A key that no module yields is an issue, however deep it stands in a cell."""
    columns = [TableColumn()]
    one = table("votes", definition="d", columns=columns, head=[["n"]], body=[row(cell)])
    _, (issue,) = collect([one], ROOT)
    assert issue.code == "unknown-number"
    assert "table 'votes' prints 'flow.lost'" in issue.found


def test_a_number_builds_on_yielded_numbers_only() -> None:
    """An origin that leads to a number nobody can look up is an issue."""
    lost = number("flow.lost", 1, "Lost")
    _, (issue,) = collect([number("flow.sum", 2, "Sum", of=[lost])], ROOT)
    assert "'flow.sum' builds on 'flow.lost'" in issue.found


def test_a_table_file_says_who_wrote_it() -> None:
    """The first line warns against editing; the rest is the table and its origin."""
    columns = [TableColumn()]
    made = table("votes", definition="Votes", columns=columns, head=[["n"]], body=[row(3)])
    text = table_json(made, ROOT)
    assert "Do not edit" in text.splitlines()[0]
    assert json.loads(text)["body"] == [{"kind": "row", "cells": [{"text": ["3"]}]}]
    assert text.endswith("}\n")
