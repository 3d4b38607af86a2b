"""From texts to typed columns: declared types and missing codes only, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from numerate.extraction.rows import Table
from numerate.extraction.schema import Column, TableSchema
from numerate.issues import Issue

_EXPECTED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number with a point for decimals",
    "boolean": "true or false",
    "date": "a date as YYYY-MM-DD",
    "year": "a year of four digits",
}
_PATTERNS = {
    "integer": re.compile(r"[+-]?\d+"),
    "number": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"),
    "boolean": re.compile(r"true|false", re.IGNORECASE),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "year": re.compile(r"\d{4}"),
}


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
        values, faults = _typed_column(column, texts[column.name], lines, shown)
        typed[column.name] = values
        issues += faults
    return Table(schema, pd.DataFrame(typed), texts, lines), issues


def _typed_column(
    column: Column, cells: list[str], lines: list[int], shown: str
) -> tuple[pd.Series[Any], list[Issue]]:
    """The values of one column, checked by distinct value so that long columns cost little."""
    rows_of: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        rows_of.setdefault(cell, []).append(position)
    value_of: dict[str, Any] = {}
    issues: list[Issue] = []
    for cell, positions in rows_of.items():
        value, fault = _value(column, cell)
        value_of[cell] = value
        if fault is not None:
            expected, todo, code = fault
            issues += [
                Issue(
                    code=code,
                    file=shown,
                    line=lines[position],
                    found=f"column '{column.name}' holds '{cell}'",
                    expected=expected,
                    todo=todo,
                )
                for position in positions
            ]
        if column.unique and len(positions) > 1 and value is not None:
            issues += _repeated(column, cell, [lines[position] for position in positions], shown)
    series = pd.Series([value_of[cell] for cell in cells], dtype=object)
    return _compact(series, column.type), issues


def _value(column: Column, cell: str) -> tuple[Any, tuple[str, str, str] | None]:
    """The value of one cell (None when missing) and, when it is wrong, expected, to do and code."""
    if cell in column.missing:
        if column.required:
            return None, ("a value: the column is required", _fill(column), "missing-value")
        return None, None
    pattern = _PATTERNS.get(column.type)
    if pattern is not None and not pattern.fullmatch(cell):
        return None, (
            f"{_EXPECTED[column.type]} (type {column.type})",
            f"correct the cell{_or_missing(column)}",
            "wrong-type",
        )
    try:
        value = _CONVERT[column.type](cell)
    except ValueError:
        return None, ("a day that exists, as YYYY-MM-DD", "correct the cell", "wrong-type")
    return value, _broken_rule(column, cell, value)


def _broken_rule(column: Column, cell: str, value: Any) -> tuple[str, str, str] | None:  # noqa: ANN401 - typed by column
    """Expected, to do and code for the first constraint that a value breaks."""
    if column.enum and cell not in column.enum:
        expected = f"one of: {', '.join(column.enum)}"
        return expected, "correct the cell, or allow it in the dictionary", "not-allowed"
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return f"text like the pattern {column.pattern}", "correct the cell", "not-allowed"
    return _out_of_bounds(column, value)


def _out_of_bounds(column: Column, value: Any) -> tuple[str, str, str] | None:  # noqa: ANN401 - typed by column
    size = float(value.toordinal()) if isinstance(value, date) else value
    if isinstance(size, str | bool):
        return None
    if column.minimum is not None and size < column.minimum:
        return (f"at least {_bound(column, column.minimum)}", "correct the cell", "out-of-range")
    if column.maximum is not None and size > column.maximum:
        return (f"at most {_bound(column, column.maximum)}", "correct the cell", "out-of-range")
    return None


def _bound(column: Column, bound: float) -> str:
    return date.fromordinal(int(bound)).isoformat() if column.type == "date" else f"{bound:g}"


def _repeated(column: Column, cell: str, lines: list[int], shown: str) -> list[Issue]:
    return [
        Issue(
            code="duplicate-value",
            file=shown,
            line=line,
            found=f"column '{column.name}' holds '{cell}' again (first on line {lines[0]})",
            expected="each value once: the column is declared unique",
            todo="remove the repeated row, or correct the value",
        )
        for line in lines[1:]
    ]


def _fill(column: Column) -> str:
    return f"fill in the cell; column '{column.name}' accepts no missing code"


def _or_missing(column: Column) -> str:
    codes = [repr(code) if code else "an empty cell" for code in column.missing]
    return f", or use a declared missing code ({', '.join(codes)})" if codes else ""


def _compact(series: pd.Series[Any], kind: str) -> pd.Series[Any]:
    """The column in the smallest dtype that keeps missing values apart from values."""
    if kind in ("integer", "year"):
        return series.astype("Int64")
    if kind == "number":
        return series.astype("Float64")
    return series


_CONVERT: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "year": int,
    "number": float,
    "boolean": lambda cell: cell.lower() == "true",
    "date": date.fromisoformat,
}
