"""Word files: paragraphs, tables and notes, with tracked changes accepted and rejected."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.proof.audit.readers.printed_file import (
    FileWording,
    Fragment,
    PrintedFile,
    deeper_than,
    picture_digest,
    raised,
    target,
    unraised,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ADDED = frozenset({f"{_W}ins", f"{_W}moveTo"})
_REMOVED = frozenset({f"{_W}del", f"{_W}moveFrom"})
_TRACKED = (b"<w:ins ", b"<w:del ", b"<w:moveFrom ", b"<w:moveTo ")
_UNSEEN = frozenset(
    {f"{_W}instrText", f"{_W}delInstrText", f"{_W}rPr", f"{_W}pPr", f"{_W}sectPr", f"{_W}tblPr",
     f"{_W}tcPr", f"{_W}trPr", f"{_W}sdtPr", f"{_W}tblGrid", f"{_MC}Fallback"}
)  # fmt: skip
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BESIDE = re.compile(r"word/(?:header|footer)\d*\.xml$|docProps/core\.xml$")
_DEEPEST = 400  # elements within each other, such as tables in cells
_MOST_COLUMNS = 1_000
_DAMAGED = (
    zipfile.BadZipFile, KeyError, etree.LxmlError, ValueError, OSError, zlib.error,
    NotImplementedError, RuntimeError, EOFError, struct.error,
)  # fmt: skip
_ASIDE = frozenset({f"{_W}hdr", f"{_W}ftr"})
_LARGEST = 200 * 2**20
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
Element = Any  # lxml has no public type for it


def read_docx(name: str, content: bytes) -> PrintedFile:
    """What a Word file says.

    Args:
        name: The file's name.
        content: Its bytes.

    Raises:
        CannotRunError: When it is no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = {one: _part(file, one) for one in file.namelist() if _wanted(one)}
            document = parts["word/document.xml"]
            trees = [etree.fromstring(document, _PARSER)]
            trees += [
                etree.fromstring(parts[one], _PARSER)
                for one in ("word/footnotes.xml", "word/endnotes.xml")
                if one in parts
            ]
            trees += [etree.fromstring(parts[one], _PARSER) for one in parts if _BESIDE.match(one)]
            if any(deeper_than(tree, _DEEPEST) for tree in trees):
                raise ValueError(f"elements within each other, {_DEEPEST} deep")
    except _DAMAGED as error:
        raise CannotRunError(
            Issue(
                code="unreadable-file",
                file=name,
                found=f"{type(error).__name__}: {error}",
                expected="a Word file (.docx)",
                todo="open it in a word processor and save it anew",
            )
        ) from error
    told = b"".join(parts[one] for one in parts if one.endswith(".xml"))
    tracked = any(sign in told for sign in _TRACKED)
    names = ("changes accepted", "changes rejected") if tracked else ("",)
    readings = tuple(
        FileWording(
            name=one,
            fragments=tuple(_fragments(trees, rejected=one == "changes rejected")),
            structured=True,
        )
        for one in names
    )
    links = (target(one) for part in parts if part.endswith(".rels") for one in _led(parts, part))
    pictures = {picture_digest(parts[one]) for one in parts if one.startswith("word/media/")}
    return PrintedFile(
        name=name,
        form="docx",
        readings=readings,
        pictures=frozenset(pictures),
        links=frozenset(filter(None, links)),
    )


def _led(parts: dict[str, bytes], relations: str) -> Iterator[str]:
    """Where the links of a part lead; a file may name more addresses than it has links."""
    owner = parts.get(relations.replace("_rels/", "").removesuffix(".rels"), b"")
    for one in etree.fromstring(parts[relations], _PARSER):
        named = f'"{one.get("Id", "")}"'.encode()
        if one.get("Type", "").endswith("/hyperlink") and named in owner:
            yield one.get("Target", "")


def _wanted(part: str) -> bool:
    return (
        part.startswith("word/media/")
        or bool(_BESIDE.match(part))
        or part
        in (
            "word/document.xml",
            "word/footnotes.xml",
            "word/endnotes.xml",
            "word/_rels/document.xml.rels",
            "word/_rels/footnotes.xml.rels",
            "word/_rels/endnotes.xml.rels",
        )
    )


def _part(file: zipfile.ZipFile, name: str) -> bytes:
    size = file.getinfo(name).file_size
    if size > _LARGEST:
        raise ValueError(f"{name} has {size:,} bytes")
    return file.read(name)


def _fragments(trees: list[Any], *, rejected: bool) -> Iterator[Fragment]:
    reader = _Reader(_ADDED if rejected else _REMOVED)
    for tree in trees:
        if tree.tag.endswith("}coreProperties"):
            reader.aside = True
            for node in tree:
                if isinstance(node.tag, str) and node.tag.endswith("}title"):
                    reader.keep(node.text or "", (-1, -1, -1), own="title")
        else:
            reader.aside = tree.tag in _ASIDE
            reader.blocks(tree, (-1, -1, -1))
    yield from reader.fragments


class _Reader:
    """Reads a part of the file; what is among ``gone`` is as if it were not there."""

    def __init__(self, gone: frozenset[str]) -> None:
        self.gone = gone
        self.fragments: list[Fragment] = []
        self.heading = ""
        self.tables = 0
        self.open = ""
        self.aside = False

    def blocks(self, parent: Element, cell: tuple[int, int, int]) -> None:
        for node in parent:
            tag = node.tag
            if tag == f"{_W}p":
                self.paragraph(node, cell)
            elif tag == f"{_W}tbl":
                self.table(node)
            elif tag in self.gone or tag in _UNSEEN:
                continue
            elif isinstance(tag, str):
                self.blocks(node, cell)

    def paragraph(self, node: Element, cell: tuple[int, int, int]) -> None:
        words = self.open + "".join(self.words(node, cell))
        self.open = ""
        if any(mark.tag in self.gone for mark in node.iterfind(f"{_W}pPr/{_W}rPr/*")):
            self.open = words  # its end is gone, so the next paragraph goes on here
            return
        style = node.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        if name.lower().startswith("heading") and words.strip():
            self.heading = " ".join(words.split())
        self.keep(words, cell, own="contents" if name.startswith("TOC") else "")

    def keep(
        self, words: str, cell: tuple[int, int, int], *, aside: bool = False, own: str = ""
    ) -> None:
        if words.strip():
            table, row, column = cell
            plain, high = unraised(words)
            self.fragments.append(
                Fragment(
                    text=plain,
                    raised=high,
                    heading=self.heading,
                    table=table,
                    row=row,
                    column=column,
                    aside=aside or self.aside,
                    own=own,
                )
            )

    def words(self, node: Element, cell: tuple[int, int, int]) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if tag in self.gone or tag in _UNSEEN or not isinstance(tag, str):
                continue
            if tag in (f"{_W}t", f"{_W}delText", f"{_M}t"):
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == f"{_W}r" and _is_hidden(child):
                continue
            elif tag == f"{_W}r" and _is_raised(child):
                yield from (raised(one) for one in self.words(child, cell))
            elif tag == f"{_W}txbxContent":
                self.blocks(child, cell)
            elif tag == _DRAWN:
                self.keep(child.get("descr") or "", cell, aside=True)
            else:
                yield from self.words(child, cell)

    def table(self, node: Element) -> None:
        number = self.tables
        self.tables += 1
        index = 0
        for row in _held(node, f"{_W}tr"):
            marks = {mark.tag for mark in row.iterfind(f"{_W}trPr/*")}
            if marks & self.gone or f"{_W}hidden" in marks:
                continue
            before = row.find(f"{_W}trPr/{_W}gridBefore")
            column = _counted(before, 0)
            for one in _held(row, f"{_W}tc"):
                self.blocks(one, (number, index, column))
                wide = one.find(f"{_W}tcPr/{_W}gridSpan")
                column += _counted(wide, 1)
            index += 1


def _held(node: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row; content controls may stand between."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _held(child, tag)


def _counted(mark: Element | None, usual: int) -> int:
    """The number that a mark holds; the usual one where it holds none."""
    told = mark.get(f"{_W}val", "") if mark is not None else ""
    return min(int(told), _MOST_COLUMNS) if told.isascii() and told.isdecimal() else usual


def _is_raised(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vertAlign")
    return mark is not None and mark.get(f"{_W}val", "") in ("superscript", "subscript")


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")
