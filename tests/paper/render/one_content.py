"""What a reader finds in a rendered file: its words, table cells, captions and references."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from lxml import etree, html
from pypdf import PdfReader

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_UNSEEN = "//head|//script|//style|//svg|//nav|//footer|//a[@class='skip-link']|//annotation"
_BLOCKS = ("p", "td", "th", "li", "dt", "dd", "div", "figcaption", "h1", "h2", "h3", "h4", "math")
_HEADER = 50  # points at the top of a page that hold the running title and the page number


@dataclass(frozen=True, slots=True)
class Content:
    """One rendered file, in reading order and without marks.

    Attributes:
        text: All the text; in a PDF without page headers.
        cells: Texts of the table cells that hold any.
        captions: Captions of tables, figures and listings.
        references: Entries of the list of references.
    """

    text: str
    cells: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A text with one blank for each run of white space and no invisible characters."""
    text = text.replace("\u2060", "").replace("\u200b", "").replace("\ufe0f", "")
    return " ".join(text.split())


def solid(text: str) -> str:
    """A text without blanks and hyphens: lines may break, and words be hyphenated, anywhere."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufe0f-]+", "", text)


def numbers(text: str) -> list[str]:
    """Every number of a text as printed, sorted."""
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", plain(text)))


def of_html(content: bytes) -> Content:
    """What a page shows, without the marks of footnotes, which Word counts by itself."""
    page = html.document_fromstring(content)
    for unseen in page.xpath(_UNSEEN):
        unseen.drop_tree()
    for mark in page.xpath("//a[contains(@class, 'footnote-')]"):
        mark.drop_tree()
    for one in page.iter(*_BLOCKS):
        one.tail = f" {one.tail or ''}"
    cells = page.xpath("//table//th|//table//td")
    return Content(
        plain(page.text_content()),
        _texts(cell.text_content() for cell in cells),
        _texts(one.text_content() for one in page.xpath("//figcaption")),
        _texts(one.text_content() for one in page.xpath("//*[@id='refs']/div")),
    )


def of_docx(content: bytes) -> Content:
    """What a Word file shows: the text of its runs and formulas, not of its fields' codes."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    tables = [one for one in body.iter(f"{_W}tbl") if _is_ruled(one)]
    cells = (cell for table in tables for cell in table.iter(f"{_W}tc"))
    return Content(
        plain(f"{_word_text(body)} {_word_text(notes)}"),
        _texts(_word_text(cell) for cell in cells),
        _texts(_word_text(one) for one in _paragraphs(body, "Caption")),
        _texts(_word_text(one) for one in _paragraphs(body, "Bibliography")),
    )


def of_pdf(content: bytes) -> Content:
    """The text layer of a PDF without page headers."""
    pages: list[str] = []
    for page in PdfReader(BytesIO(content)).pages:
        top = float(page.mediabox.height) - _HEADER
        found: list[str] = []

        def keep(
            text: str,
            matrix: list[float],
            placed: list[float],
            *_: object,
            top: float = top,
            found: list[str] = found,
        ) -> None:
            y = matrix[1] * placed[4] + matrix[3] * placed[5] + matrix[5]
            if y < top:
                found.append(text)

        page.extract_text(visitor_text=keep)
        pages.append("".join(found))
    return Content(plain(" ".join(pages)))


def _texts(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(plain, found) if text)


def _is_ruled(table: etree._Element) -> bool:
    style = table.find(f"{_W}tblPr/{_W}tblStyle")
    return style is not None and style.get(f"{_W}val") == "Table"


def _paragraphs(body: etree._Element, style: str) -> list[etree._Element]:
    found = body.iterfind(f".//{_W}pStyle[@{_W}val='{style}']")
    return [one.getparent().getparent() for one in found]


def _word_text(node: etree._Element) -> str:
    kinds = (f"{_W}t", f"{_M}t", f"{_W}p", f"{_W}tab", f"{_W}br")
    return "".join(one.text or "" if one.tag.endswith("}t") else " " for one in node.iter(*kinds))
