"""Both engines print the same: cells in their columns, labels, captions, fields, turned pages."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

from pypdf import PdfReader

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
from tests.paper.render.one_content import of_docx, of_html, of_pdf, solid

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


def without_note(grid: Grid) -> Grid:
    """A table without its notes, which the embedded engine's PDF keeps as its last row."""
    (first, *others) = grid[-1] if grid else ("",)
    noted = str(first).startswith("Note.") and not any(others)
    return grid[:-1] if noted else grid


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
        found[engine] = {
            path.name: [without_note(grid) for grid in tables_of(path)]
            for path in written
            if path.stem != "ledger"
        }
    assert found["embedded"] == found["quarto"]
    assert sum(len(tables) for tables in found["quarto"].values()) == 3 * 30


KINDS = """---
title: Kinds
number-sections: true
number-depth: 2
toc: true
author:
  - {name: Ada One, affiliations: [{ref: zeta}, {ref: beta}]}
  - {name: Ben Two, affiliations: [{ref: alpha}, {ref: zeta}]}
affiliations:
  - {id: alpha, name: Alpha University}
  - {id: beta, name: Beta College}
  - {id: zeta, name: Zeta Hospital}
---

# First {#sec-first}

We see @alg-x, @tip-a, @nte-b, @lst-x, @fig-pair, @tbl-first, @tbl-list, @sec-deep, @sec-app,
@sec-part and @sec-other. A line <!-- with a comment -->
goes on.

## Sub

### Deep {#sec-deep}

::: {#alg-x}
## Greedy
Take the best.
:::

::: {#tip-a .callout-tip}
## Named
Body.
:::

::: {#nte-b .callout-note}
Untitled.
:::

```{#lst-x .python lst-cap="A listing"}
x = 1
```

::: {#fig-pair layout-ncol=2}
![One](/_generated/figures/flow.svg){#fig-one}

![Two](/_generated/figures/flow.svg){#fig-two}

Pair
:::

::: {#tbl-first table=quality}
A) Risk of bias
:::

::: {#tbl-list table=quality}
2020. A year
:::

# Hidden {.unlisted .unnumbered}

Text.

# Search {#sec-app .appendix}

Text.

## Part {#sec-part}

Text.

# Forms {#sec-other .appendix}

Text.
"""
CAPTIONS = [
    "Listing 1. A listing",
    "(a) One",
    "(b) Two",
    "Figure 1. Pair",
    "Table 1. A) Risk of bias",
    "Table 2. 2020. A year",
]


@each_engine
def test_labels_captions_and_numbers(tmp_path: Path, engine: str) -> None:
    """Kinds that Quarto has words of its own for, and captions that look like lists."""
    written = rendered_article(fixture_review(tmp_path / "review", KINDS), engine)
    page, word = of_html(written["html"].read_bytes()), of_docx(written["docx"].read_bytes())
    print_ = of_pdf(written["pdf"].read_bytes())
    for text in (page.text, word.text, print_.text):
        plain = text.replace("\u00a0", " ")
        for part in (
            "We see Algorithm 1, Tip 1, Note 1, Listing 1, Figure 1, Table 1, Table 2,",
            "Section 1.1.1, Appendix A, Section A.1 and Appendix B. A line goes on.",
            "Ada One1,2, Ben Two1,3",
            "1 Zeta Hospital 2 Beta College 3 Alpha University",
            "Algorithm 1 (Greedy)",
            "Tip 1. Named",
            "Note 1 Untitled.",
            "1.1 Sub",
            "Appendix A — Search",
            "A.1 Part",
            "Appendix B — Forms",
        ):
            assert solid(part) in solid(plain), part
        assert solid("1.1.1 Deep") not in solid(plain)
    assert sorted(page.captions) == sorted(CAPTIONS)
    assert list(word.captions) == CAPTIONS


@each_engine
def test_word_counts_captions_and_follows_references(tmp_path: Path, engine: str) -> None:
    """SEQ fields in the look of their label, REF fields to them, no unlisted heading listed."""
    project = fixture_review(tmp_path / "review", KINDS)
    written = rendered_article(project, engine, ["docx"])["docx"]
    with zipfile.ZipFile(written) as archive:
        xml = archive.read("word/document.xml").decode()
    bookmarks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="(_Ref\d{12})"', xml))
    assert bookmarks == set(re.findall(r" REF (_Ref\d{12}) ", xml))
    assert len(bookmarks) == 4
    fields = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:instrText[^>]*> SEQ ", xml)
    assert len(fields) == 4
    assert all('w:val="CaptionLabel"' in look for look in fields)
    cells = [re.sub("<[^>]+>", "", one) for one in re.findall(r"<w:tc>.*?</w:tc>", xml, re.DOTALL)]
    parts = [found[1] for one in cells if (found := re.search(r"\((a|b)\)\s+(?:One|Two)", one))]
    assert parts == ["a", "b"]  # side by side in cells
    assert '<w:pStyle w:val="Heading1Unlisted"' in xml
    assert not re.search(r'<w:pStyle w:val="TOC1"[^>]*/>(?:(?!</w:p>).)*Hidden', xml)


@each_engine
def test_a_table_turns_its_page(tmp_path: Path, engine: str) -> None:
    """The class landscape on a table's own division: one page of the PDF, one section in Word."""
    source = KINDS.replace("{#tbl-first table=quality}", "{#tbl-first table=quality .landscape}")
    written = rendered_article(fixture_review(tmp_path / "review", source), engine, ["pdf", "docx"])
    boxes = [page.mediabox for page in PdfReader(written["pdf"]).pages]
    assert [box.width > box.height for box in boxes].count(True) == 1
    with zipfile.ZipFile(written["docx"]) as archive:
        assert archive.read("word/document.xml").decode().count('w:orient="landscape"') == 1
