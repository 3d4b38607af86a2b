"""Cards: on hover, focus or tap, each number and claim of a page says where it comes from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from numerate.paper.origins.entries import card_entries
from numerate.review.results import Ledger

_KEY = re.compile(r'<span\b[^>]*\bdata-key="([^"]+)"')
_BODY_END = "</body>"
_MARK = "numerate-cards"


def with_cards(page: str, ledger: Ledger, root: Path, look: Path, ledger_page: str) -> str:
    """A rendered page with a card for each number and claim it prints.

    The page stays one file and works without a server. A page without bound numbers, or one that
    has its cards already, is returned as it is.

    Args:
        page: The HTML, whichever engine made it.
        ledger: What analysis computed.
        root: The compendium; paths are shown as seen from it.
        look: The folder with cards.css and cards.js.
        ledger_page: Name of the ledger's page beside this one; empty when there is none.
    """
    if _BODY_END not in page or f'id="{_MARK}"' in page:
        return page
    entries = card_entries(_KEY.findall(page), ledger, root)
    if not entries:
        return page
    style = (look / "cards.css").read_text(encoding="utf-8")
    script = (look / "cards.js").read_text(encoding="utf-8")
    data = as_script({"ledger": ledger_page, "entries": entries})
    added = (
        f"<style>\n{style}</style>\n"
        f'<script type="application/json" id="{_MARK}">{data}</script>\n'
        f"<script>\n{script}</script>\n"
    )
    before, _, after = page.rpartition(_BODY_END)
    return f"{before}{added}{_BODY_END}{after}"


def as_script(data: Any) -> str:  # noqa: ANN401 - any JSON value
    r"""JSON that can stand inside a script element whatever its texts hold.

    >>> as_script({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
