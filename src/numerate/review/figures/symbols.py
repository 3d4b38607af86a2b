"""Signs that say in shape what a colour says too: arrows, rings, plus, cross, question mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from numerate.review.figures import svg

Symbol = Literal[
    "up", "down", "sideways", "ring", "dot", "plus", "minus", "cross", "question", "bang"
]
_INK: Final = "#111"
_EDGE: Final = "#8a8a8a"  # around discs that are nearly as light as the paper
# corners of filled shapes and courses of lines, in halves of the symbol's height
_Courses = dict[str, list[list[tuple[float, float]]]]
_SHAPES: Final[_Courses] = {
    "up": [[(0, -1), (1, 1), (-1, 1)]],
    "down": [[(0, 1), (1, -1), (-1, -1)]],
    "sideways": [
        [(-1.35, 0), (-0.15, -0.9), (-0.15, 0.9)],
        [(1.35, 0), (0.15, -0.9), (0.15, 0.9)],
    ],
}
_LINES: Final[_Courses] = {
    "plus": [[(-1, 0), (1, 0)], [(0, -1), (0, 1)]],
    "minus": [[(-1, 0), (1, 0)]],
    "cross": [[(-0.8, -0.8), (0.8, 0.8)], [(-0.8, 0.8), (0.8, -0.8)]],
    "question": [
        [
            (-0.62, -0.5),
            (-0.45, -0.9),
            (0, -1.05),
            (0.45, -0.9),
            (0.62, -0.5),
            (0.5, -0.15),
            (0.1, 0.1),
            (0, 0.5),
        ]
    ],
    "bang": [[(0, -1.05), (0, 0.35)]],
}


@dataclass(frozen=True, slots=True)
class Disc:
    """How an answer is shown: a symbol on a coloured disc."""

    fill: str
    symbol: Symbol | None = None
    ink: str = _INK


def symbol(name: Symbol, x: float, y: float, half: float, ink: str = _INK) -> str:
    """A symbol around a point, twice ``half`` high."""
    if name == "ring":
        return svg.circle(x, y, half * 0.85, fill="#fff", stroke=ink)
    if name == "dot":
        return svg.circle(x, y, half, fill=ink)
    return "".join((*_filled(name, x, y, half, ink), *_drawn(name, x, y, half, ink)))


def disc(x: float, y: float, radius: float, how: Disc) -> str:
    """A symbol on a disc around a point."""
    edge = _EDGE if how.fill.startswith(("#f", "#e")) else how.fill
    sign = symbol(how.symbol, x, y, radius * 0.5, how.ink) if how.symbol else ""
    return svg.circle(x, y, radius, fill=how.fill, stroke=edge) + sign


def _filled(name: Symbol, x: float, y: float, half: float, ink: str) -> Iterator[str]:
    for corners in _SHAPES.get(name, []):
        yield svg.polygon([(x + a * half, y + b * half) for a, b in corners], fill=ink)


def _drawn(name: Symbol, x: float, y: float, half: float, ink: str) -> Iterator[str]:
    line = max(0.9, half * 0.42)
    for course in _LINES.get(name, []):
        points = [(x + a * half, y + b * half) for a, b in course]
        yield svg.path(points, stroke=ink, line=line)
    if name in {"question", "bang"}:
        yield svg.circle(x, y + half, line * 0.62, fill=ink)
