"""The codebook: every column of every table, from the data dictionary; where rows come from."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.studies import by_name
from numerate import (
    Cell,
    Column,
    Extraction,
    Inline,
    Note,
    Number,
    Result,
    TableColumn,
    TableRow,
    group_row,
    number,
    row,
    table,
)

_BASES = {
    "article": "stated in the published review",
    "reconstructed": "generated so that the published totals come out",
}


_SAME_BASIS = (
    "where the row comes from: article = stated in the published review; reconstructed = generated "
    "so that the published totals come out."
)


def results(data: Extraction) -> Iterator[Result]:
    """Rows per basis over all tables, the facts stated of named studies, and the codebook."""
    yield from _rows_per_basis(data)
    yield _stated_facts(data)
    yield _codebook(data)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _rows_per_basis(data: Extraction) -> Iterator[Number]:
    with_basis = [data[name] for name in data if "basis" in data.tables[name].texts]
    for basis, told in _BASES.items():
        rows = [table_rows.where(basis=basis) for table_rows in with_basis]
        yield number(
            f"extraction.rows.{basis}",
            sum(part.count() for part in rows),
            f"Rows of the extraction, over all tables, that are {told}",
            rows=[part for part in rows if part.count()],
            unit="rows",
        )


def _stated_facts(data: Extraction) -> Result:
    facts = data["stated_facts"]
    tables = {name: data.tables[name].schema.title or name for name in data}
    body: list[TableRow] = []
    for citation, stated in facts.groups("citation").items():
        named: list[Inline] = [{"cite": [citation], "style": "bare"}]
        body.append(group_row(named, 3, citation))
        for line in by_name(stated):
            entered = tables.get(line["entered_in"] or "", "–")
            body.append(row(line["statement"], line["place"], entered, name=line["fact_id"]))
    return table(
        "stated_facts",
        definition="What the published review states of each study that it names",
        columns=[TableColumn(width=0.6), TableColumn(width=0.2), TableColumn(width=0.2)],
        head=[["Statement, in sense", "Part of the review", "Entered in"]],
        body=body,
        notes=["– = the statement names no single row, so none is attributed to the study."],
        rows=facts,
    )


def _codebook(data: Extraction) -> Result:
    body: list[TableRow] = []
    for name in data:
        schema = data.tables[name].schema
        body.append(group_row([{"strong": [name]}, f": {schema.description}"], 4, name))
        codes = sorted({text for column in schema.columns for text in column.missing if text})
        if codes:
            told = Cell(text=(f"Missing values: {', '.join(codes)}.",), colspan=4)
            body.append(row(told, name=f"{name}.missing"))
        for column in schema.columns:
            key: list[Inline] = [column.name]
            key += [{"sup": "a"}] if column.name in schema.primary_key else []
            body.append(
                row(
                    key,
                    column.type,
                    _limits(column),
                    _meaning(column),
                    name=f"{name}.{column.name}",
                )
            )
    return table(
        "codebook",
        definition="Every column of every table of the extraction",
        columns=[TableColumn(width=width) for width in (0.26, 0.09, 0.25, 0.4)],
        head=[["Column", "Type", "Unit and values", "Meaning"]],
        body=body,
        notes=[
            f"Basis, {_SAME_BASIS}",
            Note(marker="a", text=("Names the row: no two rows have the same value.",)),
        ],
    )


def _limits(column: Column) -> str:
    parts = [column.unit] if column.unit else []
    if column.enum:
        parts.append(" | ".join(column.enum))
    elif column.minimum is not None and column.maximum is not None:
        parts.append(f"{column.minimum:g} to {column.maximum:g}")
    elif column.minimum is not None:
        parts.append(f"at least {column.minimum:g}")
    if not column.required:
        parts.append("may be missing")
    return "; ".join(parts)


def _meaning(column: Column) -> str:
    """The description; what is the same for every column on the basis stands in the note."""
    if column.name == "basis":
        same = _SAME_BASIS[0].upper() + _SAME_BASIS[1:]
        return column.description.replace(same, "Basis of the row.").strip()
    return column.description
