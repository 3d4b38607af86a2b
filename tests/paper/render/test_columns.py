"""Column widths go where the text is, and type gets smaller only where it must."""

from __future__ import annotations

import pytest

from numerate.paper.manuscript.ast import Node, attributes, plain, words
from numerate.paper.render.columns import layout, readable_width
from numerate.paper.render.measures import measured

PAGE = 451.0  # points between the margins of an A4 page
PROSE = "To describe how often adolescents share images of others and what goes with it " * 2


def table(
    rows: list[list[str]], widths: list[float] | None = None, spans: dict[int, int] | None = None
) -> Node:
    """A table whose first row is its head; ``spans`` gives row spans to cells of column 0."""
    count = len(rows[0])
    made = []
    for number, row in enumerate(rows):
        down = (spans or {}).get(number, 1)
        cells = [
            [attributes(), {"t": "AlignDefault"}, down if i == 0 else 1, 1, [plain(words(text))]]
            for i, text in enumerate(row)
        ]
        made.append([attributes(), cells])
    width = [{"t": "ColWidth", "c": w} for w in widths] if widths else None
    specs = [
        [{"t": "AlignDefault"}, width[i] if width else {"t": "ColWidthDefault"}]
        for i in range(count)
    ]
    body = [[attributes(), 0, [], made[1:]]]
    head, foot = [attributes(), made[:1]], [attributes(), []]
    return {"t": "Table", "c": [attributes(), [None, []], specs, head, body, foot]}


def test_a_small_table_keeps_its_natural_width() -> None:
    """Three short columns do not fill the page, and their type is the largest."""
    found = layout(table([["A", "B", "n"], ["one", "two", "3"]]), PAGE)
    assert sum(found.shares) < 0.5
    assert found.size == 10


def test_running_text_gets_the_room_that_numbers_leave() -> None:
    """A column of prose is several times wider than one of numbers; together they fill the page."""
    found = layout(table([["Study", "Aim", "n"], *[["Q1", PROSE, "12"]] * 5]), PAGE)
    assert sum(found.shares) == pytest.approx(1)
    assert found.shares[1] > 5 * found.shares[2]
    assert found.size == 10


def test_one_outlier_does_not_take_the_room_of_all_rows() -> None:
    """Labels that stand in every row stay on one line; the one long cell breaks."""
    rows = [[f"Quantitative study {i:02}", "cross-sectional", "United States"] for i in range(40)]
    head = ["Study", "Design", "Country", "Prevalence"]
    cells = [[*row, "5.5%"] for row in rows]
    cells[7][3] = "0.4% (Gámez-Guadix, Mateos-Pérez, Wachs, Wright, Martínez, & Íncera, 2022)"
    found = layout(table([head, *cells]), 320.0)
    first = measured(table([head, *cells])).columns[0]
    assert found.shares[0] * 320 - 2 * found.padding >= first.whole * found.size


def test_type_gets_smaller_when_the_longest_words_do_not_fit() -> None:
    """Twelve columns of long words on a page: the smallest size that is still read, 7 points."""
    found = layout(table([["Characteristics"] * 12, ["cyberbullying"] * 12]), PAGE)
    assert found.size == 7
    assert sum(found.shares) == pytest.approx(1)
    assert not found.whole_words


def test_widths_that_the_author_gives_are_kept() -> None:
    """Given shares come back; equal ones, which pandoc makes up, count as none given."""
    rows = [["Study", "Aim"], ["Q1", PROSE]]
    assert layout(table(rows, [0.4, 0.6]), PAGE).shares == (0.4, 0.6)
    assert layout(table(rows, [0.5, 0.5]), PAGE).shares[1] > 0.8


def test_a_cell_over_several_rows_shifts_the_rows_below() -> None:
    """Below a row-spanning first cell, the next row's first cell stands in column 2."""
    tall = table([["A", "B"], ["x", "b"], ["ccccccccccccc"]], spans={1: 2})
    first, second = measured(tall).columns
    assert first.whole < second.whole


def test_a_narrow_table_need_not_scroll_on_a_phone() -> None:
    """At 360 px a table has about 22 ems; two short columns fit, ten columns do not."""
    assert readable_width(measured(table([["A", "n"], ["one", "2"]])), 50, 1.1) < 22
    wide = table([["Characteristics"] * 10, ["adolescents"] * 10])
    assert readable_width(measured(wide), 50, 1.1) > 50
