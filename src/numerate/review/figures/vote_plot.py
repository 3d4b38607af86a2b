"""Counts of studies by direction of effect: one row a construct, one column a category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from numerate.review.figures import look, svg
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import width, wrap
from numerate.review.figures.symbols import Symbol, symbol

_LABEL: Final = 148.0
_N: Final = 26.0
_COUNT: Final = 15.0  # room for the count beside a bar
_GAP: Final = 12.0
_BAR: Final = 9.0
_WIDEST: Final = 14.0  # widest bar of one study


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """The studies of one construct, by the direction of the effect that they found."""

    label: str
    positive: int
    negative: int
    mixed: int
    nonsignificant: int

    @property
    def n(self) -> int:
        """All studies of the construct."""
        return self.positive + self.negative + self.mixed + self.nonsignificant

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The counts in the order of the columns."""
        return self.negative, self.positive, self.mixed, self.nonsignificant


@dataclass(frozen=True, slots=True, kw_only=True)
class VotePlot:
    """The rows of one domain in the order to be printed.

    Attributes:
        title: Short name of the picture.
        rows: One for each construct.
        row_head: Heads the column of the rows' names ("Construct").
        note: What a reader must know, printed below.
    """

    title: str
    rows: tuple[VoteRow, ...]
    row_head: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    words: str
    sign: Symbol
    fill: str
    grows: int  # 1 to the right, -1 to the left
    left: float = 0.0
    wide: float = 0.0

    @property
    def base(self) -> float:
        return self.left if self.grows > 0 else self.left + self.wide


_COLUMNS: Final = (
    _Column("Negative", "down", look.VERMILLION, -1),
    _Column("Positive", "up", look.BLUE, 1),
    _Column("Mixed", "sideways", look.ORANGE, 1),
    _Column("Nonsignificant", "ring", look.GREY, 1),
)


def draw_votes(plot: VotePlot) -> Drawing:
    """Bars of one scale, negative to the left and positive to the right of a common line.

    >>> row = VoteRow(label="Age", positive=7, negative=2, mixed=2, nonsignificant=22)
    >>> draw_votes(VotePlot(title="Age", rows=(row,))).alt
    'Age. Age (n = 33): 7 positive, 2 negative, 2 mixed, 22 nonsignificant.'
    """
    unit = _unit(plot.rows)
    columns = _columns(plot.rows, unit)
    y = look.EDGE + look.SIZE * 2.2
    parts = [look.middled(look.EDGE, y - look.SIZE, plot.row_head, look.SMALL, style="bold")]
    parts += _heads(columns, y - look.SIZE)
    top = y
    for row in plot.rows:
        lines = wrap(row.label, look.SIZE, (_LABEL - 6) * look.SLACK)
        pitch = max(_BAR + 5, look.high(lines) + 4)
        parts.append(
            svg.path([(look.EDGE, y), (TEXT_WIDTH - look.EDGE, y)], stroke=look.RULE, line=0.5)
        )
        parts += _row(row, columns, unit, lines, y + pitch / 2)
        y += pitch
    parts.append(
        svg.path([(look.EDGE, y), (TEXT_WIDTH - look.EDGE, y)], stroke=look.RULE, line=0.5)
    )
    for column in columns:
        parts.append(svg.path([(column.base, top), (column.base, y)], stroke=look.AXIS))
    if plot.note:
        below, tall = look.note(plot.note, look.EDGE, y + 4, TEXT_WIDTH)
        parts += below
        y += 4 + tall
    return drawing(parts, (TEXT_WIDTH, y + look.EDGE), plot.title, _alt(plot))


def _wide(column: _Column, most: int, unit: float) -> float:
    return max(11 + width(column.words, look.SMALL, "bold") / look.SLACK, most * unit + _COUNT)


def _most(rows: Sequence[VoteRow]) -> tuple[int, ...]:
    return tuple(max((row.counts[place] for row in rows), default=0) for place in range(4))


def _unit(rows: Sequence[VoteRow]) -> float:
    """The width of one study at which all columns fit side by side."""
    room = TEXT_WIDTH - 2 * look.EDGE - _LABEL - _N - 2 * _GAP
    low, top = 0.0, _WIDEST
    most = _most(rows)
    for _ in range(40):
        unit = (low + top) / 2
        taken = sum(
            _wide(column, count, unit) for column, count in zip(_COLUMNS, most, strict=True)
        )
        low, top = (unit, top) if taken <= room else (low, unit)
    return low


def _columns(rows: Sequence[VoteRow], unit: float) -> tuple[_Column, ...]:
    left = look.EDGE + _LABEL + _N
    made: list[_Column] = []
    for column, count in zip(_COLUMNS, _most(rows), strict=True):
        wide = _wide(column, count, unit)
        made.append(_Column(column.words, column.sign, column.fill, column.grows, left, wide))
        left += wide + (_GAP if column.grows > 0 else 0)
    return tuple(made)


def _heads(columns: Sequence[_Column], y: float) -> Iterator[str]:
    yield look.middled(look.EDGE + _LABEL + _N - 8, y, "n", look.SMALL, style="bold", anchor="end")
    for column in columns:
        wide = width(column.words, look.SMALL, "bold")
        if column.grows > 0:
            yield symbol(
                column.sign,
                column.base + 4,
                y,
                3,
                column.fill if column.sign != "ring" else look.SOFT,
            )
            yield look.middled(column.base + 11, y, column.words, look.SMALL, style="bold")
        else:
            yield symbol(column.sign, column.base - wide - 9, y, 3, column.fill)
            yield look.middled(
                column.base - 3,
                y,
                column.words,
                look.SMALL,
                style="bold",
                anchor="end",
                fill=look.INK,
            )


def _row(
    row: VoteRow, columns: Sequence[_Column], unit: float, lines: Sequence[str], y: float
) -> Iterator[str]:
    yield from look.label(look.EDGE, y, lines)
    yield look.middled(look.EDGE + _LABEL + _N - 8, y, f"{row.n:,}", anchor="end")
    for column, count in zip(columns, row.counts, strict=True):
        long = count * unit
        start = column.base if column.grows > 0 else column.base - long
        if count:
            yield svg.rect(start, y - _BAR / 2, long, _BAR, fill=column.fill)
        x = column.base + column.grows * (long + 3)
        anchor: svg.Anchor = "start" if column.grows > 0 else "end"
        fill = look.INK if count else "#767676"
        yield look.middled(x, y, f"{count:,}", look.SMALL, anchor=anchor, fill=fill)


def _alt(plot: VotePlot) -> str:
    rows = (
        f"{row.label} (n = {row.n:,}): {row.positive:,} positive, {row.negative:,} negative, "
        f"{row.mixed:,} mixed, {row.nonsignificant:,} nonsignificant."
        for row in plot.rows
    )
    return " ".join([f"{plot.title}.", *rows])
