"""The one look of all charts: colours, sizes, rows, column heads, legends and notes.

Colours are Okabe and Ito's (2008), which people with any colour vision tell apart; every meaning
has a symbol or a place of its own besides its colour, so that nothing is lost in grey.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from numerate.review.figures import svg
from numerate.review.figures.lettering import Style, width, wrap
from numerate.review.figures.symbols import Disc, Symbol, disc, symbol

INK: Final = "#111"
SOFT: Final = "#555"
FAINT: Final = "#767676"
RULE: Final = "#e3e3e3"
AXIS: Final = "#777"
BLUE: Final = "#0072b2"
SKY: Final = "#56b4e9"
YELLOW: Final = "#f0e442"
ORANGE: Final = "#e69f00"
VERMILLION: Final = "#d55e00"
DARK: Final = "#5e2400"
GREY: Final = "#b5b5b5"
PALE: Final = "#efefef"

SIZE: Final = 8.0
SMALL: Final = 7.0
LEADING: Final = 1.22
EDGE: Final = 1.0
SLACK: Final = 0.96
_SLANT: Final = 50.0


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a symbol or a disc, and its meaning."""

    words: str
    sign: Symbol | Disc
    ink: str = INK


def middled(  # noqa: PLR0913 - what defines a line of text
    x: float,
    y: float,
    words: str,
    size: float = SIZE,
    *,
    style: Style = "regular",
    anchor: svg.Anchor = "start",
    fill: str = INK,
) -> str:
    """A line of text whose capitals are centred on ``y``."""
    return svg.text(x, y + size * 0.36, words, size=size, style=style, anchor=anchor, fill=fill)


def label(x: float, y: float, lines: Sequence[str], size: float = SIZE) -> list[str]:
    """Lines of text centred down on ``y``."""
    first = y - (len(lines) - 1) * size * LEADING / 2
    return [
        middled(x, first + place * size * LEADING, line, size) for place, line in enumerate(lines)
    ]


def high(lines: Sequence[str], size: float = SIZE) -> float:
    """The height of lines of text."""
    return len(lines) * size * LEADING


def across(y: float, left: float, right: float) -> str:
    """A thin rule between two rows."""
    return svg.path([(left, y), (right, y)], stroke=RULE, line=0.5)


def slanted(heads: Sequence[tuple[float, str]], base: float, size: float = SMALL) -> list[str]:
    """Column heads that rise to the right from above their column."""
    return [
        svg.text(x + size * 0.25, base, words, size=size, fill=INK, turn=-_SLANT)
        for x, words in heads
    ]


def slant_room(heads: Sequence[str], size: float = SMALL) -> tuple[float, float]:
    """How far slanted heads reach up, and how far the last one reaches to the right."""
    turn = math.radians(_SLANT)
    longest = max((width(words, size) for words in heads), default=0.0)
    last = width(heads[-1], size) if heads else 0.0
    return longest * math.sin(turn) + size, last * math.cos(turn) + size


def legend(keys: Sequence[Key], x: float, y: float, limit: float) -> tuple[list[str], float]:
    """A legend in as few lines as fit; with the height it takes."""
    parts: list[str] = []
    left, top = x, y + SIZE * 0.7
    for key in keys:
        wide = 12 + width(key.words, SMALL) / SLACK
        if left > x and left + wide > limit:
            left, top = x, top + SIZE * 1.6
        if isinstance(key.sign, Disc):
            parts.append(disc(left + 4.5, top, 4.2, key.sign))
        else:
            parts.append(symbol(key.sign, left + 4.5, top, 3, key.ink))
        parts.append(middled(left + 12, top, key.words, SMALL))
        left += wide + 14
    return parts, top - y + SIZE * 0.7


def note(words: str, x: float, y: float, limit: float) -> tuple[list[str], float]:
    """A note in small letters below a chart; with the height it takes."""
    lines = wrap(words, SMALL, (limit - x) * SLACK)
    parts = [
        svg.text(x, y + SMALL + place * SMALL * LEADING, line, size=SMALL, fill=SOFT)
        for place, line in enumerate(lines)
    ]
    return parts, high(lines, SMALL) + 2 if lines else 0.0
