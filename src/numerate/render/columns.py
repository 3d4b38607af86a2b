"""The widths of a table's columns and the size of its type, from what the cells hold.

Browsers lay out tables well by themselves. Word's reader LibreOffice and Typst do not when a table
is wider than the page, so for them the widths are worked out here, once for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from numerate.manuscript.ast import Node, pair, stringify

SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
Row = list[tuple[int, str]]  # the texts of a row with the columns they stand in
_FEW_COLUMNS = 6
_COMFORTABLE = 8.0  # points; smaller type only when the longest words demand it
_PREFERENCE = 1.6  # for large type over few lines; above 1, so that running text stays large
_LONGEST_WORD = 24  # characters; longer words are broken by hyphenation or as web addresses are
_BOLD = 1.1  # how much wider bold type is
_NOTHING = 1e-6  # ems
_MORE = 1.05  # lines; one in twenty is no matter
_SAME = 0.005  # shares this close count as equal
_LOOKED_AT = 300  # rows; a longer table is sampled
# Widths of letters in ems, the wider of Libertinus and Times; other letters are 0.5 ems wide.
_EMS = {
    char: width
    for width, chars in {
        0.2: "'",
        0.25: ",.| ",
        0.3: "ijl:;",
        0.35: "ftI!()-/‘’",
        0.4: "rsJ[]•",
        0.45: "cez?“”é",
        0.55: "dhknopquy–≥≤",
        0.6: "FPS+<=>−×±",
        0.65: "ELTZ",
        0.7: "BCR",
        0.75: "wADGHKNOQUVXY",
        0.8: "m&",
        0.85: "%",
        0.9: "M",
        0.95: "@",
        1.0: "W—…",
    }.items()
    for char in chars
}
_EAST_ASIAN = 0x2E80  # from here letters are as wide as they are high
_BREAKS = re.compile(r"[\s\u200b]+|(?<=[^\d\s][-–/])")


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
    """How wide the columns are, as shares of the text width; type and padding in points.

    Attributes:
        whole_words: Whether every word fits in its column, so that none need be hyphenated.
    """

    shares: tuple[float, ...]
    size: float
    padding: float
    whole_words: bool


def layout(
    table: Node,
    width: float,
    sizes: Sequence[float] = SIZES,
    padding: float | None = None,
) -> Layout:
    """Column widths and size of type for a table.

    Widths that the author gave are kept; those that come with a computed table only where they
    need no more lines than ours. A table that is narrower than the page keeps its natural width;
    in a wider one each column gets what its longest word needs, and the rest goes where the text
    is. When even the longest words do not fit, the type gets smaller.

    Args:
        table: Pandoc's Table.
        width: Width of the text in points.
        sizes: Sizes of type to choose from, in points, falling.
        padding: Room left and right of a cell's text together, in points; None leaves it to us.
    """
    texts = list(_texts(table))
    measures = measured(table, texts)
    padding = padding_of(len(measures)) if padding is None else padding
    needed = sum(min(m.least, _LONGEST_WORD * 0.5) for m in measures)
    free = width - padding * len(measures)
    fitting = [size for size in sizes if needed * size <= free] or [sizes[-1]]
    choices = [size for size in fitting if size >= _COMFORTABLE] or fitting[:1]
    laid = {size: _shares(measures, width / size, padding / size) for size in choices}
    cost = {
        size: _lines(texts, shares, width / size, padding / size) / size**_PREFERENCE
        for size, shares in laid.items()
    }
    size = min(choices, key=lambda one: (cost[one], -one))
    given = given_widths(table)
    if given and pair(table["c"][0], "data-table") is not None:
        most = _MORE * cost[size] * size**_PREFERENCE
        if _lines(texts, given, width / size, padding / size) > most:
            given = None
    fits = given is None and all(m.least < _LONGEST_WORD * 0.5 for m in measures)
    return Layout(given or laid[size], size, padding / 2, fits and needed * size <= free)


def padding_of(columns: int) -> float:
    """Room left and right of a cell's text together, in points: less where columns are many."""
    return 10.0 if columns <= _FEW_COLUMNS else 8.0


def _lines(texts: Sequence[Row], shares: tuple[float, ...], width: float, padding: float) -> int:
    """About how many lines the rows of a table take; lengths in ems."""
    ems = [max(0.5, share * width - padding) for share in shares]
    return sum(
        max((ceil(_lengths(text)[1] / ems[column]) for column, text in row), default=1)
        for row in texts
    )


def given_widths(table: Node) -> tuple[float, ...] | None:
    """The widths that the author gave, as shares of the text width; None when there are none.

    Equal widths count as none: pandoc gives them to every pipe table with a long line.
    """
    given = [spec[1].get("c") for spec in table["c"][2]]
    if not given or not all(given) or (len(given) > 1 and max(given) - min(given) < _SAME):
        return None
    total = max(1.0, sum(given))
    return tuple(share / total for share in given)


def readable_width(table: Node, widest: float, padding: float) -> float:
    """The width in ems below which a table is too narrow to read, so that it should scroll.

    Most cells stand on one line, running text gets 13 ems; but no more than ``widest`` is asked
    for unless the longest words need it.

    Args:
        table: Pandoc's Table.
        widest: Width in ems of the page where there is enough room.
        padding: Room left and right of a cell's text together, in ems.
    """
    measures = measured(table, list(_texts(table)))
    room = padding * len(measures)
    wished = sum(max(m.least, min(m.usual, 13.0)) for m in measures) + room
    needed = sum(min(m.least, _LONGEST_WORD * 0.5) for m in measures) + room
    return max(needed, min(wished, widest))


def measured(table: Node, texts: Sequence[Row]) -> list[Measures]:
    """What each column needs; cells that span columns are left out."""
    count = len(table["c"][2])
    least = [1.0] * count
    wholes: list[list[float]] = [[] for _ in range(count)]
    heads = len(table["c"][3][1])
    for number, row in enumerate(texts):
        bold = _BOLD if number < heads else 1.0
        for column, text in row:
            word, line = _lengths(text)
            least[column] = max(least[column], word * bold)
            wholes[column].append(line * bold)
    return [
        Measures(least[i], max(wholes[i], default=1.0), _upper(wholes[i])) for i in range(count)
    ]


def _shares(measures: Sequence[Measures], width: float, padding: float) -> tuple[float, ...]:
    """Widths as shares of the text width; lengths in ems."""
    ems = width - padding * len(measures)
    whole = sum(m.whole for m in measures)
    if whole <= ems:
        stretch = 1.0 if whole < 0.7 * ems else ems / whole
        return tuple((m.whole * stretch + padding) / width for m in measures)
    widths = [min(m.least, _LONGEST_WORD * 0.5) for m in measures]
    rest = ems - sum(widths)
    if rest <= 0:
        total = sum(widths)
        return tuple(found / total for found in widths)
    rest = _fill(widths, [m.usual for m in measures], rest)  # most rows on one line, if it goes
    _fill(widths, [m.whole for m in measures], rest)
    total = sum(widths) + padding * len(widths)
    return tuple((found + padding) / total for found in widths)


def _fill(widths: list[float], targets: list[float], rest: float) -> float:
    """Widen columns towards their targets, each by its share of what they want.

    Returns:
        What is left when all have reached their targets.
    """
    wanted = {i: targets[i] for i in range(len(widths)) if targets[i] > widths[i]}
    while rest > _NOTHING and wanted:
        part = rest / sum(wanted.values())
        rest = 0.0
        for i, target in tuple(wanted.items()):
            widths[i] += part * target
            if widths[i] >= target:
                rest += widths[i] - target
                widths[i] = target
                del wanted[i]
    return rest


def _texts(table: Node) -> Iterator[Row]:
    """The texts of each row with their columns; cells that span columns are left out."""
    _, _, specs, head, bodies, foot = table["c"]
    body = [row for part in bodies for row in (*part[2], *part[3])]
    step = max(1, len(body) // _LOOKED_AT)
    held = [0] * len(specs)  # rows that a cell from above still takes in each column
    for number, row in enumerate([*head[1], *body, *foot[1]]):
        looked_at = number < len(head[1]) or number % step == 0
        found: Row = []
        column = 0
        for cell in row[1]:
            while column < len(held) and held[column]:
                column += 1
            if looked_at and cell[3] == 1 and column < len(held):
                found.append((column, stringify(cell[4])))
            for spanned in range(column, min(column + cell[3], len(held))):
                held[spanned] = cell[2]
            column += cell[3]
        held = [max(0, rows - 1) for rows in held]
        if looked_at:
            yield found


@lru_cache(maxsize=8192)
def _lengths(text: str) -> tuple[float, float]:
    """Width of the longest word and of the whole text, in ems."""
    return max((_ems(word) for word in _BREAKS.split(text)), default=0.0), _ems(text)


def _ems(text: str) -> float:
    """About how wide a text is set in a serif face, in ems, and a little more."""
    total = sum(_EMS.get(char, 0.5) if ord(char) < _EAST_ASIAN else 1.0 for char in text)
    return total * 1.02 + 0.1 if text else 0.0


def _upper(values: list[float]) -> float:
    return sorted(values)[(3 * len(values)) // 4] if values else 1.0
