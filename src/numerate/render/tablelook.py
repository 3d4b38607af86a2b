"""How each table of a document shall look in Word: its widths, its size, and what its rows are."""

from __future__ import annotations

from dataclasses import dataclass

from numerate.manuscript.ast import Node, stringify
from numerate.render.columns import layout

_SIZES = (10.0, 9.0, 8.0, 7.0)  # those that the reference document has styles for
TALL_CELL = 1800  # characters; a row this long may break over pages


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """One table.

    Attributes:
        shares: Width of each column as a share of the text width.
        size: Size of type in points.
        width: Width of the text around it, in points.
        heads: Number of header rows.
        kinds: ``row``, ``group`` or ``total`` for each row, header rows included.
        splits: Numbers of the rows that may break over pages.
        ruled: Whether it is a table; otherwise it only puts things side by side.
    """

    shares: tuple[float, ...]
    size: float
    width: float
    heads: int
    kinds: tuple[str, ...]
    splits: frozenset[int] = frozenset()
    ruled: bool = True


def table_look(table: Node, width: float) -> TableLook:
    """The look of a table in a text of a width in points."""
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    columns = layout(table, width, sizes=_SIZES)
    return TableLook(
        shares=columns.shares,
        size=columns.size,
        width=width,
        heads=len(head[1]),
        kinds=tuple(_kind(row) for row in rows),
        splits=frozenset(
            number
            for number, row in enumerate(rows)
            if any(len(stringify(cell[4])) > TALL_CELL for cell in row[1])
        ),
    )


def _kind(row: list[list[list[str]]]) -> str:
    return next((kind for kind in ("group", "total") if kind in row[0][1]), "row")
