"""The funnel plot: effect against standard error, with contours of significance.

After Peters et al. (2008), Journal of Clinical Epidemiology 61, 991-996: shades around no effect
tell where a study would be significant, so that publication by significance shows as gaps there;
the dashed lines hold 95% of studies around the common effect, were there no cause but chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from numerate.review.figures import look, svg
from numerate.review.figures.axes import Axis, axis_over, told
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import width

_HIGH: Final = 220.0
_WIDE: Final = 340.0
_LEFT: Final = 44.0
# from the inside out: the normal quantile at which a shade ends, the shade, and its meaning
_SHADES: Final = (
    (1.6448536269514722, "#fff", "P > 0.10"),
    (1.959963984540054, "#d3e3ef", "0.05 < P < 0.10"),
    (2.5758293035489004, "#a9c6da", "0.01 < P < 0.05"),
)
_OUTSIDE: Final = ("#f1f5f8", "P < 0.01")
_Z: Final = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPoint:
    """A study: its key, effect and standard error on the scale of pooling; filled in or real."""

    study: str
    y: float
    se: float
    filled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPlot:
    """A funnel plot, complete.

    Attributes:
        title: Short name of the picture.
        points: The studies.
        centre: The common effect, on the scale of pooling.
        null: No effect on the scale of pooling; None to draw no contours.
        effect: Below the axis ("Risk ratio").
        log: Whether effects are logarithms, so that the axis tells ratios.
        note: Printed below.
    """

    title: str
    points: tuple[FunnelPoint, ...]
    centre: float
    null: float | None = 0.0
    effect: str = "Effect"
    log: bool = False
    note: str = ""


def draw_funnel(plot: FunnelPlot) -> Drawing:
    """The funnel plot, the largest studies on top.

    >>> plot = FunnelPlot(title="Funnel", points=(FunnelPoint(study="Aronson", y=-0.89, se=0.57),),
    ...                   centre=-0.43, effect="Risk ratio", log=True)
    >>> draw_funnel(plot).alt
    'Funnel. Risk ratio against standard error. 1 study; common effect 0.65. Aronson 0.41 ...'
    """
    down = axis_over([0.0, *(point.se for point in plot.points)], (8, 8 + _HIGH), look.SMALL)
    across = _across(plot, down.high)
    bottom = down.end
    parts = list(_contours(plot, across, down))
    parts += _cone(plot, across, down)
    parts += _frame(plot, across, down)
    for point in sorted(plot.points, key=lambda point: point.filled):
        x, y = across.at(_shown(plot, point.y)), down.at(point.se)
        fill = "#fff" if point.filled else look.BLUE
        parts.append(svg.circle(x, y, 3.1, fill=fill, stroke=look.BLUE if point.filled else "#fff"))
    made, tall = _legend(plot, bottom + 32)
    parts += made
    y = bottom + 32 + tall
    if plot.note:
        made, tall = look.note(plot.note, look.EDGE, y + 2, TEXT_WIDTH)
        parts += made
        y += 2 + tall
    return drawing(parts, (TEXT_WIDTH, y + look.EDGE), plot.title, _alt(plot))


def _shown(plot: FunnelPlot, value: float) -> float:
    return math.exp(value) if plot.log else value


def _across(plot: FunnelPlot, highest: float) -> Axis:
    ends = [plot.centre - _Z * highest, plot.centre + _Z * highest]
    values = [point.y for point in plot.points] + ends
    values += [plot.null] if plot.null is not None else []
    span = (_LEFT + (TEXT_WIDTH - _LEFT - _WIDE) / 2, TEXT_WIDTH - (TEXT_WIDTH - _LEFT - _WIDE) / 2)
    return axis_over([_shown(plot, value) for value in values], span, look.SMALL, log=plot.log)


def _contours(plot: FunnelPlot, across: Axis, down: Axis) -> Iterator[str]:
    if plot.null is None:
        return
    wide, high = across.end - across.start, down.end - down.start
    yield svg.rect(across.start, down.start, wide, high, fill=_OUTSIDE[0])
    for z, fill, _ in reversed(_SHADES):
        yield svg.polygon(_wedge(plot, across, down, (plot.null, z)), fill=fill)


def _wedge(
    plot: FunnelPlot, across: Axis, down: Axis, cone: tuple[float, float]
) -> list[tuple[float, float]]:
    """A triangle from the top, cut at the sides of the axis."""
    centre, z = cone
    top = (across.at(_shown(plot, centre)), down.start)
    sides: list[list[tuple[float, float]]] = []
    for way in (-1, 1):
        x = across.at(_shown(plot, centre + way * z * down.high))
        limit = across.start if way < 0 else across.end
        if (x - limit) * way > 0:
            share = (limit - top[0]) / (x - top[0])
            y = top[1] + share * (down.end - top[1])
            sides.append([(limit, y), (limit, down.end)])
        else:
            sides.append([(x, down.end)])
    return [top, *sides[0], *reversed(sides[1])]


def _cone(plot: FunnelPlot, across: Axis, down: Axis) -> Iterator[str]:
    top = (across.at(_shown(plot, plot.centre)), down.start)
    for way in (-1, 1):
        foot = (across.at(_shown(plot, plot.centre + way * _Z * down.high)), down.end)
        yield svg.path([top, foot], stroke=look.INK, line=0.7, dash="3 2.5")
    yield svg.path([top, (top[0], down.end)], stroke=look.INK, line=0.7, dash="3 2.5")
    if plot.null is not None:
        x = across.at(_shown(plot, plot.null))
        yield svg.path([(x, down.start), (x, down.end)], stroke=look.INK)


def _frame(plot: FunnelPlot, across: Axis, down: Axis) -> Iterator[str]:
    yield svg.path([(across.start, down.end), (across.end, down.end)], stroke=look.INK)
    yield svg.path([(across.start, down.start), (across.start, down.end)], stroke=look.INK)
    for tick in across.ticks:
        x = across.at(tick)
        yield svg.path([(x, down.end), (x, down.end + 3)], stroke=look.INK)
        yield look.middled(x, down.end + 9, told(tick), look.SMALL, anchor="middle")
    for tick in down.ticks:
        y = down.at(tick)
        yield svg.path([(across.start - 3, y), (across.start, y)], stroke=look.INK)
        yield look.middled(across.start - 5, y, told(tick), look.SMALL, anchor="end")
    middle = (across.start + across.end) / 2
    yield look.middled(middle, down.end + 21, plot.effect, look.SIZE, anchor="middle")
    x, y = across.start - 30, (down.start + down.end) / 2
    words = "Standard error"
    yield svg.text(x, y, words, size=look.SIZE, anchor="middle", fill=look.INK, turn=-90)


def _legend(plot: FunnelPlot, y: float) -> tuple[list[str], float]:
    keys: list[tuple[str, str, str]] = []
    if plot.null is not None:
        keys = [("box", fill, words) for *_, fill, words in (*_SHADES, _OUTSIDE)]
    if any(point.filled for point in plot.points):
        keys += [("dot", look.BLUE, "Study"), ("ring", look.BLUE, "Filled in")]
    wide = [14 + width(words, look.SMALL) / look.SLACK + 12 for *_, words in keys]
    x = _LEFT + (TEXT_WIDTH - _LEFT - sum(wide)) / 2
    parts: list[str] = []
    for (kind, fill, words), step in zip(keys, wide, strict=True):
        middle = y + look.SMALL
        if kind == "box":
            parts.append(svg.rect(x, middle - 4, 9, 8, fill=fill, stroke=look.GREY, line=0.5))
        else:
            inside = fill if kind == "dot" else "#fff"
            parts.append(svg.circle(x + 4.5, middle, 3.1, fill=inside, stroke=fill))
        parts.append(look.middled(x + 13, middle, words, look.SMALL))
        x += step
    return parts, look.SMALL * 2.2 if keys else 0.0


def _alt(plot: FunnelPlot) -> str:
    real = [point for point in plot.points if not point.filled]
    filled = len(plot.points) - len(real)
    more = f" and {filled} filled in" if filled else ""
    studies = "study" if len(real) == 1 else "studies"

    def value(y: float) -> str:
        return f"{_shown(plot, y):,.2f}".replace("-", "−")

    points = "; ".join(
        f"{point.study} {value(point.y)} (SE {point.se:.2f})" for point in plot.points
    )
    return (
        f"{plot.title}. {plot.effect} against standard error. {len(real)} {studies}{more}; "
        f"common effect {value(plot.centre)}. {points}."
    )
