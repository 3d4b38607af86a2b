"""Dot-range plots: a row for each study, group or motive, a dot for each value, a line between."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from numerate.review.figures import look, svg
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import width, wrap
from numerate.review.figures.symbols import Symbol, symbol

_LABEL: Final = 170.0
_PITCH: Final = 14.0
_LEAST: Final = 9.6
_PAGE: Final = 540.0
_TICKS: Final = 7
_SIGNS: Final[tuple[tuple[Symbol, str], ...]] = (
    ("dot", look.BLUE),
    ("up", look.VERMILLION),
    ("ring", look.INK),
)


@dataclass(frozen=True, slots=True)
class Dot:
    """One value; ``kind`` counts the kinds of the plot from 0."""

    value: float
    kind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRow:
    """One row: its values, and how they are written beside it ("0.4%–31.3%")."""

    label: str
    dots: tuple[Dot, ...]
    words: str

    @property
    def low(self) -> float:
        """The smallest value."""
        return min(dot.value for dot in self.dots)

    @property
    def high(self) -> float:
        """The largest value."""
        return max(dot.value for dot in self.dots)


@dataclass(frozen=True, slots=True, kw_only=True)
class RangePlot:
    """The rows in the order to be printed.

    Attributes:
        title: Short name of the picture.
        rows: Each with at least one value.
        axis: What the values are ("Participants who had shared images, %").
        kinds: What the kinds of dots are, where there are more than one ("boys and men", …).
        row_head: Heads the rows' names.
        unit: Written after each number on the axis and in the alternative text.
        note: Printed below.
    """

    title: str
    rows: tuple[RangeRow, ...]
    axis: str
    kinds: tuple[str, ...] = ()
    row_head: str = ""
    unit: str = "%"
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Scale:
    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def draw_ranges(plot: RangePlot) -> Drawing:
    """Dots on one axis that begins at zero (or below, where a value is negative).

    >>> row = RangeRow(label="Revenge", dots=(Dot(3.0), Dot(24.5)), words="3%–25%")
    >>> draw_ranges(RangePlot(title="Motives", rows=(row,), axis="Perpetrators")).alt
    'Motives. Perpetrators. Revenge: 3%–25% (3%, 24.5%).'
    """
    ticks = _ticks(plot.rows)
    label = _label_width(plot)
    words = max((width(row.words, look.SIZE) for row in plot.rows), default=0.0) / look.SLACK
    left = look.EDGE + label + 6
    scale = _Scale(left, TEXT_WIDTH - look.EDGE - words - 10, ticks[0], ticks[-1])
    y = look.EDGE + (look.SIZE * 1.7 if plot.row_head else 3)
    parts = [look.middled(look.EDGE, y - look.SIZE, plot.row_head, look.SMALL, style="bold")]
    tall = [wrap(row.label, look.SIZE, (label - 4) * look.SLACK) for row in plot.rows]
    least = max(_LEAST, min(_PITCH, _PAGE / max(1, len(plot.rows))))
    pitches = [max(least, look.high(lines) + 4) if len(lines) > 1 else least for lines in tall]
    bottom = y + sum(pitches)
    parts += _axis(plot, scale, ticks, (y, bottom))
    for row, lines, pitch in zip(plot.rows, tall, pitches, strict=True):
        parts += _row(row, scale, lines, y + pitch / 2)
        y += pitch
    y += 26
    if len(plot.kinds) > 1:
        keys = [
            look.Key(kind, sign, ink) for kind, (sign, ink) in zip(plot.kinds, _SIGNS, strict=False)
        ]
        made, deep = look.legend(keys, look.EDGE, y, TEXT_WIDTH - look.EDGE)
        parts += made
        y += deep
    if plot.note:
        made, deep = look.note(plot.note, look.EDGE, y + 2, TEXT_WIDTH)
        parts += made
        y += 2 + deep
    return drawing(parts, (TEXT_WIDTH, y + look.EDGE), plot.title, _alt(plot))


def _label_width(plot: RangePlot) -> float:
    longest = max((width(row.label, look.SIZE) for row in plot.rows), default=0.0)
    return min(_LABEL, max(longest, width(plot.row_head, look.SMALL, "bold")) / look.SLACK + 4)


def _ticks(rows: Sequence[RangeRow]) -> list[float]:
    """Round numbers from zero (or below) to just above the largest value."""
    top = max((row.high for row in rows), default=1.0)
    low = min(0.0, min((row.low for row in rows), default=0.0))
    raw = (top - low or 1.0) / _TICKS
    power = 10 ** math.floor(math.log10(raw))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= raw)
    first, last = math.floor(low / step), math.ceil(top / step)
    return [round(place * step, 10) for place in range(first, max(last, first + 1) + 1)]


def _axis(
    plot: RangePlot, scale: _Scale, ticks: Sequence[float], span: tuple[float, float]
) -> Iterator[str]:
    top, bottom = span
    for tick in ticks:
        x = scale.x(tick)
        yield svg.path([(x, top), (x, bottom)], stroke=look.RULE, line=0.5)
        yield svg.path([(x, bottom), (x, bottom + 3)], stroke=look.AXIS)
        words = _told(tick, plot.unit)
        yield look.middled(x, bottom + 9, words, look.SMALL, anchor="middle", fill=look.SOFT)
    yield svg.path([(scale.left, bottom), (scale.right, bottom)], stroke=look.AXIS)
    middle = (scale.left + scale.right) / 2
    yield look.middled(middle, bottom + 19, plot.axis, look.SMALL, anchor="middle")


def _row(row: RangeRow, scale: _Scale, lines: Sequence[str], y: float) -> Iterator[str]:
    yield svg.path([(scale.left, y), (scale.right, y)], stroke=look.RULE, line=0.5)
    yield from look.label(look.EDGE, y, lines)
    if row.high > row.low:
        ends = [(scale.x(row.low), y), (scale.x(row.high), y)]
        yield svg.path(ends, stroke=look.GREY, line=2.4)
    for dot in row.dots:
        sign, ink = _SIGNS[dot.kind]
        x = scale.x(dot.value)
        if sign == "dot":
            yield svg.circle(x, y, 3.2, fill=ink, stroke="#fff")
        else:
            yield symbol(sign, x, y, 3, ink)
    yield look.middled(TEXT_WIDTH - look.EDGE, y, row.words, anchor="end")


def _told(value: float, unit: str) -> str:
    return f"{value:,.4g}{unit}".replace("-", "−")


def _alt(plot: RangePlot) -> str:
    said = [f"{plot.title}. {plot.axis}."]
    for row in plot.rows:
        values = ", ".join(_value(dot, plot) for dot in row.dots)
        told = f" ({values})" if len(row.dots) > 1 or len(plot.kinds) > 1 else ""
        said.append(f"{row.label}: {row.words}{told}.")
    return " ".join(said)


def _value(dot: Dot, plot: RangePlot) -> str:
    kind = f" {plot.kinds[dot.kind]}" if len(plot.kinds) > 1 else ""
    return f"{_told(dot.value, plot.unit)}{kind}"
