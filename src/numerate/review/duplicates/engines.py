"""The databases that find which records meet: DuckDB where it is installed, SQLite elsewhere.

Both run the same SQL text. DuckDB (69 MB, the extra ``numerate[records]``) sorts on every core and
spills to disk beyond its limit of memory; SQLite comes with Python. Python loops over the
keys were tried first and held every block in memory at once.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from numerate.review.duplicates.passes import COLUMNS, TABLE

EngineName = Literal["auto", "duckdb", "sqlite"]
Pairs = npt.NDArray[np.int64]
_CHUNK = 100_000
_MEMORY = "1GB"


class Engine(Protocol):
    """A database that holds the entries and answers one query at a time."""

    name: str

    def fill(self, rows: Iterable[Sequence[str | int]]) -> None:
        """Take in the entries: number and texts, in the order of ``COLUMNS``."""

    def columns(self, query: str) -> list[npt.NDArray[Any]]:
        """The columns that a query gives; -1 where a number is absent."""


@contextmanager
def opened(name: EngineName = "auto") -> Iterator[Engine]:
    """An engine for the length of one deduplication.

    Args:
        name: ``auto`` takes DuckDB when it is installed.

    Raises:
        ModuleNotFoundError: When DuckDB is asked for and is not installed.
    """
    if name == "duckdb" or (name == "auto" and find_spec("duckdb")):
        with tempfile.TemporaryDirectory() as spill:
            made = _DuckDB(spill)
            try:
                yield made
            finally:
                made.close()
    else:
        one = _SQLite()
        try:
            yield one
        finally:
            one.close()


def _created() -> str:
    return f"CREATE TABLE {TABLE} (n BIGINT, {', '.join(f'{name} TEXT' for name in COLUMNS)})"


class _DuckDB:
    name = "duckdb"

    def __init__(self, spill: str) -> None:
        settings = {"memory_limit": _MEMORY, "temp_directory": spill, "threads": 2}
        self._connection: Any = import_module("duckdb").connect(":memory:", config=settings)
        self._connection.execute("SET preserve_insertion_order = false")
        self._connection.execute(_created())

    def fill(self, rows: Iterable[Sequence[str | int]]) -> None:
        """Take in the entries, some at a time."""
        for some in _chunks(rows):
            frame = pd.DataFrame(some, columns=["n", *COLUMNS], dtype=object)
            frame["n"] = frame["n"].astype("int64")
            self._connection.register("chunk", frame)
            self._connection.execute(f"INSERT INTO {TABLE} SELECT * FROM chunk")  # noqa: S608 - a constant
            self._connection.unregister("chunk")

    def columns(self, query: str) -> list[npt.NDArray[Any]]:
        """The columns that a query gives."""
        found = self._connection.execute(query).fetchnumpy()
        return [np.ma.filled(column, -1) for column in found.values()]

    def close(self) -> None:
        """Give back memory and files."""
        self._connection.close()


class _SQLite:
    name = "sqlite"

    def __init__(self) -> None:
        # an empty name is a database on disk that is deleted when it is closed
        self._connection = sqlite3.connect("")
        self._connection.execute("PRAGMA cache_size = -200000")
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(_created())

    def fill(self, rows: Iterable[Sequence[str | int]]) -> None:
        """Take in the entries."""
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        self._connection.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", rows)  # noqa: S608 - marks alone

    def columns(self, query: str) -> list[npt.NDArray[Any]]:
        """The columns that a query gives."""
        cursor = self._connection.execute(query)
        width = len(cursor.description)
        parts: list[npt.NDArray[np.int64]] = []
        while some := cursor.fetchmany(_CHUNK):
            flat = [-1 if cell is None else cell for row in some for cell in row]
            parts.append(np.array(flat, dtype=np.int64).reshape(-1, width))
        whole = np.concatenate(parts) if parts else np.empty((0, width), dtype=np.int64)
        return [whole[:, k] for k in range(width)]

    def close(self) -> None:
        """Give back memory and files."""
        self._connection.close()


def _chunks(rows: Iterable[Sequence[str | int]]) -> Iterator[list[Sequence[str | int]]]:
    some: list[Sequence[str | int]] = []
    for row in rows:
        some.append(row)
        if len(some) == _CHUNK:
            yield some
            some = []
    if some:
        yield some
