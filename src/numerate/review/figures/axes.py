"""Axes of plots of effects: where a value stands, and which round numbers are written below.

Ratios stand on a logarithmic axis, so that halving and doubling are equally far from no effect.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from numerate.review.figures.lettering import width

# from sparse to dense; of those with a good number of marks the one that fits the data closest
_LADDERS: Final = ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0))
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_ENOUGH, _MANY = 4, 7
_GAP: Final = 6.0


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis.

    Attributes:
        start: Where it begins on the page, in points.
        end: Where it ends; below the start for an axis that runs upwards.
        low: Value at the start.
        high: Value at the end.
        log: Whether it is logarithmic.
        ticks: Round values within it.
    """

    start: float
    end: float
    low: float
    high: float
    log: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value stands, also beyond the ends.

        >>> Axis(0, 100, 0.1, 10, True, (0.1, 1, 10)).at(1)
        50.0
        """
        if self.log:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether a value lies between the ends."""
        return self.low <= value <= self.high

    def cut(self, value: float) -> float:
        """The value, or the end that is nearer to it."""
        return min(max(value, self.low), self.high)


def axis_over(
    values: Iterable[float], span: tuple[float, float], size: float, *, log: bool = False
) -> Axis:
    """An axis that holds all values and ends on round numbers.

    Args:
        values: What it must hold; above zero when it is logarithmic.
        span: Where it begins and ends on the page.
        size: Size of the letters of its numbers, which may not touch.
        log: Whether it is logarithmic.

    >>> axis_over([0.15, 1.56], (0, 200), 7, log=True).ticks
    (0.1, 0.2, 0.5, 1.0, 2.0)
    >>> axis_over([-3.2, 6], (0, 200), 7).ticks
    (-4.0, -2.0, 0.0, 2.0, 4.0, 6.0)
    """
    held = sorted(values)
    low, high = held[0], held[-1]
    room = abs(span[1] - span[0])
    if log:
        ticks = _log_ticks(low, high, room, size)
    else:
        if low == high:
            low, high = low - 1, high + 1
        ticks = _ticks(low, high, room, size)
    return Axis(span[0], span[1], ticks[0], ticks[-1], log, ticks)


def _log_ticks(low: float, high: float, room: float, size: float) -> tuple[float, ...]:
    if high / low < 1.2:  # noqa: PLR2004 - so narrow that a logarithmic axis has no round numbers
        low, high = low / 1.3, high * 1.3
    ladders = [_between(low, high, ladder) for ladder in _LADDERS]
    apart = [ticks for ticks in ladders if _apart(ticks, room, size, log=True)]
    good = [ticks for ticks in apart if _ENOUGH <= len(ticks) <= _MANY]
    if apart:
        return min(good or apart[-1:], key=lambda ticks: ticks[-1] / ticks[0])
    for step in range(2, 400):
        first, last = math.floor(math.log10(low) / step), math.ceil(math.log10(high) / step)
        powers = tuple(10.0 ** (step * place) for place in range(first, last + 1))
        if _apart(powers, room, size, log=True):
            return powers
    return ladders[0]


def _between(low: float, high: float, ladder: Sequence[float]) -> tuple[float, ...]:
    first, last = math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1
    marks = [step * 10.0**power for power in range(first, last + 1) for step in ladder]
    start = max(i for i, mark in enumerate(marks) if mark <= low * 1.0000001)
    end = min(i for i, mark in enumerate(marks) if mark >= high * 0.9999999)
    return tuple(float(f"{mark:.12g}") for mark in marks[start : max(end, start + 1) + 1])


def _ticks(low: float, high: float, room: float, size: float) -> tuple[float, ...]:
    power = 10.0 ** math.floor(math.log10((high - low) / 8))
    found: tuple[float, ...] = ()
    for step in (*(s * power for s in _STEPS), *(s * power * 10 for s in _STEPS)):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        found = tuple(float(f"{place * step:.12g}") + 0.0 for place in range(first, last + 1))
        if _apart(found, room, size, log=False) and len(found) <= _MANY:
            break
    return found


def _apart(ticks: Sequence[float], room: float, size: float, *, log: bool) -> bool:
    """Whether the written numbers would stand apart."""
    axis = Axis(0, room, ticks[0], ticks[-1], log, ())
    places = [axis.at(tick) for tick in ticks]
    wide = [width(told(tick), size) for tick in ticks]
    return all(
        places[i + 1] - places[i] >= (wide[i] + wide[i + 1]) / 2 + _GAP
        for i in range(len(ticks) - 1)
    )


def told(tick: float) -> str:
    """A number of an axis: no more decimals than it needs, a true minus sign.

    >>> told(0.05), told(-2.0), told(1000.0)
    ('0.05', '−2', '1,000')
    """
    return f"{tick:,.10g}".replace("-", "−")
