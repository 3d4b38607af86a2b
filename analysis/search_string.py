"""The search string: its blocks and groups of terms, and the whole string as it was entered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numerate import (
    Cell,
    Extraction,
    Note,
    Result,
    Rows,
    TableColumn,
    TableRow,
    group_row,
    row,
    table,
)

_NOTE = (
    "Terms of a group are joined by OR, groups of a block by AND, blocks by OR; * stands for any "
    "ending. The whole string: "
)


def results(data: Extraction) -> Iterator[Result]:
    """The supplement's table of the search string."""
    terms = data["search_terms"]
    body: list[TableRow] = []
    for block, in_block in terms.groups("block").items():
        body.append(group_row(f"Block {block}", 3, f"block{block}"))
        for group, in_group in in_block.groups("group").items():
            body.append(
                row(
                    f"Group {group}" if in_block.distinct("group") > 1 else "",
                    in_group.count(),
                    ", ".join(_ordered(in_group)),
                    name=f"block{block}-group{group}",
                )
            )
    yield table(
        "search_string",
        definition="The terms of the search string by block and group",
        columns=[
            TableColumn(width=0.15),
            TableColumn(align="right", width=0.1),
            TableColumn(width=0.75),
        ],
        head=[["", Cell(text=("Terms",), align="right"), "Terms as entered"]],
        body=body,
        notes=[
            Note(
                text=(
                    _NOTE,
                    whole(terms),
                )
            )
        ],
        rows=terms,
    )


def whole(terms: Rows) -> str:
    """The search string as it was entered."""
    return " OR ".join(_block(in_block) for in_block in terms.groups("block").values())


def _block(terms: Rows) -> str:
    groups = [f"({' OR '.join(_ordered(group))})" for group in terms.groups("group").values()]
    joined = " AND ".join(groups)
    return f"({joined})" if len(groups) > 1 else joined


def _ordered(terms: Rows) -> list[str]:
    lines = sorted(terms, key=_position)
    return [f"“{line['term']}”" if line["phrase"] == "yes" else line["term"] for line in lines]


def _position(line: dict[str, Any]) -> int:
    return int(line["position"])
