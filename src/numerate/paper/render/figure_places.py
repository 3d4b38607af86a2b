"""Where a figure of a PDF may go: where the author put it, to the next page, or behind a table.

Typst's own floats rise to the top of their page, above the heading they belong to, and settle
inside tables that run over pages. So a figure stays where it is written. Only where it does not
fit it gives way: to the text after it, and stands at the top of the next page; or to the table
after it. It never passes a heading, another figure or the list of references.
"""

from __future__ import annotations

from typing import Final

from numerate.paper.manuscript.ast import Node, put
from numerate.paper.render.float_blocks import has_class

ANCHOR: Final = "after"
_TEXT: Final = frozenset({"Para", "Plain", "BulletList", "OrderedList", "LineBlock", "BlockQuote"})


def let_figures_move(blocks: list[Node]) -> None:
    """Mark the figures that may give way, and what they may not pass; in place.

    A label is put into the last line of what stands before such a figure; from its place the
    template learns how much room is left on the page. A figure with text after it gets the
    attribute ``after``, which names the label; one with a table after it is put into one call
    of the template together with the table.
    """
    made: list[Node] = []
    labels = 0
    waiting = False
    before: Node | None = None
    rest = list(reversed(blocks))
    while rest:
        one = rest.pop()
        if waiting and one["t"] not in _TEXT:
            made.append(_code("#place.flush()"))
            waiting = False
        following = rest[-1] if rest else None
        name = f"before-figure-{labels + 1}"
        movable = has_class(one, "float-fig") and before is not None and following is not None
        if movable and before and following and following["t"] in _TEXT and _mark(before, name):
            put(one["c"][0], ANCHOR, name)
            labels, waiting = labels + 1, True
        elif movable and before and following and _is_table(following) and _mark(before, name):
            rest.pop()
            labels += 1
            made += [_code(f"#in-order(<{name}>)["), one, _code("]["), following, _code("]")]
            before = following
            continue
        made.append(one)
        before = one
    blocks[:] = made


def _is_table(block: Node) -> bool:
    return block["t"] == "Table" or has_class(block, "float-tbl")


def _mark(block: Node, name: str) -> bool:
    """Put a label into the last line of a block; False when it has none."""
    inlines = _last_line(block)
    if not inlines:
        return False
    mark = {"t": "RawInline", "c": ["typst", f"#metadata(none)<{name}>"]}
    inlines.insert(-1, mark)  # at the very end it would go to the page of what follows
    return True


def _last_line(block: Node) -> list[Node]:
    """The inlines that end a paragraph, or a numbered table or figure with its notes or caption."""
    if block["t"] in {"Para", "Plain"}:
        inlines: list[Node] = block["c"]
        return inlines
    if block["t"] == "Div" and block["c"][1]:
        parts = block["c"][1]
        if has_class(block, "float-tbl"):  # its caption stands above
            parts = [part for part in parts if not has_class(part, "float-caption")]
        return _last_line(parts[-1]) if parts else []
    if block["t"] == "Table":
        bodies = block["c"][4]
        rows = bodies[-1][3] if bodies else []
        cells = [cell[4] for row in rows[-1:] for cell in row[1] if cell[4]]
        return _last_line(cells[0][-1]) if cells else []
    return []


def _code(source: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", source]}
