"""Tables in a finished DOCX: widths that every reader honours, heads that repeat, rules, styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from numerate.paper.render.tablelook import TableLook

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 20  # in a point
_KEPT_TOGETHER = 10  # rows; a table this short stays on one page
_ENDING = 2  # rows
_RULE = ("single", "4")
_SIZED = {10.0: "TableText", 9.0: "TableText9", 8.0: "TableText8", 7.0: "TableText7"}
# The order of properties that the schema wants (ISO/IEC 29500-1, CT_TcPr, CT_TrPr, CT_PPr).
_CELL_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap",
               "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")  # fmt: skip


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{W}}}{name}"


def element(name: str, **attributes: str) -> etree._Element:
    """An element of WordprocessingML with attributes of the same namespace."""
    made = etree.Element(w(name))
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def dress_tables(body: etree._Element, looks: Sequence[TableLook]) -> None:
    """Give the tables of a document, in their order, their looks."""
    for table, look in zip(body.iter(w("tbl")), looks, strict=False):
        _dress(table, look)


def _dress(table: etree._Element, look: TableLook) -> None:
    widths = [round(share * look.width * _TWIPS) for share in look.shares]
    _set_widths(table, widths, look)
    rows = table.findall(w("tr"))
    noted = style_of(next_block(table)) == "TableNote"
    if look.form == "plain":
        _keep_with_caption(table)
    together = len(rows) <= _KEPT_TOGETHER
    _keep_notes(table)
    for number, row in enumerate(rows):
        cells = row.findall(w("tc"))
        _set_cell_widths(cells, widths)
        if look.form == "box":
            _box(cells)
        if look.form != "table":
            continue
        kind = look.kinds[number] if number < len(look.kinds) else "row"
        head = number < look.heads
        _set_row(row, head=head, splits=number in look.splits)
        ends = number == len(rows) - _ENDING  # no last row stands alone on a page
        keep = head or kind == "group" or together or ends
        keep = noted if number == len(rows) - 1 else keep
        _set_paragraphs(cells, _SIZED[look.size], bold=head or kind != "row", keep=keep)
        if head:
            _rule_head(cells, last=number == look.heads - 1)
        elif kind == "total":
            for cell in cells:
                _border(cell, "top")


def _keep_notes(table: etree._Element) -> None:
    """The notes below a table stand on one page with each other."""
    note = next_block(table)
    while note is not None and style_of(note) == "TableNote":
        following = next_block(note)
        if style_of(following) == "TableNote":
            put_early(note, "keepNext")
        put_early(note, "keepLines")
        note = following


def next_block(node: etree._Element) -> etree._Element | None:
    """The next paragraph or table beside an element; bookmarks between them do not count."""
    following = node.getnext()
    while following is not None and following.tag in {w("bookmarkStart"), w("bookmarkEnd")}:
        following = following.getnext()
    return following


def style_of(paragraph: etree._Element | None) -> str:
    """The id of a paragraph's style; empty for anything else."""
    named = paragraph.find(f"{w('pPr')}/{w('pStyle')}") if paragraph is not None else None
    return named.get(w("val"), "") if named is not None else ""


def of_style(body: etree._Element, style: str) -> list[etree._Element]:
    """The paragraphs of a style, in reading order."""
    named = [one for one in body.iter(w("pStyle")) if one.get(w("val")) == style]
    holders = [one.getparent() for one in named]
    paragraphs = [one.getparent() for one in holders if one is not None]
    return [one for one in paragraphs if one is not None]


def put_early(paragraph: etree._Element, name: str) -> None:
    """Add one of the first paragraph properties: those that stand right after the style."""
    properties = properties_of(paragraph)
    if properties.find(w(name)) is not None:
        return
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore"]
    before = {w(one) for one in order[: order.index(name)]}
    place = sum(1 for child in properties if child.tag in before)
    properties.insert(place, element(name))


def properties_of(paragraph: etree._Element) -> etree._Element:
    """The properties of a paragraph, made where there are none."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    return properties


def _keep_with_caption(table: etree._Element) -> None:
    """Things side by side stay with the caption below them."""
    following = next_block(table)
    if following is None or style_of(following) != "TableEnd":
        return
    if style_of(next_block(following)) == "Caption":
        for paragraph in (*table.iter(w("p")), following):
            put_early(paragraph, "keepNext")


def _set_widths(table: etree._Element, widths: Sequence[int], look: TableLook) -> None:
    properties = table.find(w("tblPr"))
    if properties is None:
        properties = element("tblPr")
        table.insert(0, properties)
    for child in list(properties):
        properties.remove(child)
    style = "Table" if look.form == "table" else "TableNormal"
    properties.append(element("tblStyle", val=style))
    properties.append(element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=str(round(look.padding * _TWIPS)), type="dxa"))
    properties.append(margins)
    properties.append(
        element(
            "tblLook", val="0000", firstRow="0", lastRow="0", firstColumn="0", lastColumn="0",
            noHBand="1", noVBand="1",
        )
    )  # fmt: skip
    grid = table.find(w("tblGrid"))
    if grid is not None:
        table.remove(grid)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=str(width)))
    properties.addnext(grid)


def _set_cell_widths(cells: Sequence[etree._Element], widths: Sequence[int]) -> None:
    column = 0
    for cell in cells:
        properties = _cell_properties(cell)
        spanned = properties.find(w("gridSpan"))
        span = int(spanned.get(w("val"), "1")) if spanned is not None else 1
        if spanned is not None and span == 1:
            properties.remove(spanned)
        for old in properties.findall(w("tcW")):
            properties.remove(old)
        width = sum(widths[column : column + span])
        _insert(properties, element("tcW", w=str(width), type="dxa"))
        column += span


def _set_row(row: etree._Element, *, head: bool, splits: bool) -> None:
    properties = row.find(w("trPr"))
    if properties is None:
        properties = element("trPr")
        row.insert(0, properties)
    for child in list(properties):
        properties.remove(child)
    if not splits:
        properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))


def _set_paragraphs(cells: Iterable[etree._Element], style: str, *, bold: bool, keep: bool) -> None:
    for cell in cells:
        for paragraph in cell.iter(w("p")):
            properties = properties_of(paragraph)
            named = properties.find(w("pStyle"))
            if named is None:
                named = element("pStyle")
                properties.insert(0, named)
            named.set(w("val"), style)
            if keep:
                put_early(paragraph, "keepNext")
            if bold and properties.find(w("numPr")) is None:
                _embolden(paragraph)


def _embolden(paragraph: etree._Element) -> None:
    for run in paragraph.iter(w("r")):
        properties = run.find(w("rPr"))
        if properties is None:
            properties = element("rPr")
            run.insert(0, properties)
        if properties.find(w("b")) is None:
            place = sum(1 for child in properties if child.tag in {w("rStyle"), w("rFonts")})
            properties.insert(place, element("b"))
            properties.insert(place + 1, element("bCs"))


def _rule_head(cells: Iterable[etree._Element], *, last: bool) -> None:
    """A rule below the head, and below cells in it that span columns."""
    for cell in cells:
        properties = _cell_properties(cell)
        if last or properties.find(w("gridSpan")) is not None:
            _border(cell, "bottom")
        if properties.find(w("vAlign")) is None:
            _insert(properties, element("vAlign", val="bottom"))


def _border(cell: etree._Element, side: str) -> None:
    properties = _cell_properties(cell)
    borders = properties.find(w("tcBorders"))
    if borders is None:
        borders = element("tcBorders")
        _insert(properties, borders)
    kind, size = _RULE
    borders.append(element(side, val=kind, sz=size, space="0", color="auto"))


def _box(cells: Iterable[etree._Element]) -> None:
    """A tint, and a bar at the left."""
    for cell in cells:
        properties = _cell_properties(cell)
        borders = element("tcBorders")
        borders.append(element("left", val="single", sz="18", space="0", color="46627F"))
        _insert(properties, borders)
        _insert(properties, element("shd", val="clear", color="auto", fill="F4F6F8"))


def _cell_properties(cell: etree._Element) -> etree._Element:
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = element("tcPr")
        cell.insert(0, properties)
    return properties


def _insert(properties: etree._Element, new: etree._Element) -> None:
    """Put a cell's property in its place in the order of the schema."""
    rank = _CELL_ORDER.index(etree.QName(new).localname)
    for position, child in enumerate(properties):
        if _CELL_ORDER.index(etree.QName(child).localname) > rank:
            properties.insert(position, new)
            return
    properties.append(new)
