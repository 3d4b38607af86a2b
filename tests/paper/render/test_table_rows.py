"""How tables of a PDF run over pages: group headings again, no last row and no note alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from numerate.paper.render.pdf import pdf
from numerate.paper.render.rendition import Place

Finished = Callable[[str], dict[str, Any]]


def pages(content: bytes) -> list[str]:
    """The text of each page, its lines run together."""
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return [" ".join(text.split()) for text in texts]


def table(rows: int, *, notes: str = "A note.") -> str:
    """A table in the shape of a computed one: rows, and a note below."""
    body = "\n".join(f"| row{number:03} | {number} |" for number in range(rows))
    return (
        "::: {#tbl-x .float .float-tbl caption-location=top}\n"
        f"| Name | Value |\n|:--|--:|\n{body}\n\n::: table-notes\n{notes}\n:::\n\n"
        "::: float-caption\nMany rows.\n:::\n:::\n"
    )


def grouped(tree: dict[str, Any], *numbers: int) -> dict[str, Any]:
    """The tree with some rows of its table made headings of groups, as in computed tables."""
    waiting = list(tree["blocks"])
    while waiting:
        node = waiting.pop()
        if node["t"] == "Table":
            rows = node["c"][4][0][3]
            for number in numbers:
                rows[number][0][1] = ["group"]
                rows[number][1] = rows[number][1][:1]
                rows[number][1][0][3] = 2
        elif node["t"] == "Div":
            waiting += node["c"][1]
    return tree


def test_a_group_that_runs_over_pages_says_that_it_is_continued(
    finished: Finished, place: Place
) -> None:
    """The heading stands once plain, and again at the top of the two further pages."""
    text = pages(pdf(grouped(finished(table(90)), 1), place).content)
    assert [page.count("row001") for page in text] == [1] * len(text)
    assert [page.count("row001 (continued)") for page in text] == [0] + [1] * (len(text) - 1)
    assert len(text) > 1


def test_a_group_that_ended_is_not_continued(finished: Finished, place: Place) -> None:
    """Only the group that the page begins in stands again."""
    text = pages(pdf(grouped(finished(table(90)), 1, 20), place).content)
    assert "row020 (continued)" in text[1]
    assert not any("row001 (continued)" in page for page in text)


def test_a_continued_group_speaks_the_language_of_the_document(
    finished: Finished, place: Place
) -> None:
    """German: Fortsetzung."""
    tree = grouped(finished(f"---\nlang: de\n---\n\n{table(90)}"), 1)
    assert "row001 (Fortsetzung)" in pages(pdf(tree, place).content)[1]


@pytest.mark.parametrize("rows", range(36, 48))
def test_no_last_row_and_no_note_stands_alone(finished: Finished, place: Place, rows: int) -> None:
    """The page with the note has the last two rows, wherever the page ends."""
    text = pages(pdf(finished(table(rows)), place).content)
    last = next(page for page in text if "A note." in page)
    assert f"row{rows - 1:03}" in last
    assert f"row{rows - 2:03}" in last
    assert sum(page.count("row") for page in text) >= rows
