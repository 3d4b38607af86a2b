"""How each table of a document shall look in Word: its widths, its size, and what its rows are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from numerate.paper.manuscript.ast import Node, attributes, stringify
from numerate.paper.render.columns import layout

WORD_SIZES = (10.0, 9.0, 8.0, 7.0)  # those that the reference document has styles for
TALL_CELL = 1800  # characters; a row this long may break over pages


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """One table.

    Attributes:
        shares: Width of each column as a share of the text width.
        size: Size of type in points.
        padding: Room left and right of a cell's text, in points.
        width: Width of the text around it, in points.
        heads: Number of header rows.
        kinds: ``row``, ``group`` or ``total`` for each row, header rows included.
        splits: Numbers of the rows that may break over pages.
        form: A table; or one that only puts things side by side, or round a text.
    """

    shares: tuple[float, ...]
    size: float
    padding: float
    width: float
    heads: int
    kinds: tuple[str, ...]
    splits: frozenset[int] = frozenset()
    form: Literal["table", "plain", "box"] = "table"


def table_look(table: Node, width: float) -> TableLook:
    """The look of a table in a text of a width in points."""
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    columns = layout(table, width, sizes=WORD_SIZES)
    return TableLook(
        shares=columns.shares,
        size=columns.size,
        padding=columns.padding,
        width=width,
        heads=len(head[1]),
        kinds=tuple(_kind(row) for row in rows),
        splits=frozenset(
            number
            for number, row in enumerate(rows)
            if any(len(stringify(cell[4])) > TALL_CELL for cell in row[1])
        ),
    )


def plain_look(shares: tuple[float, ...], width: float, rows: int) -> TableLook:
    """The look of a table that only puts things side by side."""
    return TableLook(
        shares=shares,
        size=10.0,
        padding=4.0,
        width=width,
        heads=0,
        kinds=("row",) * rows,
        form="plain",
    )


def box_look(width: float) -> TableLook:
    """The look of a table that is a box round a text."""
    look = plain_look((1.0,), width, 1)
    return replace(look, form="box", padding=10.0)


def side_by_side(held: Sequence[list[Node]], shares: tuple[float, ...], identifier: str) -> Node:
    """A table without a head that puts lists of blocks side by side, row by row."""
    columns = len(shares)
    filled = [*held, *([] for _ in range(-len(held) % columns))]
    cells = [[attributes(), {"t": "AlignDefault"}, 1, 1, blocks] for blocks in filled]
    rows = [[attributes(), cells[at : at + columns]] for at in range(0, len(cells), columns)]
    specs = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}] for share in shares]
    bodies = [[attributes(), 0, [], rows]]
    ends = [[attributes(), []] for _ in range(2)]
    content = [attributes(identifier), [None, []], specs, ends[0], bodies, ends[1]]
    return {"t": "Table", "c": content}


def box(blocks: list[Node]) -> Node:
    """A table of one cell round some blocks."""
    return side_by_side([blocks], (1.0,), "")


def _kind(row: list[list[list[str]]]) -> str:
    return next((kind for kind in ("group", "total") if kind in row[0][1]), "row")
