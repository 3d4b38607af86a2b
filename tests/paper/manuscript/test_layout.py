"""Layouts: columns, rows of stated widths, sub-figures."""

from __future__ import annotations

from tests.paper.manuscript.trees import Read, by_class, captions, pairs, text, tree


def test_equal_columns_hold_all_cells(read: Read) -> None:
    """``layout-ncol`` gives one layout; sub-figures are its cells, the caption stands apart."""
    blocks = tree(
        read(
            "::: {#fig-a layout-ncol=2}\n![One](x.png){#fig-a1}\n\n"
            "![Two](x.png){#fig-a2}\n\nBoth\n:::\n"
        )
    )["blocks"]
    [layout] = by_class(blocks, "layout")
    assert pairs(layout) == {"columns": "2"}
    assert [cell["c"][0][0] for cell in layout["c"][1]] == ["fig-a1", "fig-a2"]
    assert all("subfloat" in cell["c"][0][1] for cell in layout["c"][1])
    assert captions(blocks) == ["(a) One", "(b) Two", "Figure 1: Both"]


def test_rows_have_their_own_widths(read: Read) -> None:
    """``layout="[[70,30],[100]]"`` gives two rows; a negative width is a gap (Quarto's figures)."""
    blocks = tree(read('::: {layout="[[70,-10,20],[100]]"}\nA\n\nB\n\nC\n:::\n'))["blocks"]
    rows = by_class(blocks, "layout")
    assert [pairs(row) for row in rows] == [
        {"columns": "2", "widths": "0.7 0.2"},
        {"columns": "1", "widths": "1"},
    ]
    assert [text(row) for row in rows] == ["A B", "C"]


def test_a_number_of_rows_gives_columns(read: Read) -> None:
    """Three cells in two rows make two columns; a heading stays with what follows it."""
    blocks = tree(read("::: {layout-nrow=2}\n## H {.unnumbered}\n\nA\n\nB\n\nC\n:::\n"))["blocks"]
    [layout] = by_class(blocks, "layout")
    assert pairs(layout) == {"columns": "2"}
    assert [text(cell) for cell in layout["c"][1]] == ["H A", "B", "C"]
