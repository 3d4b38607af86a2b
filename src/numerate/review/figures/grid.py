"""A table of signs: rows of studies or themes, a sign in each cell, heads above, a legend below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from numerate.review.figures import look
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import width, wrap
from numerate.review.figures.symbols import Disc, Symbol, disc, symbol

_PITCH: Final = 12.0  # height of a row, and the least when a page would not hold all of them
_LEAST: Final = 10.2
_PAGE: Final = 540.0  # height of the rows on a page of their own
_NARROW: Final = 12.5  # narrowest and widest column
_WIDE: Final = 36.0
_LABEL: Final = 165.0  # widest column of labels
_TALL: Final = 520.0  # rows higher than this are set in panels side by side
_BREAK: Final = 7.0  # gap before a column that stands apart
_PANEL: Final = 16.0  # gap between two panels


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in a cell."""

    sign: Symbol | Disc
    ink: str = look.INK
    half: float = 3.2  # half the height of a symbol without a disc


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row: its label, a count, and a sign, a short text or nothing in each cell.

    A row without cells is a heading over the rows below it.
    """

    label: str
    cells: tuple[Mark | str | None, ...] = ()
    count: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of signs, complete.

    Attributes:
        title: Short name of the picture.
        heads: One for each column of signs.
        rows: From top to bottom.
        keys: The legend.
        row_head: Heads the labels.
        count_head: Heads the counts; empty when there are none.
        apart: Columns with a gap before them, counted from 0.
        note: Printed below.
        alt: The alternative text.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    keys: tuple[look.Key, ...]
    alt: str
    row_head: str = ""
    count_head: str = ""
    apart: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Measure:
    """The widths of one panel, the height of a row, and how high the heads rise."""

    label: float
    count: float
    row: float
    pitch: float
    slant: bool
    rise: float
    over: float
    panels: int

    def x(self, column: int, apart: Sequence[int]) -> float:
        gaps = sum(_BREAK for place in apart if place <= column)
        return self.label + self.count + (column + 0.5) * self.pitch + gaps


def draw_grid(grid: Grid) -> Drawing:
    """The table of signs, 170 mm wide; many short rows stand in two or more panels."""
    measure = _measured(grid)
    panels = _panels(grid.rows, measure)
    step = (TEXT_WIDTH - 2 * look.EDGE + _PANEL) / len(panels)
    top = look.EDGE + measure.rise
    parts: list[str] = []
    bottom = top
    for place, rows in enumerate(panels):
        left = look.EDGE + place * step
        made, y = _panel(grid, rows, measure, (left, top))
        parts += made
        bottom = max(bottom, y)
    made, tall = look.legend(grid.keys, look.EDGE, bottom + 7, TEXT_WIDTH - look.EDGE)
    parts += made
    bottom += 7 + tall
    if grid.note:
        made, tall = look.note(grid.note, look.EDGE, bottom + 3, TEXT_WIDTH)
        parts += made
        bottom += 3 + tall
    return drawing(parts, (TEXT_WIDTH, bottom + look.EDGE), grid.title, grid.alt)


def _measured(grid: Grid) -> _Measure:
    longest = max(
        (width(row.label, look.SIZE) / look.SLACK + row.indent * look.SIZE for row in grid.rows),
        default=0.0,
    )
    label = min(_LABEL, max(longest, width(grid.row_head, look.SMALL, "bold")) + 8)
    counts = [width(row.count, look.SIZE) for row in grid.rows]
    count = max([*counts, width(grid.count_head, look.SMALL, "bold")], default=0.0)
    count = count / look.SLACK + 8 if count else 0.0
    widest_head = max((width(head, look.SMALL, "bold") for head in grid.heads), default=0.0)
    gaps = _BREAK * len(grid.apart)
    columns = max(1, len(grid.heads))
    tall = sum(_height(row, label, _PITCH) for row in grid.rows)
    for panels in range(max(1, math.ceil(tall / _TALL)), 0, -1):
        room = (TEXT_WIDTH - 2 * look.EDGE + _PANEL) / panels - _PANEL - label - count - gaps
        pitch = min(_WIDE, room / columns)
        slant = widest_head / look.SLACK + 4 > pitch
        rise, over = look.slant_room(grid.heads) if slant else (look.SIZE * 2, 0.0)
        if slant:
            pitch = min(_WIDE, (room - max(0.0, over - pitch / 2)) / columns)
        if pitch >= _NARROW or panels == 1:
            break
    row = max(_LEAST, min(_PITCH, _PITCH * _PAGE * panels / tall)) if tall else _PITCH
    return _Measure(label, count, row, pitch, slant, rise + 3, over, panels)


def _panels(rows: Sequence[GridRow], measure: _Measure) -> list[Sequence[GridRow]]:
    """The rows in panels of about one height; a heading keeps its first row."""
    label, count = measure.label, measure.panels
    due = sum(_height(row, label, measure.row) for row in rows) / count
    panels: list[list[GridRow]] = [[]]
    taken = 0.0
    for row in rows:
        if taken >= due - 0.01 and len(panels) < count:
            after = panels[-1]
            moved = [after.pop()] if after and not after[-1].cells else []
            panels.append(moved)
            taken = sum(_height(each, label, measure.row) for each in moved)
        panels[-1].append(row)
        taken += _height(row, label, measure.row)
    return list(panels)


def _lines(row: GridRow, label: float) -> tuple[str, ...]:
    room = (label - 6 - row.indent * look.SIZE) * look.SLACK
    return wrap(row.label, look.SIZE, room) if row.cells else (row.label,)


def _height(row: GridRow, label: float, least: float) -> float:
    lines = _lines(row, label)
    return max(least, look.high(lines) + 3) if len(lines) > 1 else least


def _panel(
    grid: Grid, rows: Sequence[GridRow], measure: _Measure, corner: tuple[float, float]
) -> tuple[list[str], float]:
    left, y = corner
    right = left + measure.x(len(grid.heads) - 1, grid.apart) + measure.pitch / 2
    parts = list(_heads(grid, measure, corner))
    for row in rows:
        tall = _height(row, measure.label, measure.row)
        parts.append(look.across(y, left, right))
        parts += _row(row, grid.apart, measure, (left, y + tall / 2))
        y += tall
    parts.append(look.across(y, left, right))
    return parts, y


def _heads(grid: Grid, measure: _Measure, corner: tuple[float, float]) -> Iterator[str]:
    left, y = corner
    base = y - look.SMALL
    if grid.row_head:
        yield look.middled(left, base, grid.row_head, look.SMALL, style="bold")
    if grid.count_head:
        x = left + measure.label + measure.count - 8
        yield look.middled(x, base, grid.count_head, look.SMALL, style="bold", anchor="end")
    places = [
        (left + measure.x(column, grid.apart), head) for column, head in enumerate(grid.heads)
    ]
    if measure.slant:
        yield from look.slanted(places, y - 4)
    else:
        for x, head in places:
            yield look.middled(x, base, head, look.SMALL, style="bold", anchor="middle")


def _row(
    row: GridRow, apart: Sequence[int], measure: _Measure, place: tuple[float, float]
) -> Iterator[str]:
    left, y = place
    if not row.cells:
        yield look.middled(left, y, row.label, look.SMALL, style="bold")
        return
    yield from look.label(left + row.indent * look.SIZE, y, _lines(row, measure.label))
    if row.count:
        yield look.middled(left + measure.label + measure.count - 8, y, row.count, anchor="end")
    for column, cell in enumerate(row.cells):
        x = left + measure.x(column, apart)
        if isinstance(cell, str):
            yield look.middled(x, y, cell, look.SMALL, anchor="middle")
        elif isinstance(cell, Mark):
            yield _sign(cell, x, y)


def _sign(mark: Mark, x: float, y: float) -> str:
    if isinstance(mark.sign, Disc):
        return disc(x, y, 4.6, mark.sign)
    return symbol(mark.sign, x, y, mark.half, mark.ink)
