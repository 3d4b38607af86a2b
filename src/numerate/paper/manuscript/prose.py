"""Prose: the texts that readers of a document read, passage by passage, with file, line and column.

A passage is one paragraph, heading, caption, table cell, footnote or text of the front matter. Its
text is what pandoc read; marks say which stretches of it are bound, fixed, cited, code and so on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from numerate.paper.manuscript.alignment import WORD, Alignment
from numerate.paper.manuscript.ast import Attr, Node, block_lists, inline_lists, pair, stringify
from numerate.paper.manuscript.captions import split_attributes
from numerate.paper.manuscript.citations import cited_keys
from numerate.paper.manuscript.document import Document
from numerate.paper.manuscript.document_reading import Reading
from numerate.paper.manuscript.keys import options_of
from numerate.paper.manuscript.places import Place

# texts of the front matter that readers see in the paper
FRONT = ("title", "subtitle", "abstract", "running-title", "plain-language-summary", "highlights")
_BOUND = ("num", "list", "plural", "claim", "cite", "ref")
_CAPTIONED = ("tbl-", "fig-", "lst-")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage that is more than words.

    Attributes:
        start: Where it begins in the passage's text.
        end: Where it ends.
        kind: ``num``, ``list``, ``plural``, ``claim``, ``cite``, ``ref``, ``fixed``,
            ``citation``, ``code``, ``math``, ``script`` (raised or lowered), ``quote``, ``link``
            (one whose text is its address).
        key: Its key, or the keys that a citation names, separated by blanks.
        form: What ``as=`` says.
        options: What else the braces say of a list or plural.
    """

    start: int
    end: int
    kind: str
    key: str = ""
    form: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One text of a document.

    Attributes:
        kind: ``paragraph``, ``heading``, ``caption``, ``cell``, ``note``, or the setting that
            holds it, such as ``abstract``.
        text: Its words as pandoc read them; a line break is one blank.
        marks: What is bound, fixed, cited and so on, in order of their beginning.
        section: Titles of the sections around it, outermost first.
        within: What is around it: ``fixed``, ``quote``, and ``table 3 2`` (third table, second
            row) for cells.
        places: Where each word begins in the text, and where it stands in the source.
    """

    kind: str
    text: str
    marks: tuple[Mark, ...] = ()
    section: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    places: tuple[tuple[int, Place], ...] = field(default=(), repr=False)

    def place(self, start: int) -> Place | None:
        """Where a stretch of the text that begins at ``start`` stands in the source."""
        if not self.places:
            return None
        at = bisect_right(self.places, start, key=lambda one: one[0]) - 1
        if at < 0:
            return self.places[0][1]
        begins, place = self.places[at]
        return replace(place, column=place.column + start - begins)

    def marked(self, *kinds: str) -> Iterator[Mark]:
        """The marks of these kinds."""
        return (mark for mark in self.marks if mark.kind in kinds)


def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage of a document: front matter, text, then captions in attributes."""
    lines = [*document.source.header, *document.source.body]
    drafts, in_attributes = _drafts(document.reading)
    found = _placed(drafts, Alignment(lines))
    if not in_attributes:
        return found
    return (*found, *_placed(in_attributes, Alignment(lines, attributes=True)))


def unplaced(reading: Reading) -> tuple[Passage, ...]:
    """The passages of what pandoc read, without their places in the source."""
    return tuple(draft.passage for drafts in _drafts(reading) for draft in drafts)


def _drafts(reading: Reading) -> tuple[list[_Draft], list[_Draft]]:
    """The passages of front matter and text, and those of attributes."""
    collected, in_attributes = _Collector(), _Collector()
    for name in FRONT:
        node = reading.meta["html"].get(name)
        if node is not None:
            collected.metadata(name, node)
    collected.blocks(reading.blocks())
    for inlines in reading.fragments.values():
        in_attributes.passage("caption", inlines)
    return collected.found, in_attributes.found


@dataclass(slots=True)
class _Text:
    """A passage in the making."""

    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """Append some text; words that meet here stay two words."""
        self.words.extend((self.length + m.start(), m[0]) for m in WORD.finditer(text))
        self.parts.append(text)
        self.length += len(text)


@dataclass(frozen=True, slots=True)
class _Draft:
    passage: Passage
    words: tuple[tuple[int, str], ...]
    aside: bool = False
    later: bool = False  # a table's caption, which may stand after its cells in the source


@dataclass(slots=True)
class _Collector:
    """Walks a tree and keeps its passages."""

    found: list[_Draft] = field(default_factory=list)
    _section: list[tuple[int, str]] = field(default_factory=list)
    _within: list[str] = field(default_factory=list)
    _tables: int = 0

    def metadata(self, name: str, node: Node) -> None:
        """The passages of one setting."""
        kind, content = node["t"], node["c"]
        if kind == "MetaInlines":
            self.passage(name, content)
        elif kind == "MetaBlocks":
            self.blocks(content, name)
        elif kind == "MetaList":
            for item in content:
                self.metadata(name, item)

    def blocks(self, nodes: Iterable[Node], kind: str = "paragraph") -> None:
        """The passages of some blocks."""
        for node in nodes:
            self._block(node, kind)

    def passage(self, kind: str, inlines: Sequence[Node], *, aside: bool = False) -> None:
        """One passage, and those of the notes in it."""
        text = _Text()
        self._inlines(inlines, text)
        if text.length:
            passage = Passage(
                kind=kind,
                text="".join(text.parts),
                marks=tuple(sorted(text.marks, key=lambda mark: (mark.start, -mark.end))),
                section=tuple(title for _, title in self._section),
                within=tuple(self._within),
            )
            self.found.append(_Draft(passage, tuple(text.words), aside))
        for note in text.notes:
            start = len(self.found)
            self.blocks(note["c"], "note")
            self.found[start:] = [replace(one, aside=True) for one in self.found[start:]]

    def _block(self, node: Node, kind: str) -> None:
        name, content = node["t"], node.get("c")
        if name in {"Para", "Plain"} and content:
            self.passage(kind, content)
        elif name in _OWN:
            _OWN[name](self, node, kind)
        else:
            for blocks in block_lists(node):
                self.blocks(blocks, kind)

    def _header(self, node: Node, _: str) -> None:
        level, attr, inlines = node["c"]
        while self._section and self._section[-1][0] >= level:
            self._section.pop()
        self._section.append((level, stringify(inlines)))
        self._around(attr, lambda: self.passage("heading", inlines))

    def _lines(self, node: Node, kind: str) -> None:
        for line in node["c"]:
            self.passage(kind, line)

    def _definitions(self, node: Node, kind: str) -> None:
        for term, definitions in node["c"]:
            self.passage(kind, term)
            for blocks in definitions:
                self.blocks(blocks, kind)

    def _quote(self, node: Node, kind: str) -> None:
        self._within.append("quote")
        self.blocks(node["c"], kind)
        self._within.pop()

    def _around(self, attr: Attr, collect: Callable[[], None]) -> None:
        fixed = "fixed" in attr[1]
        if fixed:
            self._within.append("fixed")
        collect()
        if fixed:
            self._within.pop()

    def _div(self, node: Node, kind: str) -> None:
        attr, blocks = node["c"]
        if attr[0] == "refs":
            return
        captioned = attr[0].startswith(_CAPTIONED) and blocks and blocks[-1]["t"] == "Para"
        if not captioned:
            self._around(attr, lambda: self.blocks(blocks, kind))
            return

        def both() -> None:
            self.blocks(blocks[:-1], kind)
            self.blocks(blocks[-1:], "caption")

        self._around(attr, both)

    def _figure(self, node: Node, _: str) -> None:
        """A figure's caption, which pandoc repeats as the text of its image: collected once."""
        attr, caption, content = node["c"]
        self._around(attr, lambda: self.blocks(caption[1], "caption"))
        for block in content:
            lone = block["t"] in {"Para", "Plain"} and all(
                one["t"] in {"Image", "Space", "SoftBreak"} for one in block["c"]
            )
            if not lone:
                self.blocks([block])

    def _table(self, node: Node, _: str) -> None:
        _, caption, _, head, bodies, foot = node["c"]
        self._tables += 1
        start = len(self.found)
        for block in caption[1]:
            inlines = block["c"] if block["t"] in {"Para", "Plain"} else []
            self.passage("caption", split_attributes(inlines)[0])
        self.found[start:] = [replace(one, later=True) for one in self.found[start:]]
        number = 0
        for part in (head[1], *(rows for body in bodies for rows in body[2:4]), foot[1]):
            for row in part:
                number += 1
                self._within.append(f"table {self._tables} {number}")
                for cell in row[1]:
                    self.blocks(cell[4], "cell")
                self._within.pop()

    def _inlines(self, nodes: Iterable[Node], text: _Text) -> None:
        for node in nodes:
            kind = node["t"]
            if kind == "Str":
                text.add(node["c"])
            elif kind in {"Space", "SoftBreak", "LineBreak"}:
                text.add(" ")
            elif kind in {"Code", "Math"}:
                start = text.length
                text.add(node["c"][1])
                text.marks.append(Mark(start, text.length, kind.lower()))
            elif kind == "Note":
                text.notes.append(node)
            elif kind not in {"RawInline", "Image"}:
                self._marked(node, text)
            elif kind == "Image":
                self.passage("caption", node["c"][1])

    def _marked(self, node: Node, text: _Text) -> None:
        """An inline that holds others, with the marks it makes."""
        start = text.length
        kind = node["t"]
        if kind == "Quoted":
            double = node["c"][0]["t"] == "DoubleQuote"
            text.add("“" if double else "‘")
            self._inlines(node["c"][1], text)
            text.add("”" if double else "’")
        elif kind == "Cite":
            self._inlines(node["c"][1], text)
        else:
            for inlines in inline_lists(node):
                self._inlines(inlines, text)
        options = options_of(node["c"][0], "list") if kind == "Span" else ()
        for name, key, form in _kinds(node, "".join(text.parts)[start:] if kind == "Link" else ""):
            own = options if name in {"list", "plural"} else ()
            text.marks.append(Mark(start, text.length, name, key, form, own))


_OWN: Mapping[str, Callable[[_Collector, Node, str], None]] = {
    "Header": _Collector._header,  # noqa: SLF001 - its own methods by type of block
    "LineBlock": _Collector._lines,  # noqa: SLF001 - the same
    "Table": _Collector._table,  # noqa: SLF001 - the same
    "Figure": _Collector._figure,  # noqa: SLF001 - the same
    "DefinitionList": _Collector._definitions,  # noqa: SLF001 - the same
    "Div": _Collector._div,  # noqa: SLF001 - the same
    "BlockQuote": _Collector._quote,  # noqa: SLF001 - the same
}


def _kinds(node: Node, shown: str) -> Iterator[tuple[str, str, str]]:
    """The kinds of mark that an inline makes, each with its key and form."""
    kind = node["t"]
    if kind == "Quoted":
        yield "quote", "", ""
    elif kind in {"Superscript", "Subscript"}:
        yield "script", "", ""
    elif kind == "Cite":
        yield "citation", " ".join(cited_keys([node])), ""
    elif kind == "Link":
        target = node["c"][2][0]
        if shown and (shown in target or "://" in shown):
            yield "link", target, ""
    if kind in {"Span", "Link"}:
        attr = node["c"][0]
        if "fixed" in attr[1]:
            yield "fixed", "", ""
        for name in _BOUND:
            key = pair(attr, name)
            if key is not None:
                yield name, key, pair(attr, "as") or ""


def _placed(drafts: Sequence[_Draft], alignment: Alignment) -> tuple[Passage, ...]:
    """The passages with the places of their words, in the order given."""
    matches: dict[int, list[int]] = {}
    for index in _source_order(drafts, alignment, matches):
        draft = drafts[index]
        words = [word for _, word in draft.words]
        matches[index] = alignment.matched(words, aside=draft.aside)
    made = []
    last: Place | None = None
    for index, draft in enumerate(drafts):
        places = tuple(_places(draft, matches[index], alignment))
        if places:
            last = places[-1][1]
        elif last is not None:
            places = ((0, last),)
        made.append(replace(draft.passage, places=places))
    return tuple(made)


def _source_order(
    drafts: Sequence[_Draft], alignment: Alignment, done: Mapping[int, list[int]]
) -> Iterator[int]:
    """The order in which passages are looked up: a table's caption after its cells, if it is there.

    Each index is asked for when all before it are done.
    """
    waiting: list[int] = []
    for index, draft in enumerate(drafts):
        if draft.later and not alignment.next_is([word for _, word in draft.words]):
            waiting.append(index)
            continue
        if waiting and draft.passage.kind != "cell":
            yield from waiting
            waiting = []
        yield index
    yield from (index for index in waiting if index not in done)


def _places(
    draft: _Draft, matched: Sequence[int], alignment: Alignment
) -> Iterator[tuple[int, Place]]:
    """Where each word that was found begins, in the passage and in the source."""
    text = draft.passage.text
    for (start, _), index in zip(draft.words, matched, strict=True):
        if index < 0:
            continue
        sign = text[start - 1 : start] if start and text[start - 1] in ".−-<>≤≥±–+" else ""
        lone = sign and (start < len(sign) + 1 or not text[start - 2].isalnum())
        if lone:
            place = alignment.place(index, sign)
            bare = alignment.place(index)
            if place.column != bare.column:
                yield start - 1, place
                continue
        yield start, alignment.place(index)
