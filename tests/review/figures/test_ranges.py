"""Dot-range plots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.figures.ranges import Dot, RangePlot, RangeRow, draw_ranges

Read = Callable[[str], Any]
SVG = "{http://www.w3.org/2000/svg}"

# lowest and highest prevalence of the published review; the middle value is invented
PLOT = RangePlot(
    title="Prevalence",
    rows=(
        RangeRow(label="Adolescents", dots=(Dot(0.4), Dot(12.5)), words="0.4%–12.5%"),
        RangeRow(label="Adults", dots=(Dot(31.3),), words="31.3%"),
    ),
    axis="Participants who had shared images",
)


def circles(page: Any) -> list[float]:  # noqa: ANN401 - a page of the test's reader
    """Where the dots stand, from left to right as drawn."""
    return [float(node.get("cx")) for node in page.root.iter(f"{SVG}circle")]


def test_dots_stand_where_their_values_are(read: Read) -> None:
    """Distances between dots are in the ratio of the values' differences."""
    low, middle, high = circles(read(draw_ranges(PLOT).svg))
    assert abs((high - low) / (middle - low) - (31.3 - 0.4) / (12.5 - 0.4)) < 0.01


def test_the_axis_begins_at_zero_and_ends_above_the_largest_value(read: Read) -> None:
    """Round numbers: 0% to 35% for values up to 31.3%."""
    texts = read(draw_ranges(PLOT).svg).texts
    ticks = [text for text in texts if text.endswith("%") and text[:-1].isdecimal()]
    assert ticks == ["0%", "5%", "10%", "15%", "20%", "25%", "30%", "35%"]


@pytest.mark.parametrize("values", [(0.0,), (0.0, 0.02), (100.0,), (-3.5, 8.0), (12345.0,)])
def test_any_values_find_an_axis(values: tuple[float, ...], read: Read) -> None:
    """All dots stand between the first and the last tick, whatever the size of the values."""
    row = RangeRow(label="A", dots=tuple(Dot(value) for value in values), words="")
    page = read(draw_ranges(RangePlot(title="T", rows=(row,), axis="x")).svg)
    paper = page.rects[0]
    assert all(paper.x < x < paper.right for x in circles(page))


def test_values_are_written_beside_the_row_and_in_the_alternative_text(read: Read) -> None:
    """The words come from the results, where they are rounded once; the dots follow."""
    made = draw_ranges(PLOT)
    assert "0.4%–12.5%" in read(made.svg).texts
    assert made.alt == (
        "Prevalence. Participants who had shared images. Adolescents: 0.4%–12.5% (0.4%, 12.5%). "
        "Adults: 31.3%."
    )


def test_kinds_differ_in_shape_and_are_in_the_legend(read: Read) -> None:
    """Boys and girls are told apart in grey, too: a dot and a triangle."""
    row = RangeRow(label="Revenge", dots=(Dot(3), Dot(9, 1)), words="3%–9%")
    plot = RangePlot(title="Motives", rows=(row,), axis="%", kinds=("boys", "girls"))
    made = draw_ranges(plot)
    page = read(made.svg)
    assert page.texts[-2:] == ["boys", "girls"]
    assert "3% boys, 9% girls" in made.alt
    triangles = [n for n in page.root.iter(f"{SVG}path") if n.get("fill") == "#d55e00"]
    assert len(triangles) == 2


def test_many_rows_fit_on_a_page() -> None:
    """55 studies in one plot leave room for a caption on A4 (247 mm of text)."""
    rows = tuple(RangeRow(label=f"QN {i:02d}", dots=(Dot(i),), words=f"{i}%") for i in range(55))
    assert draw_ranges(RangePlot(title="T", rows=rows, axis="x")).height_mm < 220


def test_words_stay_on_the_paper(read: Read) -> None:
    """Labels, values and axis, measured in the shared font."""
    page = read(draw_ranges(PLOT).svg)
    assert all(words.inside(page.rects[0]) for words in page.words if words.text)
