"""Which study holds which theme: a matrix of dots with the number of studies of each theme."""

from __future__ import annotations

from dataclasses import dataclass

from numerate.review.figures import look
from numerate.review.figures.drawing import Drawing
from numerate.review.figures.grid import Grid, GridRow, Mark, draw_grid


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One theme: the number of its studies, and a cell for each column.

    Attributes:
        label: The theme.
        n: How many studies hold it.
        cells: True for a dot, False for nothing, or a short text to be printed.
        level: 0 for a theme, 1 for a sub-theme.
    """

    label: str
    n: int
    cells: tuple[bool | str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Themes by studies.

    Attributes:
        title: Short name of the picture.
        columns: Studies (and, last, perhaps a column of texts).
        rows: Themes in the order to be printed.
        row_head: Heads the themes.
        key: What a dot means, for the legend.
        note: Printed below.
        apart: Whether the last column stands apart from the others.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    row_head: str = "Theme"
    key: str = "Theme found in the study"
    note: str = ""
    apart: bool = False


def draw_matrix(matrix: Matrix) -> Drawing:
    """A dot for each study that holds a theme.

    >>> row = MatrixRow(label="Coping", n=2, cells=(True, False, "1 more"))
    >>> draw_matrix(Matrix(title="Themes", columns=("A", "B", "Further"), rows=(row,))).alt
    'Themes. Coping (n = 2): A; Further: 1 more.'
    """
    rows = tuple(
        GridRow(
            label=row.label,
            count=f"{row.n:,}",
            indent=row.level,
            cells=tuple(_cell(cell) for cell in row.cells),
        )
        for row in matrix.rows
    )
    return draw_grid(
        Grid(
            title=matrix.title,
            heads=matrix.columns,
            rows=rows,
            keys=(look.Key(matrix.key, "dot", look.BLUE),),
            row_head=matrix.row_head,
            count_head="n",
            apart=(len(matrix.columns) - 1,) if matrix.apart else (),
            note=matrix.note,
            alt=_alt(matrix),
        )
    )


def _cell(cell: bool | str) -> Mark | str | None:  # noqa: FBT001 - a cell is a dot or a text
    if isinstance(cell, str):
        return cell
    return Mark("dot", look.BLUE) if cell else None


def _alt(matrix: Matrix) -> str:
    said = [f"{matrix.title}."]
    for row in matrix.rows:
        pairs = list(zip(matrix.columns, row.cells, strict=True))
        dots = [column for column, cell in pairs if cell is True]
        texts = [f"{column}: {cell}" for column, cell in pairs if isinstance(cell, str) and cell]
        said.append(f"{row.label} (n = {row.n:,}): {'; '.join((*dots, *texts)) or 'none'}.")
    return " ".join(said)
