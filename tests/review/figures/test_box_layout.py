"""Where Graphviz puts the boxes."""

from __future__ import annotations

from itertools import pairwise

from numerate.review.figures.box_layout import Arrow, Sized, dot, place

BOXES = (
    Sized(id="top", column="main", row=0, width=100, height=40),
    Sized(id="beside", column="side", row=0, width=100, height=80),
    Sized(id="below", column="main", row=1, width=100, height=30),
    Sized(id="far", column="other", row=0, width=100, height=20),
    Sized(id="last", column="main", row=2, width=100, height=30),
)
ARROWS = (
    Arrow("top", "beside"),
    Arrow("top", "below"),
    Arrow("below", "last"),
    Arrow("far", "last", ("other", 2)),
)


def test_columns_are_straight_and_rows_are_level() -> None:
    """Boxes of a column share the middle across, boxes of a row the middle down."""
    placed, _ = place(BOXES, ARROWS, (18, 16))
    assert placed["top"].middle[0] == placed["below"].middle[0] == placed["last"].middle[0]
    assert placed["top"].middle[1] == placed["beside"].middle[1] == placed["far"].middle[1]


def test_gaps_are_as_asked() -> None:
    """18 points between columns, 16 between the tallest box of a row and the next row."""
    placed, _ = place(BOXES, ARROWS, (18, 16))
    assert placed["beside"].x - (placed["top"].x + 100) == 18
    assert abs(placed["below"].y - (placed["beside"].y + 80) - 16) < 0.02


def test_every_line_runs_straight_along_an_axis() -> None:
    """Orthogonal arrows: each part goes either across or down, from border to border."""
    placed, lines = place(BOXES, ARROWS, (18, 16))
    for line in lines:
        for (x0, y0), (x1, y1) in pairwise(line):
            assert abs(x0 - x1) < 0.01 or abs(y0 - y1) < 0.01
    assert lines[0] == ((100, 40), (118, 40))
    assert lines[3][-1] == (placed["last"].x + 100, placed["last"].middle[1])


def test_the_source_is_dot_with_one_rank_per_row() -> None:
    """Three rows make three ranks; the corner of the bent arrow is a node of its own."""
    source = dot(BOXES, ARROWS, (18, 16))
    assert source.count("rank=same") == 3
    assert '"far-turn"' in source
