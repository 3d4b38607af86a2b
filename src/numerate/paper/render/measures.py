"""What the columns of a table hold: how wide their words and cells are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from numerate.paper.manuscript.ast import Node, stringify

LONGEST_WORD = 12.0  # ems; longer words are hyphenated, or broken as web addresses are
_BOLD = 1.1  # how much wider bold type is
_LOOKED_AT = 120  # rows; a longer table is sampled
# Widths of letters in ems, the wider of Libertinus and Times; other letters are 0.5 ems wide.
_EMS = {
    char: width
    for width, chars in {
        0.2: "'",
        0.25: ",.| ",
        0.3: "ijl:;",
        0.35: "ftI!()-/‘’",
        0.4: "rsJ[]•",
        0.45: "cez?“”é",
        0.55: "dhknopquy–≥≤",
        0.6: "FPS+<=>−×±",
        0.65: "ELTZ",
        0.7: "BCR",
        0.75: "wADGHKNOQUVXY",
        0.8: "m&",
        0.85: "%",
        0.9: "M",
        0.95: "@",
        1.0: "W—…",
    }.items()
    for char in chars
}
_EAST_ASIAN = 0x2E80  # from here letters are as wide as they are high
_BREAKS = re.compile(r"[\s\u200b]+|(?<=[^\d\s][-–/])")

Cell = tuple[int, tuple[float, ...]]  # its column, and how wide its lines are, in ems
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds, in ems.

    Attributes:
        word: Its longest word.
        cells: Its cells, each with no more lines than it has by itself, from narrow to wide.
    """

    word: float
    cells: tuple[float, ...]

    @property
    def least(self) -> float:
        """The width below which words have to be broken."""
        return min(self.word, LONGEST_WORD)

    @property
    def whole(self) -> float:
        """The width that holds every cell on one line."""
        return max(self.cells[-1], self.least) if self.cells else self.least

    @property
    def usual(self) -> float:
        """The width that holds three of four cells on one line."""
        return max(self.cells[(3 * len(self.cells)) // 4], self.least) if self.cells else self.least

    def broken(self, width: float) -> int:
        """How many cells do not stand on one line in a column of a width."""
        return len(self.cells) - bisect_right(self.cells, width)


@dataclass(frozen=True, slots=True)
class Measures:
    """What a table holds: its columns, and its rows as far as they were looked at."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def measured(table: Node) -> Measures:
    """What the columns of a table need; cells that span columns are left out.

    >>> from numerate.paper.manuscript.ast import attributes, plain, text
    >>> cell = [attributes(), {"t": "AlignLeft"}, 1, 1, [plain([text("aa")])]]
    >>> body = [[attributes(), 0, [], [[attributes(), [cell]]]]]
    >>> ends = [attributes(), []]
    >>> spec = [{"t": "AlignLeft"}, {"t": "ColWidthDefault"}]
    >>> table = {"t": "Table", "c": [attributes(), [None, []], [spec], ends, body, ends]}
    >>> measured(table).columns[0].whole > 1
    True
    """
    count = len(table["c"][2])
    words = [0.0] * count
    cells: list[list[float]] = [[] for _ in range(count)]
    rows: list[Row] = []
    for is_head, texts in _texts(table):
        bold = _BOLD if is_head else 1.0
        row: list[Cell] = []
        for column, lines in texts:
            widths = [_widths(line) for line in lines]
            words[column] = max(words[column], *(word * bold for word, _ in widths))
            row.append((column, tuple(whole * bold for _, whole in widths)))
            cells[column].append(max(row[-1][1]))
        rows.append(tuple(row))
    columns = (Column(max(1.0, w), tuple(sorted(c))) for w, c in zip(words, cells, strict=True))
    return Measures(tuple(columns), tuple(rows))


def _texts(table: Node) -> Iterator[tuple[bool, list[tuple[int, list[str]]]]]:
    """For each row that is looked at: whether it is of the head, its columns and their lines."""
    _, _, specs, head, bodies, foot = table["c"]
    body = [row for part in bodies for row in (*part[2], *part[3])]
    step = max(1, len(body) // _LOOKED_AT)
    rows = [row[1] for row in (*head[1], *body, *foot[1])]
    for number, placed in enumerate(placed_cells(rows, len(specs))):
        is_head = number < len(head[1])
        if is_head or number % step == 0:
            yield is_head, [(at, _lines_of(cell[4])) for at, cell in placed if cell[3] == 1]


def placed_cells(
    rows: Iterable[list[list[Any]]], columns: int
) -> Iterator[list[tuple[int, list[Any]]]]:
    """The cells of each row with the columns that they begin in; cells from above shift them.

    Args:
        rows: The cells of each row, as pandoc writes them.
        columns: Number of columns.
    """
    held = [0] * columns  # rows that a cell from above still takes in each column
    for cells in rows:
        found: list[tuple[int, list[Any]]] = []
        taken = [left > 0 for left in held]
        held = [max(0, left - 1) for left in held]
        column = 0
        for cell in cells:
            while column < columns and taken[column]:
                column += 1
            if column >= columns:
                break
            for spanned in range(column, min(column + cell[3], columns)):
                held[spanned] = cell[2] - 1
            found.append((column, cell))
            column += cell[3]
        yield found


def _lines_of(blocks: list[Node]) -> list[str]:
    """The lines of a cell: its blocks, and its paragraphs' parts between line breaks."""
    found: list[str] = []
    for block in blocks:
        if block["t"] not in {"Plain", "Para"}:
            found.append(stringify([block]))
            continue
        line: list[Node] = []
        for one in block["c"]:
            if one["t"] == "LineBreak":
                found.append(stringify([{"t": "Plain", "c": line}]))
                line = []
            else:
                line.append(one)
        found.append(stringify([{"t": "Plain", "c": line}]))
    return found or [""]


@lru_cache(maxsize=8192)
def _widths(text: str) -> tuple[float, float]:
    """Width of the longest word and of the whole text."""
    return max((_ems(word) for word in _BREAKS.split(text)), default=0.0), _ems(text)


def _ems(text: str) -> float:
    """About how wide a text is set in a serif face, and a little more."""
    total = sum(_EMS.get(char, 0.5) if ord(char) < _EAST_ASIAN else 1.0 for char in text)
    return total * 1.02 + 0.1 if text else 0.0
