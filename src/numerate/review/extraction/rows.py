"""Rows: a selection of one table that knows how it was selected."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from numerate.ground.errors import DataError
from numerate.ground.issues import Issue
from numerate.ground.project import DATA
from numerate.review.extraction.conditions import (
    Condition,
    Within,
    condition,
    selection_told,
    told,
)
from numerate.review.extraction.schema import TableSchema

Positions = npt.NDArray[np.intp]
Value = str | int | float | bool | date
_FITTING: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "year": int,
    "number": (int, float),
    "boolean": bool,
    "date": date,
}

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """How some rows of a table were chosen: small enough to store beside every number.

    Attributes:
        table: Name of the data table.
        conditions: How they were chosen; empty for all rows.
        count: Number of rows selected.
        digest: First 16 hex digits of the SHA-256 over the sorted SHA-256 sums of these rows.
        rows: Names (primary keys) of the rows, when there are at most 20 of them.
    """

    table: str
    conditions: tuple[Condition, ...]
    count: int
    digest: str
    rows: tuple[str, ...]

    @property
    def how(self) -> str:
        """The conditions in words, such as ``strand = quantitative``; empty for all rows."""
        return told(self.conditions)


class Table:
    """One table as read: typed values, the texts they came from, and the line of each row."""

    def __init__(
        self,
        schema: TableSchema,
        typed: pd.DataFrame,
        texts: dict[str, list[str]],
        lines: list[int],
    ) -> None:
        self.schema = schema
        self.typed = typed
        self.texts = texts
        self.lines = lines

    @cached_property
    def names(self) -> npt.NDArray[np.object_]:
        """One name per row: its primary key, joined by ``/``; without a key its whole text."""
        columns = self.schema.primary_key or tuple(self.texts)
        parts = [self.texts[column] for column in columns]
        joined = (
            parts[0]
            if len(parts) == 1
            else ["/".join(values) for values in zip(*parts, strict=True)]
        )
        return np.array(joined, dtype=object)

    @cached_property
    def sums(self) -> npt.NDArray[np.void]:
        """The SHA-256 of each row, over all columns by name: column order does not matter."""
        ordered = [self.texts[name] for name in sorted(self.texts)]
        joined = ("\x1f".join(values).encode() for values in zip(*ordered, strict=True))
        sums = b"".join(hashlib.sha256(row).digest() for row in joined)
        return np.frombuffer(sums, dtype=np.dtype("V32"))

    @cached_property
    def rank(self) -> Positions:
        """The place of each row when all rows are sorted by their sums."""
        sums = self.sums.tolist()
        order = sorted(range(len(sums)), key=sums.__getitem__)
        rank = np.empty(len(order), dtype=np.intp)
        rank[order] = np.arange(len(order))
        return rank


@dataclass(frozen=True, eq=False)
class Rows:
    """Some rows of one table, and how they were chosen; every method gives new rows.

    >>> rows = Rows.of("studies", ["id", "strand"], [("a", "qual"), ("b", "quant")], key="id")
    >>> quant = rows.where(strand="quant")
    >>> quant.count(), quant.selection.how, quant.selection.rows
    (1, 'strand = quant', ('b',))
    """

    table: Table
    positions: Positions
    conditions: tuple[Condition, ...] = field(default=())

    @classmethod
    def of(
        cls, name: str, columns: Sequence[str], values: Sequence[Sequence[Any]], *, key: str
    ) -> Rows:
        """Rows made in memory, for tests and examples.

        Args:
            name: Name of the table.
            columns: Column names.
            values: One sequence per row, as long as ``columns``.
            key: The column that names a row.
        """
        typed = pd.DataFrame(list(values), columns=list(columns))
        texts = {c: ["" if pd.isna(v) else str(v) for v in typed[c].tolist()] for c in columns}
        schema = TableSchema(name=name, path=f"{name}.csv", primary_key=(key,))
        lines = list(range(2, len(typed) + 2))
        return cls(Table(schema, typed, texts, lines), np.arange(len(typed), dtype=np.intp))

    def where(self, **conditions: Value | Sequence[Value]) -> Rows:
        """The rows whose columns equal the value given, or one of the values given.

        Raises:
            KeyError: When the table has no such column.
            ValueError: When a value is none that the column can hold, so that a misspelt one
                never counts as zero rows.
        """
        rows = self
        for column, wanted in conditions.items():
            values = rows._possible(column, wanted)
            held = rows._column(column).isin(values)
            rows = rows._kept(held, condition("is", column, values))
        return rows

    def without(self, **conditions: Value | Sequence[Value]) -> Rows:
        """The rows whose columns are none of the values given; a missing value stays.

        Raises:
            KeyError: When the table has no such column.
            ValueError: When a value is none that the column can hold.
        """
        rows = self
        for column, unwanted in conditions.items():
            values = rows._possible(column, unwanted)
            rows = rows._kept(
                ~rows._column(column).isin(values), condition("is_not", column, values)
            )
        return rows

    def present(self, column: str) -> Rows:
        """The rows that have a value in the column."""
        return self._kept(self._column(column).notna(), Condition("given", column))

    def absent(self, column: str) -> Rows:
        """The rows whose cell says, in one of the declared ways, that there is no value."""
        return self._kept(self._column(column).isna(), Condition("missing", column))

    def among(self, column: str, others: Rows, other_column: str | None = None) -> Rows:
        """The rows whose value occurs in a column (by default of the same name) of other rows."""
        known, within = others._known(other_column or column)
        return self._kept(self._column(column).isin(known), Condition("in", column, within=within))

    def not_among(self, column: str, others: Rows, other_column: str | None = None) -> Rows:
        """The rows whose value does not occur in a column of other rows."""
        known, within = others._known(other_column or column)
        return self._kept(
            ~self._column(column).isin(known), Condition("not_in", column, within=within)
        )

    def at_least(self, column: str, bound: float) -> Rows:
        """The rows whose number is the bound or more."""
        return self._kept(
            self._numbers(column) >= bound, Condition("at_least", column, (float(bound),))
        )

    def at_most(self, column: str, bound: float) -> Rows:
        """The rows whose number is the bound or less."""
        return self._kept(
            self._numbers(column) <= bound, Condition("at_most", column, (float(bound),))
        )

    def matching(self, how: str, test: Callable[[pd.DataFrame], pd.Series[bool]]) -> Rows:
        """The rows that pass a test of one's own.

        Args:
            how: The condition in words, for the origin.
            test: Given the rows as a data frame, one truth value per row.
        """
        return self._kept(test(self.frame), Condition("words", how))

    def first(self, many: int) -> Rows:
        """The first rows in the order of the file, selected as these are."""
        return Rows(self.table, self.positions[:many], self.conditions)

    def groups(self, column: str) -> dict[Any, Rows]:
        """The rows by each value of a column, sorted; rows without a value are left out."""
        return {value: self.where(**{column: value}) for value in self.unique(column)}

    def count(self) -> int:
        """How many rows there are."""
        return len(self.positions)

    def unique(self, column: str) -> list[Any]:
        """The distinct values of a column, sorted; missing values left out."""
        return sorted(self._column(column).dropna().unique().tolist())

    def distinct(self, column: str) -> int:
        """How many distinct values a column has; missing values do not count."""
        return int(self._column(column).nunique())

    def values(self, column: str) -> list[Any]:
        """The values of a column in the order of the rows; None where missing."""
        cells = self._column(column)
        pairs = zip(cells.tolist(), cells.isna().tolist(), strict=True)
        return [None if missing else value for value, missing in pairs]

    def texts(self, column: str) -> list[str]:
        """The cells of a column as they stand in the CSV."""
        texts = self.table.texts[column]
        return [texts[position] for position in self.positions]

    def total(self, column: str) -> int:
        """The sum of a column of whole numbers; missing values add nothing.

        Raises:
            TypeError: When the column holds something else.
        """
        values = [value for value in self.values(column) if value is not None]
        if not all(isinstance(value, int) for value in values):
            message = f"column '{column}' of {self.table.schema.name} holds no whole numbers"
            raise TypeError(message)
        return sum(values)

    def least(self, column: str) -> Any:  # noqa: ANN401 - a number or a date, as the column is
        """The smallest value of a column; None when there is no value."""
        return min((value for value in self.values(column) if value is not None), default=None)

    def greatest(self, column: str) -> Any:  # noqa: ANN401 - a number or a date, as the column is
        """The largest value of a column; None when there is no value."""
        return max((value for value in self.values(column) if value is not None), default=None)

    def one(self, column: str) -> Any:  # noqa: ANN401 - whatever type the column has
        """The value of a column in the only row there is.

        Raises:
            DataError: When there is no row, or more than one; a ValueError, told at its line.
        """
        if self.count() != 1:
            found = f"{self.table.schema.name} where {self.told}: {self.count()} rows, not one"
            todo = "put the row back" if not self.count() else "take out all but one"
            raise DataError(self._issue("not-one-row", found, "one row", todo, self.lines[1:2]))
        return self.values(column)[0]

    def whole(self, column: str) -> int:
        """The whole number that a column holds in the only row there is, as text or as a number.

        Raises:
            DataError: When there is no such row, or it holds something else.

        >>> Rows.of("protocol", ["key", "value"], [("n", "21")], key="key").whole("value")
        21
        """
        value = self.one(column)
        if not _WHOLE.fullmatch(str(value)):
            found = f"{column} of {self.table.schema.name} where {self.told} is {value!r}"
            raise DataError(
                self._issue("wrong-type", found, "a whole number", "correct the cell", self.lines)
            )
        return int(value)

    def _issue(
        self, code: str, found: str, expected: str, todo: str, lines: Sequence[int]
    ) -> Issue:
        path = f"{DATA}/{self.table.schema.path}"
        line = lines[0] if lines else 1
        return Issue(code=code, file=path, line=line, found=found, expected=expected, todo=todo)

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a data frame with typed columns, indexed by position in the table."""
        return self.table.typed.iloc[self.positions]

    @property
    def ids(self) -> list[str]:
        """The name of each row: its primary key."""
        return [str(name) for name in self.table.names[self.positions]]

    @property
    def lines(self) -> list[int]:
        """The line of each row in its CSV."""
        return [self.table.lines[position] for position in self.positions]

    @property
    def told(self) -> str:
        """How the rows were chosen, in words."""
        return selection_told(Within(self.table.schema.name, "", self.conditions))

    @cached_property
    def selection(self) -> Selection:
        """What a number stores about the rows behind it."""
        return Selection(
            table=self.table.schema.name,
            conditions=self.conditions,
            count=self.count(),
            digest=self.digest,
            rows=tuple(sorted(self.ids)) if self.count() <= SHOWN_ROWS else (),
        )

    @cached_property
    def digest(self) -> str:
        """A checksum of the rows' contents that does not depend on their order."""
        positions = self.positions[np.argsort(self.table.rank[self.positions])]
        return hashlib.sha256(self.table.sums[positions].tobytes()).hexdigest()[:16]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """One dictionary per row, with None for missing values."""
        columns = list(self.table.typed.columns)
        values = [self.values(column) for column in columns]
        for row in zip(*values, strict=True):
            yield dict(zip(columns, row, strict=True))

    def __len__(self) -> int:
        return self.count()

    def _column(self, name: str) -> pd.Series[Any]:
        if name not in self.table.typed.columns:
            message = f"table '{self.table.schema.name}' has no column '{name}'"
            raise KeyError(message)
        return self.table.typed[name].iloc[self.positions]

    def _numbers(self, name: str) -> pd.Series[float]:
        return pd.to_numeric(self._column(name)).astype(float)

    def _possible(self, name: str, wanted: Value | Sequence[Value]) -> list[Value]:
        values = [wanted] if isinstance(wanted, str | int | float | date) else list(wanted)
        column = self.table.schema.column(name)
        if column is None:
            return values
        for value in values:
            fits = isinstance(value, _FITTING[column.type])
            if column.type != "boolean" and isinstance(value, bool):
                fits = False
            if not fits or (column.enum and str(value) not in column.enum):
                allowed = f"one of: {', '.join(column.enum)}" if column.enum else column.type
                message = (
                    f"column '{name}' of {self.table.schema.name} never holds {value!r}, "
                    f"but {allowed}"
                )
                raise ValueError(message)
        return values

    def _known(self, column: str) -> tuple[set[Any], Within]:
        """The values of a column, and how other rows tell that they were held against them."""
        values = set(self._column(column).dropna())
        return values, Within(self.table.schema.name, column, self.conditions)

    def _kept(self, mask: pd.Series[bool], how: Condition) -> Rows:
        kept = self.positions[np.asarray(mask, dtype=bool)]
        return Rows(self.table, kept, (*self.conditions, how))
