"""HTML files: the words that a reader of the page sees, paragraph by paragraph, cell by cell."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.proof.audit.cell_columns import grid
from numerate.proof.audit.readers.page_styles import PageStyles, page_styles
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

_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "annotation", "annotation-xml",
     "metadata", "defs", "iframe", "object", "select", "button"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "svg",
     "table", "tbody", "td", "text", "tfoot", "th", "thead", "title", "tr", "ul"}
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RAISED = frozenset({"sup", "sub"})
_LABELS = ("aria-label", "aria-description", "title", "summary")
_COPIES = frozenset(
    {"citation_title", "dc.title", "og:title", "dcterms.title", "twitter:title", "description",
     "dc.description", "og:description", "dcterms.abstract", "twitter:description"}
)  # fmt: skip
_DEEPEST = 400  # elements within each other; browsers stop at 512
_DATA = re.compile(r"data:(?P<type>[\w/+.-]+)(?P<rest>[^,]*),(?P<content>.*)", re.DOTALL)
Element = Any  # lxml has no public type for it


def read_html(name: str, content: bytes) -> PrintedFile:
    """What an HTML file says.

    Args:
        name: The file's name.
        content: Its bytes.
    """
    try:
        page = html.document_fromstring(content, parser=html.HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise CannotRunError(_unreadable(name, str(error))) from error
    if deeper_than(page, _DEEPEST):
        raise CannotRunError(_unreadable(name, f"elements within each other, {_DEEPEST} deep"))
    reader = _Reader(page_styles(page))
    reader.title(page)
    body = page.find("body")
    reader.element(page if body is None else body)
    reader.flush()
    return PrintedFile(
        name=name,
        form="html",
        readings=(FileWording(fragments=tuple(reader.fragments), structured=True),),
        pictures=frozenset(reader.pictures),
        links=frozenset(filter(None, (target(one.get("href") or "") for one in page.iter("a")))),
    )


def _unreadable(name: str, found: str) -> Issue:
    return Issue(
        code="unreadable-file",
        file=name,
        found=found or "no HTML",
        expected="an HTML page",
        todo="save it anew from a browser",
    )


class _Reader:
    """Collects text until a block begins or ends, then keeps it as a fragment."""

    def __init__(self, styles: PageStyles) -> None:
        self.styles = styles
        self.fragments: list[Fragment] = []
        self.pictures: set[str] = set()
        self.parts: list[str] = []
        self.heading = ""
        self.cell = (-1, -1, -1)
        self.tables = 0
        self.high = False
        self.blank = False
        self.own = ""
        self.columns: dict[Element, tuple[int, int, int]] = {}

    def title(self, page: Element) -> None:
        """The title that a browser's tab shows is a second copy of the title."""
        for node in page.iterfind("head/title"):
            self.keep(node.text_content(), own="title")
        for node in page.iterfind("head/meta"):
            name = (node.get("name") or node.get("property") or "").casefold()
            if name in _COPIES:
                self.keep(node.get("content") or "", own="title")

    def keep(self, text: str, *, aside: bool = False, own: str = "") -> None:
        words, high = unraised(" ".join(text.split()))
        if words:
            table, row, column = self.cell
            self.fragments.append(
                Fragment(
                    text=words,
                    heading=self.heading,
                    table=table,
                    row=row,
                    column=column,
                    aside=aside or bool(own),
                    own=own or self.own,
                    raised=high,
                )
            )

    def say(self, words: str | None) -> None:
        if words and not self.blank:
            self.parts.append(raised(words) if self.high else words)

    def flush(self) -> None:
        if self.parts:
            self.keep("".join(self.parts))
            self.parts = []

    def element(self, node: Element) -> None:  # noqa: C901 - one branch for each kind of node
        tag = node.tag
        if not isinstance(tag, str):
            return
        tag = tag.rpartition("}")[2]
        if tag in _UNSEEN or node.get("hidden") is not None or self.styles.hides(node):
            if tag == "button":
                self.described(node)
            return
        if tag in ("img", "br", "desc"):
            self.single(tag, node)
            return
        block = tag in _BLOCKS
        outer = self.cell
        if block:
            self.flush()
        self.described(node)
        if tag == "table":
            self.lay_out(node)
        if node in self.columns:
            self.cell = self.columns[node]
        high = self.high
        own, self.own = self.own, _second(node) or self.own
        self.high = high or tag in _RAISED or self.styles.raises(node)
        blank, told = self.blank, self.styles.blank(node)
        self.blank = blank if told is None else told
        self.say(self.styles.words(node, "before"))
        self.say(node.text)
        for child in node:
            self.element(child)
            self.say(child.tail)
        self.say(self.styles.words(node, "after"))
        self.high, self.blank = high, blank
        if block:
            if tag in _HEADINGS:
                self.heading = " ".join("".join(self.parts).split()) or self.heading
            self.flush()
            self.cell = outer
        self.own = own

    def described(self, node: Element) -> None:
        for name in _LABELS:
            if node.get(name):
                self.keep(node.get(name), aside=True)

    def single(self, tag: str, node: Element) -> None:
        if tag == "br":
            self.parts.append("\n")
            return
        if tag == "desc":
            self.keep(node.text_content(), aside=True)
        if node.get("alt"):
            self.keep(node.get("alt"), aside=True)
        found = _DATA.match(node.get("src") or "")
        if found:
            content = _decoded(found)
            if "svg" in found["type"]:
                self.flush()
                for words in _svg_words(content):
                    self.keep(words)
            else:
                self.pictures.add(picture_digest(content))

    def lay_out(self, table: Element) -> None:
        """Where each cell of a table stands; nested tables have their own places."""
        number = self.tables
        self.tables += 1
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        spans = [
            [(_span(cell, "rowspan"), _span(cell, "colspan")) for cell in row] for row in cells
        ]
        for index, (row, columns) in enumerate(zip(cells, grid(spans), strict=True)):
            for cell, column in zip(row, columns, strict=True):
                self.columns[cell] = (number, index, column)


def _span(cell: Element, name: str) -> int:
    told = cell.get(name, "1")
    return min(max(int(told), 1), 1000) if told.isdecimal() and len(told) < 9 else 1  # noqa: PLR2004


def _second(node: Element) -> str:
    """What second copy of the paper's words an element holds, if any."""
    if node.get("role") == "doc-toc":
        return "contents"
    about = node.tag == "footer" and node.getparent() is not None and node.getparent().tag == "body"
    return "title" if about else ""


def _decoded(found: re.Match[str]) -> bytes:
    if "base64" in found["rest"]:
        try:
            return base64.b64decode(found["content"])
        except (binascii.Error, ValueError):
            return b""
    return unquote_to_bytes(found["content"])


def _svg_words(content: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return
    for node in root.iter("{http://www.w3.org/2000/svg}text"):
        yield "".join(str(part) for part in node.itertext())
