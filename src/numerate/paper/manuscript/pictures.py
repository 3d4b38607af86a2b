"""Pictures named without an ending: the file that is there decides."""

from __future__ import annotations

import re
from pathlib import Path

from numerate.paper.manuscript.ast import Node, Walker

_BARE = re.compile(r"!\[[^\]]*\]\((?![a-z]+:)(?:[^)\s]*/)?[^)\s./]+[\s)]")
_ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".pdf", ".gif")


def names_bare(text: str) -> bool:
    """Whether a text may name a picture without its ending.

    >>> names_bare("![Flow](figures/flow){#fig-flow}"), names_bare("![Flow](flow.png)")
    (True, False)
    >>> names_bare("[a link](page)")
    False
    """
    return _BARE.search(text) is not None


def with_endings(blocks: list[Node], folder: Path, root: Path) -> None:
    """Give each picture without an ending that of the file beside it, in place.

    Quarto looks for .svg in Typst and .png elsewhere; the first that exists is taken here.
    """

    def visit(node: Node) -> list[Node] | None:
        name = node["c"][2][0]
        if not Path(name).suffix and "://" not in name and not name.startswith("data:"):
            base = root if name.startswith("/") else folder
            found = next((e for e in _ENDINGS if (base / (name.lstrip("/") + e)).is_file()), "")
            node["c"][2][0] = name + found
        return None

    Walker(None, visit, frozenset({"Image"})).blocks(blocks)
