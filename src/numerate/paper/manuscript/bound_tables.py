"""Tables: widths of columns as the author states them, and tables written as lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from numerate.paper.manuscript.ast import (
    Attr,
    Node,
    Walker,
    attributes,
    cells,
    pair,
    plain,
    taken,
)
from numerate.paper.manuscript.captions import caption_and_attributes

_WIDTHS = "tbl-colwidths"
_ALIGNMENTS = {"d": "AlignDefault", "l": "AlignLeft", "r": "AlignRight", "c": "AlignCenter"}
_WHOLE = 100


def widen(table: Node, stated: str | None, settings: Mapping[str, Any]) -> None:
    """Give a table the column widths that its attribute, a float around it or the settings state.

    Args:
        table: The table, changed in place.
        stated: What a float or division around it states.
        settings: The document's settings.
    """
    caption, attr = caption_and_attributes(table)
    attributed = attr != attributes()
    own = taken(attr, _WIDTHS) or taken(table["c"][0], _WIDTHS) or stated
    if attributed:
        table["c"][0][0] = attr[0] or table["c"][0][0]
        table["c"][0][1] += attr[1]
        table["c"][0][2] += attr[2]
        table["c"][1] = [None, [plain(caption)] if caption else []]
    value: Any = settings.get(_WIDTHS, True) if own is None else _read(own)
    if any(cell[2] != 1 or cell[3] != 1 for cell in cells(table)):
        return
    columns = table["c"][2]
    if value is False:
        table["c"][2] = [[align, {"t": "ColWidthDefault"}] for align, _ in columns]
    elif isinstance(value, list) and value:
        widths = [float(value[min(i, len(value) - 1)]) for i in range(len(columns))]
        total = max(sum(widths), _WHOLE)
        table["c"][2] = [
            [align, {"t": "ColWidth", "c": round(width / total, 3)}]
            for (align, _), width in zip(columns, widths, strict=True)
        ]


def _read(value: str) -> Any:  # noqa: ANN401 - a truth value, a word or a list of numbers
    bare = value.strip()
    if bare in {"true", "false", "auto"}:
        return {"true": True, "false": False}.get(bare, bare)
    try:
        found = json.loads(bare if bare.startswith("[") else f"[{bare}]")
    except ValueError:
        return True
    return found if all(isinstance(item, int | float) for item in found) else True


def widen_within(node: Node, settings: Mapping[str, Any]) -> list[Node]:
    """Give every table within a division the widths that the division states; the tables."""
    stated = taken(node["c"][0], _WIDTHS)
    found: list[Node] = []

    def visit(inner: Node) -> list[Node] | None:
        if inner["t"] == "Table":
            widen(inner, stated, settings)
            found.append(inner)
        return None

    Walker(visit).blocks(node["c"][1])
    return found


def list_table(node: Node) -> Node | None:
    """The table that a ``.list-table`` division writes as a list of lists; None for others."""
    if node["t"] != "Div":
        return None
    attr, content = node["c"]
    names = [name for name in attr[1] if name in {"list-table", "list-table-body"}]
    blocks = list(content)
    if not names or not blocks:
        return None
    caption: list[Node] = []
    for index in (0, -1):
        if len(blocks) > 1 and blocks[index]["t"] == "Para":
            caption = [plain(blocks.pop(index)["c"])]
    if not blocks or blocks[0]["t"] != "BulletList":
        return None
    attr[1] = [name for name in attr[1] if name not in names]
    rows = [_row(item) for item in blocks[0]["c"]]
    default = "1" if "list-table" in names else "0"
    headers = int(taken(attr, "header-rows") or default)
    stubs = int(taken(attr, "header-cols") or 0)
    columns = _columns(attr, max((sum(c[3] for c in row[1]) for row in rows), default=0))
    body = [attributes(), stubs, [], rows[headers:]]
    head = [attributes(), rows[:headers]]
    foot = [attributes(), []]
    return {"t": "Table", "c": [attr, [None, caption], columns, head, [body], foot]}


def _row(item: list[Node]) -> list[Any]:
    """A row: attributes from an empty span before its list, and its cells."""
    attr = attributes()
    inner = list(item)
    if len(inner) > 1 and inner[0]["t"] in {"Para", "Plain"}:
        first = inner.pop(0)["c"]
        if len(first) == 1 and first[0]["t"] == "Span":
            attr = first[0]["c"][0]
    listed = inner[0]["c"] if inner and inner[0]["t"] == "BulletList" else [inner]
    return [attr, [_cell(blocks) for blocks in listed]]


def _cell(blocks: list[Node]) -> list[Any]:
    """A cell: spans and alignment from an empty span at its beginning, and its blocks."""
    attr = attributes()
    if blocks and blocks[0]["t"] in {"Para", "Plain"}:
        inlines = blocks[0]["c"]
        if inlines and inlines[0]["t"] == "Span" and not inlines[0]["c"][1]:
            attr = inlines.pop(0)["c"][0]
            while inlines and inlines[0]["t"] == "Space":
                inlines.pop(0)
    columns = int(taken(attr, "colspan") or 1)
    rows = int(taken(attr, "rowspan") or 1)
    align = _ALIGNMENTS.get(taken(attr, "align") or "d", "AlignDefault")
    return [attr, {"t": align}, rows, columns, blocks]


def _columns(attr: Attr, count: int) -> list[list[Node]]:
    aligns = [a.strip() for a in (taken(attr, "aligns") or "").split(",")]
    widths = [float(w) for w in (taken(attr, "widths") or "").split(",") if w.strip()]
    total = sum(widths) or 1
    made: list[list[Node]] = []
    for index in range(count):
        align = _ALIGNMENTS.get(aligns[index] if index < len(aligns) else "d", "AlignDefault")
        width: Node = {"t": "ColWidthDefault"}
        if index < len(widths):
            width = {"t": "ColWidth", "c": widths[index] / total}
        made.append([{"t": align}, width])
    return made


def states_widths(node: Node) -> bool:
    """Whether a division states widths for the tables in it.

    >>> states_widths({"t": "Div", "c": [["", [], [["tbl-colwidths", "[1,2]"]]], []]})
    True
    """
    return node["t"] == "Div" and pair(node["c"][0], _WIDTHS) is not None
