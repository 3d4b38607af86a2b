"""Files that are separated by something else, as spreadsheets of several countries write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from numerate.ground.issues import Issue

RATINGS = 'report{0}reviewer{0}score\nP1{0}first{0}3\nP1{0}"second"{0}03\nP2{0}first{0}1\n'


@pytest.mark.parametrize("mark", [";", "\t", "|"])
@pytest.mark.parametrize("quotes", ["", '"'])
def test_another_separator_is_one_issue(
    faults: Callable[..., tuple[Issue, ...]], mark: str, quotes: str
) -> None:
    """One fault at the header, whether its names are quoted or not."""
    text = RATINGS.format(mark).replace("reviewer", f"{quotes}reviewer{quotes}")
    issues = [one for one in faults(ratings=text) if one.file == "data/ratings.csv"]
    assert [(one.code, one.line) for one in issues] == [("other-delimiter", 1)]


def test_the_line_of_one_program_is_named(faults: Callable[..., tuple[Issue, ...]]) -> None:
    """Excel's first line ``sep=,`` is told instead of nine missing columns."""
    issues = faults(ratings="sep=,\n" + RATINGS.format(","))
    assert [(one.code, one.place) for one in issues] == [("other-delimiter", "data/ratings.csv:1")]
