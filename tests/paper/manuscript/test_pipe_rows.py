"""Rows of pipe tables with more cells than columns."""

from __future__ import annotations

import pytest

from numerate.paper.manuscript.pipe_rows import lost_cells
from numerate.paper.manuscript.source import Line

HEAD = ["| A | B |", "|---|:--:|"]


def rows(lines: list[str]) -> list[int | None]:
    """Numbers of the lines that are told."""
    return [one.line for one in lost_cells([Line(t, "a.qmd", n) for n, t in enumerate(lines, 1)])]


@pytest.mark.parametrize(
    "row",
    [
        "| 1 | 2 |",
        "| 1 |",
        "| 1 | 2 | |",
        "| a \\| b | c |",
        "| `a|b` | $P(a|b)$ |",
        "1 | 2",
    ],
)
def test_rows_that_pandoc_prints_whole(row: str) -> None:
    """Each was tried with pandoc 3.8: every word is in its table."""
    assert rows([*HEAD, row]) == []


@pytest.mark.parametrize("row", ["| 1 | 2 | LOST |", "1 | 2 | LOST", "| `a|b` | c | LOST"])
def test_rows_whose_last_cell_pandoc_leaves_out(row: str) -> None:
    """Each was tried with pandoc 3.8: LOST is in no format."""
    assert rows([*HEAD, "| 1 | 2 |", row, "", row]) == [4]


def test_a_table_in_code_is_none() -> None:
    """An example of Markdown may show what it likes."""
    assert rows(["```", *HEAD, "| 1 | 2 | 3 |", "```"]) == []


def test_the_message_names_the_cell_and_the_columns() -> None:
    """What would be lost stands in the message."""
    lines = [Line(t, "a.qmd", n) for n, t in enumerate([*HEAD, "| 1 | 2 | 3 | 4 |"], 1)]
    (issue,) = lost_cells(lines)
    assert (issue.found, issue.place) == ("'3 | 4' in a row of a table of 2 columns", "a.qmd:3")
