"""Tables in HTML: header cells that name their scope, group rows, and a box that scrolls."""

from __future__ import annotations

from html import escape
from typing import Any

from numerate.manuscript.ast import Attr, Node, pair, put, stringify
from numerate.render.columns import readable_width

_WIDEST = 72.0  # ems; a table wider than this would be a long way to scroll


def scrolling(table: Node, label: str, name: str) -> list[Node]:
    """A table ready for HTML, in a box of its own that scrolls where the page is too narrow.

    Args:
        table: The table; changed in place.
        label: Id of the caption outside the table that names it, or empty.
        name: Id for the table's own caption, if it has one.
    """
    attr, caption, _, _, _, _ = table["c"]
    put(attr, "style", f"min-width: {min(readable_width(table), _WIDEST):.1f}em")
    _scope_head(table)
    _split_groups(table)
    text = stringify(caption[1])
    if text and not label:
        put(attr, "aria-label", text)
    if label:
        put(attr, "aria-labelledby", label)
    naming = f'aria-labelledby="{escape(label)}"' if label else f'aria-label="{escape(text)}"'
    if not label and not text:
        naming = f'aria-label="{escape(name)}"'
    opening = f'<div class="table-scroll" role="group" tabindex="0" {naming}>'
    return [_raw(opening), table, _raw("</div>")]


def _scope_head(table: Node) -> None:
    """Header cells name what they head: a column, or the columns they span (WCAG, H63)."""
    _, _, _, head, bodies, _ = table["c"]
    for row in head[1]:
        for cell in row[1]:
            put(cell[0], "scope", "colgroup" if cell[3] > 1 else "col")
    generated = pair(table["c"][0], "data-table") is not None
    for body in bodies:
        if generated and not body[1]:
            body[1] = 1  # the first column of a computed table names its rows
        if body[1]:
            for row in body[3]:
                if row[1] and "group" not in row[0][1]:
                    put(row[1][0][0], "scope", "row")


def _split_groups(table: Node) -> None:
    """A group row heads a body of its own, as HTML's row groups want it."""
    bodies: list[Any] = []
    for attr, columns, head, rows in table["c"][4]:
        present = [attr, columns, head, []]
        for row in rows:
            if "group" in row[0][1]:
                for cell in row[1]:
                    put(cell[0], "scope", "rowgroup")
                if present[2] or present[3]:
                    bodies.append(present)
                present = [_no_attr(), columns, [row], []]
            else:
                present[3].append(row)
        bodies.append(present)
    table["c"][4] = bodies


def _no_attr() -> Attr:
    return ["", [], []]


def _raw(source: str) -> Node:
    return {"t": "RawBlock", "c": ["html", source]}
