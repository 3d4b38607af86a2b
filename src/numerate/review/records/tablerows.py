"""Rows put into a table by their key: new ones at its end, changed ones in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.records.fields import RECORDS, SEARCHES
from numerate.review.records.searchlog import ASKED
from numerate.review.records.shapes import SHAPES
from numerate.review.records.tablefiles import Dictionary, Held, with_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What putting rows into a table did.

    Attributes:
        held: The table, with its new and changed rows.
        fresh: Rows that are new.
        changed: Rows that say something else now.
    """

    held: Held
    fresh: int
    changed: int

    @property
    def is_changed(self) -> bool:
        """Whether the table must be written."""
        return bool(self.fresh or self.changed)


def put_rows(
    dictionary: Dictionary,
    name: str,
    rows: Iterable[Mapping[str, str]],
    constants: Mapping[str, str],
    *,
    only_fill: bool = False,
) -> Put:
    """The table with these rows in it.

    Args:
        dictionary: The dictionary that tells how the table is shaped, if it is there.
        name: The table.
        rows: Cells by column; columns that a row does not name are left as they are.
        constants: Cells for columns that no export tells.
        only_fill: Whether cells that hold a value stay as they are.

    Raises:
        NumerateError: With one issue for each required column that nothing fills.
    """
    given = list(rows)
    held = dictionary.table(name)
    if held.exists or held.declared:
        names = renamed(held, name)
        given = [{names.get(column, column): cell for column, cell in row.items()} for row in given]
        used = {column for row in given for column in row}
        held = with_fields(
            held, SHAPES[name], [names.get(c, c) for c in SHAPES[name].columns if c in used]
        )
        _refuse_unfilled(held, used | constants.keys(), dictionary.shown(name), given)
    columns = held.columns
    key = [column for column in held.key if column in columns] or list(columns)
    width = len(columns)
    cells = [[*row, *map(held.missing, columns[len(row) :])][:width] for row in held.rows]
    places = [columns.index(column) for column in key]
    index = {tuple(row[place] for place in places): row for row in cells}
    before = [list(row) for row in cells]
    fresh = 0
    for row in given:
        told = {**constants, **row}
        where = tuple(told.get(column, "") for column in key)
        if where in index:
            _change(index[where], row, held, only_fill=only_fill)
            continue
        made = [told[column] if told.get(column) else held.missing(column) for column in columns]
        index[where] = made
        cells.append(made)
        fresh += 1
    changed = sum(was != now for was, now in zip(before, cells, strict=False))
    final = replace(held, header=columns, rows=tuple(tuple(row) for row in cells))
    return Put(held=final, fresh=fresh, changed=changed)


def _change(cells: list[str], row: Mapping[str, str], held: Held, *, only_fill: bool) -> None:
    for place, column in enumerate(held.columns):
        if column not in row or (not row[column] and only_fill):
            continue
        if only_fill and cells[place] not in {"", held.missing(column)}:
            continue
        cells[place] = row[column] or held.missing(column)


def renamed(held: Held, name: str) -> dict[str, str]:
    """Our names of columns that the table has under another: its key, and what points to records.

    Args:
        held: The table.
        name: Its name among the shapes.
    """
    return {**_key_renamed(held, name), **_pointing_renamed(held, name)}


def _key_renamed(held: Held, name: str) -> dict[str, str]:
    shape = SHAPES[name]
    if len(shape.key) != 1 or len(held.key) != 1 or shape.key[0] in held.header:
        return {}
    return {} if held.key[0] in shape.columns else {shape.key[0]: held.key[0]}


def _pointing_renamed(held: Held, name: str) -> dict[str, str]:
    shape = SHAPES[name]
    pointing = [column for column, table in (shape.points or {}).items() if table == RECORDS]
    if not pointing or pointing[0] in held.columns:
        return {}
    keys: list[dict[str, Any]] = held.resource["schema"].get("foreignKeys", [])
    for key in keys:
        fields = key["fields"]
        column = str(fields[0]) if isinstance(fields, list) else str(fields)
        if key["reference"]["resource"] == RECORDS:
            return {pointing[0]: column}
    return {}


def _option(held: Held, column: str) -> str:
    """The option of the command that fills a column: the search log has some of its own."""
    own = held.name == SEARCHES and column in ASKED
    return f"--{column} VALUE" if own else f"--set {column}=VALUE"


def _refuse_unfilled(
    held: Held, filled: set[str], shown: str, rows: Sequence[Mapping[str, str]]
) -> None:
    lacking = [
        column
        for column in held.columns
        if (held.field(column).get("constraints") or {}).get("required") and column not in filled
    ]
    if rows and lacking:
        raise NumerateError(
            Issue(
                code="unfilled-column",
                file=shown,
                found=f"the table requires {column}, which the export does not tell",
                expected=f"a value of {column} for the rows imported",
                todo=f"give {_option(held, column)} with the import",
            )
            for column in lacking
        )
