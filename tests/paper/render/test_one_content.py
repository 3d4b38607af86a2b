"""HTML, PDF and DOCX carry the same words, numbers, table cells, captions and references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from lxml.html import document_fromstring

from numerate.paper.manuscript.ast import copied
from numerate.paper.render.docx import docx
from numerate.paper.render.html_writing import html
from numerate.paper.render.pdf import pdf
from numerate.paper.render.rendition import Place
from tests.paper.render.conftest import without_font
from tests.paper.render.one_content import Content, numbers, of_docx, of_html, of_pdf, solid

Tree = dict[str, Any]


@pytest.fixture(scope="module")
def files(showcase: Tree, place: Place) -> Mapping[str, bytes]:
    """The showcase in three formats, without the contents list: its page numbers differ."""
    tree = {**showcase, "meta": {k: v for k, v in showcase["meta"].items() if k != "toc"}}
    writers = {"html": html, "pdf": pdf, "docx": docx}
    return {fmt: write(copied(tree), place).content for fmt, write in writers.items()}


@pytest.fixture(scope="module")
def page(files: Mapping[str, bytes]) -> Content:
    """What the HTML shows."""
    return of_html(files["html"])


@pytest.fixture(scope="module")
def word(files: Mapping[str, bytes]) -> Content:
    """What the DOCX shows."""
    return of_docx(files["docx"])


@pytest.fixture(scope="module")
def print_(files: Mapping[str, bytes]) -> Content:
    """What the PDF shows."""
    return of_pdf(files["pdf"])


def test_every_table_cell_is_the_same(page: Content, word: Content, print_: Content) -> None:
    """The cells of HTML and DOCX are equal one by one; each stands in the PDF."""
    assert len(page.cells) > 40
    assert page.cells == word.cells
    text = solid(print_.text)
    assert [cell for cell in page.cells if solid(cell) not in text] == []


def test_every_caption_is_the_same(page: Content, word: Content, print_: Content) -> None:
    """The captions, sub-captions among them, are equal; the showcase has seven."""
    assert len(page.captions) == 7
    assert sorted(page.captions) == sorted(word.captions)
    text = solid(print_.text)
    assert [one for one in page.captions if solid(one) not in text] == []


def test_every_reference_is_the_same(page: Content, word: Content, print_: Content) -> None:
    """Both entries of the list of references, letter by letter."""
    assert len(page.references) == 2
    assert page.references == word.references
    text = solid(print_.text)
    assert [one for one in page.references if solid(one) not in text] == []


def test_every_number_is_the_same(
    files: Mapping[str, bytes], page: Content, word: Content, print_: Content
) -> None:
    """The numbers of the text, each as often as in the others.

    Only a PDF has as text what the others count by themselves: the numbers of the ordered list,
    and the mark of the one footnote, at its place and before its text. The figure's numbers are
    text in HTML and PDF (three times) and alternative text in DOCX.
    """
    assert numbers(page.text) == numbers(word.text)
    counted = ["1", "2", "3", "1", "1"]
    drawn = [number for one in _drawn(files["html"]) for number in numbers(one)]
    assert numbers(print_.text) == sorted([*numbers(page.text), *counted, *drawn])
    assert len(drawn) == 6


def test_the_words_are_the_same(page: Content, word: Content, print_: Content) -> None:
    """The words agree; only the letters of a formula, here n, x, i, a PDF has in italics."""
    ours = set(_words(page.text))
    assert len(ours) > 300
    assert {one for one in ours - set(_words(word.text)) if len(one) > 2} == set()
    text = solid(print_.text)
    assert {one for one in ours if len(one) > 2 and solid(one) not in text} == {"nxi"}


@pytest.mark.parametrize(
    "hostile",
    [
        '<script>alert("x")</script>',
        "#set text(red)",
        "\\input{/etc/passwd}",
        "$x$ @key _under_ `tick`",
        "[brackets] {braces} *star*",
        "100% & é",
        "= not a heading",
        "- not a list",
        "+ not a list either",
        "/ not: a term",
        "<label>",
        "😀",
        "שלום",
        "中文",
    ],
)
def test_text_that_looks_like_markup_stays_text(
    page: Content, word: Content, print_: Content, hostile: str
) -> None:
    """What the showcase holds comes out letter by letter; straight quotes become curly in it."""
    wanted = solid(hostile.replace('"x"', "“x”"))
    shown = (page, word) if without_font(hostile) else (page, word, print_)
    for content in shown:  # a PDF has no text where there is no font
        assert wanted in solid(content.text)


def _drawn(content: bytes) -> list[str]:
    return [one.text_content() for one in document_fromstring(content).xpath("//svg//text")]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)
