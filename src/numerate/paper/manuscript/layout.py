"""Layouts: blocks side by side, in equal columns or in rows of stated widths."""

from __future__ import annotations

import json
import math
from typing import Any

from numerate.paper.manuscript.ast import Node, attributes, div, pair, para, taken

_KEYS = ("layout-ncol", "layout-nrow", "layout")


def wants_layout(node: Node) -> bool:
    """Whether a division lays out what it holds.

    >>> wants_layout(div([], attributes("", (), {"layout-ncol": "2"})))
    True
    """
    return node["t"] == "Div" and any(pair(node["c"][0], key) for key in _KEYS)


def lay_out(node: Node) -> None:
    """Put the blocks of a division into Div.layout: one for equal columns, else one a row."""
    attr, content = node["c"]
    columns = _number(taken(attr, "layout-ncol"))
    rows = _number(taken(attr, "layout-nrow"))
    stated = taken(attr, "layout")
    apart = [b for b in content if b["t"] == "Div" and "float-caption" in b["c"][0][1]]
    cells = _cells([b for b in content if b not in apart])
    if not columns and rows:
        columns = math.ceil(len(cells) / rows)
    made = _rows(cells, _widths(stated)) if stated and not columns else []
    if not made:
        made = [div(cells, attributes("", ["layout"], {"columns": str(columns or 1)}))]
    content[:] = [*made, *apart]


def _number(value: str | None) -> int:
    return int(value) if value and value.strip().isdigit() else 0


def _cells(blocks: list[Node]) -> list[Node]:
    """Each block as a cell; a heading stays with the block after it."""
    cells: list[Node] = []
    heading: list[Node] = []
    for block in blocks:
        if block["t"] == "Header":
            heading.append(block)
            continue
        if block["t"] == "Div" and not heading:
            cells.append(block)
        else:
            inner = [para(block["c"])] if block["t"] == "Plain" else [block]
            cells.append(div([*heading, *inner], attributes("", ["layout-cell"])))
        heading = []
    if heading:
        cells.append(div(heading, attributes("", ["layout-cell"])))
    return cells


def _widths(stated: str) -> list[list[float]]:
    """Rows of relative widths in a text such as ``[[1, 1], [1]]`` or ``[60, -5, 35]``."""
    try:
        value: Any = json.loads(stated.replace("%", ""))
    except ValueError:
        return []
    if not isinstance(value, list):
        return []
    rows = value if value and isinstance(value[0], list) else [value]
    return [[float(w) for w in row if isinstance(w, int | float)] for row in rows]


def _rows(cells: list[Node], widths: list[list[float]]) -> list[Node]:
    made: list[Node] = []
    rest = list(cells)
    for row in widths:
        total = sum(abs(width) for width in row) or 1
        kept = [width for width in row if width > 0]
        taken_now, rest = rest[: len(kept)], rest[len(kept) :]
        if not taken_now:
            break
        shares = " ".join(f"{width / total:.3g}" for width in kept)
        pairs = {"columns": str(len(kept)), "widths": shares}
        made.append(div(taken_now, attributes("", ["layout"], pairs)))
    if made and rest:
        last = dict(made[-1]["c"][0][2])
        made.append(div(rest, attributes("", ["layout"], last)))
    return made
