"""Tables too wide for the page: turned, in parts, and never one cell over another."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from numerate.paper.render.docx import docx
from numerate.paper.render.pdf import pdf
from numerate.paper.render.rendition import Place

Finished = Callable[[str], dict[str, Any]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
URL = "https://example.org/a/very/long/address/that/goes/on/and/on?query=7&x=1"
CAPTION = "::: float-caption\n[Table 1]{.float-label}[.]{.float-delim} Many columns.\n:::\n"


def cells(columns: int) -> list[str]:
    """A row of words that are nowhere else, one of them an address and one very long."""
    made = [f"c{number:02}measure" for number in range(columns)]
    made[4] = "Donaudampfschifffahrtsgesellschaft"
    return made


def wide(columns: int, first: str = "Study") -> str:
    """A numbered table of many columns with a note."""
    head = " | ".join([first, *(f"Head{number:02}" for number in range(1, columns))])
    row = " | ".join(cells(columns))
    address = " | ".join([URL, *("0.5" for _ in range(1, columns))])
    rule = "|".join(["--"] * columns)
    return (
        '::: {#tbl-w .float .float-tbl label="Table 1" caption-location=top}\n'
        f"| {head} |\n|{rule}|\n| {row} |\n| {address} |\n\n"
        f"::: table-notes\nA note.\n:::\n\n{CAPTION}:::\n"
    )


Box = tuple[float, float, float, float]


def boxes(content: bytes, words: list[str]) -> dict[str, tuple[int, Box, float]]:
    """Page, box (left, bottom, right, top) and width of the page for words on one line each."""
    found: dict[str, tuple[int, Box, float]] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        text = page.get_textpage()
        for word in words:
            at = text.search(word).get_next()
            if at:
                each = [text.get_charbox(at[0] + step) for step in range(at[1])]
                box = (
                    min(one[0] for one in each),
                    min(one[1] for one in each),
                    max(one[2] for one in each),
                    max(one[3] for one in each),
                )
                found[word] = (number, box, page.get_width())
    return found


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes do not touch."""
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


@pytest.mark.parametrize("columns", [10, 14, 24, 44, 60])
def test_no_cell_is_printed_over_another_or_off_the_page(
    finished: Finished, place: Place, columns: int
) -> None:
    """Every word of a row stands by itself between the margins of its page."""
    words = [word for word in cells(columns) if word.startswith("c")]
    spots = boxes(pdf(finished(wide(columns)), place).content, words)
    assert sorted(spots) == sorted(words)
    for page, box, width in spots.values():
        assert 71 < box[0] < box[2] < width - 71
        others = [other for there, other, _ in spots.values() if there == page and other != box]
        assert all(apart(box, other) for other in others)


def test_a_narrow_table_is_left_alone(finished: Finished, place: Place) -> None:
    """Six short columns fit: no advice, no turned page."""
    made = pdf(finished(wide(6).replace("Donaudampfschifffahrtsgesellschaft", "x")), place)
    assert not made.advice
    assert next(page.get_width() for page in pypdfium2.PdfDocument(made.content)) < 600


def test_a_table_that_fits_on_a_turned_page_is_turned(finished: Finished, place: Place) -> None:
    """Twelve columns of ten letters: A4 on its side, in one part, and it is said."""
    made = pdf(finished(wide(12)), place)
    assert 841 < next(page.get_width() for page in pypdfium2.PdfDocument(made.content)) < 843
    (issue,) = made.advice
    assert (issue.code, issue.severity) == ("wide-table", "advice")
    assert "Table 1 has 12 columns" in issue.found
    assert "turned page" in issue.found


def test_parts_repeat_the_first_column_and_say_their_columns(
    finished: Finished, place: Place
) -> None:
    """The name of each row and the label once in each part; the note and other cells once."""
    made = pdf(finished(wide(44)), place)
    text = " ".join(
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(made.content)
    )
    parts = text.count("(continued, columns")
    assert parts >= 1
    assert f"in {parts + 1} parts" in made.advice[0].found
    assert text.count("c00measure") == text.count("Table 1") == parts + 1
    assert text.count("Many columns") == text.count("A note.") == 1
    assert text.count("c43measure") == 1
    assert "–44)" in text


def test_a_footnote_of_the_first_column_is_printed_once(finished: Finished, place: Place) -> None:
    """The repeated column has no second note."""
    made = pdf(finished(wide(44, "Study^[All of them.]")), place)
    pages = pypdfium2.PdfDocument(made.content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert text.count("All of them") == 1


def test_parts_speak_the_language_of_the_document(finished: Finished, place: Place) -> None:
    """German."""
    made = pdf(finished(f"---\nlang: de\n---\n\n{wide(44)}"), place)
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.content)
    )
    assert "Fortsetzung, Spalten" in text


def test_cells_that_span_columns_are_cut_with_them(finished: Finished, place: Place) -> None:
    """A heading over all columns stands over each part; the parts have whole rows."""
    tree = finished(wide(44))
    table = next(one for one in tree["blocks"][0]["c"][1] if one["t"] == "Table")
    row = table["c"][4][0][3][1]
    row[1] = row[1][:1]
    row[1][0][3] = 44
    row[1][0][4] = [{"t": "Plain", "c": [{"t": "Str", "c": "Everything"}]}]
    made = docx(tree, place)
    body = etree.fromstring(zipfile.ZipFile(BytesIO(made.content)).read("word/document.xml"))
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) > 1
    for one in tables:
        grid = len(list(one.iter(f"{W}gridCol")))
        spans = [int(span.get(f"{W}val")) for span in one.iter(f"{W}gridSpan")]
        assert spans == [grid]
    assert "".join(body.itertext()).count("Everything") == len(tables)


def test_word_turns_and_splits_like_the_pdf(finished: Finished, place: Place) -> None:
    """A landscape section; each part a table between its margins; one number in the caption."""
    made = docx(finished(wide(60)), place)
    body = etree.fromstring(zipfile.ZipFile(BytesIO(made.content)).read("word/document.xml"))
    assert any(size.get(f"{W}orient") == "landscape" for size in body.iter(f"{W}pgSz"))
    for table in body.iter(f"{W}tbl"):
        widths = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
        assert sum(widths) <= (842 - 144) * 20 + 20
    fields = [one.text for one in body.iter(f"{W}instrText") if "SEQ Table" in (one.text or "")]
    assert len(fields) == 1
    assert made.advice[0].code == "wide-table"
