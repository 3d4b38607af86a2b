"""Marked changes: accepting them all gives the later document, rejecting them all the earlier one.

Accepting and rejecting are written here anew, from ISO/IEC 29500-1, 17.13.5, and not taken from
the code under test.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from numerate.ground.errors import CannotRunError
from numerate.ground.project import extension_dir, open_project
from numerate.ground.writing import replace_files
from numerate.history.versions.marked_rendering import Earlier, render_changes
from numerate.history.versions.tracking import Editor, tracked
from numerate.paper.building import build
from numerate.paper.manuscript.document import finished
from numerate.paper.render.docx import docx
from numerate.paper.render.embedded import render_embedded
from numerate.paper.render.rendition import Place
from tests.conftest import WORD, TextOf
from tests.history.versions.conftest import edit


def on_disk(*arguments: Any, **options: Any) -> tuple[Path, ...]:  # noqa: ANN401 - passed on
    """The embedded engine's files, written."""
    return replace_files(render_embedded(*arguments, **options), root=options["root"])


ARTICLE, SUPPLEMENT = "manuscript/article.qmd", "manuscript/supplement.qmd"
EDITS = [
    ("data/reports.csv", "R04,true,include,not applicable", "R04,true,exclude,no comparison"),
    ("data/studies.csv", "C,R04,cardo2020,Cardo et al. (2020),2020,NA,64,1.5\n", ""),
    ("data/studies.csv", "Namibia,120,-3.25", "Namibia,125,-3.5"),
    (ARTICLE, "Everyone who has put", "Anyone who ever put"),
    (ARTICLE, "and nothing in it is evidence.", "and *nothing* is evidence.[^1]\n\n[^1]: Not any."),
    (ARTICLE, "# References", "A whole new paragraph, with a [link](https://example.org).\n\n# R"),
    (ARTICLE, " A textbook gives [20]{.fixed} minutes as usual.", ""),
    (SUPPLEMENT, "@tbl-flow gives", "Of late, @tbl-flow gives"),
    (SUPPLEMENT, "::: {#tbl-flow table=flow}\nThe flow", "::: {#tbl-flow table=studies}\nThe flow"),
]


@pytest.fixture(scope="module")
def versions(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two built versions of the miniature review."""
    folder = tmp_path_factory.mktemp("marking")
    old, new = folder / "old", folder / "new"
    for root in (old, new):
        shutil.copytree(built_miniature, root)
    for name, before, after in EDITS:
        edit(new, name, before, after)
    build(open_project(new))
    return old, new


@pytest.fixture(scope="module")
def marked(versions: tuple[Path, Path]) -> dict[str, Path]:
    """The later version rendered with its changes marked, by file name."""
    old, new = versions
    earlier = Earlier(asked=str(old), start=new)
    written = render_changes(open_project(new), (), ("html", "pdf", "docx"), earlier)
    return {path.name: path for path in written}


@pytest.fixture(scope="module")
def plain(versions: tuple[Path, Path]) -> tuple[dict[str, Path], dict[str, Path]]:
    """Both versions rendered as they are, by file name."""
    found = []
    for root in versions:
        project = open_project(root)
        documents = build(project).documents
        written = on_disk(documents, ("html", "docx"), root=root)
        found.append({path.name: path for path in written})
    return found[0], found[1]


def body_of(content: bytes) -> etree._Element:
    """The body of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = etree.fromstring(archive.read("word/document.xml")).find(f"{WORD}body")
    assert found is not None
    return found


def settled(content: bytes, *, accept: bool) -> list[str]:
    """The paragraphs after all changes were accepted, or rejected; tables cell by cell."""
    body = body_of(content)
    gone, stays = ("del", "ins") if accept else ("ins", "del")
    for row in list(body.iter(f"{WORD}tr")):
        if row.find(f"{WORD}trPr/{WORD}{gone}") is not None:
            row.getparent().remove(row)
    for table in list(body.iter(f"{WORD}tbl")):
        if table.find(f"{WORD}tr") is None:
            table.getparent().remove(table)
    for paragraph in list(body.iter(f"{WORD}p")):
        if paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}{gone}") is not None:
            kept = [run for run in paragraph.iter(f"{WORD}r") if not inside(run, gone)]
            assert not kept, "text that stays in a paragraph that goes"
            paragraph.getparent().remove(paragraph)
    for mark in list(body.iter(f"{WORD}{gone}")):
        if mark.getparent() is not None:
            mark.getparent().remove(mark)
    assert all(inside(run, "del") for run in body.iter(f"{WORD}delText"))
    assert stays  # what stays needs no change here: its text is read as it is
    return told(body)


def inside(node: etree._Element, name: str) -> bool:
    """Whether a node stands within a mark."""
    return any(parent.tag == f"{WORD}{name}" for parent in node.iterancestors())


def told(body: etree._Element) -> list[str]:
    """Style, text and pictures of each paragraph, those of cells with the place of their cell."""
    found = []
    names = ("t", "delText", "instrText", "delInstrText", "drawing")
    for paragraph in body.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        parts = [
            "▣" if node.tag == f"{WORD}drawing" else node.text or ""
            for node in paragraph.iter(*(f"{WORD}{name}" for name in names))
        ]
        cell = next((one for one in paragraph.iterancestors(f"{WORD}tc")), None)
        where = "" if cell is None else str(len(list(cell.itersiblings(preceding=True))))
        name = "" if style is None else style.get(f"{WORD}val")
        found.append(f"{where}|{name}|{''.join(parts)}")
    return found


@pytest.mark.parametrize("name", ["article", "supplement"])
def test_accepting_gives_the_later_and_rejecting_the_earlier_document(
    marked: dict[str, Path], plain: tuple[dict[str, Path], dict[str, Path]], name: str
) -> None:
    """Oracle: both versions rendered as they are; each paragraph and cell, in their order."""
    content = marked[f"{name}-changes.docx"].read_bytes()
    for accept, version in ((True, plain[1]), (False, plain[0])):
        expected = told(body_of(version[f"{name}.docx"].read_bytes()))
        assert settled(content, accept=accept) == expected


def test_word_is_told_who_changed_what(marked: dict[str, Path]) -> None:
    """Every mark has an id of its own, an author and a date; row and text marks are all there."""
    body = body_of(marked["article-changes.docx"].read_bytes())
    marks = [node for name in ("ins", "del") for node in body.iter(f"{WORD}{name}")]
    ids = [mark.get(f"{WORD}id") for mark in marks]
    assert len(ids) == len(set(ids)) > 10
    assert all(mark.get(f"{WORD}author").startswith("Changes since") for mark in marks)
    assert {mark.get(f"{WORD}date") for mark in marks} == {"1980-01-01T00:00:00Z"}
    assert [row for row in body.iter(f"{WORD}trPr") if row.find(f"{WORD}del") is not None]
    deleted = "".join(node.text or "" for node in body.iter(f"{WORD}delText"))
    assert "A textbook gives 20 minutes as usual." in " ".join(deleted.split())


def test_word_goes_on_tracking(marked: dict[str, Path]) -> None:
    """The switch of ISO/IEC 29500-1, 17.15.1.90, in its place in the order of CT_Settings."""
    with zipfile.ZipFile(marked["article-changes.docx"]) as archive:
        settings = etree.fromstring(archive.read("word/settings.xml"))
    names = [etree.QName(one).localname for one in settings]
    assert names.count("trackRevisions") == 1
    assert names.index("zoom") < names.index("trackRevisions") < names.index("defaultTabStop")


def test_everything_that_the_marked_file_refers_to_is_in_it(marked: dict[str, Path]) -> None:
    """Relations of the document, footnotes, and the picture that was replaced."""
    with zipfile.ZipFile(marked["article-changes.docx"]) as archive:
        names = set(archive.namelist())
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        document = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    known = {one.get("Id") for one in relations}
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    used = {node.get(space + key) for node in document.iter() for key in ("id", "embed")}
    assert used - {None} <= known
    inner = [one.get("Target") for one in relations if one.get("TargetMode") != "External"]
    assert {f"word/{target}" for target in inner} <= names
    asked = {node.get(f"{WORD}id") for node in document.iter(f"{WORD}footnoteReference")}
    assert asked <= {note.get(f"{WORD}id") for note in notes}
    assert len([name for name in names if name.startswith("word/media/")]) == 2


def page_text(content: bytes, without: str) -> str:
    """The words of a page's text and title after one kind of mark was taken out."""
    page = html.document_fromstring(content)
    left_out = "//head | //script | //style | //svg | //nav | //section[@role='doc-endnotes']"
    for node in page.xpath(f"//{without} | {left_out}"):
        node.drop_tree()
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("name", ["article", "supplement"])
def test_the_page_without_insertions_is_the_earlier_one(
    marked: dict[str, Path], plain: tuple[dict[str, Path], dict[str, Path]], name: str
) -> None:
    """The same law for HTML; pictures, footnotes and blanks beside marks apart."""
    content = marked[f"{name}-changes.html"].read_bytes()
    for without, version in (("del", plain[1]), ("ins", plain[0])):
        expected = page_text(version[f"{name}.html"].read_bytes(), "none")
        found = page_text(content, without)
        assert found.replace(" ", "") == expected.replace(" ", "")


def test_the_pdf_shows_both_texts(marked: dict[str, Path], text_of: TextOf) -> None:
    """Deleted and inserted words stand side by side in the PDF."""
    text = text_of(marked["article-changes.pdf"])
    assert "Everyone Anyone who has ever put" in text
    assert "four three studies" in " ".join(text.split())


def test_equal_documents_have_no_marks(versions: tuple[Path, Path]) -> None:
    """A document compared with itself comes out as it is."""
    root = versions[0]
    project = open_project(root)
    document = build(project).documents[0]
    look = extension_dir()
    tree = finished(document, "docx", extension=look, root=root)
    content = docx(tree, Place(root=root, source=document.path, look=look)).content
    same = tracked(content, content, Editor("a", "1980-01-01T00:00:00Z"))
    assert not [node for name in ("ins", "del") for node in body_of(same).iter(f"{WORD}{name}")]
    assert told(body_of(same)) == told(body_of(content))


def test_an_unknown_version_or_format_writes_nothing(versions: tuple[Path, Path]) -> None:
    """The command stops before anything is written."""
    project = open_project(versions[1])
    with pytest.raises(CannotRunError, match="unknown-format"):
        render_changes(project, (), ("odt",), Earlier(asked="v1", start=versions[1]))
    with pytest.raises(CannotRunError, match="unknown-version"):
        render_changes(project, (), ("html",), Earlier(asked="v1", start=versions[1]))
