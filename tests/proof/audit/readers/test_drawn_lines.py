"""Lines of pages that Typst sets for these tests, whose words and places are known."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from numerate.paper.render.typesetting import typeset
from numerate.proof.audit.readers.drawn_lines import drawn_lines
from numerate.proof.audit.readers.page_marks import PageLine


def lines(source: str) -> list[PageLine]:
    """The lines of the first page of some Typst markup."""
    page = "#set page(width: 16cm, height: 12cm, margin: 1cm)\n"
    with pdfium.PdfDocument(typeset(page + source, "pdf", root=Path())) as file:
        return list(drawn_lines(file[0]))


@pytest.mark.parametrize(
    ("source", "raised"),
    [
        ("10,32#super[4] nights", "4"),
        ("10,3#super[24] nights", "24"),
        ("90#super(typographic: false)[0] nights", "0"),
        ("10,324 nights", ""),
        ("2 m#super[2] of floor", ""),
        ("#text(size: 14pt)[12] and #text(size: 7pt)[34]", ""),
    ],
)
def test_digits_that_stand_above_digits_are_raised(source: str, raised: str) -> None:
    """A power after a letter is none of them, and small digits on the line are not."""
    told = lines(source)
    assert "".join(one.text[at] for one in told for at in sorted(one.raised)) == raised


def test_letters_tell_where_they_begin() -> None:
    """The page's margin is 1 cm, 28.35 points; 5 cm lie between its words."""
    (line,) = lines("a#h(5cm)b")
    first, second = (line.across[line.text.index(sign)] for sign in "ab")
    assert first == pytest.approx(28.35, abs=1.5)
    assert second - first == pytest.approx(141.7, abs=8)


def test_the_last_line_of_a_cell_stays_with_its_cell() -> None:
    """Cells that wrap are read one after the other, row by row."""
    told = lines(
        "#table(columns: (3cm, 4cm), [Alpha], [one two three four five six seven eight nine],"
        " [Beta], [ten])"
    )
    words = " ".join(one.text for one in told).split()
    assert " ".join(words) == "Alpha one two three four five six seven eight nine Beta ten"
