"""The table of signs that several charts share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerate.review.figures.grid import Grid, GridRow, Mark, draw_grid
from numerate.review.figures.look import Key

Read = Callable[[str], Any]


def grid(rows: int, heads: tuple[str, ...] = ("A", "B"), label: str = "Study") -> Grid:
    """A table of dots."""
    cells = (Mark("dot"),) * len(heads)
    return Grid(
        title="T",
        heads=heads,
        rows=tuple(GridRow(label=f"{label} {place}", cells=cells) for place in range(rows)),
        keys=(Key("Found", "dot"),),
        alt="T.",
        row_head="Study",
    )


def test_many_short_rows_stand_in_panels_each_with_its_heads(read: Read) -> None:
    """100 rows of two columns take more than one page in one panel; in three they take half."""
    made = draw_grid(grid(100))
    page = read(made.svg)
    assert page.texts.count("Study") == 3
    assert made.height_mm < 190
    assert [text for text in page.texts if text.startswith("Study ")] == [
        f"Study {place}" for place in range(100)
    ]


def test_few_rows_stand_in_one_panel(read: Read) -> None:
    """Ten rows need no second panel."""
    assert read(draw_grid(grid(10)).svg).texts.count("Study") == 1


def test_heads_wider_than_their_column_are_slanted(read: Read) -> None:
    """Short heads stay level; one long head slants all."""
    level = read(draw_grid(grid(3)).svg)
    slanted = read(draw_grid(grid(3, ("Random sequence generation", "B"))).svg)
    assert not any(words.turned for words in level.words)
    assert sum(words.turned for words in slanted.words) == 2


def test_a_heading_row_keeps_with_the_rows_below_it(read: Read) -> None:
    """A heading is never the last line of a panel."""
    rows = grid(100).rows
    with_heading = (*rows[:34], GridRow(label="Second strand"), *rows[34:])
    made = draw_grid(
        Grid(title="T", heads=("A", "B"), rows=with_heading, keys=(), alt="T.", row_head="Study")
    )
    words = {each.text: each for each in read(made.svg).words}
    assert words["Second strand"].x == words["Study 34"].x
    assert words["Second strand"].y < words["Study 34"].y


def test_long_labels_are_broken_into_lines_not_cut(read: Read) -> None:
    """The whole label is there, in two lines."""
    label = "Emotional, physical, and sexual victimization by a partner or another person"
    texts = read(draw_grid(grid(1, label=label)).svg).texts
    assert label in " ".join(texts)
