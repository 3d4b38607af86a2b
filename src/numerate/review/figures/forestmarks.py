"""The marks of a forest plot: squares, intervals, diamonds, and prediction intervals."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from numerate.review.figures import look, svg
from numerate.review.figures.axes import Axis
from numerate.review.figures.effectrows import ForestLine, ForestPrediction
from numerate.review.figures.forestmeasure import ARROW, ForestMeasure

TOTAL: Final = "#003b5c"
_SQUARE: Final = 8.6  # side of the square of the heaviest study
_SMALLEST: Final = 2.2
_COLOUR: Final = look.BLUE
_PREDICTED: Final = "#9a9a9a"


def study_mark(line: ForestLine, measure: ForestMeasure, y: float) -> Iterator[str]:
    """A square whose area is the weight, on the line of its interval."""
    if line.estimate is None:
        return
    axis = measure.axis
    if line.lower is not None and line.upper is not None:
        yield from _whisker(axis, line.lower, line.upper, y)
    if not axis.holds(line.estimate):
        return
    share = (line.weight or 0.0) / measure.heaviest if measure.heaviest else 0.15
    most = min(_SQUARE, measure.pitch - 1.5)
    side = max(_SMALLEST, most * math.sqrt(share))
    x = axis.at(line.estimate)
    yield svg.rect(x - side / 2, y - side / 2, side, side, fill=_COLOUR, stroke="#fff", line=0.4)


def _whisker(axis: Axis, lower: float, upper: float, y: float) -> Iterator[str]:
    if upper < axis.low or lower > axis.high:
        ends = (axis.low, axis.low) if upper < axis.low else (axis.high, axis.high)
    else:
        ends = (axis.cut(lower), axis.cut(upper))
    left, right = axis.at(ends[0]), axis.at(ends[1])
    if right > left:
        yield svg.path([(left, y), (right, y)], stroke=look.INK, line=0.8)
    if lower < axis.low:
        yield svg.polygon(_arrow(axis.start, y, -1), fill=look.INK)
    if upper > axis.high:
        yield svg.polygon(_arrow(axis.end, y, 1), fill=look.INK)


def _arrow(x: float, y: float, way: int) -> list[tuple[float, float]]:
    return [(x + way * ARROW, y), (x, y - 2.4), (x, y + 2.4)]


def diamond(line: ForestLine, measure: ForestMeasure, y: float) -> Iterator[str]:
    """A diamond as long as the interval; a small one where there is no interval."""
    if line.estimate is None:
        return
    axis, half = measure.axis, min(4.6, measure.pitch / 2 - 0.8)
    x = axis.at(axis.cut(line.estimate))
    if line.lower is None or line.upper is None:
        yield svg.polygon([(x - 2, y), (x, y - half), (x + 2, y), (x, y + half)], fill=TOTAL)
        return
    left, right = axis.at(axis.cut(line.lower)), axis.at(axis.cut(line.upper))
    yield svg.polygon([(left, y), (x, y - half), (right, y), (x, y + half)], fill=TOTAL)
    if line.lower < axis.low:
        yield svg.polygon(_arrow(axis.start, y, -1), fill=TOTAL)
    if line.upper > axis.high:
        yield svg.polygon(_arrow(axis.end, y, 1), fill=TOTAL)


def prediction_mark(line: ForestPrediction, measure: ForestMeasure, y: float) -> Iterator[str]:
    """The prediction interval with its label and its words."""
    axis, size = measure.axis, measure.size
    yield look.middled(look.EDGE, y, line.label, size)
    yield look.middled(measure.words, y, line.words, size)
    left, right = axis.at(axis.cut(line.lower)), axis.at(axis.cut(line.upper))
    yield svg.path([(left, y), (right, y)], stroke=_PREDICTED, line=2.2)
    if line.lower < axis.low:
        yield svg.polygon(_arrow(axis.start, y, -1), fill=_PREDICTED)
    if line.upper > axis.high:
        yield svg.polygon(_arrow(axis.end, y, 1), fill=_PREDICTED)
