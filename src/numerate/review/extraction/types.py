"""From texts to typed columns: declared types and missing codes only, every fault with its line."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from numerate.ground.issues import Issue, quoted
from numerate.review.extraction.fault_places import gathered
from numerate.review.extraction.patterns import matcher
from numerate.review.extraction.rows import Table
from numerate.review.extraction.schema import Column, TableSchema

_EXPECTED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number with a point for decimals",
    "boolean": "true or false",
    "date": "a date as YYYY-MM-DD",
    "year": "a year of four digits",
}
_PATTERNS = {
    "integer": re.compile(r"[+-]?[0-9]{1,18}"),
    "number": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?"),
    "boolean": re.compile(r"true|false|True|False|TRUE|FALSE"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "year": re.compile(r"[0-9]{4}"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one cell is wrong; the cell and its line are added where it is found."""

    code: str
    expected: str
    todo: str = "correct the cell"


def expected_of(kind: str) -> str:
    """What a value of this type looks like, in words.

    >>> expected_of("year")
    'a year of four digits'
    """
    return _EXPECTED[kind]


def is_of_type(kind: str, cell: str) -> bool:
    """Whether a text is a value of this type.

    >>> is_of_type("date", "2021-11-29"), is_of_type("date", "2021-02-30"), is_of_type("year", "21")
    (True, False, False)
    """
    return kind == "string" or _converted(kind, cell) is not None


def typed_table(
    schema: TableSchema, texts: dict[str, list[str]], lines: list[int], shown: str
) -> tuple[Table, list[Issue]]:
    """A table with each column in its declared type.

    Args:
        schema: What the dictionary declares.
        texts: The cells by column, as they stand in the CSV; all columns of the same length.
        lines: The line of each row.
        shown: The path that issues show.
    """
    issues: list[Issue] = []
    typed: dict[str, pd.Series[Any]] = {}
    for column in schema.columns:
        if schema.primary_key == (column.name,):
            column = dataclasses.replace(column, unique=False)  # noqa: PLW2901 - told as a key
        values, faults = _typed_column(column, texts[column.name], lines, shown)
        typed[column.name] = values
        issues += faults
    return Table(schema, pd.DataFrame(typed), texts, lines), issues


def _typed_column(
    column: Column, cells: list[str], lines: list[int], shown: str
) -> tuple[pd.Series[Any], list[Issue]]:
    """The values of one column, judged by distinct text so that long columns cost little."""
    if _is_free_text(column) and not any(code in cells for code in column.missing):
        return pd.Series(cells, dtype=object), []
    value_of, fault_of = _judged(column, cells)
    told = (
        Issue(
            code=fault_of[cell].code,
            file=shown,
            line=line,
            found=f"column '{column.name}' holds {quoted(cell)}",
            expected=fault_of[cell].expected,
            todo=fault_of[cell].todo,
        )
        for cell, line in (zip(cells, lines, strict=True) if fault_of else ())
        if cell in fault_of
    )
    issues = gathered((((issue.code, issue.expected), issue) for issue in told), "cells")
    values = list(map(value_of.__getitem__, cells))
    if column.unique:
        issues += _repeated(column, cells, values, lines, shown)
    return _compact(values, column.type), issues


def _is_free_text(column: Column) -> bool:
    """Whether every text is a value, so that there is nothing to judge."""
    ruled = column.enum or column.pattern or column.unique
    return column.type == "string" and not ruled


def _judged(column: Column, cells: Iterable[str]) -> tuple[dict[str, Any], dict[str, Fault]]:
    """The value of each text (None when missing or wrong), and the fault of each wrong one."""
    value_of: dict[str, Any] = dict.fromkeys(cells)
    fault_of: dict[str, Fault] = {}
    codes = frozenset(column.missing)
    missing = [code for code in column.missing if code in value_of]
    if column.required:
        fault_of |= dict.fromkeys(
            missing, Fault("missing-value", "a value: the column is required", "fill in the cell")
        )
    given = [cell for cell in value_of if cell not in codes]
    if column.type == "string":
        value_of |= zip(given, given, strict=True)
    else:
        wrong = Fault(
            "wrong-type",
            f"{_EXPECTED[column.type]} (type {column.type})",
            f"correct the cell{_or_missing(column)}",
        )
        for cell in given:
            value_of[cell] = _converted(column.type, cell)
            if value_of[cell] is None:
                fault_of[cell] = wrong
    right = {cell: value_of[cell] for cell in given if cell not in fault_of}
    fault_of |= _broken_rules(column, right)
    return value_of | dict.fromkeys(fault_of), fault_of


def _converted(kind: str, cell: str) -> Any:  # noqa: ANN401 - typed by kind
    """The value of a text that is not a string, or None when it has not this type."""
    if not _PATTERNS[kind].fullmatch(cell):
        return None
    try:
        value = _CONVERT[kind](cell)
    except ValueError:
        return None
    return None if isinstance(value, float) and math.isinf(value) else value


def _broken_rules(column: Column, values: dict[str, Any]) -> dict[str, Fault]:
    """The first constraint that each of these values breaks."""
    fault_of: dict[str, Fault] = {}
    minimum, maximum = column.minimum, column.maximum
    if maximum is not None:
        fault = Fault("out-of-range", f"at most {_bound(column, maximum)}")
        fault_of |= {cell: fault for cell, value in values.items() if _size(value) > maximum}
    if minimum is not None:
        fault = Fault("out-of-range", f"at least {_bound(column, minimum)}")
        fault_of |= {cell: fault for cell, value in values.items() if _size(value) < minimum}
    if column.pattern:
        matches = matcher(column.pattern)
        fault = Fault("not-allowed", f"text like the pattern {column.pattern}")
        fault_of |= {cell: fault for cell in values if not matches(cell)}
    if column.enum:
        allowed = {*column.enum, *(_converted_or_text(column, text) for text in column.enum)}
        fault = Fault(
            "not-allowed",
            f"one of: {', '.join(column.enum)}",
            "correct the cell, or allow it in the dictionary",
        )
        fault_of |= {cell: fault for cell, value in values.items() if value not in allowed}
    return fault_of


def _converted_or_text(column: Column, text: str) -> Any:  # noqa: ANN401 - typed by column
    return text if column.type == "string" else _converted(column.type, text)


def _size(value: Any) -> float:  # noqa: ANN401 - a number or a date
    return float(value.toordinal() if isinstance(value, date) else value)


def _bound(column: Column, bound: float) -> str:
    return date.fromordinal(int(bound)).isoformat() if column.type == "date" else f"{bound:g}"


def _repeated(
    column: Column, cells: list[str], values: list[Any], lines: list[int], shown: str
) -> list[Issue]:
    first: dict[Any, int] = {}
    told = (
        Issue(
            code="duplicate-value",
            file=shown,
            line=line,
            found=f"column '{column.name}' holds {quoted(cell)} again "
            f"(first on line {first[value]})",
            expected="each value once: the column is declared unique",
            todo="remove the repeated row, or correct the value",
        )
        for cell, value, line in zip(cells, values, lines, strict=True)
        if value is not None and first.setdefault(value, line) != line
    )
    return gathered(((column.name, issue) for issue in told), "cells")


def _or_missing(column: Column) -> str:
    codes = [repr(code) if code else "an empty cell" for code in column.missing]
    allowed = codes and not column.required
    return f", or use a declared missing code ({', '.join(codes)})" if allowed else ""


def _compact(values: list[Any], kind: str) -> pd.Series[Any]:
    """The column in the smallest dtype that keeps missing values apart from values."""
    if kind in ("integer", "year"):
        return pd.Series(values, dtype="Int64")
    if kind == "number":
        return pd.Series(values, dtype="Float64")
    return pd.Series(values, dtype=object)


_CONVERT: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "year": int,
    "number": float,
    "boolean": lambda cell: cell.lower() == "true",
    "date": date.fromisoformat,
}
