"""Tables: columns, header rows, group rows, notes, and cells that keep their numbers by key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from numerate.review.extraction import Rows
from numerate.review.results.number import Number
from numerate.review.results.origin import Origin, origin_here

TABLE_KEY = re.compile(r"[a-z][a-z0-9_-]*")
Align = Literal["left", "right", "center", "decimal"]
# One part of a cell: plain text, or one of the objects below as a dictionary.
#   {"num": key, "as": form}  {"cite": [keys], "style": "bare"}  {"citeset": key}  {"sup": text}
#   {"list": key, "as": form, "max": "3"}  {"plural": key, "one": words, "other": words}
#   {"em": inlines}  {"strong": inlines}  {"br": True}  {"link": url, "text": inlines}  {"ref": id}
Inline = str | dict[str, Any]
Content = str | int | Number | Inline | Sequence[Inline] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column: how its cells are aligned, and its share of the text width (0 to 1) if set."""

    align: Align = "left"
    width: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; ``id`` names it within its row, so that it can be asked for by name."""

    text: tuple[Inline, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: Align | None = None
    id: str = ""

    def as_json(self) -> dict[str, Any]:
        """The cell without what is left at its default."""
        entry: dict[str, Any] = {"text": list(self.text)}
        if self.colspan != 1:
            entry["colspan"] = self.colspan
        if self.rowspan != 1:
            entry["rowspan"] = self.rowspan
        if self.align:
            entry["align"] = self.align
        if self.id:
            entry["id"] = self.id
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of the body: an ordinary row, a group heading over the rows below it, or a total."""

    cells: tuple[Cell, ...]
    kind: Literal["row", "group", "total"] = "row"
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note below the table; without a marker it is the general note."""

    text: tuple[Inline, ...]
    marker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as the manuscript names it by ``::: {#tbl-x table=key}``."""

    key: str
    columns: tuple[TableColumn, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[TableRow, ...]
    notes: tuple[Note, ...]
    landscape: bool
    definition: str
    origin: Origin

    def as_json(self) -> dict[str, Any]:
        """The table as _generated/tables/<key>.json keeps it."""
        columns = [
            {"align": column.align} | ({"width": column.width} if column.width else {})
            for column in self.columns
        ]
        return {
            "schema": 1,
            "key": self.key,
            "definition": self.definition,
            "columns": columns,
            "head": [[cell.as_json() for cell in cells] for cells in self.head],
            "body": [
                {"kind": line.kind}
                | ({"id": line.id} if line.id else {})
                | {"cells": [cell.as_json() for cell in line.cells]}
                for line in self.body
            ],
            "notes": [{"marker": note.marker, "text": list(note.text)} for note in self.notes],
            "landscape": self.landscape,
        }


def inlines(content: Content) -> tuple[Inline, ...]:
    """Cell content as a tuple of parts; a Number stays bound by its key.

    >>> inlines(["see ", {"sup": "a"}]), inlines(None)
    (('see ', {'sup': 'a'}), ())
    """
    if content is None:
        return ()
    if isinstance(content, Number):
        return ({"num": content.key},)
    if isinstance(content, str | dict):
        return (content,)
    if isinstance(content, int):
        return (f"{content:,}",)
    return tuple(content)


def cell(content: Content | Cell, name: str = "") -> Cell:
    """A cell of any content; a Cell is kept as it is."""
    return content if isinstance(content, Cell) else Cell(text=inlines(content), id=name)


def row(
    *contents: Content | Cell, name: str = "", kind: Literal["row", "total"] = "row"
) -> TableRow:
    """A row of the body.

    >>> row("Gender", 48, name="gender").cells[1].text
    ('48',)
    """
    return TableRow(cells=tuple(cell(content) for content in contents), kind=kind, id=name)


def group_row(label: Content, width: int, name: str = "") -> TableRow:
    """A heading over the rows below it, spanning ``width`` columns."""
    spanning = Cell(text=inlines(label), colspan=width)
    return TableRow(cells=(spanning,), kind="group", id=name)


def table(  # noqa: PLR0913 - a table is defined by these
    key: str,
    *,
    definition: str,
    columns: Sequence[TableColumn],
    head: Sequence[Sequence[Content | Cell]],
    body: Iterable[TableRow],
    notes: Sequence[Note | Content] = (),
    landscape: bool = False,
    rows: Rows | Iterable[Rows] = (),
) -> Table:
    """A table computed by the calling function.

    Args:
        key: Name in lower case, without dots, as the file in _generated/tables is called.
        definition: One sentence that says what the rows are.
        columns: One per column.
        head: Header rows; a Cell with colspan spans columns.
        body: The rows.
        notes: Notes below the table, in order; plain content is the general note.
        landscape: Whether the table needs a turned page.
        rows: The rows of the extraction it was made from.

    Raises:
        ValueError: When the key is not such a name, a row does not fill the columns exactly, a
            cell reaches below the last row, or widths are given to some columns only.
    """
    made = Table(
        key=key,
        columns=tuple(columns),
        head=tuple(tuple(cell(content) for content in line) for line in head),
        body=tuple(body),
        notes=tuple(n if isinstance(n, Note) else Note(text=inlines(n)) for n in notes),
        landscape=landscape,
        definition=definition,
        origin=origin_here(rows, (), 1),
    )
    if not TABLE_KEY.fullmatch(key):
        message = f"the table key '{key}' is not a name in lower case, such as study_quality"
        raise ValueError(message)
    _check_widths(made)
    _check_spans(made)
    return made


def _check_widths(made: Table) -> None:
    widths = [column.width for column in made.columns if column.width is not None]
    if widths and (len(widths) < len(made.columns) or sum(widths) > 1 + 1e-9):
        message = f"table '{made.key}': widths {widths} of {len(made.columns)} columns; give each "
        raise ValueError(message + "column one, 1 in all at most, or none")


def _check_spans(made: Table) -> None:
    """Every row, with what spans into it from above, is as wide as the columns."""
    width = len(made.columns)
    for part in (made.head, tuple(line.cells for line in made.body)):
        hanging: list[int] = [0] * width
        for cells in part:
            filled = sum(1 for left in hanging if left) + sum(one.colspan for one in cells)
            if filled != width:
                told = [one.text for one in cells]
                message = f"table '{made.key}': the row {told} fills {filled} of {width} columns"
                raise ValueError(message)
            hanging = _spans_below(hanging, cells)
        if any(hanging):
            message = f"table '{made.key}': a cell reaches below the last row of its part"
            raise ValueError(message)


def _spans_below(hanging: list[int], cells: tuple[Cell, ...]) -> list[int]:
    below = [max(left - 1, 0) for left in hanging]
    free = (index for index, left in enumerate(hanging) if not left)
    for one in cells:
        for _ in range(one.colspan):
            below[next(free)] = one.rowspan - 1
    return below
