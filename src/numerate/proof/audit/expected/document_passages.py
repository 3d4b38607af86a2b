"""Document passages: a finished document as passages, in reading order, with the keys in them.

It is the tree that every format is written from which is read, never a rendered file of our own:
two renderings with the same fault would agree with each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from numerate.paper.manuscript.ast import Node, block_lists, pair, stringify
from numerate.paper.render.file_metadata import text_in
from numerate.paper.render.title_markup import title_block
from numerate.proof.audit.cell_columns import grid
from numerate.proof.audit.expected.expected_passages import (
    ExpectedDocument,
    ExpectedPassage,
    Kind,
    Role,
    RoleKind,
)
from numerate.proof.audit.readers.printed_file import target

_FIGURE = re.compile(r"(?:^|/)_generated/figures/(?P<key>.+)\.\w+$")
_SVG_TEXT = "{http://www.w3.org/2000/svg}text"
_MARKED: dict[str, RoleKind] = {"num": "num", "list": "num", "plural": "num", "claim": "claim"}
_AUTOMATIC = frozenset({"header-section-number"})
_TEX = re.compile(r"\\[A-Za-z]+|[{}_^$\\]")
_LETTERS = {"LowerAlpha": "abcdefghijklmnopqrstuvwxyz", "UpperAlpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
Content = Any  # what a node holds: any JSON value


@dataclass(slots=True)
class _Text:
    """A text under construction, with its roles, footnotes and pictures."""

    parts: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    notes: list[tuple[int, list[Node]]] = field(default_factory=list)
    images: list[Node] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def give(self, start: int, kind: RoleKind, key: str = "") -> None:
        if self.length > start:
            self.roles.append(Role(start, self.length, kind, key))

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(slots=True)
class _Place:
    """Where the reading stands."""

    heading: str = ""
    label: str = ""
    notes: int = 0


def expected(name: str, finished: dict[str, Any], generated: Path) -> ExpectedDocument:
    """What a document should say.

    Args:
        name: The document's name.
        finished: The finished tree, from :func:`numerate.paper.manuscript.document.finished`.
        generated: The folder of generated files that the tree was finished with; the words inside
            computed figures are read there.
    """
    reader = _Reader(generated)
    front = list(reader.front(finished["meta"]))
    body = list(reader.blocks(finished["blocks"]))
    return ExpectedDocument(
        name=name,
        title=text_in(finished["meta"], "title"),
        passages=tuple(one for one in [*front, *body] if one.text.strip()),
        pictures=reader.pictures,
        links=frozenset(reader.links - {""}),
    )


class _Reader:
    """Reads one document's tree."""

    def __init__(self, generated: Path) -> None:
        self.generated = generated
        self.place = _Place()
        self.pictures: dict[str, str] = {}
        self.links: set[str] = set()

    # ------------------------------------------------------------------ title block

    def front(self, meta: dict[str, Any]) -> Iterator[ExpectedPassage]:
        block = title_block(meta)
        for part, inlines in block.lines():
            made = self.text(inlines)
            kind: Kind = "title" if part == "title" else "front"
            roles = made.roles
            if part in ("authors", "affiliation"):
                roles += _digits(made.text)
            yield ExpectedPassage(
                kind=kind, text=made.text, roles=tuple(roles), optional=part != "title"
            )
        if block.abstract:
            yield ExpectedPassage(kind="front", text=block.abstract_title, optional=True)
            for one in self.blocks(list(block.abstract)):
                yield replace(one, kind="abstract")
        if block.keywords:
            listed = f"{block.keywords_title}: {', '.join(block.keywords)}"
            yield ExpectedPassage(kind="front", text=listed, optional=True)
        if block.running_title:
            yield ExpectedPassage(kind="front", text=block.running_title, optional=True)

    # ------------------------------------------------------------------ blocks

    def blocks(self, nodes: Sequence[Node]) -> Iterator[ExpectedPassage]:
        for node in nodes:
            yield from self.block(node)

    def block(self, node: Node) -> Iterator[ExpectedPassage]:  # noqa: C901, PLR0912 - one branch a kind
        kind, content = node["t"], node.get("c", [])
        if kind in ("Para", "Plain"):
            yield from self.passage(content, "prose")
        elif kind == "Header":
            self.place.heading = stringify([n for n in content[2] if not _is_number(n)])
            yield from self.passage(content[2], "heading")
        elif kind == "Div":
            yield from self.div(content[0], content[1])
        elif kind == "Table":
            yield from self.table(node)
        elif kind == "CodeBlock":
            yield self.made("prose", content[1], ())
        elif kind == "LineBlock":
            for line in content:
                yield from self.passage(line, "prose")
        elif kind == "OrderedList":
            yield from self.ordered(content)
        elif kind == "DefinitionList":
            for term, items in content:
                yield from self.passage(term, "prose")
                for blocks in items:
                    yield from self.blocks(blocks)
        elif kind != "RawBlock":
            for blocks in block_lists(node):
                yield from self.blocks(blocks)

    def div(self, attr: list[Any], blocks: list[Node]) -> Iterator[ExpectedPassage]:
        classes = attr[1]
        if "hidden" in classes:
            return
        if "float" in classes:
            outer = self.place.label
            label = (pair(attr, "label") or "").replace("\u00a0", " ")
            self.place.label = f"{outer} {label}" if label.startswith("(") else label
            first = _is_caption if pair(attr, "caption-location") == "top" else _is_no_caption
            yield from self.blocks(sorted(blocks, key=lambda one: not first(one)))
            self.place.label = outer
            return
        kinds: dict[str, Kind] = {
            "float-caption": "caption",
            "table-notes": "note",
            "csl-entry": "reference",
        }
        found = next((kinds[one] for one in classes if one in kinds), None)
        for one in self.blocks(blocks):
            yield replace(one, kind=found) if found and one.kind == "prose" else one

    def ordered(self, content: Content) -> Iterator[ExpectedPassage]:
        (first, style, _), items = content
        named = _LETTERS.get(style["t"], "")
        for number, blocks in enumerate(items, start=first):
            told = list(self.blocks(blocks))
            if told:
                sign = f"{named[number - 1 : number] or number}. "
                told[0] = _after(told[0], sign)
            yield from told

    def passage(self, inlines: list[Node], kind: Kind) -> Iterator[ExpectedPassage]:
        made = self.text(inlines)
        yield self.made(kind, made.text, made.roles)
        yield from self.beside(made)

    def beside(self, made: _Text) -> Iterator[ExpectedPassage]:
        """Footnotes of a text, and what its pictures say."""
        for number, blocks in made.notes:
            told = list(self.blocks(blocks))
            if told:
                told[0] = _after(told[0], f"{number} ")
            for one in told:
                yield replace(one, kind="footnote") if one.kind == "prose" else one
        for image in made.images:
            yield from self.picture(image)

    def made(self, kind: Kind, text: str, roles: Sequence[Role]) -> ExpectedPassage:
        return ExpectedPassage(
            kind=kind,
            text=text,
            roles=tuple(roles),
            heading=self.place.heading,
            label=self.place.label,
        )

    def picture(self, image: Node) -> Iterator[ExpectedPassage]:
        attr, _, (target, _title) = image["c"]
        alt = pair(attr, "fig-alt") or pair(attr, "alt") or ""
        yield replace(self.made("description", alt, ()), optional=True)
        found = _FIGURE.search(target)
        if not found:
            return
        stem = self.generated / "figures" / found["key"]
        label = self.place.label or found["key"]
        for words in _words_in(stem.with_suffix(".svg")):
            yield replace(self.made("picture", words, ()), label=label, optional=True)
        facts = stem.with_suffix(".json")
        if facts.is_file():
            told = json.loads(facts.read_text(encoding="utf-8"))
            if "png_sha256" in told:
                self.pictures[label] = told["png_sha256"]

    # ------------------------------------------------------------------ tables

    def table(self, node: Node) -> Iterator[ExpectedPassage]:
        _, caption, _, head, bodies, foot = node["c"]
        for one in self.blocks(caption[1]):
            yield replace(one, kind="caption")
        rows = [(row, True) for row in head[1]]
        for body in bodies:
            rows += [(row, True) for row in body[2]] + [(row, False) for row in body[3]]
        rows += [(row, False) for row in foot[1]]
        spans = [[(cell[2], cell[3]) for cell in row[1]] for row, _ in rows]
        names: dict[int, str] = {}
        for index, ((row, is_head), columns) in enumerate(zip(rows, grid(spans), strict=True)):
            row_name = ""
            for cell, column in zip(row[1], columns, strict=True):
                made = self.cell(cell[4])
                words = " ".join(made.text.split())
                if is_head:
                    for covered in range(column, column + cell[3]):
                        names[covered] = words or names.get(covered, "")
                row_name = row_name or words
                yield replace(
                    self.made("head" if is_head else "cell", made.text, made.roles),
                    row=index,
                    column=column,
                    row_name=row_name,
                    column_name="" if is_head else names.get(column, ""),
                )
                yield from self.beside(made)

    def cell(self, blocks: list[Node]) -> _Text:
        """All the text of a cell as one."""
        made = _Text()
        self.into(made, blocks)
        return made

    def into(self, made: _Text, blocks: Sequence[Node]) -> None:
        for node in blocks:
            if made.length:
                made.add("\n")
            if node["t"] in ("Para", "Plain"):
                self.inlines(node["c"], made)
            elif node["t"] == "Header":
                self.inlines(node["c"][2], made)
            elif node["t"] == "CodeBlock":
                made.add(node["c"][1])
            else:
                for held in block_lists(node):
                    self.into(made, held)

    # ------------------------------------------------------------------ inlines

    def text(self, inlines: Sequence[Node]) -> _Text:
        made = _Text()
        self.inlines(inlines, made)
        return made

    def inlines(self, nodes: Sequence[Node], made: _Text) -> None:
        for node in nodes:
            kind = node["t"]
            if kind == "Str":
                made.add(node["c"])
            elif kind in ("Space", "SoftBreak"):
                made.add(" ")
            elif kind == "LineBreak":
                made.add("\n")
            else:
                self.inline(kind, node["c"], made)

    def inline(self, kind: str, content: Content, made: _Text) -> None:  # noqa: C901, PLR0912 - one a kind
        start = made.length
        if kind == "Span":
            classes = content[0][1]
            self.inlines(content[1], made)
            for name in classes:
                if name in _MARKED:
                    made.give(start, _MARKED[name], pair(content[0], "data-key") or "")
                elif name in _AUTOMATIC:
                    made.give(start, "automatic")
        elif kind == "Cite":
            self.inlines(content[1], made)
            made.give(start, "cite")
        elif kind == "Quoted":
            marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            made.add(marks[0])
            self.inlines(content[1], made)
            made.add(marks[1])
        elif kind == "Note":
            self.place.notes += 1
            made.add(str(self.place.notes))
            made.give(start, "automatic")
            made.notes.append((self.place.notes, content))
        elif kind == "Image":
            made.images.append({"t": "Image", "c": content})
        elif kind == "Link":
            self.links.add(target(content[2][0]))
            self.inlines(content[1], made)
        elif kind == "Code":
            made.add(content[1])
        elif kind in ("Superscript", "Subscript"):
            self.inlines(content, made)
            made.give(start, "raised")
        elif kind == "Math":
            made.add(_TEX.sub(" ", content[1]))
            made.give(start, "math")
        elif kind != "RawInline":
            self.inlines(content, made)


def _is_number(node: Node) -> bool:
    return node["t"] == "Span" and bool(_AUTOMATIC.intersection(node["c"][0][1]))


def _is_caption(node: Node) -> bool:
    return node["t"] == "Div" and "float-caption" in node["c"][0][1]


def _is_no_caption(node: Node) -> bool:
    return not _is_caption(node)


def _digits(text: str) -> list[Role]:
    """Numbers of affiliations, which journals replace by their own signs."""
    return [Role(found.start(), found.end(), "automatic") for found in re.finditer(r"\d+", text)]


def _after(passage: ExpectedPassage, sign: str) -> ExpectedPassage:
    """A passage after the sign of its item in a list, or of its footnote."""
    shift = len(sign)
    roles = tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in passage.roles)
    own = Role(0, shift - 1, "automatic")
    return replace(passage, text=sign + passage.text, roles=(own, *roles))


def _words_in(drawing: Path) -> Iterator[str]:
    """The texts of an SVG, one by one."""
    if not drawing.is_file():
        return
    root = etree.fromstring(drawing.read_bytes(), etree.XMLParser(resolve_entities=False))
    for node in root.iter(_SVG_TEXT):
        words = " ".join("".join(str(part) for part in node.itertext()).split())
        if words:
            yield words
