"""The Word file: real captions, fields, tables and sections, in the order that Word demands."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from numerate.ground.project import extension_dir
from numerate.paper.manuscript.ast import copied
from numerate.paper.render.docx import docx
from numerate.paper.render.referencedocx import NAME, reference_docx
from numerate.paper.render.rendition import Place
from numerate.paper.render.wordfields import bookmark_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Tree = dict[str, Any]
Finished = Callable[[str], Tree]
Part = Callable[[bytes, str], etree._Element]  # noqa: SLF001 - lxml's own name for the type

# The sequences of ISO/IEC 29500-1, annex A (CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_SectPr).
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
        "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
        "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
        "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs "
        "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
        "specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
        "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
        "tcFitText vAlign hideMark"
    ),
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
        "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection "
        "bidi rtlGutter docGrid"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
        "unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}


@pytest.fixture(scope="module")
def body(renditions: Mapping[str, bytes], part: Part) -> etree._Element:
    """The showcase's document part."""
    return part(renditions["docx"], "word/document.xml")


def value(node: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of WordprocessingML."""
    return node.get(W + name) if node is not None else None


def text(node: etree._Element) -> str:
    """The text of the runs in a node, with plain blanks."""
    return "".join(node.itertext(f"{W}t")).replace("\u00a0", " ")


def styled(body: etree._Element, style: str) -> list[etree._Element]:
    """The paragraphs in a style."""
    return [
        one.getparent().getparent() for one in body.iterfind(f".//{W}pStyle[@{W}val='{style}']")
    ]


def codes(body: etree._Element) -> list[str]:
    """The instructions of the fields in order."""
    return [(one.text or "").strip() for one in body.iter(f"{W}instrText")]


def misplaced(root: etree._Element) -> list[str]:
    """Properties that stand in another order than the schema's, or that it does not know."""
    found = []
    for name, order in ORDER.items():
        ranks = {f"{W}{child}": rank for rank, child in enumerate(order.split())}
        for node in root.iter(f"{W}{name}"):
            places = [ranks.get(child.tag, -1) for child in node]
            if places != sorted(places) or -1 in places:
                found.append(etree.tostring(node).decode()[:300])
    return found


@pytest.mark.parametrize("name", ["document", "styles", "footnotes", "header1"])
def test_properties_stand_in_the_order_of_the_schema(
    renditions: Mapping[str, bytes], part: Part, name: str
) -> None:
    """Word reports unreadable content where they do not."""
    root = part(renditions["docx"], f"word/{name}.xml")
    wrong = misplaced(root)
    assert wrong == []


def test_every_style_and_relation_exists(renditions: Mapping[str, bytes], part: Part) -> None:
    """No paragraph names a style, and no part a relation, that is not there."""
    body = part(renditions["docx"], "word/document.xml")
    styles = part(renditions["docx"], "word/styles.xml")
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    used = {value(n) for kind in ("pStyle", "rStyle", "tblStyle") for n in body.iter(f"{W}{kind}")}
    assert used - known == set()
    relations = part(renditions["docx"], "word/_rels/document.xml.rels")
    ids = {one.get("Id") for one in relations}
    named = {v for n in body.iter() for k, v in n.attrib.items() if k in {f"{R}id", f"{R}embed"}}
    assert named - ids == set()
    with zipfile.ZipFile(BytesIO(renditions["docx"])) as archive:
        names = set(archive.namelist())
    inside = [one.get("Target") for one in relations if one.get("TargetMode") != "External"]
    assert [one for one in inside if f"word/{one}" not in names] == []


def test_bookmarks_are_paired_and_named_once(body: etree._Element) -> None:
    """Each begins and ends once; names are at most 40 characters (17.13.6.2)."""
    starts = [(value(one, "id"), value(one, "name")) for one in body.iter(f"{W}bookmarkStart")]
    ends = [value(one, "id") for one in body.iter(f"{W}bookmarkEnd")]
    assert sorted(number for number, _ in starts) == sorted(ends)
    names = [name for _, name in starts]
    assert len(names) == len(set(names))
    assert max(len(name or "") for name in names) <= 40


def test_captions_count_by_themselves(body: etree._Element) -> None:
    """Style Caption, a SEQ field for each label in order; sub-captions have letters, no field."""
    found = [text(one) for one in styled(body, "Caption")]
    assert found[0].startswith("Listing 1: Kappa in Python")
    assert "Table 1: Vote counts for covariates by domain" in found
    sequences = [code for code in codes(body) if code.startswith("SEQ")]
    assert sequences == [
        r"SEQ Listing \* ARABIC",
        r"SEQ Figure \* ARABIC",
        r"SEQ Table \* ARABIC",
        r"SEQ Figure \* ARABIC",
        r"SEQ Table \* ARABIC",
    ]


def test_supplementary_tables_count_with_their_prefix(
    finished: Finished, place: Place, part: Part
) -> None:
    """The words "Table S" stand before the field; a number out of turn sets the sequence anew."""
    markdown = "".join(
        f'::: {{#tbl-{n} .float .float-tbl label="Table S{n}" caption-location="top"}}\n'
        f"| a |\n|---|\n| 1 |\n\n::: float-caption\n[Table S{n}]{{.float-label}}[.]{{.float-delim}}"
        " Title\n:::\n:::\n\n"
        for n in (2, 3)
    )
    body = part(docx(finished(markdown), place).content, "word/document.xml")
    assert codes(body) == [r"SEQ Table_S \* ARABIC \r 2", r"SEQ Table_S \* ARABIC"]
    assert [text(one) for one in styled(body, "Caption")] == ["Table S2. Title", "Table S3. Title"]


def test_references_follow_their_captions(body: etree._Element) -> None:
    """A REF field for "Table 1" and "Figure 1"; its bookmark holds exactly that text."""
    wanted = [bookmark_name("tbl-covariates"), bookmark_name("fig-flow")]
    fields = [code for code in codes(body) if code.startswith("REF")]
    assert fields[:2] == [rf"REF {name} \h \* MERGEFORMAT" for name in wanted]
    start = body.find(f".//{W}bookmarkStart[@{W}name='{wanted[0]}']")
    assert start is not None
    inside = []
    node = start.getnext()
    while node is not None and node.tag != f"{W}bookmarkEnd":
        inside.append(text(node))
        node = node.getnext()
    assert "".join(inside) == "Table 1"


def test_links_inside_the_document_find_their_bookmarks(body: etree._Element) -> None:
    """Sections, equations and references of the list are linked by name."""
    names = {value(one, "name") for one in body.iter(f"{W}bookmarkStart")}
    anchors = {one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")} - {None}
    assert {"sec-method", "eq-kappa", "ref-patchin2019"} <= anchors
    assert anchors - names == set()


def test_tables_repeat_their_heads_and_keep_their_rows(body: etree._Element) -> None:
    """TblHeader on both header rows of Table 1, cantSplit on all; cells may span."""
    table = next(one for one in body.iter(f"{W}tbl") if "Covariate" in text(one))
    rows = table.findall(f"{W}tr")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    spans = [value(one) for one in table.iter(f"{W}gridSpan")]
    assert spans == ["2"]


def test_column_widths_are_whole_and_add_up(body: etree._Element) -> None:
    """Fixed layout: the grid, the cells and the table state the same widths (17.4.48)."""
    for table in body.iter(f"{W}tbl"):
        grid = [int(value(one, "w") or 0) for one in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert int(value(table.find(f"{W}tblPr/{W}tblW"), "w") or 0) == sum(grid)
        assert value(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
        for row in table.findall(f"{W}tr"):
            cells = [one.find(f"{W}tcPr/{W}tcW") for one in row.findall(f"{W}tc")]
            assert abs(sum(int(value(one, "w") or 0) for one in cells) - sum(grid)) <= len(grid)


def test_numbers_stand_right_and_words_left(body: etree._Element) -> None:
    """The alignment of each column is that of its cells' paragraphs."""
    table = next(one for one in body.iter(f"{W}tbl") if "Covariate" in text(one))
    row = table.findall(f"{W}tr")[2]
    assert [value(one.find(f".//{W}jc")) for one in row] [-5:] == [
        "left", "right", "left", "left", "right",
    ]  # fmt: skip


def test_a_caption_stays_with_its_table(body: etree._Element) -> None:
    """KeepNext on captions above, none on captions below (17.3.1.15)."""
    kept = {
        text(one)[:7]: one.find(f"{W}pPr/{W}keepNext") is not None
        for one in styled(body, "Caption")
    }
    assert kept["Table 1"]
    assert not kept["Figure "]


def test_a_table_stays_with_its_notes(body: etree._Element) -> None:
    """The notes follow at once, and the last row is kept with them."""
    table = next(one for one in body.iter(f"{W}tbl") if "Covariate" in text(one))
    following = table.getnext()
    while following.tag != f"{W}p":
        following = following.getnext()
    assert text(following).startswith("Note. Votes count studies")
    last = table.findall(f"{W}tr")[-1]
    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in last.iter(f"{W}p"))


def test_pictures_have_their_alternative_text(body: etree._Element) -> None:
    """wp:docPr/@descr is what a screen reader says (20.4.2.5)."""
    descriptions = [one.get("descr") for one in body.iter(f"{WP}docPr")]
    assert descriptions[0].startswith("Flow of 25,523 records")
    assert descriptions[1:] == ["First panel.", "Second panel."]


def test_pictures_fit_where_they_stand(body: etree._Element) -> None:
    """The drawing is 454 of 451 points wide; panels share the line (12,700 units a point)."""
    widths = [int(one.get("cx")) / 12700 for one in body.iter(f"{WP}extent")]
    assert widths[0] == pytest.approx(451.3, abs=1)
    assert max(widths[1:]) < 226


def test_pictures_are_images_of_300_dpi(renditions: Mapping[str, bytes]) -> None:
    """Word gets the PNG that lies beside the SVG."""
    with zipfile.ZipFile(BytesIO(renditions["docx"])) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert [name.rsplit(".", 1)[1] for name in media] == ["png"]
        assert b"pHYs" in archive.read(media[0])[:64]


def test_footnotes_and_equations_are_words_own(
    renditions: Mapping[str, bytes], body: etree._Element, part: Part
) -> None:
    """A footnote reference, and Office mathematics; a numbered equation has tab stops."""
    assert len(list(body.iter(f"{W}footnoteReference"))) == 1
    notes = part(renditions["docx"], "word/footnotes.xml")
    assert "A footnote with emphasis" in text(notes)
    (equation,) = styled(body, "Equation")
    assert equation.find(f"{M}oMath") is not None
    assert text(equation) == "(1)"
    kinds = [value(one) for one in equation.findall(f"{W}pPr/{W}tabs/{W}tab")]
    assert kinds == ["center", "right"]


def test_a_landscape_table_has_a_section_of_its_own(body: etree._Element) -> None:
    """Portrait, landscape with width and height swapped, portrait; all with the header."""
    sections = list(body.iter(f"{W}sectPr"))
    sizes = [one.find(f"{W}pgSz") for one in sections]
    assert [value(one, "orient") for one in sizes] == [None, "landscape", None]
    assert value(sizes[0], "w") == value(sizes[1], "h") == "11906"  # 210 mm in twentieths
    assert all(one.find(f"{W}headerReference") is not None for one in sections)


def test_a_landscape_table_at_the_end_leaves_no_empty_page(
    finished: Finished, place: Place, part: Part
) -> None:
    """Its section is the last one of the body; no portrait section without text follows."""
    tree = finished("Text.\n\n::: landscape\n| a |\n|---|\n| 1 |\n\nA note.\n:::\n")
    body = part(docx(tree, place).content, "word/document.xml")
    sizes = [one.find(f"{W}pgSz") for one in body.iter(f"{W}sectPr")]
    assert [value(one, "orient") for one in sizes] == [None, "landscape"]
    assert body[0][-1].tag == f"{W}sectPr"


def test_a_page_break_belongs_to_the_paragraph_after_it(body: etree._Element) -> None:
    """No empty page can come from a paragraph that only holds the break."""
    broken = [one.getparent().getparent() for one in body.iter(f"{W}pageBreakBefore")]
    assert [text(one) for one in broken] == ["References"]


def test_the_page_head_has_running_title_and_page_number(
    renditions: Mapping[str, bytes], part: Part
) -> None:
    """The running title of the metadata at the left, the field PAGE at the right."""
    header = part(renditions["docx"], "word/header1.xml")
    assert text(header).startswith("Image sharing without consent")
    assert codes(header) == ["PAGE"]


def test_the_file_says_what_it_is(renditions: Mapping[str, bytes], part: Part) -> None:
    """Core properties after Dublin Core; no times, so that equal documents are equal files."""
    core = part(renditions["docx"], "docProps/core.xml")
    found = {etree.QName(one).localname: one.text for one in core}
    assert found == {
        "title": "Image sharing without consent: a review of 68 studies",
        "creator": "Ada Márquez; Bo Lindström",
        "keywords": "systematic review, image-based abuse, adolescents",
        "language": "en",
    }


def test_the_same_document_gives_the_same_bytes(
    renditions: Mapping[str, bytes], showcase: Tree, place: Place
) -> None:
    """A second run changes nothing, and every entry of the archive has one time."""
    assert docx(copied(showcase), place).content == renditions["docx"]
    with zipfile.ZipFile(BytesIO(renditions["docx"])) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_options_for_submission(finished: Finished, place: Place, part: Part) -> None:
    """Double spacing is 480/240 of a line (17.3.1.33); lines are numbered on (17.6.8)."""
    tree = finished(
        "---\ndouble-spaced: true\nline-numbers: true\npapersize: letter\n---\n\nText.\n"
    )
    content = docx(tree, place).content
    styles, body = part(content, "word/styles.xml"), part(content, "word/document.xml")
    spacing = styles.find(f".//{W}style[@{W}styleId='BodyText']/{W}pPr/{W}spacing")
    assert value(spacing, "line") == "480"
    numbering = body.find(f".//{W}lnNumType")
    assert (value(numbering, "countBy"), value(numbering, "restart")) == ("1", "continuous")
    assert value(body.find(f".//{W}pgSz"), "w") == "12240"  # 8.5 inches


def test_a_contents_list_is_a_field_with_entries(body: etree._Element) -> None:
    """Word can update it; until then it lists the headings down to the depth asked for."""
    assert codes(body)[0] == r'TOC \o "1-2" \n \h \z \u'
    entries = [text(one) for one in [*styled(body, "TOC1"), *styled(body, "TOC2")]]
    assert "1 Introduction" in entries
    assert "1.1 Data that look like markup" in entries


def test_fields_are_opened_and_closed(body: etree._Element) -> None:
    """Every begin has its separate and its end, in this order (17.16.18)."""
    depth = 0
    for one in body.iter(f"{W}fldChar"):
        kind = value(one, "fldCharType")
        depth += {"begin": 1, "separate": 0, "end": -1}[kind or ""]
        assert depth in {0, 1, 2}
    assert depth == 0


def test_a_callout_with_a_list_is_one_box(body: etree._Element) -> None:
    """Text alone is a paragraph with a bar; a list with its text stands in a cell with one."""
    boxes = [one for one in body.iter(f"{W}tbl") if "First point" in text(one)]
    assert len(boxes) == 1
    assert boxes[0].find(f".//{W}tcBorders/{W}left") is not None
    assert [text(one) for one in styled(body, "CalloutTitle")] == ["Mind the base"]


def test_the_reference_document_is_what_its_script_makes() -> None:
    """reference.docx in the repository is up to date with wordstyles.py."""
    assert (extension_dir() / NAME).read_bytes() == reference_docx()


def test_styles_have_the_names_that_pandoc_and_quarto_use(part: Part) -> None:
    """Pandoc's manual lists them under --reference-doc; Quarto adds captions of its own."""
    styles = part(reference_docx(), "word/styles.xml")
    names = {value(one.find(f"{W}name")) for one in styles.iter(f"{W}style")}
    wanted = (
        "Normal, Body Text, First Paragraph, Compact, Title, Subtitle, Author, Date, Abstract, "
        "Abstract Title, Bibliography, heading 1, heading 9, Block Text, Source Code, "
        "footnote text, Definition Term, Definition, caption, Table Caption, Image Caption, "
        "Figure, Captioned Figure, TOC Heading, Default Paragraph Font, Verbatim Char, "
        "footnote reference, Hyperlink, Section Number, Table, Table Note"
    )
    assert set(re.split(", ", wanted)) - names == set()


def test_no_last_row_and_no_part_of_the_notes_stands_alone(
    finished: Finished, place: Place, part: Part
) -> None:
    """The row before the last stays with it, it with the notes, and the notes with each other."""
    rows = "\n".join(f"| row{number} | {number} |" for number in range(30))
    text = (
        "::: {#tbl-x .float .float-tbl caption-location=top}\n| Name | Value |\n|--|--|\n"
        f"{rows}\n\n::: table-notes\nOne note.\n\nAnother note.\n:::\n\n"
        "::: float-caption\nRows.\n:::\n:::\n"
    )
    body = part(docx(finished(text), place).content, "word/document.xml")
    kept = {
        "".join(one.itertext()): [
            name for name in ("keepNext", "keepLines") if one.find(f"{W}pPr/{W}{name}") is not None
        ]
        for one in body.iter(f"{W}p")
    }
    assert kept["row27"] == []
    assert kept["row28"] == kept["row29"] == ["keepNext"]
    assert kept["One note."] == ["keepNext", "keepLines"]
    assert kept["Another note."] == ["keepLines"]
