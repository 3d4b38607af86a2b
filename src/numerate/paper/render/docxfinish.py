"""What pandoc leaves to do in a DOCX: sections, tables, running title, properties, stable bytes."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from numerate.paper.render.docxmarkup import LANDSCAPE, PAGE_BREAK, PORTRAIT
from numerate.paper.render.docxtables import (
    dress_tables,
    element,
    next_block,
    of_style,
    properties_of,
    put_early,
    style_of,
    w,
)
from numerate.paper.render.html_page import Page
from numerate.paper.render.referencedocx import RUNNING_TITLE, packed
from numerate.paper.render.tablelook import TableLook
from numerate.paper.render.wordstyles import FONT, HALF, SINGLE

_TWIPS = 20
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TOP_CAPTIONED = frozenset({"SourceCode", "Figure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a DOCX says of itself."""

    title: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    language: str
    running_title: str


def finished(docx: bytes, looks: Sequence[TableLook], page: Page, properties: Properties) -> bytes:
    """The DOCX that pandoc wrote, ready to hand in.

    Args:
        docx: What pandoc wrote.
        looks: The looks of the tables in their order.
        page: The page to lay it out on.
        properties: What the file says of itself.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    body = document.find(w("body"))
    if body is None:
        return docx
    dress_tables(body, looks)
    _break_pages(body)
    _keep_captions(body)
    _lay_out_sections(body, page)
    _center_equations(body, page)
    _order_matrices(body)
    parts["word/document.xml"] = _written(document)
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"], page)
    for name in [name for name in parts if re.fullmatch(r"word/header\d+\.xml", name)]:
        title = escape(properties.running_title).encode()
        parts[name] = parts[name].replace(RUNNING_TITLE.encode(), title)
    parts["docProps/core.xml"] = _core(properties)
    parts.pop("docProps/custom.xml", None)
    _forget(parts, "docProps/custom.xml")
    return packed(parts)


def _written(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _break_pages(body: etree._Element) -> None:
    """A page break belongs to the paragraph that begins the page; else it stands alone."""
    for mark in of_style(body, PAGE_BREAK):
        following = next_block(mark)
        if following is not None and following.tag == w("p"):
            put_early(following, "pageBreakBefore")
            _drop(mark)
        else:
            mark.remove(properties_of(mark))
            run = element("r")
            run.append(element("br", type="page"))
            mark.append(run)


def _keep_captions(body: etree._Element) -> None:
    """A caption stays with the table or listing below it (ISO/IEC 29500-1, 17.3.1.15)."""
    for paragraph in of_style(body, "Caption"):
        following = next_block(paragraph)
        if following is None:
            continue
        if following.tag == w("tbl") or style_of(following) in _TOP_CAPTIONED:
            put_early(paragraph, "keepNext")


def _lay_out_sections(body: etree._Element, page: Page) -> None:
    last = body.find(w("sectPr"))
    if last is None:
        last = element("sectPr")
        body.append(last)
    _set_section(last, page, landscape=False)
    wide = of_style(body, LANDSCAPE)
    marks = [*of_style(body, PORTRAIT), *wide]
    for mark in marks:
        section = copy.deepcopy(last)
        _set_section(section, page, landscape=mark in wide)
        before = mark.getprevious()
        if before is not None and before.tag == w("p") and not _has_section(before):
            holder = before
            _drop(mark)
        else:
            holder = mark
            properties = properties_of(mark)
            for child in list(properties):
                properties.remove(child)
            properties.append(
                element("spacing", before="0", after="0", line="20", lineRule="exact")
            )
        properties_of(holder).append(section)
    _drop_empty_end(body, last)


def _drop_empty_end(body: etree._Element, last: etree._Element) -> None:
    """Where nothing follows a landscape page, its section is the document's last one."""
    holder = last.getprevious()
    while holder is not None and holder.tag in {w("bookmarkStart"), w("bookmarkEnd")}:
        holder = holder.getprevious()
    section = holder.find(f"{w('pPr')}/{w('sectPr')}") if holder is not None else None
    if section is not None:
        body.replace(last, section)


def _has_section(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None


def _set_section(section: etree._Element, page: Page, *, landscape: bool) -> None:
    """Size, margins and numbered lines, in the order of the schema (CT_SectPr)."""
    for name in ("pgSz", "pgMar", "lnNumType", "footnotePr"):
        for old in section.findall(w(name)):
            section.remove(old)
    width, height = round(page.width * _TWIPS), round(page.height * _TWIPS)
    size = element("pgSz", w=str(width), h=str(height))
    if landscape:
        size = element("pgSz", w=str(height), h=str(width), orient="landscape")
    sides = {side: getattr(page, side) for side in ("top", "right", "bottom", "left")}
    margins = element("pgMar", **{side: str(round(v * _TWIPS)) for side, v in sides.items()})
    for name, value in (("header", "708"), ("footer", "708"), ("gutter", "0")):
        margins.set(w(name), value)
    section.append(size)
    section.append(margins)
    if page.numbered_lines:
        section.append(element("lnNumType", countBy="1", restart="continuous"))


def _center_equations(body: etree._Element, page: Page) -> None:
    """Tab stops at the middle and the end of the line, for the page that there is."""
    for paragraph in of_style(body, "Equation"):
        tabs = element("tabs")
        for kind, share in (("center", 0.5), ("right", 1.0)):
            position = round(page.text_width * share * _TWIPS)
            tabs.append(element("tab", val=kind, pos=str(position)))
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if named is not None:
            named.addnext(tabs)


def _order_matrices(body: etree._Element) -> None:
    """The count of a matrix's columns goes before their alignment (CT_MCPr); pandoc turns them."""
    for properties in body.iter(f"{_MATH}mcPr"):
        count = properties.find(f"{_MATH}count")
        if count is not None:
            properties.insert(0, count)


def _styles(styles: bytes, page: Page) -> bytes:
    """The styles with the line spacing, size, tab stops and typeface that the author asks for."""
    tree = etree.fromstring(styles)
    for spacing in tree.iter(w("spacing")):
        if spacing.get(w("line")) == str(HALF):
            spacing.set(w("line"), str(round(SINGLE * page.stretch)))
    for tab in tree.iter(w("tab")):
        if tab.get(w("val")) == "right":
            tab.set(w("pos"), str(round(page.text_width * _TWIPS)))
    for name in ("sz", "szCs"):
        for size in tree.findall(f"{w('docDefaults')}/*/*/{w(name)}"):
            size.set(w("val"), str(round(page.size * 2)))
    for fonts in tree.iter(w("rFonts")) if page.font else ():
        for key in [key for key, value in fonts.attrib.items() if value == FONT]:
            fonts.set(key, page.font)
    return _written(tree)


def _core(properties: Properties) -> bytes:
    """The core properties, without times so that equal documents give equal bytes."""
    values = {
        "dc:title": properties.title,
        "dc:creator": "; ".join(properties.authors),
        "cp:keywords": ", ".join(properties.keywords),
        "dc:language": properties.language,
    }
    listed = "".join(f"<{k}>{escape(v)}</{k}>" for k, v in values.items() if v)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{listed}</cp:coreProperties>'
    ).encode()


def _forget(parts: dict[str, bytes], name: str) -> None:
    """Take a part that is gone out of the lists of parts."""
    for listing in ("[Content_Types].xml", "_rels/.rels"):
        tree = etree.fromstring(parts[listing])
        for entry in list(tree):
            if entry.get("PartName") == f"/{name}" or entry.get("Target") in {name, f"/{name}"}:
                tree.remove(entry)
        parts[listing] = _written(tree)


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
