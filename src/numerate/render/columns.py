"""The widths of a table's columns and the size of its type, from what the cells hold.

Browsers lay out tables well by themselves. Word's reader LibreOffice and Typst do not when a table
is wider than the page, so for them the widths are worked out here, once for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from numerate.manuscript.ast import Node, stringify

SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
PADDING = 10.0  # points, left and right of a cell's text together
_LONGEST_WORD = 24  # characters; longer words are broken by hyphenation or as web addresses are
_SAME = 0.005  # shares this close count as equal
_LOOKED_AT = 300  # rows; a longer table is sampled
_WIDE = frozenset("mwMWABCDEFGHKNOPQRSTUVXYZ%@&—…–✓")
_NARROW = frozenset("iljtfrI.,;:'|!()[]-‘’ ")
_BREAKS = re.compile(r"[\s\u200b]+|(?<=[-–/])")


@dataclass(frozen=True, slots=True)
class Measures:
    """What one column needs, in ems.

    Attributes:
        least: Its longest word.
        whole: Its longest cell on one line.
        usual: A long but not the longest cell (upper quartile).
    """

    least: float
    whole: float
    usual: float


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide the columns are, as shares of the text width, and the size of type in points."""

    shares: tuple[float, ...]
    size: float


def layout(table: Node, width: float, sizes: Sequence[float] = SIZES) -> Layout:
    """Column widths and size of type for a table.

    Widths that the author gave are kept. Otherwise a table that is narrower than the page keeps
    its natural width, and in a wider one each column gets what its longest word needs and the
    rest goes where the text is. When even the longest words do not fit, the type gets smaller.

    Args:
        table: Pandoc's Table.
        width: Width of the text in points.
        sizes: Sizes of type to choose from, in points, falling.
    """
    measures = measured(table)
    needed = sum(min(m.least, _LONGEST_WORD * 0.5) for m in measures)
    free = width - PADDING * len(measures)
    size = next((size for size in sizes if needed * size <= free), sizes[-1])
    while size > sizes[-1] and _crowded(measures, free / size):
        size = sizes[sizes.index(size) + 1]
    given = given_widths(table)
    return Layout(given or _shares(measures, width, size), size)


def given_widths(table: Node) -> tuple[float, ...] | None:
    """The widths that the author gave, as shares of the text width; None when there are none.

    Equal widths count as none: pandoc gives them to every pipe table with a long line.
    """
    given = [spec[1].get("c") for spec in table["c"][2]]
    if not given or not all(given) or (len(given) > 1 and max(given) - min(given) < _SAME):
        return None
    total = max(1.0, sum(given))
    return tuple(share / total for share in given)


def readable_width(table: Node) -> float:
    """The width in ems below which a table is too narrow to read, so that it should scroll.

    No column is narrower than its longest word or, where it holds running text, 13 ems.
    """
    return sum(max(m.least, min(m.whole, 13.0)) + 1.6 for m in measured(table))


def measured(table: Node) -> list[Measures]:
    """What each column needs; cells that span columns are left out."""
    count = len(table["c"][2])
    least = [1.0] * count
    wholes: list[list[float]] = [[] for _ in range(count)]
    for row in _sample(table):
        column = 0
        for cell in row[1]:
            if cell[3] == 1 and column < count:
                word, line = _lengths(stringify(cell[4]))
                least[column] = max(least[column], word)
                wholes[column].append(line)
            column += cell[3]
    return [
        Measures(least[i], max(wholes[i], default=1.0), _upper(wholes[i])) for i in range(count)
    ]


def _crowded(measures: Sequence[Measures], ems: float) -> bool:
    """Whether a row of the usual kind would stand more than 12 lines high."""
    return sum(m.usual for m in measures) > 12 * ems


def _shares(measures: Sequence[Measures], width: float, size: float) -> tuple[float, ...]:
    padding = PADDING / size
    ems = width / size - padding * len(measures)
    whole = sum(m.whole for m in measures)
    if whole <= ems:
        stretch = 1.0 if whole < 0.7 * ems else ems / whole
        return tuple((m.whole * stretch + padding) * size / width for m in measures)
    widths = [min(m.least, _LONGEST_WORD * 0.5) for m in measures]
    rest = ems - sum(widths)
    if rest <= 0:
        total = sum(widths)
        return tuple(found / total for found in widths)
    open_columns = [i for i, m in enumerate(measures) if m.whole > widths[i]]
    while rest > 1e-6 and open_columns:  # noqa: PLR2004 - nothing worth sharing is left
        weights = {i: (max(1, measures[i].usual) * measures[i].whole) ** 0.5 for i in open_columns}
        part = rest / sum(weights.values())
        rest = 0.0
        for i in tuple(open_columns):
            widths[i] += part * weights[i]
            if widths[i] >= measures[i].whole:
                rest += widths[i] - measures[i].whole
                widths[i] = measures[i].whole
                open_columns.remove(i)
    total = sum(widths) + padding * len(widths)
    return tuple((found + padding) / total for found in widths)


def _sample(table: Node) -> list[Any]:
    _, _, _, head, bodies, foot = table["c"]
    body = [row for part in bodies for row in (*part[2], *part[3])]
    step = max(1, len(body) // _LOOKED_AT)
    return [*head[1], *body[::step], *foot[1]]


@lru_cache(maxsize=8192)
def _lengths(text: str) -> tuple[float, float]:
    """Width of the longest word and of the whole text, in ems."""
    return max((_ems(word) for word in _BREAKS.split(text)), default=0.0), _ems(text)


def _ems(text: str) -> float:
    """About how wide a text is set in a serif face, in ems."""
    total = 0.0
    for char in text:
        if char in _NARROW:
            total += 0.31
        elif char in _WIDE:
            total += 0.74
        else:
            total += 0.5 if ord(char) < 0x2E80 else 1.0  # noqa: PLR2004 - from here East Asian
    return total + 0.1 if text else 0.0


def _upper(values: list[float]) -> float:
    return sorted(values)[(3 * len(values)) // 4] if values else 1.0
