"""Sheets: the rows of a data table as texts by name, and what became of them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A data table as texts.

    Attributes:
        columns: The header.
        rows: The cells of each row by its name: its primary key, joined by ``/``.
    """

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]

    def position(self, column: str) -> int | None:
        """The place of a column, None when there is none of that name."""
        return self.columns.index(column) if column in self.columns else None

    def cell(self, row: str, column: str) -> str | None:
        """The text of a cell, None when there is no such row or column."""
        place = self.position(column)
        return None if place is None or row not in self.rows else self.rows[row][place]


@dataclass(frozen=True, slots=True)
class CellMoved:
    """A cell that changed."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChanged:
    """A row that is in both versions with other cells."""

    row: str
    cells: tuple[CellMoved, ...]


@lru_cache(maxsize=256)
def sheet(content: bytes, key: tuple[str, ...]) -> Sheet:
    r"""A sheet from the bytes of a CSV; rows that cannot be read are left out.

    >>> sheet(b"id,n\na,1\n", ("id",)).rows
    {'a': ('a', '1')}
    """
    text = content.decode("utf-8-sig", "replace")
    lines = [line for line in csv.reader(io.StringIO(text, newline="")) if line]
    if not lines:
        return Sheet((), {})
    columns = tuple(lines[0])
    places = [columns.index(name) for name in key if name in columns] or range(len(columns))
    width = len(columns)
    if len(key) == 1:
        (place,) = places
        rows = {line[place]: tuple(line) for line in lines[1:] if len(line) == width}
    else:
        rows = {
            "/".join([line[place] for place in places]): tuple(line)
            for line in lines[1:]
            if len(line) == width
        }
    return Sheet(columns, rows)


def header(content: bytes) -> tuple[str, ...]:
    r"""The column names of a CSV.

    >>> header(b"id,n\na,1\n")
    ('id', 'n')
    """
    first = content.decode("utf-8-sig", "replace").lstrip("\n").partition("\n")[0]
    return tuple(next(csv.reader([first]), ()))


def digest(found: Sheet, rows: Iterable[str]) -> str:
    """The checksum of some rows that numbers.json keeps beside a selection of them."""
    order = sorted(range(len(found.columns)), key=found.columns.__getitem__)
    sums = sorted(
        hashlib.sha256("\x1f".join([found.rows[row][place] for place in order]).encode()).digest()
        for row in rows
    )
    return hashlib.sha256(b"".join(sums)).hexdigest()[:_SHOWN]


def changed_rows(
    old: Sheet, new: Sheet, rows: Iterable[str], names: Mapping[str, str]
) -> tuple[RowChanged, ...]:
    """The rows whose cells differ, in the columns that both versions have.

    Args:
        old: The earlier sheet.
        new: The later sheet.
        rows: Names of rows that both have.
        names: The earlier name of each later column that was renamed.
    """
    pairs = [
        (column, place, before)
        for place, column in enumerate(new.columns)
        if (before := old.position(names.get(column, column))) is not None
    ]
    same = old.columns == new.columns
    found = []
    for row in rows:
        was, now = old.rows[row], new.rows[row]
        if same and was == now:
            continue
        cells = tuple(
            CellMoved(column, was[before], now[place])
            for column, place, before in pairs
            if was[before] != now[place]
        )
        if cells:
            found.append(RowChanged(row, cells))
    return tuple(found)
