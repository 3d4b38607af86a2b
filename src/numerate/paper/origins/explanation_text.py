"""An explanation as text for a terminal, and its rows as a table or CSV."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from tabulate import tabulate

from numerate.ground.report_formats import ReportFormats, json_text
from numerate.paper.origins.explanation import Explanation
from numerate.review.extraction import Rows

WITHHELD = "[withheld]"
_WIDTH = 96
_WIDEST_CELL = 40


def told(explanation: Explanation, shown_rows: int | None = 20) -> str:
    """The explanation as text.

    Args:
        explanation: What to tell.
        shown_rows: How many rows of each table to show; None for all.
    """
    return "\n".join(_lines(explanation, shown_rows))


def rows_csv(explanation: Explanation) -> str:
    """All rows behind an explanation as CSV: the columns table and line, then the data's own.

    Cells that a spreadsheet would read as a formula are given an apostrophe.
    """
    columns = list(dict.fromkeys(c for rows in explanation.rows for c in rows.table.texts))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["table", "line", *columns])
    for rows in explanation.rows:
        name = rows.table.schema.name
        cells = {c: cells_of(rows, c) for c in rows.table.texts}
        for index, line in enumerate(rows.lines):
            values = [cells[c][index] if c in cells else "" for c in columns]
            writer.writerow([name, line, *(_safe(value) for value in values)])
    return out.getvalue()


def _lines(explanation: Explanation, shown_rows: int | None) -> Iterator[str]:
    yield f"{explanation.key} ({explanation.kind}): {explanation.text}"
    yield from _wrapped("what it is", explanation.definition)
    if explanation.rule:
        yield from _wrapped("rule", explanation.rule)
    if explanation.against:
        yield from _wrapped("against it", ", ".join(explanation.against))
    if explanation.of:
        yield from _wrapped("computed from", "; ".join(explanation.of))
    yield f"  computed by {explanation.function}, {explanation.place}"
    for rows in explanation.rows:
        yield ""
        yield from _rows(rows, shown_rows)
    if explanation.uses:
        yield ""
        yield "  printed in"
        for use in explanation.uses:
            yield f"    {use.where}" + (f"  «{use.text}»" if use.text else "")
    if explanation.source:
        yield ""
        yield f"  code ({explanation.place})"
        yield textwrap.indent(explanation.source, "    ")


def _rows(rows: Rows, shown_rows: int | None) -> Iterator[str]:
    schema = rows.table.schema
    how = f" where {rows.selection.how}" if rows.conditions else ""
    many = "1 row" if rows.count() == 1 else f"{rows.count():,} rows"
    yield f"  {many} of data/{schema.path}{how}"
    first = rows.first(shown_rows) if shown_rows is not None else rows
    cells = {"line": [str(line) for line in first.lines]}
    cells |= {
        column: [_short(text) for text in cells_of(first, column)] for column in first.table.texts
    }
    if first.count():
        yield textwrap.indent(tabulate(cells, headers="keys", disable_numparse=True), "    ")
    hidden = rows.count() - first.count()
    if hidden:
        yield f"    … and {hidden:,} more (--rows shows all, --csv FILE writes them)"


def cells_of(rows: Rows, column: str) -> list[str]:
    """The cells of a column as the CSV has them; those of a sensitive one are withheld."""
    declared = [one for one in rows.table.schema.columns if one.name == column]
    if declared and declared[0].sensitive:
        return [WITHHELD] * rows.count()
    return rows.texts(column)


def _wrapped(label: str, text: str) -> Iterator[str]:
    head = f"  {label}: "
    yield from textwrap.wrap(
        text, _WIDTH, initial_indent=head, subsequent_indent="    ", break_long_words=False
    )


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _entry(explanation: Explanation) -> dict[str, Any]:
    """An explanation for programs, with every row; cells of sensitive columns are withheld."""
    plain = ("kind", "key", "text", "definition", "rule", "place", "function", "source")
    return {
        **{name: getattr(explanation, name) for name in plain},
        "of": list(explanation.of),
        "against": list(explanation.against),
        "uses": [{"where": use.where, "text": use.text} for use in explanation.uses],
        "rows": [
            {
                "table": rows.table.schema.name,
                "selection": rows.selection.how,
                "lines": list(rows.lines),
                "cells": {column: cells_of(rows, column) for column in rows.table.texts},
            }
            for rows in explanation.rows
        ],
    }


Told = tuple[Sequence[Explanation], int | None]  # how many rows the text shows; None for all
EXPLANATION_REPORT = ReportFormats[Told](
    {
        "text": lambda given: "\n\n".join(told(one, given[1]) for one in given[0]) + "\n",
        "json": lambda given: json_text([_entry(one) for one in given[0]]),
    }
)
