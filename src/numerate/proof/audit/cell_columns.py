"""Cell columns: which columns the cells of a table stand in when some of them span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def grid(rows: Iterable[Sequence[tuple[int, int]]]) -> Iterator[list[int]]:
    """The first column of each cell, row by row.

    Args:
        rows: For each row, the (rows, columns) that its cells span.

    >>> list(grid([[(2, 1), (1, 2)], [(1, 1), (1, 1)]]))
    [[0, 1], [1, 2]]
    """
    taken: dict[int, int] = {}
    for row in rows:
        columns: list[int] = []
        column = 0
        fresh: dict[int, int] = {}
        for deep, wide in row:
            while taken.get(column, 0):
                column += 1
            columns.append(column)
            for covered in range(column, column + max(wide, 1)):
                fresh[covered] = max(deep, 1)
            column += max(wide, 1)
        yield columns
        left = {covered: deep - 1 for covered, deep in taken.items() if deep > 1}
        taken = left | {covered: deep - 1 for covered, deep in fresh.items() if deep > 1}
