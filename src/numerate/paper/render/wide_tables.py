"""Tables too wide for the page: on a turned page, in smaller type, or in parts.

The widest that a page can hold depends on the longest words, so it is decided from the cells. In
this order: type of at least 8 points on the upright page, 7 points on a turned page, and then
parts that repeat the first column. What was done is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import (
    Node,
    Walker,
    attributes,
    copied,
    div,
    pair,
    stringify,
    words,
)
from numerate.paper.render.columns import SIZES, fits
from numerate.paper.render.float_blocks import has_class
from numerate.paper.render.html_page import Page
from numerate.paper.render.measures import Column, measured, placed_cells
from numerate.paper.render.rendition import Place

UPRIGHT: Final = 8.0  # points; smaller type needs a turned page
_KEPT: Final = frozenset({"layout", "columns", "callout", "column-margin", "aside", "hidden"})
_CONTINUED: Final = {
    "en": "continued, columns",
    "de": "Fortsetzung, Spalten",
    "es": "continuación, columnas",
    "fr": "suite, colonnes",
    "it": "continua, colonne",
    "nl": "vervolg, kolommen",
    "pt": "continuação, colunas",
}


@dataclass(frozen=True, slots=True)
class _Ask:
    """What a table is fitted to: sizes of type, and widths of the page upright and turned."""

    sizes: Sequence[float]
    upright: float
    turned: float
    lang: str


def fit_tables(
    blocks: list[Node], page: Page, place: Place, lang: str, sizes: Sequence[float] = SIZES
) -> list[Issue]:
    """Turn and split the tables of a document that are too wide for its page, in place.

    Args:
        blocks: The document's blocks.
        page: The page.
        place: Where the document stands.
        lang: Its language, as BCP 47 has it.
        sizes: Sizes of type that the format has, falling.

    Returns:
        What was done, as advice at the table's line.
    """
    usual = [size for size in sizes if size <= page.size] or list(sizes[-1:])
    ask = _Ask(usual, page.text_width, page.landscape_width, lang.partition("-")[0].lower())
    advice: list[Issue] = []
    _fit(blocks, ask, place, advice, turned=False)
    return advice


def _fit(blocks: list[Node], ask: _Ask, place: Place, advice: list[Issue], *, turned: bool) -> None:
    made: list[Node] = []
    for one in blocks:
        table = _table_of(one)
        if table is not None:
            made += _fitted(one, table, ask, place, advice, turned=turned)
            continue
        if one["t"] == "Div" and not _KEPT & set(one["c"][0][1]) and not has_class(one, "float"):
            wide = turned or has_class(one, "landscape")
            _fit(one["c"][1], ask, place, advice, turned=wide)
        made.append(one)
    blocks[:] = made


def _table_of(block: Node) -> Node | None:
    """The one table that a block is, or that it numbers and notes."""
    if block["t"] == "Table":
        return block
    if not has_class(block, "float-tbl"):
        return None
    tables = [one for one in block["c"][1] if one["t"] == "Table"]
    others = any(
        one["t"] != "Table"
        and not has_class(one, "float-caption")
        and not has_class(one, "table-notes")
        for one in block["c"][1]
    )
    return tables[0] if len(tables) == 1 and not others else None


def _fitted(  # noqa: PLR0913 - a table, and all that it is fitted to
    block: Node, table: Node, ask: _Ask, place: Place, advice: list[Issue], *, turned: bool
) -> list[Node]:
    columns = measured(table).columns
    upright = [size for size in ask.sizes if size >= UPRIGHT] or ask.sizes
    if fits(columns, *((ask.turned, ask.sizes[-1]) if turned else (ask.upright, upright[-1]))):
        return [block]
    parts = _parts(columns, ask)
    if turned and len(parts) == 1:
        return [block]
    said = "stands on a turned page" if len(parts) == 1 else f"is set in {len(parts)} parts"
    advice.append(_told(block, table, place, said, len(columns)))
    made = [block] if len(parts) == 1 else _split(block, table, parts, ask.lang)
    return made if turned else [div(made, attributes("", ["landscape"]))]


def _parts(columns: Sequence[Column], ask: _Ask) -> list[range]:
    """Runs of columns that fit on a turned page beside the first column, of about equal length.

    The first column is counted to the first run.
    """
    size = ask.sizes[-1]
    for count in range(1, len(columns)):
        each = -(-(len(columns) - 1) // count)
        runs = [range(at, min(at + each, len(columns))) for at in range(1, len(columns), each)]
        if all(fits([columns[0], *(columns[at] for at in run)], ask.turned, size) for run in runs):
            return runs
    return [range(at, at + 1) for at in range(1, len(columns))] or [range(1)]


def _split(block: Node, table: Node, parts: Sequence[range], lang: str) -> list[Node]:
    """The parts of a table, each like the whole; the notes stand below the last one."""
    made: list[Node] = []
    again = _CONTINUED.get(lang, _CONTINUED["en"])
    for number, columns in enumerate(parts):
        part = _part(table, columns)
        if number:
            _once(part)
        last = f"–{columns.stop}" if len(columns) > 1 else ""
        run = f"({again} {columns.start + 1}{last})"
        if block["t"] == "Table":
            if number:  # a further part has no name of its own
                caption = {"t": "Plain", "c": words(run)}
                part["c"][:2] = [["", *part["c"][0][1:]], [None, [caption]]]
            made.append(part)
            continue
        held: list[Node] = []
        for one in block["c"][1]:
            if one is table:
                held.append(part)
            elif has_class(one, "float-caption"):
                held.append(_caption(copied(one), run) if number else one)
            elif number == len(parts) - 1:
                held.append(one)
        attr = block["c"][0] if number == 0 else ["", block["c"][0][1], block["c"][0][2]]
        made.append({"t": "Div", "c": [attr, held]})
    return made


def _once(part: Node) -> None:
    """Take the footnotes out of a column that is printed before."""
    _, _, _, head, bodies, foot = part["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    walker = Walker(inline=lambda node: [] if node["t"] == "Note" else None)
    for placed in placed_cells((row[1] for row in rows), len(part["c"][2])):
        for at, cell in placed:
            if at == 0:
                walker.blocks(cell[4])


def _caption(caption: Node, run: str) -> Node:
    """The label of a caption, and which columns stand below it."""
    inlines = [one for held in caption["c"][1] for one in held["c"] if _is_label(one)]
    held = {"t": "Plain", "c": [*inlines[:1], *words(f" {run}" if inlines else run)]}
    return {"t": "Div", "c": [["", *caption["c"][0][1:]], [held]]}


def _is_label(node: Node) -> bool:
    return node["t"] == "Span" and "float-label" in node["c"][0][1]


def _part(table: Node, columns: range) -> Node:
    """The first column of a table and a run of others, as a table."""
    kept = [0, *columns]
    attr, caption, specs, head, bodies, foot = table["c"]
    plain_specs = [[specs[at][0], {"t": "ColWidthDefault"}] for at in kept]
    return {
        "t": "Table",
        "c": [
            copied(attr),
            caption,
            plain_specs,
            [head[0], _rows(head[1], len(specs), kept)],
            [
                [
                    body[0],
                    min(body[1], 1),
                    _rows(body[2], len(specs), kept),
                    _rows(body[3], len(specs), kept),
                ]
                for body in bodies
            ],
            [foot[0], _rows(foot[1], len(specs), kept)],
        ],
    }


def _rows(rows: list[Any], columns: int, kept: Sequence[int]) -> list[Any]:
    """The rows with those cells that stand in some columns; what spans more of them is cut."""
    columns_kept = set(kept)
    made = []
    for row, placed in zip(rows, placed_cells([row[1] for row in rows], columns), strict=True):
        cells = []
        for at, cell in placed:
            span = len(columns_kept & set(range(at, at + cell[3])))
            if span:
                content = copied(cell[4]) if at == 0 or span < cell[3] else cell[4]
                cells.append([cell[0], cell[1], cell[2], span, content])
        made.append([row[0], cells])
    return made


def _told(block: Node, table: Node, place: Place, said: str, columns: int) -> Issue:
    name = block["c"][0][0]
    found = place.places.of("id", name) if name else None
    at: dict[str, Any] = {"file": place.shown}
    if found is not None:
        at = {"file": found.file, "line": found.line, "column": found.column}
    elif table["c"][3][1]:
        at = place.of(stringify(table["c"][3][1][0][1][0][4]))
    label = pair(block["c"][0], "label") or name or "a table"
    return Issue(
        code="wide-table",
        **at,
        found=f"{label} has {columns} columns, too wide for the page; it {said}",
        expected="a table whose longest words fit on the page side by side",
        todo="leave it so, or use fewer columns and shorter words",
        severity="advice",
    )
