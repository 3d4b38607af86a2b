"""The appendix of numbers for PDF and Word: what each printed number is and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from numerate.paper.manuscript.ast import Node, attributes, header, para, plain, words
from numerate.paper.manuscript.document import Document, keys_used
from numerate.paper.manuscript.keys import Use
from numerate.paper.origins.entries import entry
from numerate.paper.origins.titles import APPENDIX
from numerate.review.results import Claim, Ledger, Listing, Number

_ABOUT = (
    "Every computed number and tested statement of this document, in the order in which it first "
    "appears, with what it is, the rows of the data it was computed from, and the code."
)
_HEADS = ("Printed", "What it is", "Rows", "Code and key")
_WIDTHS = (0.14, 0.36, 0.24, 0.26)


def appendix(document: Document, ledger: Ledger, root: Path) -> list[Node]:
    """The appendix of one document as blocks; empty when it prints no computed number.

    Args:
        document: The document, parsed.
        ledger: What analysis computed.
        root: The compendium; paths are shown as seen from it.
    """
    rows = list(_rows(document, ledger, root))
    if not rows:
        return []
    heading = header(1, words(APPENDIX), attributes("sec-numbers-appendix", ["unnumbered"]))
    return [heading, para(words(_ABOUT)), _table(rows)]


def _rows(document: Document, ledger: Ledger, root: Path) -> Iterator[tuple[str, ...]]:
    seen: set[tuple[str, str]] = set()
    for use in keys_used(document):
        result = _named(use, ledger)
        if result is None or (use.kind, use.key) in seen:
            continue
        seen.add((use.kind, use.key))
        made = entry(result, root)
        told = [
            f"{rows['count']:,} of {rows['table']}" + (f": {rows['how']}" if rows["how"] else "")
            for rows in made["rows"]
        ]
        printed = made["text"] if made["kind"] != "claim" else f"statement {made['text']}"
        yield printed, made["definition"], "; ".join(told), f"{made['place']} ({made['key']})"


def _named(use: Use, ledger: Ledger) -> Number | Listing | Claim | None:
    if use.kind == "num":
        return ledger.numbers.get(use.key)
    if use.kind == "list":
        return ledger.lists.get(use.key)
    return ledger.claims.get(use.key) if use.kind == "claim" else None


def _table(rows: list[tuple[str, ...]]) -> Node:
    """A pandoc Table with a header row."""
    empty = attributes("", [])
    columns = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": width}] for width in _WIDTHS]
    head = [empty, [_row(_HEADS)]]
    body = [empty, 0, [], [_row(row) for row in rows]]
    no_caption: list[object] = [None, []]
    return {"t": "Table", "c": [empty, no_caption, columns, head, [body], [empty, []]]}


def _row(texts: tuple[str, ...]) -> list[object]:
    cells = [
        [attributes("", []), {"t": "AlignDefault"}, 1, 1, [plain(words(text))]] for text in texts
    ]
    return [attributes("", []), cells]
