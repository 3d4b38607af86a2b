"""Tables in HTML: header cells that name their scope, group rows, and a box that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from numerate.paper.manuscript.ast import Attr, Node, pair, put, stringify
from numerate.paper.render.columns import layout, readable_width
from numerate.paper.render.measures import measured

# The page of numerate.css in ems of a table's type: the text column, and with the margin.
_TEXT, _WITH_MARGIN, _PADDING = 50.0, 69.0, 1.1
_SANS = 1.12  # how much wider than the serif type of print the type of tables is
_ALMOST = 0.999
_SIZES, _REM = (10.0, 9.5, 9.0), 0.82  # sizes of type; the first is this large


def scrolling(table: Node, label: str, name: str, *, wide: bool = False) -> list[Node]:
    """A table ready for HTML, in a box of its own that scrolls where the page is too narrow.

    Args:
        table: The table; changed in place.
        label: Id of the caption outside the table that names it, or empty.
        name: What the table is called when it has no caption at all.
        wide: Whether the table may take the margin too.
    """
    attr, caption, _, _, _, _ = table["c"]
    _set_widths(table, _WITH_MARGIN if wide else _TEXT)
    _scope_head(table)
    _split_bodies(table)
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


def _set_widths(table: Node, page: float) -> None:
    """Shares of the width for the columns, a size of type, a width below which it scrolls."""
    attr, _, specs, *_ = table["c"]
    page, padding = page / _SANS, _PADDING / _SANS
    measures = measured(table)
    least = readable_width(measures, page, padding)
    width = 10 * max(least, page)
    laid = layout(table, width, _SIZES, padding=10 * padding, measures=measures)
    for spec, share in zip(specs, _whole_percents(laid.shares), strict=True):
        spec[1] = {"t": "ColWidth", "c": share}
    style = [f"min-width: {least * _SANS:.1f}em"]
    if sum(laid.shares) > _ALMOST:
        style.append("width: 100%")
    if laid.size < _SIZES[0]:
        style.append(f"font-size: {_REM * laid.size / _SIZES[0]:.2f}rem")
    put(attr, "style", "; ".join(style))


def _whole_percents(shares: Sequence[float]) -> list[float]:
    """Shares of one in whole percents, as pandoc writes them, that add up to a hundred."""
    exact = [100 * share / sum(shares) for share in shares]
    order = sorted(range(len(exact)), key=lambda i: int(exact[i]) - exact[i])
    more = 100 - sum(int(one) for one in exact)
    return [(int(one) + (order.index(i) < more) + 0.1) / 100 for i, one in enumerate(exact)]


def _scope_head(table: Node) -> None:
    """Header cells name what they head: a column, or the columns they span (WCAG, H63)."""
    for row in table["c"][3][1]:
        for cell in row[1]:
            put(cell[0], "scope", "colgroup" if cell[3] > 1 else "col")


def _split_bodies(table: Node) -> None:
    """A group row heads a body of its own, as HTML's row groups want it.

    The first column of a computed table names its rows. Where a row's first cell spans more than
    that column, the row stands in a body without such heads, because pandoc would cut the cell.
    """
    generated = pair(table["c"][0], "data-table") is not None
    bodies: list[Any] = []
    for attr, columns, head, rows in table["c"][4]:
        heads = max(columns, 1 if generated else 0)
        present = [attr, heads, head, []]
        for row in rows:
            if "group" in row[0][1]:
                for cell in row[1]:
                    put(cell[0], "scope", "rowgroup")
                bodies.append(present)
                present = [_no_attr(), heads, [row], []]
                continue
            wanted = heads if not row[1] or row[1][0][3] == 1 else 0
            if wanted != present[1]:
                bodies.append(present)
                present = [_no_attr(), wanted, [], []]
            if wanted and row[1]:
                put(row[1][0][0], "scope", "row")
            present[3].append(row)
        bodies.append(present)
    table["c"][4] = [body for body in bodies if body[2] or body[3]]


def _no_attr() -> Attr:
    return ["", [], []]


def _raw(source: str) -> Node:
    return {"t": "RawBlock", "c": ["html", source]}
