"""The language of a dictionary's rules: expressions of SQL, evaluated by SQLite in memory.

Chosen over CEL and simpleeval because it is in the standard library and kept for decades, knows
rows, tables and groups by itself, and treats missing values as a rule needs it: a comparison with
one is neither true nor false. Measured, one rule on 25,000 rows: SQLite 0.06 s with the loading,
simpleeval 0.21 s, cel (Rust) 0.58 s, cel-python 26 s; memory 1 MB, 1 MB, 30 MB, 40 MB.

A dictionary may come from a stranger, so an expression may only read: the tables of the extraction,
and functions of a short list. What it does is counted in steps of SQLite's machine, not in seconds,
so that the same rule ends the same way on every computer (https://sqlite.org/security.html).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd

from numerate.review.extraction.patterns import matcher
from numerate.review.extraction.rows import Table
from numerate.review.extraction.schema import TableSchema

LONGEST = 2_000  # characters of one expression
FUNCTIONS = (
    "abs", "avg", "coalesce", "count", "ifnull", "iif", "instr", "length", "lower", "max", "min",
    "nullif", "regexp", "round", "substr", "sum", "total", "trim", "upper",
)  # fmt: skip
_STEPS = 20_000_000  # about a quarter of a second
_STEPS_A_ROW = 2_000
_GRAIN = 1_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
_AFFINITY = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
# of the sqlite3 module from Python 3.13 on only
_OK, _DENY, _READ, _SELECT, _FUNCTION = 0, 1, 20, 21, 31

Reads = dict[str, set[str]]


class RuleError(ValueError):
    """An expression that is not understood, not allowed, or without end."""


class Tables:
    """Tables of an extraction in memory, for expressions to read.

    Args:
        schemas: All tables of the dictionary.
    """

    def __init__(self, schemas: Iterable[TableSchema]) -> None:
        self._base = sqlite3.connect(":memory:", isolation_level=None)
        for limit, value in _LIMITS.items():
            self._base.setlimit(limit, value)
        self._base.create_function("regexp", 2, _regexp, deterministic=True)
        self._columns: dict[str, list[str]] = {}
        self._rows = 0
        self._reads: Reads = {}
        self._denied = ""
        for schema in schemas:
            self._create(schema)

    def _create(self, schema: TableSchema) -> None:
        """An empty table; names that differ in capitals only are one to SQL, so the first stays."""
        known = {name.lower() for name in self._columns}
        if schema.name.lower() in known or schema.name.lower().startswith("sqlite_"):
            return
        columns = {column.name.lower(): column for column in reversed(schema.columns)}
        kept = [column for column in schema.columns if columns[column.name.lower()] is column]
        told = ", ".join(f"{named(one.name)} {_AFFINITY.get(one.type, 'TEXT')}" for one in kept)
        try:
            self._base.execute(f"CREATE TABLE {named(schema.name)} ({told})")
        except sqlite3.Error:
            return  # wider than SQLite's tables: a rule that names it is told so
        self._columns[schema.name] = [column.name for column in kept]

    def load(self, table: Table, columns: set[str]) -> None:
        """Put in the rows of a table: some columns of it, and the line of each row."""
        name = table.schema.name
        kept = [column for column in self._columns.get(name, []) if column in columns]
        self._rows += len(table.lines)
        cells = [values_of(table, column) for column in kept]
        marks = ", ".join("?" * (len(kept) + 1))
        into = ", ".join(["_rowid_", *map(named, kept)])
        self._base.execute("BEGIN")
        self._base.executemany(
            f"INSERT INTO {named(name)} ({into}) VALUES ({marks})",  # noqa: S608 - quoted names
            zip(table.lines, *cells, strict=True),
        )
        self._base.execute("COMMIT")
        keys = {key.columns for key in table.schema.foreign_keys}
        keys |= {table.schema.primary_key, *((one,) for one in table.schema.primary_key)}
        for place, key in enumerate(sorted(keys - {()})):
            if set(key) <= set(kept):
                index = named(f"{name} {place}")
                on = ", ".join(map(named, key))
                self._base.execute(f"CREATE INDEX {index} ON {named(name)} ({on})")

    def reads(self, query: str) -> Reads:
        """The tables and columns that a query reads.

        Raises:
            RuleError: When it is not understood, or reads what it must not.
        """
        with self._watched():
            self._base.execute(f"EXPLAIN {query}").fetchall()
        return {table: set(columns) for table, columns in self._reads.items()}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query gives.

        Raises:
            RuleError: When it fails, or takes more steps than rules of this size can need.
        """
        with self._watched():
            return self._base.execute(query).fetchall()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        self._reads, self._denied = {}, ""
        left = (_STEPS + _STEPS_A_ROW * self._rows) // _GRAIN

        def step() -> int:
            nonlocal left
            left -= 1
            return int(left < 0)

        self._base.set_authorizer(self._allowed)
        self._base.set_progress_handler(step, _GRAIN)
        try:
            yield
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            raise RuleError(self._told(str(error), ended=left < 0)) from error
        finally:
            self._base.set_authorizer(None)
            self._base.set_progress_handler(None, 0)

    def _told(self, message: str, *, ended: bool) -> str:
        if ended:
            return "it takes too many steps for the size of its tables"
        return self._denied or message

    def _allowed(self, action: int, first: str | None, second: str | None, *_: object) -> int:
        if action == _READ and first in self._columns:
            if second and second in self._columns[first]:
                self._reads.setdefault(first, set()).add(second)
            else:
                self._reads.setdefault(first, set())
            return _OK
        if action == _SELECT or (action == _FUNCTION and (second or "").lower() in FUNCTIONS):
            return _OK
        if action == _FUNCTION and not self._denied:
            word = (second or "").upper()
            hint = ", write REGEXP" if word in {"LIKE", "GLOB", "MATCH"} else ""
            self._denied = f"{word} is not among the functions that rules may use{hint}"
        elif not self._denied:
            self._denied = f"it reads {first}" if action == _READ else "it does more than read"
        return _DENY


def named(name: str) -> str:
    """A name as SQL quotes it.

    >>> print(named("age_min"))
    "age_min"
    """
    return '"' + name.replace('"', '""').replace("\0", "") + '"'


def values_of(table: Table, column: str) -> list[Any]:
    """The values of a column as rules see them: None where missing, dates as YYYY-MM-DD."""
    typed = table.typed[column]
    if typed.dtype != object:
        return [None if value is pd.NA else value for value in typed.tolist()]
    cells: list[Any] = typed.tolist()
    known = table.schema.column(column)
    if known is not None and known.type == "date":
        return [None if value is None else value.isoformat() for value in cells]
    return cells


def literal_patterns(expression: str) -> Sequence[str]:
    """The patterns that an expression writes out.

    >>> literal_patterns("name REGEXP 'q[0-9]+' OR label REGEXP 'it''s'")
    ['q[0-9]+', "it's"]
    """
    found = re.findall(r"(?i)\bREGEXP\s+'((?:[^']|'')*)'", expression)
    return [text.replace("''", "'") for text in found]


def _regexp(pattern: str | None, text: object) -> bool | None:
    if pattern is None or text is None:
        return None
    return bool(matcher(str(pattern))(str(text)))
