"""How wide the columns of a forest plot are, how large its letters, and where its axis runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from numerate.review.figures import look
from numerate.review.figures.axes import Axis, axis_over, told
from numerate.review.figures.drawing import TEXT_WIDTH
from numerate.review.figures.effectrows import ForestGroup, ForestPlot
from numerate.review.figures.lettering import Style, width

PAGE: Final = 560.0  # height of the rows on a page of their own
GAP: Final = 9.0  # between two columns
ARROW: Final = 4.2
_PITCH: Final = 13.0
_LEAST: Final = 10.0
_LABEL: Final = 128.0  # widest column of studies
_PLOT: Final = 128.0  # narrowest drawing
_RATIO: Final = 1e9
_SHOWN: Final = 0.9  # share of interval ends that the axis must hold


@dataclass(frozen=True, slots=True)
class ForestMeasure:
    """Where the columns stand, and how large the letters are."""

    size: float
    pitch: float
    label: float
    cells: tuple[float, ...]  # right edges
    weight: float  # right edge
    words: float  # left edge
    axis: Axis
    heaviest: float
    centre: float | None  # the last pooled effect, through which a dashed line runs


def row_count(groups: Sequence[ForestGroup]) -> int:
    """The rows that groups take, remarks counted as one each."""
    return sum(
        int(bool(group.heading))
        + len(group.studies)
        + int(group.total is not None)
        + int(group.prediction is not None)
        + len(group.remarks)
        for group in groups
    )


def measured(plot: ForestPlot) -> ForestMeasure:
    """The largest letters at which the drawing keeps its width."""
    for size in (look.SIZE, 7.5, look.SMALL):
        made = _at_size(plot, size)
        if made.axis.end - made.axis.start >= _PLOT:
            return made
    return made


def _at_size(plot: ForestPlot, size: float) -> ForestMeasure:
    def wide(words: str, style: Style = "regular", at: float = size) -> float:
        return width(words, at, style) / look.SLACK

    labels = [wide(line.label) + size for group in plot.groups for line in group.studies]
    label = min(_LABEL, max([*labels, wide("Study or subgroup", "bold")]))
    x = look.EDGE + label
    edges = []
    spare = _spare(plot, size)
    for column, head in enumerate(plot.heads):
        cells = [line.cells[column] for line in plot.lines if column < len(line.cells)]
        most = max([wide(head, "bold", look.SMALL), *(wide(cell, "bold") for cell in cells)])
        x += GAP + max(most, spare[column])
        edges.append(x)
    weight = x
    if plot.weighted:
        weight = x + GAP + max(wide("100.0%", "bold"), wide("Weight", "bold", look.SMALL))
    texts = [wide(line.words, "bold") for line in plot.lines]
    texts += [wide(group.prediction.words) for group in plot.groups if group.prediction]
    texts += [wide(text, "bold", look.SMALL) for text in (plot.effect_head, plot.effect_note)]
    wording = weight + GAP
    left = wording + max(texts) + GAP
    span = (left, TEXT_WIDTH - look.EDGE - ARROW)
    pitch = max(_LEAST, min(_PITCH, PAGE / max(1, row_count(plot.groups)))) * size / look.SIZE
    heaviest = max((line.weight or 0.0 for g in plot.groups for line in g.studies), default=0.0)
    return ForestMeasure(
        size=size,
        pitch=max(pitch, size * 1.25),
        label=label,
        cells=tuple(edges),
        weight=weight,
        words=wording,
        axis=_axis(plot, span),
        heaviest=heaviest,
        centre=next((g.total.estimate for g in reversed(plot.groups) if g.total), None),
    )


def _spare(plot: ForestPlot, size: float) -> list[float]:
    """The width that each cell needs so that the name of its arm fits above all of them."""
    needed: list[float] = []
    for name, spans in plot.arms:
        whole = width(name, min(size, look.SMALL), "bold") / look.SLACK
        needed += [(whole - GAP * (spans - 1)) / spans] * spans
    return needed + [0.0] * (len(plot.heads) - len(needed))


def _axis(plot: ForestPlot, span: tuple[float, float]) -> Axis:
    """An axis over what must be seen; its last number stays on the paper."""
    if plot.limits is None:
        made = axis_over(_held(plot), span, look.SMALL, log=plot.log)
    else:
        made = axis_over(plot.limits, span, look.SMALL, log=plot.log)
        inside = tuple(tick for tick in made.ticks if plot.limits[0] <= tick <= plot.limits[1])
        made = replace(made, low=plot.limits[0], high=plot.limits[1], ticks=inside)
    spare = width(told(made.ticks[-1]), look.SMALL) / 2 - ARROW if made.ticks else 0.0
    beyond = made.at(made.ticks[-1]) + spare - made.end if made.ticks else 0.0
    return replace(made, end=made.end - max(0.0, beyond))


def _held(plot: ForestPlot) -> list[float]:
    """The values that the axis holds: all, unless a few ends would take more than half of it."""
    must: list[float] = [] if plot.null is None else [plot.null]
    ends: list[tuple[float | None, float | None]] = []
    for group in plot.groups:
        must += [line.estimate for line in group.studies if line.estimate is not None]
        ends += [(line.lower, line.upper) for line in group.studies]
        ends += [(group.total.lower, group.total.upper)] if group.total else []
        ends += [(group.prediction.lower, group.prediction.upper)] if group.prediction else []
    last = next((group.total for group in reversed(plot.groups) if group.total), None)
    if last is not None:
        must += [end for end in (last.estimate, last.lower, last.upper) if end is not None]
    lows = sorted((low for low, _ in ends if low is not None), reverse=True)
    highs = sorted(high for _, high in ends if high is not None)
    most = [side[math.ceil(_SHOWN * len(side)) - 1] for side in (lows, highs) if side]

    def sound(values: list[float]) -> list[float]:
        if plot.log:  # ratios beyond a billion are no news; their lines end in arrows
            values = [min(max(x, 1 / _RATIO), _RATIO) for x in values]
        found = [x for x in values if math.isfinite(x)]
        return found or [1.0, 2.0]

    def length(values: list[float]) -> float:
        low, high = min(values), max(values)
        return math.log(high / low) if plot.log else high - low

    few, all_ = sound([*must, *most]), sound([*must, *lows, *highs])
    return all_ if length(all_) <= 2 * length(few) else few
