"""The part ``codebook``: every column of the extraction as the dictionary describes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.review.extraction import Column, Extraction
from numerate.review.results import TableColumn, group_row, number, row, table

_MANUAL: Final = Manual.of("""
Tables:
- any | as described in data/datapackage.json | One row per what its title says
Keys:
- codebook.tables, codebook.columns | tables and columns described
- table codebook | table by table: column, type, meaning, values allowed, words for missing
Sentences:
- The extraction has [13]{num=codebook.tables} tables of [60]{num=codebook.columns} columns
  ([Table S1]{ref=supplement#tbl-codebook}).
Sources:
- Frictionless Data Package 1
""")


@dataclass(frozen=True)
class codebook(Declaration):  # noqa: N801 - declared like a function
    """The codebook: each column with its type, meaning and allowed values.

    Attributes:
        tables: The tables told, in order; by default all.
    """

    manual: ClassVar[Manual] = _MANUAL
    tables: Sequence[str] = field(default=(), kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Counts, and the table."""
        names = [self.one_of("tables", name, list(data)) for name in self.tables] or list(data)
        every = [data[name] for name in names]
        body = []
        for rows in every:
            schema = rows.table.schema
            title = schema.title or schema.description
            body.append(group_row(schema.name + (f": {title}" if title else ""), 4, schema.name))
            body += [
                row(column.name, _kind(column), column.description, _allowed(column),
                    name=f"{schema.name}-{column.name}")
                for column in schema.columns
            ]  # fmt: skip
        yield number("codebook.tables", len(every), "Tables of the extraction", rows=every)
        yield number("codebook.columns", sum(len(r.table.schema.columns) for r in every),
                     "Columns of the extraction", rows=every)  # fmt: skip
        yield table(
            "codebook",
            definition="Every column of the extraction: type, meaning, values",
            columns=[TableColumn(width=w) for w in (0.2, 0.14, 0.4, 0.26)],
            head=[["Column", "Type", "Meaning", "Values"]], body=body, rows=every,
        )  # fmt: skip


def _kind(column: Column) -> str:
    return column.type + (f", {column.unit}" if column.unit else "")


def _allowed(column: Column) -> str:
    told = [", ".join(column.enum)] if column.enum else []
    if column.minimum is not None:
        told.append(f"at least {column.minimum:g}")
    if column.maximum is not None:
        told.append(f"at most {column.maximum:g}")
    words = [word for word in column.missing if word]
    if words:
        told.append(f"missing: {', '.join(words)}")
    return "; ".join(told)
