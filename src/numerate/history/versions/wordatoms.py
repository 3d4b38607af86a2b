"""Word atoms: a paragraph of Word as words, pictures, links and fields that can be compared."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from numerate.history.versions.wordparts import WordFile
from numerate.paper.render.docxtables import style_of, w

_WORD = re.compile(r"\s+|[^\s]+")
NEUTRAL = frozenset({w("bookmarkStart"), w("bookmarkEnd"), w("proofErr")})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest part of a paragraph that is kept, deleted or inserted whole.

    Attributes:
        sign: Equal for equal atoms; white space reads as white space.
        nodes: Its elements, which belong to this atom alone.
        before: Bookmarks that stand before it.
    """

    sign: str
    nodes: tuple[etree._Element, ...]
    before: tuple[etree._Element, ...] = ()


def atoms(paragraph: etree._Element, file: WordFile) -> list[Atom]:
    """The parts of a paragraph in reading order."""
    found: list[Atom] = []
    bookmarks: list[etree._Element] = []
    field: list[etree._Element] = []
    depth = 0
    for node in paragraph:
        if node.tag == w("pPr"):
            continue
        change = _depth(node)
        if depth or change:
            depth += change
            field.append(node)
            if depth == 0:
                found.append(_atom(f"\x02{_told(field)}", field, bookmarks))
                field = []
        elif node.tag in NEUTRAL:
            bookmarks.append(node)
        elif node.tag == w("r"):
            for sign, run in _runs(node, file):
                found.append(_atom(sign, [run], bookmarks))
        else:
            found.append(_atom(f"\x03{node.tag}{_told([node])}", [node], bookmarks))
    if bookmarks or field:
        found.append(_atom("", field, bookmarks))
    return found


def sign(block: etree._Element, file: WordFile) -> str:
    """What a paragraph or table is recognised by."""
    if block.tag == w("p"):
        return f"p|{style_of(block)}|" + "".join(one.sign for one in atoms(block, file))
    return f"{block.tag}|" + "\x04".join(_told([cell]) for cell in block.iter(w("tc")))


def words(block: etree._Element) -> list[str]:
    """The words of a block."""
    return " ".join(str(text.text or "") for text in block.iter(w("t"))).split()


def _atom(sign: str, nodes: list[etree._Element], bookmarks: list[etree._Element]) -> Atom:
    made = Atom(sign, tuple(nodes), tuple(bookmarks))
    bookmarks.clear()
    return made


def _depth(node: etree._Element) -> int:
    """How many fields begin in a run, less those that end."""
    kinds = [mark.get(w("fldCharType")) for mark in node.iter(w("fldChar"))]
    return kinds.count("begin") - kinds.count("end")


def _told(nodes: list[etree._Element]) -> str:
    texts = (
        w("t"),
        w("instrText"),
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    )
    return "".join(str(text.text or "") for node in nodes for text in node.iter(*texts))


def _runs(run: etree._Element, file: WordFile) -> Iterator[tuple[str, etree._Element]]:
    """A run as runs of one word each; what is no text stands alone."""
    look = run.find(w("rPr"))
    mark = "" if look is None else f"\x00{etree.tostring(look).decode()}"
    for node in run:
        if node.tag == w("t"):
            for word in _WORD.findall(node.text or ""):
                text = etree.Element(w("t"))
                text.text = word
                text.set(_SPACE, "preserve")
                yield word + (mark if word.strip() else ""), _run(look, text)
        elif node.tag != w("rPr"):
            yield f"\x01{node.tag}{_behind(node, file)}{mark}", _run(look, copy.deepcopy(node))


def _run(look: etree._Element | None, content: etree._Element) -> etree._Element:
    made = etree.Element(w("r"))
    if look is not None:
        made.append(copy.deepcopy(look))
    made.append(content)
    return made


def _behind(node: etree._Element, file: WordFile) -> str:
    """What a picture shows, or a footnote says."""
    if node.tag == w("footnoteReference"):
        note = file.note(str(node.get(w("id"))))
        return "" if note is None else _told([note])
    pictures = [str(one.get(_EMBED)) for one in node.iter() if one.get(_EMBED)]
    return "".join(file.target(one) for one in pictures)
