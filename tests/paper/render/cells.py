"""The tables of rendered files as grids: which text stands in which row and column.

A cell that spans covers further places, which hold ``None``: so a total that slid to another
column, or a row that was cut to one, is another grid though its words are the same. In a PDF the
tables are those of its structure tree (ISO 32000-1, 14.8.4.3.4), where each cell names the marked
content on the page that belongs to it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree, html
from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject

from tests.paper.render.one_content import solid

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Grid = list[list[str | None]]
Cell = tuple[str, int, int]


def tables_of(path: Path) -> list[Grid]:
    """The tables of an HTML, DOCX or PDF file in their order, those that hold text."""
    read = {".html": _of_html, ".docx": _of_docx, ".pdf": _of_pdf}[path.suffix]
    return [table for table in read(path) if any(text for row in table for text in row)]


def grid(rows: Iterable[Sequence[Cell]]) -> Grid:
    """Rows of cells (text, rows spanned, columns spanned) on a grid.

    >>> grid([[("a", 2, 1), ("b", 1, 2)], [("c", 1, 1), ("d", 1, 1)]])
    [['a', 'b', None], [None, 'c', 'd']]
    """
    placed: dict[tuple[int, int], str | None] = {}
    for y, row in enumerate(rows):
        x = 0
        for text, deep, wide in row:
            while (y, x) in placed:
                x += 1
            for below in range(deep):
                for right in range(wide):
                    placed[y + below, x + right] = None if below or right else text
            x += wide
    height = 1 + max((y for y, _ in placed), default=-1)
    width = 1 + max((x for _, x in placed), default=-1)
    return [[placed.get((y, x), "") for x in range(width)] for y in range(height)]


def plain(text: str) -> str:
    """A text without the spaces that line up decimals, and with single blanks."""
    return " ".join(text.replace("\u2007", " ").replace("\u2008", " ").split())


def _of_html(path: Path) -> Iterator[Grid]:
    page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(huge_tree=True))
    for table in page.xpath("//table[not(ancestor::table)]"):
        yield grid(
            [
                (
                    plain(cell.text_content()),
                    int(cell.get("rowspan", 1)),
                    int(cell.get("colspan", 1)),
                )
                for cell in row.xpath("./td|./th")
            ]
            for row in table.iter("tr")
        )


def _of_docx(path: Path) -> Iterator[Grid]:
    """The tables of a Word file in the style of tables, not those that lay things out."""
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    for table in body.iter(f"{_W}tbl"):
        style = table.find(f"{_W}tblPr/{_W}tblStyle")
        if style is not None and style.get(f"{_W}val") == "Table":
            yield _word_grid(table)


def _word_grid(table: etree._Element) -> Grid:
    made: Grid = []
    for row in table.iterchildren(f"{_W}tr"):
        line: list[str | None] = []
        for cell in row.iterchildren(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
            text = "".join(
                one.text or "" if one.tag == f"{_W}t" else " "
                for one in cell.iter(f"{_W}t", f"{_W}br", f"{_W}tab")
            )
            line.append(None if goes_on else plain(text))
            line += [None] * (int(span.get(f"{_W}val", "1")) - 1 if span is not None else 0)
        made.append(line)
    return made


class _Tags:
    """The structure tree of a PDF, with the words of its marked content."""

    def __init__(self, path: Path) -> None:
        reader = PdfReader(path)
        self.words = {
            page.indirect_reference.idnum: _marked(page)
            for page in reader.pages
            if page.indirect_reference is not None
        }
        self.root: Any = reader.trailer["/Root"]["/StructTreeRoot"]

    def kids(self, node: Any) -> list[Any]:  # noqa: ANN401 - a node of the PDF
        """What a node of the tree holds."""
        held = _direct(node).get("/K", [])
        held = _direct(held)
        return list(held) if isinstance(held, list) else [held]

    def tagged(self, node: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401 - a node of the PDF
        """The outermost nodes with a tag."""
        node = _direct(node)
        if not hasattr(node, "get"):
            return
        if node.get("/S") == tag:
            yield node
            return
        for kid in self.kids(node):
            yield from self.tagged(kid, tag)

    def text(self, node: Any, page: int = 0) -> str:  # noqa: ANN401 - a node of the PDF
        """All words below a node."""
        node = _direct(node)
        if isinstance(node, int):
            return self.words[page].get(int(node), "")
        if "/Pg" in node:
            page = node.raw_get("/Pg").idnum
        if "/MCID" in node:
            return self.words[page].get(int(node["/MCID"]), "")
        if node.get("/Type") == "/OBJR":
            return ""
        return "".join(self.text(kid, page) for kid in self.kids(node))


def _of_pdf(path: Path) -> Iterator[Grid]:
    """The tables of a tagged PDF, solid: where lines break and words part is not compared."""
    tags = _Tags(path)
    for table in tags.tagged(tags.root, "/Table"):
        rows: list[list[Cell]] = []
        for row in tags.tagged(table, "/TR"):
            cells = [_direct(kid) for kid in tags.kids(row)]
            rows.append(
                [
                    (solid(tags.text(cell)), _span(cell, "/RowSpan"), _span(cell, "/ColSpan"))
                    for cell in cells
                ]
            )
        yield grid(rows)


def _span(cell: Any, name: str) -> int:  # noqa: ANN401 - a node of the PDF
    stated = _direct(cell.get("/A", []))
    for one in stated if isinstance(stated, list) else [stated]:
        if name in _direct(one):
            return int(_direct(one)[name])
    return 1


def _direct(node: Any) -> Any:  # noqa: ANN401 - a node of the PDF
    return node.get_object() if isinstance(node, IndirectObject) else node


def _marked(page: PageObject) -> dict[int, str]:
    """The words of a page by the number of the marked content they stand in."""
    found: dict[int, str] = {}
    open_marks: list[int | None] = []

    def before(operator: bytes, operands: list[Any], *_: object) -> None:
        if operator == b"BDC":
            stated = _direct(operands[1]) if len(operands) > 1 else {}
            mark = stated.get("/MCID") if hasattr(stated, "get") else None
            open_marks.append(None if mark is None else int(mark))
        elif operator == b"BMC":
            open_marks.append(None)
        elif operator == b"EMC" and open_marks:
            open_marks.pop()

    def keep(text: str, *_: object) -> None:
        mark = next((one for one in reversed(open_marks) if one is not None), None)
        if mark is not None:
            found[mark] = found.get(mark, "") + text

    page.extract_text(visitor_operand_before=before, visitor_text=keep)
    return found
