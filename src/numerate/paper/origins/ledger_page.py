"""The ledger page: all numbers and claims in one searchable, sortable list, as one file."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

from numerate.paper.manuscript.document import Document
from numerate.paper.origins.cards import as_script
from numerate.paper.origins.entries import ledger_entries
from numerate.review.results import Ledger

FILE = "ledger.html"
_MARK = re.compile(r"\{\{(style|title|script|data)\}\}")


def ledger_page(
    ledger: Ledger, documents: Sequence[Document], root: Path, look: Path, title: str
) -> str:
    """The page's HTML; it works without a server and without any other file.

    Args:
        ledger: What analysis computed.
        documents: The documents, in which uses are looked up.
        root: The compendium; paths are shown as seen from it.
        look: The folder with ledger.html, ledger.css and ledger.js.
        title: What the review is called.
    """
    parts = {name: (look / f"ledger.{name}").read_text(encoding="utf-8")
             for name in ("html", "css", "js")}  # fmt: skip
    data = as_script(ledger_entries(ledger, documents, root))
    filled = {
        "style": parts["css"],
        "title": html.escape(title),
        "script": parts["js"],
        "data": data,
    }
    return _MARK.sub(lambda mark: filled[mark[1]], parts["html"])
