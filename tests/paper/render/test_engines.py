"""Both engines print the same: tables cell by cell in their columns, in each format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from numerate.ground.project import GENERATED, open_project
from numerate.paper.render.rendering import render
from tests.paper.render.cells import Grid, tables_of
from tests.paper.render.engines import (
    ENGINES,
    FORMATS,
    ROOT,
    each_engine,
    fixture_review,
    rendered_article,
    with_quarto,
)
from tests.paper.render.one_content import solid

# The rows that a reader of the JSON below expects, written by hand; None is covered by a span.
SPANNED: Grid = [
    ["Search", "Date", "Database", "Limits", "Records"],
    ["1", "May 1", "Scopus", "none", "3,812"],
    ["1", "May 1", "PsycInfo", "none", "901"],
    ["Search 1, all databases", None, None, None, "4,713"],
    ["2", "June 2", "Scopus", "years", "12"],
    ["Search 2, all databases", None, None, None, "12"],
]
GROUPED: Grid = [
    ["Field", "Type", "Meaning"],
    ["records", None, None],
    ["title", "string", "Its title."],
    ["Missing values: not applicable", None, None],
    ["year", "integer", "Its year."],
    ["reports", None, None],
    ["report", "string", "Its name."],
]
TYPED: Grid = [["a", "b"], ["1", ""], ["", "2"]]
ARTICLE = """---
title: Tables
---

# Results

See @tbl-spanned, @tbl-grouped and @tbl-typed.

::: {#tbl-spanned table=spanned}
Searches.
:::

::: {#tbl-grouped table=grouped}
Codebook.
:::

| a | b |
|---|---|
| 1 |   |
|   | 2 |

: Typed {#tbl-typed}
"""


def table_json(key: str, rows: Grid, kinds: dict[int, str]) -> str:
    """A table of _generated/tables/ from a grid; a cell spans the None at its right."""
    made = [
        [
            {"text": [text], "colspan": 1 + _covered(row, column)}
            for column, text in enumerate(row)
            if text is not None
        ]
        for row in rows
    ]
    body = [
        {"kind": kinds.get(number, "row"), "id": f"r{number}", "cells": cells}
        for number, cells in enumerate(made)
    ]
    columns = [{"align": "left", "width": None} for _ in rows[0]]
    data = {"schema": 1, "key": key, "columns": columns, "head": [made[0]], "body": body[1:]}
    return json.dumps({**data, "notes": [], "landscape": False})


def _covered(row: list[str | None], column: int) -> int:
    rest = row[column + 1 :]
    return next((at for at, text in enumerate(rest) if text is not None), len(rest))


@each_engine
def test_cells_stand_in_their_columns(tmp_path: Path, engine: str) -> None:
    """Totals below what they add up, spans as wide as they are, group rows over all columns."""
    tables = {
        "spanned": table_json("spanned", SPANNED, {}),
        "grouped": table_json("grouped", GROUPED, {1: "group", 5: "group"}),
    }
    project = fixture_review(tmp_path / "review", ARTICLE, tables)
    for path in rendered_article(project, engine).values():
        expected = [as_read(path, one) for one in (SPANNED, GROUPED, TYPED)]
        assert tables_of(path) == expected, path.name


def as_read(path: Path, rows: Grid) -> Grid:
    """A grid as the reader of a file's format gives it: without blanks from a PDF."""
    if path.suffix != ".pdf":
        return rows
    return [[None if text is None else solid(text) for text in row] for row in rows]


@with_quarto
def test_the_tables_of_this_compendium(tmp_path: Path) -> None:
    """Every cell of the 30 tables of article and supplement, in three formats, by both engines."""
    for name in ("manuscript", "_extensions", GENERATED, "data", "analysis"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("_quarto.yml", "references.bib"):
        shutil.copy(ROOT / name, tmp_path)
    project = open_project(tmp_path)
    found: dict[str, dict[str, list[Grid]]] = {}
    for engine in ENGINES:
        written = render(project, formats=FORMATS, engine=engine)
        found[engine] = {path.name: tables_of(path) for path in written if path.stem != "ledger"}
    assert found["embedded"] == found["quarto"]
    assert sum(len(tables) for tables in found["quarto"].values()) == 3 * 30
