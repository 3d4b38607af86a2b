"""The matrix of themes and studies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerate.review.figures.matrix import Matrix, MatrixRow, draw_matrix

Read = Callable[[str], Any]

MATRIX = Matrix(
    title="Themes by study",
    columns=("Naezer & van Oosterhout, 2021", "Storrod, 2024", "Further studies"),
    rows=(
        MatrixRow(label="A manhood act", n=13, cells=(True, True, "+11")),
        MatrixRow(label="Bodies as valuable items", n=11, level=1, cells=(False, True, "+10")),
    ),
    apart=True,
)


def test_there_is_a_dot_for_each_membership(read: Read) -> None:
    """Three cells hold; the legend has a dot of its own."""
    root = read(draw_matrix(MATRIX).svg).root
    dots = list(root.iter("{http://www.w3.org/2000/svg}circle"))
    assert len(dots) == 3 + 1


def test_the_number_of_studies_stands_beside_each_theme(read: Read) -> None:
    """The n stands in a column of its own, texts in their cells, sub-themes set in."""
    page = read(draw_matrix(MATRIX).svg)
    assert [text for text in page.texts if text in {"13", "11"}] == ["13", "11"]
    assert {"+11", "+10"} <= set(page.texts)
    places = {words.text: words.x for words in page.words}
    assert places["Bodies as valuable items"] > places["A manhood act"]


def test_the_alternative_text_lists_the_studies_of_each_theme() -> None:
    """Names, because "three dots" says nothing to whoever cannot see where they are."""
    assert draw_matrix(MATRIX).alt == (
        "Themes by study. A manhood act (n = 13): Naezer & van Oosterhout, 2021; Storrod, 2024; "
        "Further studies: +11. Bodies as valuable items (n = 11): Storrod, 2024; "
        "Further studies: +10."
    )


def test_slanted_heads_stay_on_the_paper(read: Read) -> None:
    """Thirteen long names: none leaves the paper, neither upwards nor to the right."""
    names = tuple(f"Rasmussen & Søndergaard, {year}" for year in range(2000, 2013))
    row = MatrixRow(label="Theme", n=13, cells=(True,) * 13)
    page = read(draw_matrix(Matrix(title="T", columns=names, rows=(row,))).svg)
    paper = page.rects[0]
    heads = [words for words in page.words if words.turned]
    assert len(heads) == 13
    # at 50 degrees a line reaches 0.643 of its length across and 0.766 of it up
    assert max(words.x + 0.643 * words.width for words in heads) < paper.right
    assert min(words.y - 0.766 * words.width for words in heads) > paper.y
