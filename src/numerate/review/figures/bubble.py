"""The bubble plot of a meta-regression: effect against moderator, areas as weights."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from numerate.review.figures import look, svg
from numerate.review.figures.axes import Axis, axis_over, told
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing

_HIGH: Final = 220.0
_WIDE: Final = 340.0
_LARGEST: Final = 12.0
_SMALLEST: Final = 1.6
_BAND: Final = "#dcebf5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A study: its name, moderator, effect on the printed scale, and weight."""

    study: str
    x: float
    y: float
    weight: float


@dataclass(frozen=True, slots=True)
class FittedAt:
    """The fitted effect at a value of the moderator, with its interval, on the printed scale."""

    x: float
    y: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BubblePlot:
    """A bubble plot, complete.

    Attributes:
        title: Short name of the picture.
        bubbles: The studies.
        line: The fit, from left to right.
        moderator: Below the axis.
        effect: Beside the axis.
        log: Whether effects stand on a logarithmic axis.
        null: No effect, or None.
        note: Printed below.
    """

    title: str
    bubbles: tuple[Bubble, ...]
    line: tuple[FittedAt, ...] = ()
    moderator: str = "Moderator"
    effect: str = "Effect"
    log: bool = False
    null: float | None = None
    note: str = ""


def draw_bubbles(plot: BubblePlot) -> Drawing:
    """The studies, the fitted line and its band.

    >>> plot = BubblePlot(title="Latitude", moderator="Latitude", effect="Risk ratio", log=True,
    ...                   bubbles=(Bubble(study="Aronson", x=44, y=0.41, weight=5.1),))
    >>> draw_bubbles(plot).alt
    'Latitude. Risk ratio against Latitude. Aronson: 0.41 at 44.'
    """
    left = look.EDGE + 44 + (TEXT_WIDTH - 44 - _WIDE) / 2
    across = axis_over([b.x for b in plot.bubbles], (left, left + _WIDE), look.SMALL)
    seen = [b.y for b in plot.bubbles] + [at.y for at in plot.line]
    seen += [] if plot.null is None else [plot.null]
    up = axis_over(seen, (8 + _HIGH, 8), look.SMALL, log=plot.log)
    parts = list(_band(plot, across, up))
    if plot.null is not None and up.holds(plot.null):
        y = up.at(plot.null)
        parts.append(svg.path([(across.start, y), (across.end, y)], stroke=look.INK, dash="3 2.5"))
    heaviest = max(b.weight for b in plot.bubbles)
    for bubble in sorted(plot.bubbles, key=lambda b: -b.weight):
        radius = max(_SMALLEST, _LARGEST * math.sqrt(bubble.weight / heaviest))
        x, y = across.at(bubble.x), up.at(bubble.y)
        parts.append(svg.circle(x, y, radius, fill=look.SKY, stroke=look.BLUE))
    parts += _line(plot, across, up)
    parts += _frame(plot, across, up)
    y = 8 + _HIGH + 28
    if plot.note:
        made, tall = look.note(plot.note, look.EDGE, y + 2, TEXT_WIDTH)
        parts += made
        y += 2 + tall
    return drawing(parts, (TEXT_WIDTH, y + look.EDGE), plot.title, _alt(plot))


def _inside(plot: BubblePlot, across: Axis) -> list[FittedAt]:
    return [at for at in plot.line if across.holds(at.x)]


def _band(plot: BubblePlot, across: Axis, up: Axis) -> Iterator[str]:
    line = _inside(plot, across)
    if line:
        over = [(across.at(at.x), up.at(up.cut(at.upper))) for at in line]
        under = [(across.at(at.x), up.at(up.cut(at.lower))) for at in reversed(line)]
        yield svg.polygon([*over, *under], fill=_BAND)


def _line(plot: BubblePlot, across: Axis, up: Axis) -> Iterator[str]:
    line = _inside(plot, across)
    if line:
        points = [(across.at(at.x), up.at(up.cut(at.y))) for at in line]
        yield svg.path(points, stroke="#003b5c", line=1.4)


def _frame(plot: BubblePlot, across: Axis, up: Axis) -> Iterator[str]:
    bottom = up.start
    yield svg.path([(across.start, bottom), (across.end, bottom)], stroke=look.INK)
    yield svg.path([(across.start, up.end), (across.start, bottom)], stroke=look.INK)
    for tick in across.ticks:
        x = across.at(tick)
        yield svg.path([(x, bottom), (x, bottom + 3)], stroke=look.INK)
        yield look.middled(x, bottom + 9, told(tick), look.SMALL, anchor="middle")
    for tick in up.ticks:
        y = up.at(tick)
        yield svg.path([(across.start - 3, y), (across.start, y)], stroke=look.INK)
        yield look.middled(across.start - 5, y, told(tick), look.SMALL, anchor="end")
    middle = (across.start + across.end) / 2
    yield look.middled(middle, bottom + 21, plot.moderator, look.SIZE, anchor="middle")
    x, y = across.start - 32, (up.start + up.end) / 2
    yield svg.text(x, y, plot.effect, size=look.SIZE, anchor="middle", fill=look.INK, turn=-90)


def _alt(plot: BubblePlot) -> str:
    said = [f"{plot.title}. {plot.effect} against {plot.moderator}."]
    said += [f"{b.study}: {b.y:,.2f} at {told(b.x)}.".replace("-", "−") for b in plot.bubbles]
    if plot.line:
        first, last = plot.line[0], plot.line[-1]
        said.append(
            f"Fitted line from {first.y:,.2f} at {told(first.x)} to {last.y:,.2f} at "
            f"{told(last.x)}.".replace("-", "−")
        )
    return " ".join(said)
