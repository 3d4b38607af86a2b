"""Tables: every row as wide as the columns, and cells that stay bound to their numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.results import (
    Cell,
    Note,
    Table,
    TableColumn,
    TableRow,
    group_row,
    number,
    row,
    table,
)

THREE = [TableColumn(), TableColumn(align="right"), TableColumn(align="decimal")]
Golden = Callable[[str, str], None]


def made(*body: TableRow, **changed: Any) -> Table:  # noqa: ANN401 - any argument of table
    """A table of three columns."""
    head = [["Covariate", "n", "Share"]]
    arguments: dict[str, Any] = {"columns": THREE, "head": head, "definition": "Votes"} | changed
    return table("votes", body=body, **arguments)


def test_a_table_as_json(golden: Golden) -> None:
    """Spanning header, group, bound number, total and notes come as numerate.lua reads them."""
    count = number("covariates.gender.n", 48, "Studies")
    votes = made(
        group_row("Sociodemographic", 3, name="sociodemographic"),
        row(Cell(text=("Gender", {"sup": "a"}), id="label"), count, ".50", name="gender"),
        row("All", 1204, None, kind="total"),
        head=[
            [Cell(text=("Covariate",), rowspan=2), Cell(text=("Studies",), colspan=2)],
            ["n", "Share"],
        ],
        notes=["Votes by study.", Note(text=("Self-report.",), marker="a")],
        landscape=True,
    )
    lines: list[str] = []
    for name, value in votes.as_json().items():
        parts = value if name in {"head", "body", "notes"} else [value]
        lines += [f"{name}: {json.dumps(part, ensure_ascii=False)}" for part in parts]
    golden("results/table.txt", "\n".join(lines))


@pytest.mark.parametrize(
    "wrong",
    [
        row("Gender", 48),
        row("Gender", 48, 1, 2),
        group_row("Gender", 2),
        row(Cell(text=("a",), colspan=2), "b", "c"),
    ],
)
def test_a_row_fills_the_columns(wrong: TableRow) -> None:
    """Two or four cells in three columns would shift what stands below a heading."""
    with pytest.raises(ValueError, match=r"fills \d of 3 columns"):
        made(wrong)


def test_a_cell_may_span_rows() -> None:
    """A cell over two rows leaves two columns for the second row, and no more."""
    tall = row(Cell(text=("a",), rowspan=2), "b", "c")
    assert len(made(tall, row("b", "c")).body) == 2
    with pytest.raises(ValueError, match="fills 4 of 3 columns"):
        made(tall, row("a", "b", "c"))
    with pytest.raises(ValueError, match="reaches below the last row"):
        made(tall)


def test_a_header_row_fills_the_columns() -> None:
    """The rule for rows holds for the header too."""
    with pytest.raises(ValueError, match="fills 2 of 3 columns"):
        made(head=[["Covariate", "n"]])


@pytest.mark.parametrize("widths", [(0.5, None, None), (0.5, 0.4, 0.3)])
def test_widths_are_for_all_columns_and_fit_the_page(widths: tuple[float | None, ...]) -> None:
    """Widths are shares of the text width: some without the others, or 1.2 in all, are refused."""
    with pytest.raises(ValueError, match="widths"):
        made(columns=[TableColumn(width=width) for width in widths])


@pytest.mark.parametrize("key", ["Votes", "a/b", "../votes", "", "a.b", "1a"])
def test_a_table_key_is_a_file_name(key: str) -> None:
    """The key names a file in _generated/tables, so it is letters, digits, _ and - only."""
    with pytest.raises(ValueError, match="not a name in lower case"):
        table(key, definition="d", columns=THREE, head=[], body=[])


def test_the_origin_is_the_function_that_made_the_table() -> None:
    """Tables are computed like numbers, and are asked where they come from."""
    assert made().origin.function.endswith("made")


def test_cells_take_plain_values() -> None:
    """A count gets its commas, nothing stays empty, text and inlines stay as given."""
    cells = row(1204, None, "x").cells
    assert [one.text for one in cells] == [("1,204",), (), ("x",)]
    assert row({"cite": ["a2019"]}, "b", "c").cells[0].text == ({"cite": ["a2019"]},)
