"""Figures: a drawing with the key by which the manuscript names it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from numerate.review.extraction import Rows
from numerate.review.figures.drawing import Drawing
from numerate.review.results.number import Number
from numerate.review.results.origin import Origin, origin_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as the manuscript names it by ``![caption](/_generated/figures/<key>.svg)``."""

    key: str
    drawing: Drawing
    definition: str
    origin: Origin


def figure(
    key: str,
    drawing: Drawing,
    definition: str,
    *,
    rows: Rows | Iterable[Rows] = (),
    of: Iterable[Number] = (),
) -> Figure:
    """A figure computed by the calling function.

    Args:
        key: Name in lower case, as the file in _generated/figures is called.
        drawing: The picture with its alt text.
        definition: One sentence that says what it shows.
        rows: The rows of the extraction it was drawn from.
        of: The numbers it shows.
    """
    origin = origin_here(rows, (number.key for number in of), 1)
    return Figure(key=key, drawing=drawing, definition=definition, origin=origin)
