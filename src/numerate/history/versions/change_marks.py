"""Marks: two finished document trees as one, with deletions and insertions marked in the text.

Pictures are those of the later version: two pictures in one place would say nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Any

from numerate.history.versions.pairing import (
    BLANK,
    paired,
    row_told,
    row_words,
    shape,
    sign,
    signs,
    words_shared,
)
from numerate.paper.changes.ordered_pairs import pairs_alike
from numerate.paper.changes.sentence_changes import runs
from numerate.paper.manuscript.ast import (
    Node,
    Walker,
    attr_of,
    block_lists,
    copied,
    inline_lists,
    para,
    rows,
    stringify,
)

_TEXTS = frozenset({"Para", "Plain", "Header"})
_HOLDERS = frozenset({"Div", "BlockQuote", "Figure"})
_LISTS = frozenset({"BulletList", "OrderedList"})
_STYLE = (
    "<style>ins.change{color:#0b6b34;background:#e3f4e8;text-decoration:underline}"
    "del.change{color:#a3141f;background:#fbe7e8;text-decoration:line-through}"
    "@media (prefers-color-scheme:dark){ins.change{color:#7fd8a0;background:#12301d}"
    "del.change{color:#ff9aa2;background:#3d1518}}</style>"
)

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ink:
    """How a format shows a deletion and an insertion: raw text before and after it."""

    format: str
    deleted: tuple[str, str]
    inserted: tuple[str, str]
    literal: Callable[[str], str]
    front: str = ""


INKS = {
    "html": Ink(
        "html",
        ('<del class="change">', "</del>"),
        ('<ins class="change">', "</ins>"),
        escape,
        _STYLE,
    ),
    "pdf": Ink(
        "typst",
        ('#text(fill: rgb("#a3141f"))[#strike[', "]]"),
        ('#text(fill: rgb("#0b6b34"))[#underline[', "]]"),
        lambda text: f"#{json.dumps(text, ensure_ascii=False)}",
    ),
}


def marked(old: Tree, new: Tree, fmt: str) -> Tree:
    """The later tree with what changed since the earlier one marked.

    Args:
        old: The earlier document, finished for the format.
        new: The later one.
        fmt: ``html`` or ``pdf``.
    """
    marker = _Marker(INKS[fmt])
    meta = {**new["meta"]}
    for part in ("title", "subtitle"):
        if part in meta:
            meta[part] = marker.line(old["meta"].get(part), meta[part])
    if "abstract" in meta:
        before, now = _blocks_in(old["meta"].get("abstract")), _blocks_in(meta["abstract"])
        meta["abstract"] = {"t": "MetaBlocks", "c": marker.blocks(before, now)}
    blocks = marker.blocks(old["blocks"], new["blocks"])
    if marker.ink.front:
        blocks.insert(0, {"t": "RawBlock", "c": [marker.ink.format, marker.ink.front]})
    return {**new, "meta": meta, "blocks": blocks}


@dataclass(frozen=True, slots=True)
class _Marker:
    ink: Ink

    # ------------------------------------------------------------ metadata

    def line(self, before: Node | None, now: Node) -> Node:
        """A title; what is deleted in it stands as raw text, so that no reader takes it for it."""
        old, new = _inlines_in(before), _inlines_in(now)
        made: list[Node] = []
        for same, (a, b, c, d) in runs(signs(old), signs(new)):
            if not same and b > a:
                told = self.ink.literal(stringify([para(old[a:b])]))
                made.append(self._raw("".join((self.ink.deleted[0], told, self.ink.deleted[1]))))
                made += [{"t": "Space"}] if d > c else []
            made += new[c:d] if same else self._inserted(new[c:d])
        return {"t": "MetaInlines", "c": made}

    # ------------------------------------------------------------ blocks

    def blocks(self, before: Sequence[Node], now: Sequence[Node]) -> list[Node]:
        """Blocks of both versions as one list."""
        made: list[Node] = []
        for was, block in paired(before, now):
            if block is None:
                made += [] if was is None else self._gone(was)
            elif was is None:
                made.append(self._whole(block, self._inserted))
            elif sign(was) == sign(block):
                made.append(block)
            else:
                made += self._both(was, block)
        return made

    def _both(self, was: Node, now: Node) -> list[Node]:
        """A block that changed; where its shape changed too, the old one and the new one."""
        kind = now["t"]
        made = copied(now)
        if kind in _TEXTS:
            old, new = inline_lists(was)[0], inline_lists(made)[0]
            new[:] = self.inlines(old, list(new))
        elif kind in _HOLDERS:
            for old, new in zip(block_lists(was), block_lists(made), strict=False):
                new[:] = self.blocks(old, list(new))
        elif kind in _LISTS and len(block_lists(was)) == len(block_lists(made)):
            for old, new in zip(block_lists(was), block_lists(made), strict=True):
                new[:] = self.blocks(old, list(new))
        elif kind == "Table" and len(was["c"][2]) == len(made["c"][2]):
            self._table(was, made)
        else:
            return [*self._gone(was), self._whole(now, self._inserted)]
        return [made]

    def _gone(self, was: Node) -> list[Node]:
        """A block of the earlier version, deleted; pictures and marks of places go with it."""
        made = copied(was)
        _bare([made])
        return [self._whole(made, self._deleted)] if stringify([made]) else []

    def _whole(self, block: Node, mark: Callable[[list[Node]], list[Node]]) -> Node:
        """A block with all its text marked."""
        made: Node = copied(block)

        def visit(node: Node) -> list[Node] | None:
            for inlines in inline_lists(node) if node["t"] in _TEXTS else ():
                inlines[:] = mark(list(inlines))
            return None

        Walker(visit).blocks([made])
        return made

    # ------------------------------------------------------------ tables

    def _table(self, was: Node, made: Node) -> None:
        """Mark the later table, in place: rows that came and went, and cells that changed."""
        for part, body in enumerate(made["c"][4]):
            before = was["c"][4][part][3] if part < len(was["c"][4]) else []
            body[3] = list(self._rows(before, body[3]))
        old_head, head = was["c"][3][1], made["c"][3][1]
        if len(old_head) == len(head):
            made["c"][3][1] = [self._row(a, b) for a, b in zip(old_head, head, strict=True)]

    def _rows(self, before: list[Any], now: list[Any]) -> Iterator[Any]:
        ones, others = [row_words(row) for row in before], [row_words(row) for row in now]
        for how, a, b, c, d in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
            if how == "equal":
                yield from now[c:d]
                continue
            for was, row in pairs_alike(before[a:b], now[c:d], row_told, words_shared):
                if was is not None and row is not None and shape(was) == shape(row):
                    yield self._row(was, row)
                    continue
                yield from (self._row_gone(was),) if was is not None else ()
                yield from (self._row_whole(row, self._inserted),) if row is not None else ()

    def _row(self, was: Any, row: Any) -> Any:  # noqa: ANN401 - JSON of a row
        made: Any = copied(row)
        for old, cell in zip(was[1], made[1], strict=False):
            cell[4] = self.blocks(old[4], cell[4])
        return made

    def _row_gone(self, was: Any) -> Any:  # noqa: ANN401 - JSON of a row
        made = copied(was)
        made[0][0] = ""
        for cell in made[1]:
            cell[0][0] = ""
            _bare(cell[4])
        return self._row_whole(made, self._deleted)

    def _row_whole(self, row: Any, mark: Callable[[list[Node]], list[Node]]) -> Any:  # noqa: ANN401 - JSON of a row
        made = copied(row)
        for cell in made[1]:
            cell[4] = [self._whole(block, mark) for block in cell[4]]
        return made

    # ------------------------------------------------------------ inlines

    def inlines(self, old: list[Node], new: list[Node]) -> list[Node]:
        """Inlines of both versions as one list."""
        made: list[Node] = []
        for same, (a, b, c, d) in runs(signs(old), signs(new)):
            if same:
                made += new[c:d]
            elif b - a == 1 == d - c and _same_wrapper(old[a], new[c]):
                inner = copied(new[c])
                held = inline_lists(inner)[0]
                held[:] = self.inlines(inline_lists(old[a])[0], list(held))
                made.append(inner)
            else:
                gone = copied(old[a:b])
                _bare_inlines(gone)
                made += self._deleted(gone)
                made += [{"t": "Space"}] if _touching(gone, new[c:d]) else []
                made += self._inserted(new[c:d])
        return made

    def _deleted(self, nodes: list[Node]) -> list[Node]:
        return self._between(self.ink.deleted, nodes)

    def _inserted(self, nodes: list[Node]) -> list[Node]:
        return self._between(self.ink.inserted, nodes)

    def _between(self, ends: tuple[str, str], nodes: list[Node]) -> list[Node]:
        """Inlines between marks; blanks at the ends and pictures stay outside."""
        if not stringify([para(nodes)]) and all(node["t"] != "Note" for node in nodes):
            return nodes
        start, end = 0, len(nodes)
        while nodes[start]["t"] in BLANK:
            start += 1
        while nodes[end - 1]["t"] in BLANK:
            end -= 1
        inner = [self._noted(node, ends) for node in nodes[start:end]]
        return [*nodes[:start], self._raw(ends[0]), *inner, self._raw(ends[1]), *nodes[end:]]

    def _noted(self, node: Node, ends: tuple[str, str]) -> Node:
        """An inline; a footnote in a marked passage is marked where it is printed."""
        if node["t"] != "Note":
            return node
        blocks = [self._whole(block, lambda held: self._between(ends, held)) for block in node["c"]]
        return {"t": "Note", "c": blocks}

    def _raw(self, source: str) -> Node:
        return {"t": "RawInline", "c": [self.ink.format, source]}


def _same_wrapper(was: Node, now: Node) -> bool:
    """Whether both wrap text in the same way: emphasis, say, or a link to the same place."""
    if was["t"] != now["t"] or now["t"] in {"Cite", "Image", "Note", "Str"}:
        return False
    if len(inline_lists(now)) != 1 or not inline_lists(was):
        return False
    bare = [copied(was), copied(now)]
    for node in bare:
        inline_lists(node)[0].clear()
    return bool(bare[0] == bare[1]) and "data-key" not in json.dumps(now)


def _touching(gone: Sequence[Node], come: Sequence[Node]) -> bool:
    """Whether deleted and inserted words would stand without a blank between them."""
    if not gone or not come:
        return False
    return gone[-1]["t"] not in BLANK and come[0]["t"] not in BLANK


def _bare(blocks: list[Node]) -> None:
    """Take ids, footnotes and pictures out of deleted blocks, in place."""

    def visit(node: Node) -> list[Node] | None:
        attr = attr_of(node)
        if attr is not None:
            attr[0] = ""
        if node["t"] == "Table":
            for row in rows(node):
                row[0][0] = ""
        for inlines in inline_lists(node):
            _bare_inlines(inlines)
        return None

    Walker(visit).blocks(blocks)


def _bare_inlines(inlines: list[Node]) -> None:
    def visit(node: Node) -> list[Node] | None:
        if node["t"] in {"Note", "Image"}:
            return []
        attr = attr_of(node)
        if attr is not None:
            attr[0] = ""
        return None

    Walker(None, visit).inlines(inlines)


def _inlines_in(value: Node | None) -> list[Node]:
    if value is None:
        return []
    if value["t"] == "MetaInlines":
        return list(value["c"])
    if value["t"] == "MetaString":
        return [{"t": "Str", "c": value["c"]}]
    return [node for block in _blocks_in(value) for node in (inline_lists(block) or [[]])[0]]


def _blocks_in(value: Node | None) -> list[Node]:
    if value is None:
        return []
    return list(value["c"]) if value["t"] == "MetaBlocks" else [para(_inlines_in(value))]
