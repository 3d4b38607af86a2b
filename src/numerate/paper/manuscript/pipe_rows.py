"""Rows of pipe tables with more cells than the table has columns: pandoc leaves the rest out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from numerate.ground.issues import Issue, quoted
from numerate.paper.manuscript.fences import fenced
from numerate.paper.manuscript.source import Line

_RULE = re.compile(r"^[ >]*\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# what a bar may stand in without parting cells: an escape, code, a formula
_WHOLE = re.compile(r"\\.|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\$(?=\S)(?:\\.|[^$\\])*?(?<=\S)\$(?!\d)")


def lost_cells(lines: Sequence[Line]) -> Iterator[Issue]:
    """A fault for each row whose last cells no format would print.

    Args:
        lines: The lines of a text, includes expanded.

    >>> table = ["| a | b |", "|---|---|", "| 1 | 2 | 3 |", "| `x|y` | $|z|$ | |"]
    >>> [issue.line for issue in lost_cells([Line(t, "a.qmd", n) for n, t in enumerate(table, 1)])]
    [3]
    """
    columns = 0
    kinds = [one.kind for one in fenced(line.text for line in lines)]
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind != "text" or not line.text.strip(" >"):
            columns = 0
        elif columns:
            cells = _cells(line.text)
            if any(cells[columns:]):
                yield _issue(line, cells[columns:], columns)
        elif "|" in line.text and _RULE.match(line.text):
            head = lines[index - 1].text if index and kinds[index - 1] == "text" else ""
            columns = len(_cells(line.text.replace("+", "|")))
            if len(_cells(head)) > columns:  # no table for pandoc, which prints it all as text
                columns = 0


def _cells(text: str) -> list[str]:
    bare = _WHOLE.sub(lambda match: "x" * len(match[0]), text).strip(" >\t")
    start = text.index(bare[0]) if bare else 0
    parts = bare.removeprefix("|").removesuffix("|").split("|")
    shown: list[str] = []
    at = start + bare.startswith("|")
    for part in parts:
        shown.append(text[at : at + len(part)].strip())
        at += len(part) + 1
    return shown


def _issue(line: Line, lost: Sequence[str], columns: int) -> Issue:
    return Issue(
        code="lost-cells",
        file=line.file,
        line=line.number,
        found=f"{quoted(' | '.join(lost))} in a row of a table of {columns} columns",
        expected=f"{columns} cells in a row; no format prints more",
        todo="write \\| for a bar within a cell, or give the table's head another column",
    )
