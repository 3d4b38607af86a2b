"""The evidence gap map: rows by columns, a bubble for the sources in a cell, and the gaps seen.

The area of a bubble grows with the number of sources, and the number stands in or beside it. Levels
(designs, quality) stand side by side in a cell, in one order and each in its colour. A cell without
any source has a short stroke: nothing was overlooked there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from numerate.review.figures import look, svg
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import width, wrap
from numerate.review.synthesis.charting import EvidenceMap, MapCell

_LABEL: Final = 120.0
_TOTAL: Final = 26.0
_LARGEST: Final = 15.0  # radius of the largest bubble
_SMALLEST: Final = 3.4
_ROW: Final = 30.0
# fill, and ink on it; their order from left to right tells levels apart in grey
_LEVELS: Final = (
    (look.BLUE, "#fff"),
    (look.ORANGE, "#111"),
    (look.DARK, "#fff"),
    (look.GREY, "#111"),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where cells stand, and how large a bubble of one source is."""

    left: float
    pitch: float
    unit: float

    def x(self, column: int) -> float:
        return self.left + (column + 0.5) * self.pitch

    def radius(self, n: int) -> float:
        return max(_SMALLEST, self.unit * math.sqrt(n))


def draw_gap_map(
    found: EvidenceMap, title: str, *, row_head: str = "", unit: str = "sources", note: str = ""
) -> Drawing:
    """A bubble for each cell that has sources, a stroke for each that has none.

    Args:
        found: The map.
        title: Short name of the picture.
        row_head: Heads the rows, such as "Intervention".
        unit: What is counted, for the note and the alternative text.
        note: What a reader must know.

    Raises:
        ValueError: With more than four levels, which no reader tells apart.

    >>> from numerate.review.synthesis.charting import evidence_map
    >>> made = evidence_map([("a", "drug", "pain", "")], ["drug", "talk"], ["pain"])
    >>> draw_gap_map(made, "Evidence").alt
    'Evidence. drug: pain 1. talk: no sources for pain. 1 of 2 cells is empty.'
    """
    if len(found.levels) > len(_LEVELS):
        raise ValueError(f"a map has at most {len(_LEVELS)} levels, not {len(found.levels)}")
    longest = max((width(one, look.SIZE) for one in found.rows), default=0.0)
    label = min(_LABEL, longest / look.SLACK + 8)
    place = _place(found, label)
    slant = any(
        width(one, look.SMALL, "bold") / look.SLACK + 4 > place.pitch for one in found.columns
    )
    if slant:
        rise, over = look.slant_room(found.columns)
        room = TEXT_WIDTH - 2 * look.EDGE - label - _TOTAL - max(0.0, over - place.pitch / 2)
        place = _sized(found, place.left, room)
    else:
        rise = look.SIZE * 2
    top = look.EDGE + rise + 3
    parts = list(_heads(found, place, top, row_head, slanted=slant))
    y = top
    for row in found.rows:
        lines = wrap(row, look.SIZE, (label - 6) * look.SLACK)
        tall = max(_row_height(found, row, place), look.high(lines) + 4)
        parts.append(look.across(y, look.EDGE, place.x(len(found.columns) - 1) + place.pitch / 2))
        parts += look.label(look.EDGE, y + tall / 2, lines)
        cells = [found.cell(row, column) for column in found.columns]
        total = len({source for one in cells for source in one.sources})
        parts.append(look.middled(place.left - 8, y + tall / 2, f"{total:,}", anchor="end"))
        for column, one in enumerate(cells):
            parts += _cell(one, found.levels, place, (place.x(column), y + tall / 2))
        y += tall
    parts.append(look.across(y, look.EDGE, place.x(len(found.columns) - 1) + place.pitch / 2))
    y = _below(parts, found, y, f"{_explained(found, unit)} {note}".strip())
    return drawing(parts, (TEXT_WIDTH, y + look.EDGE), title, _alt(found, title, unit))


def _place(found: EvidenceMap, label: float) -> _Place:
    left = look.EDGE + label + _TOTAL
    return _sized(found, left, TEXT_WIDTH - look.EDGE - left)


def _sized(found: EvidenceMap, left: float, room: float) -> _Place:
    """The place of columns; the largest cell just fits its column and a row of usual height."""
    pitch = min(64.0, room / max(1, len(found.columns)))
    widest = max((_roots(one) for one in found.cells), default=0.0)
    most = max((len(held) for one in found.cells for _, held in one.by_level), default=1)
    largest = min(_LARGEST, pitch / 2 - 1) / math.sqrt(max(1, most))
    beside = (pitch - 4) / 2 / widest if widest else largest
    return _Place(left, pitch, min(largest, beside))


def _roots(one: MapCell) -> float:
    return sum(math.sqrt(len(held)) for _, held in one.by_level)


def _row_height(found: EvidenceMap, row: str, place: _Place) -> float:
    most = max(
        (len(held) for column in found.columns for _, held in found.cell(row, column).by_level),
        default=0,
    )
    return max(16.0, min(_ROW + 4, 2 * place.radius(most) + 5))


def _heads(
    found: EvidenceMap, place: _Place, top: float, row_head: str, *, slanted: bool
) -> Iterator[str]:
    base = top - look.SMALL
    if row_head:
        yield look.middled(look.EDGE, base, row_head, look.SMALL, style="bold")
    yield look.middled(place.left - 8, base, "n", look.SMALL, style="bold", anchor="end")
    heads = [(place.x(column), words) for column, words in enumerate(found.columns)]
    if slanted:
        yield from look.slanted(heads, top - 4)
    else:
        for x, words in heads:
            yield look.middled(x, base, words, look.SMALL, style="bold", anchor="middle")


def _cell(
    one: MapCell, levels: Sequence[str], place: _Place, middle: tuple[float, float]
) -> Iterator[str]:
    x, y = middle
    if not one.n:
        yield svg.path([(x - 2.5, y), (x + 2.5, y)], stroke=look.GREY, line=1)
        return
    shown = [(levels.index(level), len(held)) for level, held in one.by_level if held]
    at = x - sum(place.radius(n) for _, n in shown)
    for level, n in shown:
        fill, ink = _LEVELS[level]
        radius = place.radius(n)
        at += radius
        yield svg.circle(at, y, radius, fill=fill)
        yield _number(f"{n:,}", (at, y), radius, ink, last=(level, n) == shown[-1])
        at += radius


def _number(words: str, middle: tuple[float, float], radius: float, ink: str, *, last: bool) -> str:
    """The number in its bubble, smaller where it must be; else beside it, or above a neighbour."""
    x, y = middle
    for size in (look.SMALL, look.SMALL - 1):
        if width(words, size) < 2 * radius - 1.5:
            return look.middled(x, y, words, size, anchor="middle", fill=ink)
    if last:
        return look.middled(x + radius + 1.5, y, words, look.SMALL - 1)
    return look.middled(x, y - radius - 3.2, words, look.SMALL - 1, anchor="middle")


def _below(parts: list[str], found: EvidenceMap, y: float, note: str) -> float:
    if found.levels != ("",):
        keys = tuple(
            look.Key(level, "dot", _LEVELS[place][0]) for place, level in enumerate(found.levels)
        )
        made, tall = look.legend(keys, look.EDGE, y + 7, TEXT_WIDTH - look.EDGE)
        parts += made
        y += 7 + tall
    made, tall = look.note(note, look.EDGE, y + 3, TEXT_WIDTH)
    parts += made
    return y + 3 + tall


def _explained(found: EvidenceMap, unit: str) -> str:
    several = sum(one.n for one in found.cells) > found.sources
    twice = f"; one of the {unit} may stand in several cells" if several else ""
    levels = ", levels from left to right" if found.levels != ("",) else ""
    return f"Areas and numbers: {unit} in a cell{levels}{twice}. Stroke: none."


def _alt(found: EvidenceMap, title: str, unit: str) -> str:
    said = [f"{title}."]
    for row in found.rows:
        cells = [found.cell(row, column) for column in found.columns]
        full = [f"{one.column} {_counted(one)}" for one in cells if one.n]
        gaps = [one.column for one in cells if not one.n]
        told = [", ".join(full)] if full else []
        told += [f"no {unit} for {', '.join(gaps)}"] if gaps else []
        said.append(f"{row}: {'; '.join(told)}.")
    empty, whole = len(found.gaps), len(found.cells)
    said.append(f"{empty:,} of {whole:,} cells {'is' if empty == 1 else 'are'} empty.")
    return " ".join(said)


def _counted(one: MapCell) -> str:
    split = [f"{level} {len(held)}" for level, held in one.by_level if held and level]
    return f"{one.n:,} ({', '.join(split)})" if split else f"{one.n:,}"
