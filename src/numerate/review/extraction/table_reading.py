"""Reading the extraction: every table as its dictionary declares it, or every fault at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import numpy as np

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted
from numerate.ground.project import DATA, DATAPACKAGE
from numerate.review.extraction.delimiters import delimiter_issue
from numerate.review.extraction.dictionary import read_schema
from numerate.review.extraction.fault_places import gathered
from numerate.review.extraction.files import read_text
from numerate.review.extraction.row_keys import key_issues
from numerate.review.extraction.row_rules import rule_issues
from numerate.review.extraction.rows import Rows, Table
from numerate.review.extraction.schema import TableSchema
from numerate.review.extraction.types import typed_table

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Extraction:
    """All tables under data/, checked.

    Attributes:
        tables: Each table by its name in the dictionary.
    """

    tables: Mapping[str, Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Rows:
        """All rows of a table.

        Raises:
            KeyError: When the dictionary declares no such table.
        """
        if name not in self.tables:
            message = f"data/{DATAPACKAGE} declares no table '{name}'"
            raise KeyError(message)
        table = self.tables[name]
        return Rows(table, np.arange(len(table.lines), dtype=np.intp))

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)


def read_extraction(data: Path) -> Extraction:
    """Read and check every table of a data folder.

    A byte order mark and other systems' line ends are accepted and change nothing. Text stays text:
    only the texts declared as missing are missing, so "NA" can be Namibia.

    Args:
        data: The folder that holds ``datapackage.json`` and its CSV files.

    Raises:
        NumerateError: With every fault of every file: missing files, encoding, columns, ragged
            rows, types, allowed values, uniqueness, and keys between tables.
    """
    schemas = read_schema(data / DATAPACKAGE, f"{DATA}/{DATAPACKAGE}")
    tables: dict[str, Table] = {}
    issues: list[Issue] = []
    for schema in schemas:
        table, faults = read_table(data / schema.path, schema)
        issues += faults
        if table is not None:
            tables[schema.name] = table
    files = {issue.file for issue in issues}
    faulty = {name for name, one in tables.items() if f"{DATA}/{one.schema.path}" in files}
    issues += key_issues(tables)
    issues += rule_issues(tables, faulty)
    if issues:
        raise NumerateError(_each_empty_table_once(issues))
    return Extraction(tables)


def _each_empty_table_once(issues: Iterable[Issue]) -> Iterator[Issue]:
    """The issues; of those about a table without rows the first: one mending ends them all."""
    told: set[str] = set()
    for issue in issues:
        if issue.code != "empty-table" or issue.file not in told:
            yield issue
        if issue.code == "empty-table":
            told.add(issue.file)


def read_table(path: Path, schema: TableSchema) -> tuple[Table | None, list[Issue]]:
    """One table, and what is wrong with it.

    Returns:
        The table, or None when its shape is too broken to type its cells; and its issues.
    """
    shown = f"{DATA}/{schema.path}"
    absent = Issue(
        code="missing-file",
        file=shown,
        found="the file is not there",
        expected=f"a CSV that data/{DATAPACKAGE} declares",
        todo="restore the file, or take its entry out of the dictionary",
    )
    todo = "save the file as CSV in UTF-8 (in Excel: 'CSV UTF-8')"
    try:
        text = read_text(path, shown, absent=absent, encoding_todo=todo)
        strange = delimiter_issue(text, schema, shown)
        if strange is not None:
            return None, [strange]
        rows, lines = _split(text, shown)
    except NumerateError as error:
        return None, list(error.issues)
    if not rows:
        rows, lines = [[]], [1]
    header = rows.pop(0)
    lines.pop(0)
    issues = _header_issues(header, schema, shown)
    issues += _ragged_issues(header, rows, lines, shown)
    unprintable = _control_issues(text, shown)
    if issues:
        return None, issues + unprintable
    columns = zip(*rows, strict=True) if rows else ((),) * len(header)
    texts = {name: list(values) for name, values in zip(header, columns, strict=True)}
    table, issues = typed_table(schema, texts, lines, shown)
    return table, issues + unprintable


def _split(text: str, shown: str) -> tuple[list[list[str]], list[int]]:
    """The rows, header first, and the line on which each begins; blank lines are no rows.

    Raises:
        NumerateError: When the quotation marks of a row do not pair.
    """
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise NumerateError(
            Issue(
                code="bad-csv",
                file=shown,
                line=_lines(rows)[-1],
                found=f"a row that does not end as CSV should: {error}",
                expected='cells that hold a comma, a line end or a " inside "…", each inner " '
                "written twice",
                todo="look for a quotation mark without its partner, in this row or after it",
            )
        ) from error
    one_each = text.count("\n") + (not text.endswith("\n")) == len(rows)
    lines = list(range(1, len(rows) + 1)) if one_each else _lines(rows)
    if not all(rows):
        lines = [line for row, line in zip(rows, lines, strict=False) if row]
        rows = [row for row in rows if row]
    return rows, lines[: len(rows)]


def _lines(rows: list[list[str]]) -> list[int]:
    """The line on which each row begins, and the line after the last row."""
    spans = (1 + "".join(row).count("\n") for row in rows)
    return list(accumulate(spans, initial=1))


def _control_issues(text: str, shown: str) -> list[Issue]:
    """Characters that no reader sees and that XML, so DOCX and SVG, cannot hold."""
    told = (
        Issue(
            code="control-character",
            file=shown,
            line=text.count("\n", 0, match.start()) + 1,
            column=match.start() - text.rfind("\n", 0, match.start()),
            found=f"the control character U+{ord(match[0]):04X}",
            expected="characters that can be printed",
            todo="delete it there; exports of other programs sometimes hold one for a line end",
        )
        for match in _CONTROL.finditer(text)
    )
    return gathered((("", issue) for issue in told), "characters")


def _header_issues(header: list[str], schema: TableSchema, shown: str) -> list[Issue]:
    declared = [column.name for column in schema.columns]
    issues = [
        Issue(
            code="missing-column",
            file=shown,
            line=1,
            found=f"no column '{name}'",
            expected=f"the columns {', '.join(declared)}",
            todo="add the column, or take it out of the dictionary",
        )
        for name in declared
        if name not in header
    ]
    issues += [
        Issue(
            code="extra-column",
            file=shown,
            line=1,
            found=f"column {quoted(name)}, which the dictionary does not know",
            expected=f"the columns {', '.join(declared)}",
            todo=f"describe it in data/{DATAPACKAGE}, or remove it",
        )
        for name in header
        if name not in declared
    ]
    issues += [
        Issue(
            code="duplicate-column",
            file=shown,
            line=1,
            found=f"column {quoted(name)} {header.count(name)} times",
            expected="each column once",
            todo="remove or rename one of them",
        )
        for name in dict.fromkeys(header)
        if header.count(name) > 1
    ]
    return issues


def _ragged_issues(
    header: list[str], rows: list[list[str]], lines: list[int], shown: str
) -> list[Issue]:
    width = len(header)
    if set(map(len, rows)) <= {width}:
        return []
    told = (
        Issue(
            code="ragged-row",
            file=shown,
            line=line,
            found=f"{len(row)} cells",
            expected=f"{width} cells, as the header has",
            todo="look for a missing or unquoted comma in this row",
        )
        for row, line in zip(rows, lines, strict=True)
        if len(row) != width
    )
    return gathered(("", issue) for issue in told)
