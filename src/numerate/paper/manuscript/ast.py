"""Pandoc's document tree as JSON values: makers, readers and one fast walker.

A node is the dictionary that ``pandoc -t json`` writes: ``{"t": type, "c": content}``. Functions of
this room that change a tree change the copy they were given; :func:`copied` makes such a copy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]
Attr = list[Any]
Visit = Callable[[Node], "list[Node] | None"]

SPACE: Node = {"t": "Space"}
NBSP = "\u00a0"
SECTION_NUMBER = "header-section-number"
_LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
_WRAPPERS = frozenset(
    {"Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
)
_PARAGRAPHS = frozenset({"Para", "Plain"})


def copied(tree: Any) -> Any:  # noqa: ANN401 - any JSON value
    """An independent copy of a tree.

    >>> tree = [text("a")]
    >>> copied(tree) == tree, copied(tree)[0] is tree[0]
    (True, False)
    """
    return json.loads(json.dumps(tree))


def text(value: str) -> Node:
    """One word or other run of characters.

    >>> text("studies")
    {'t': 'Str', 'c': 'studies'}
    """
    return {"t": "Str", "c": value}


def words(value: str) -> list[Node]:
    """Plain text as inlines, with a Space for each run of white space.

    >>> stringify(words("sixty-eight studies"))
    'sixty-eight studies'
    """
    found: list[Node] = []
    for index, part in enumerate(value.split(" ")):
        if index:
            found.append(SPACE)
        if part:
            found.append(text(part))
    return found


def attributes(
    identifier: str = "",
    classes: Iterable[str] = (),
    pairs: Mapping[str, str] | Iterable[tuple[str, str]] = (),
) -> Attr:
    """Identifier, classes and key-value pairs as pandoc writes them.

    >>> attributes("tbl-1", ["float"], {"label": "Table 1"})
    ['tbl-1', ['float'], [['label', 'Table 1']]]
    """
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return [identifier, list(classes), [[key, value] for key, value in items]]


def para(inlines: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": inlines}


def plain(inlines: list[Node]) -> Node:
    """Inlines as a block that is not a paragraph."""
    return {"t": "Plain", "c": inlines}


def div(blocks: list[Node], attr: Attr | None = None) -> Node:
    """A division of the text."""
    return {"t": "Div", "c": [attr or attributes(), blocks]}


def span(inlines: list[Node], attr: Attr | None = None) -> Node:
    """A span of the text."""
    return {"t": "Span", "c": [attr or attributes(), inlines]}


def strong(inlines: list[Node]) -> Node:
    """Bold text."""
    return {"t": "Strong", "c": inlines}


def emph(inlines: list[Node]) -> Node:
    """Emphasised text."""
    return {"t": "Emph", "c": inlines}


def link(inlines: list[Node], target: str, attr: Attr | None = None) -> Node:
    """A link."""
    return {"t": "Link", "c": [attr or attributes(), inlines, [target, ""]]}


def header(level: int, inlines: list[Node], attr: Attr | None = None) -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, attr or attributes(), inlines]}


def attr_of(node: Node) -> Attr | None:
    """Identifier, classes and pairs of a node, None when its type has none.

    >>> attr_of(span([], attributes("a")))
    ['a', [], []]
    >>> attr_of(text("a")) is None
    True
    """
    kind = node["t"]
    if kind == "Header":
        return node["c"][1]  # type: ignore[no-any-return]  # JSON
    if kind in {"Div", "Span", "Link", "Image", "Code", "CodeBlock", "Table", "Figure"}:
        return node["c"][0]  # type: ignore[no-any-return]  # JSON
    return None


def pair(attr: Attr, key: str) -> str | None:
    """The value of a key, None without it.

    >>> pair(attributes(pairs={"num": "flow.unique"}), "num")
    'flow.unique'
    """
    for name, value in attr[2]:
        if name == key:
            return str(value)
    return None


def taken(attr: Attr, key: str) -> str | None:
    """The value of a key, which is removed from the pairs.

    >>> attr = attributes(pairs={"title": "Note"})
    >>> taken(attr, "title"), attr
    ('Note', ['', [], []])
    """
    value = pair(attr, key)
    if value is not None:
        attr[2] = [item for item in attr[2] if item[0] != key]
    return value


def put(attr: Attr, key: str, value: str) -> None:
    """Set a key to a value, in its old place if it was there."""
    for item in attr[2]:
        if item[0] == key:
            item[1] = value
            return
    attr[2].append([key, value])


def block_lists(node: Node) -> list[list[Node]]:
    """The lists of blocks that a block holds directly.

    >>> block_lists({"t": "BulletList", "c": [[para([])], [para([])]]}) == [[para([])], [para([])]]
    True
    """
    held = _BLOCKS.get(node["t"])
    return held(node["c"]) if held else []


def rows(table: Node) -> Iterator[list[Any]]:
    """All rows of a table: head, bodies (with their own heads), foot."""
    _, _, _, head, bodies, foot = table["c"]
    yield from head[1]
    for body in bodies:
        yield from body[2]
        yield from body[3]
    yield from foot[1]


def cells(table: Node) -> Iterator[list[Any]]:
    """All cells of a table in reading order: [attr, alignment, rowspan, colspan, blocks]."""
    for row in rows(table):
        yield from row[1]


def inline_lists(node: Node) -> list[list[Node]]:
    """The lists of inlines that a block or inline holds directly.

    >>> inline_lists(para([text("a")]))
    [[{'t': 'Str', 'c': 'a'}]]
    """
    held = _INLINES.get(node["t"])
    return held(node["c"]) if held else []


def _table_blocks(content: Any) -> list[list[Node]]:  # noqa: ANN401 - JSON
    table = {"t": "Table", "c": content}
    return [content[1][1], *(cell[4] for cell in cells(table))]


def _cite_inlines(content: Any) -> list[list[Node]]:  # noqa: ANN401 - JSON
    parts = ("citationPrefix", "citationSuffix")
    return [*(c[part] for c in content[0] for part in parts), content[1]]


_BLOCKS: dict[str, Callable[[Any], list[list[Node]]]] = {
    "Div": lambda content: [content[1]],
    "BlockQuote": lambda content: [content],
    "BulletList": list,
    "OrderedList": lambda content: list(content[1]),
    "DefinitionList": lambda content: [blocks for _, items in content for blocks in items],
    "Figure": lambda content: [content[2], content[1][1]],
    "Table": _table_blocks,
}
_INLINES: dict[str, Callable[[Any], list[list[Node]]]] = {
    **dict.fromkeys((*_PARAGRAPHS, *_WRAPPERS), lambda content: [content]),
    **dict.fromkeys(("Span", "Link", "Image", "Quoted"), lambda content: [content[1]]),
    "Cite": _cite_inlines,
    "Header": lambda content: [content[2]],
    "LineBlock": list,
    "DefinitionList": lambda content: [term for term, _ in content],
}


@dataclass(frozen=True, slots=True)
class Walker:
    """Visits blocks and inlines in reading order, each before what it holds.

    A visit returns None to go on into the node, or the nodes that replace it (which are not
    visited again). Inlines are visited when their type is among ``types``; no types means every
    inline but words and spaces.

    >>> def louder(node: Node) -> list[Node] | None:
    ...     return [text("loud")] if node["t"] == "Emph" else None
    >>> tree = [para([emph([text("a")]), SPACE, text("b")])]
    >>> Walker(inline=louder).blocks(tree)
    >>> stringify(tree)
    'loud b'
    """

    block: Visit | None = None
    inline: Visit | None = None
    types: frozenset[str] = frozenset()

    def blocks(self, nodes: list[Node]) -> None:
        """Walk a list of blocks, changing it in place."""
        edits: list[tuple[int, list[Node]]] = []
        for index, node in enumerate(nodes):
            new = self.block(node) if self.block else None
            if new is not None:
                edits.append((index, new))
            else:
                self.into(node)
        for index, new in reversed(edits):
            nodes[index : index + 1] = new

    def into(self, node: Node) -> None:
        """Walk what a block holds."""
        for blocks in block_lists(node):
            self.blocks(blocks)
        if self.inline:
            for inlines in inline_lists(node):
                self.inlines(inlines)

    def inlines(self, nodes: list[Node]) -> None:
        """Walk a list of inlines, changing it in place."""
        edits: list[tuple[int, list[Node]]] = []
        for index, node in enumerate(nodes):
            kind = node["t"]
            if kind in _LEAVES and kind not in self.types:
                continue
            new = None
            if self.inline and (kind in self.types or not self.types):
                new = self.inline(node)
            if new is not None:
                edits.append((index, new))
            elif kind == "Note":
                self.blocks(node["c"])
            elif kind not in _LEAVES:
                for inlines in inline_lists(node):
                    self.inlines(inlines)
        for index, new in reversed(edits):
            nodes[index : index + 1] = new


def stringify(nodes: Iterable[Node]) -> str:
    """The text of nodes without its marks; notes are left out.

    >>> stringify([para([text("a"), SPACE, strong([text("b")])]), para([text("c")])])
    'a b c'
    """
    return " ".join(_words_of(list(nodes)).split(" ")).strip()


def _words_of(nodes: list[Node]) -> str:
    parts: list[str] = []
    for node in nodes:
        kind = node["t"]
        if kind == "Str":
            parts.append(node["c"])
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            parts.append(" ")
        elif kind in {"Code", "Math", "CodeBlock"}:
            parts.append(node["c"][1])
        elif kind == "Quoted":
            marks = "“”" if node["c"][0]["t"] == "DoubleQuote" else "‘’"
            parts.append(marks[0] + _words_of(node["c"][1]) + marks[1])
        elif kind == "Cite":
            parts.append(_words_of(node["c"][1]))
        elif kind not in {"Note", "RawInline", "RawBlock"}:
            parts.extend(_words_of(inlines) for inlines in inline_lists(node))
            held = [_words_of(blocks) for blocks in block_lists(node)]
            parts.append(" ".join(held))
            if kind in _PARAGRAPHS or kind == "Header":
                parts.append(" ")
    return "".join(parts)
