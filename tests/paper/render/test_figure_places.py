"""Where figures of a PDF stand: in their section, outside tables, and without a page left empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from numerate.paper.render.pdf import pdf
from numerate.paper.render.rendition import Place

Finished = Callable[[str], dict[str, Any]]
WORDS = "Studies of this kind were found in many places and read by two people. " * 6
PICTURE = (
    "::: {#fig-a .float .float-fig caption-location=bottom}\n![](tall.svg){fig-alt=Large}\n\n"
    "::: float-caption\nA large figure.\n:::\n:::"
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="{height}">'
    '<rect width="300" height="{height}" fill="#ddd"/></svg>'
)


@pytest.fixture
def picture(place: Place) -> Place:
    """A place with a picture 420 pt high, more than half a page."""
    path = place.source.parent / "tall.svg"
    path.write_text(SVG.format(height=560), encoding="utf-8")
    return place


def spots(content: bytes, *wanted: str) -> list[tuple[int, float]]:
    """Page (from 1) and height (points from the top) at which texts first stand."""
    found: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        text = page.get_textpage()
        for one in wanted:
            at = text.search(one).get_next() if one not in found else None
            if at:
                found[one] = (number, page.get_height() - text.get_charbox(at[0])[3])
    return [found[one] for one in wanted]


def paragraphs(count: int, name: str = "w") -> str:
    """Paragraphs of five or six lines, each named."""
    return "\n\n".join(f"{name}{number:02} {WORDS}" for number in range(count))


def rows(count: int) -> str:
    """A numbered table."""
    body = "\n".join(f"| row{number:02} | {number} |" for number in range(count))
    return (
        "::: {#tbl-a .float .float-tbl caption-location=top}\n"
        f"| Name | Value |\n|:--|--:|\n{body}\n\n::: float-caption\nRows.\n:::\n:::\n"
    )


def test_text_fills_the_page_that_a_figure_has_no_room_on(
    finished: Finished, picture: Place
) -> None:
    """After eight of the ten or so paragraphs of a page, text goes on and the figure follows."""
    text = f"{paragraphs(6)}\n\n{PICTURE}\n\n{paragraphs(8, 'after')}"
    figure, before, after = spots(
        pdf(finished(text), picture).content, "A large figure", "w05", "after00"
    )
    assert before[0] == after[0] == 1
    assert figure[0] == 2


def test_a_figure_with_room_stays_where_it_is_written(finished: Finished, picture: Place) -> None:
    """Between its two paragraphs, in the order of the source."""
    text = f"{paragraphs(2)}\n\n{PICTURE}\n\n{paragraphs(1, 'after')}"
    spot = spots(pdf(finished(text), picture).content, "w01", "A large figure", "after00")
    assert spot == sorted(spot)
    assert spot[0][0] == spot[1][0] == 1


def test_a_figure_does_not_rise_above_its_heading(finished: Finished, picture: Place) -> None:
    """The heading of its section comes first, on any page."""
    for count in range(1, 8):
        text = f"{paragraphs(count)}\n\n# Section\n\n{paragraphs(1, 'in')}\n\n{PICTURE}\n\n{WORDS}"
        heading, figure = spots(pdf(finished(text), picture).content, "Section", "A large figure")
        assert heading < figure


@pytest.mark.parametrize("following", ["# Next\n\nText.", rows(3)])
def test_a_figure_does_not_pass_a_heading_or_a_table(
    finished: Finished, picture: Place, following: str
) -> None:
    """A section's end holds it back though the page before stays partly empty."""
    text = f"{paragraphs(6)}\n\n{PICTURE}\n\n{paragraphs(1, 'after')}\n\n{following}"
    figure, after = spots(
        pdf(finished(text), picture).content,
        "A large figure",
        "Next" if "Next" in following else "row00",
    )
    assert figure < after


def test_no_figure_stands_inside_a_table(finished: Finished, picture: Place) -> None:
    """Whatever comes before: no row of a long table above and below the figure."""
    for count in range(1, 8):
        text = f"{paragraphs(count)}\n\n{PICTURE}\n\n{rows(60)}"
        figure, first, last = spots(
            pdf(finished(text), picture).content, "A large figure", "row00", "row59"
        )
        assert figure < first or figure > last


def test_a_table_goes_before_a_figure_that_would_leave_a_page_half_empty(
    finished: Finished, picture: Place
) -> None:
    """Five paragraphs leave half a page: the table begins there, and the figure follows it."""
    text = f"{paragraphs(5)}\n\n{PICTURE}\n\n{rows(30)}"
    content = pdf(finished(text), picture).content
    first, last, figure = spots(content, "row00", "row29", "A large figure")
    assert first[0] == 1
    assert last < figure


def test_a_figure_that_moves_can_be_linked_to(finished: Finished, picture: Place) -> None:
    """Its label goes with it."""
    text = f"{paragraphs(6)}\n\n{PICTURE}\n\nSee [it](#fig-a). {paragraphs(3, 'after')}"
    content = pdf(finished(text), picture).content
    assert re.search(rb"/Dest|/GoTo", content)
