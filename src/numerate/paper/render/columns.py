"""The widths of a table's columns and the size of its type, from what the cells hold.

Typst and LibreOffice lay out tables that are wider than the page poorly, and browsers give most
room to the one longest cell; so the widths are worked out here, for all formats alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from numerate.paper.manuscript.ast import Node, pair
from numerate.paper.render.measures import LONGEST_WORD, Column, Measures, Row, measured

SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_FEW_COLUMNS = 6
_COMFORTABLE = 8.5  # points; smaller type only when the longest words demand it
_PREFERENCE = 2.2  # for large type over few lines; above 1, so that running text stays large
_RUNNING_TEXT = 13.0  # ems; a column of running text is well read from here
_SURE = 0.96  # a line filled up to here surely does not break
_MORE = 1.05  # lines; one in twenty is no matter
_SAME = 0.005  # shares this close count as equal
_HALF_FULL = 0.7  # a table narrower than this share of the page keeps its natural width
_ROUNDS = 10
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide the columns are, as shares of the text width; type and padding in points.

    Attributes:
        shares: Widths of the columns.
        size: Size of the type.
        padding: Room left, and as much right, of the text of a cell.
        whole_words: Whether every word fits in its column, so that none need be hyphenated.
        lines: About how many lines its rows take, of at most 120 rows that were looked at.
    """

    shares: tuple[float, ...]
    size: float
    padding: float
    whole_words: bool
    lines: int


def layout(
    table: Node,
    width: float,
    sizes: Sequence[float] = SIZES,
    *,
    padding: float | None = None,
    measures: Measures | None = None,
) -> Layout:
    """Column widths and size of type for a table.

    Widths that the author gave are kept; those that come with a computed table only where they
    need no more lines than ours. A table that is narrower than the page keeps its natural width;
    in a wider one each column gets what its longest word needs, and the rest goes where it saves
    most lines. When even the longest words do not fit, the type gets smaller.

    Args:
        table: Pandoc's Table.
        width: Width of the text in points.
        sizes: Sizes of type to choose from, in points, falling.
        padding: Room left and right of a cell's text together, in points; None leaves it to us.
        measures: What the columns hold, if that is known already.
    """
    measures = measures or measured(table)
    columns = measures.columns
    padding = _padding(columns) if padding is None else padding
    fitting = [size for size in sizes if fits(columns, width, size, padding)]
    size, shares = _sized(measures, fitting or sizes[-1:], width, padding)
    given = given_widths(table)
    if given and pair(table["c"][0], "data-table") is not None:
        given = given if _as_good(measures, given, shares, width / size, padding / size) else None
    unbroken = all(column.word <= LONGEST_WORD for column in columns)
    return Layout(
        shares=given or shares,
        size=size,
        padding=padding / 2,
        whole_words=bool(fitting) and unbroken and given is None,
        lines=_lines(measures, given or shares, width / size, padding / size),
    )


def fits(
    columns: Sequence[Column], width: float, size: float, padding: float | None = None
) -> bool:
    """Whether the longest words of columns fit side by side; lengths in points."""
    padding = _padding(columns) if padding is None else padding
    needed = sum(column.least / _SURE for column in columns)
    return needed * size <= width - padding * len(columns)


def _padding(columns: Sequence[Column]) -> float:
    return 10.0 if len(columns) <= _FEW_COLUMNS else 8.0


def _sized(
    measures: Measures, sizes: Sequence[float], width: float, padding: float
) -> tuple[float, tuple[float, ...]]:
    """The size of type that gives a low table without being small, and the widths for it."""
    choices = [size for size in sizes if size >= _COMFORTABLE] or sizes[:1]
    laid = {size: _shares(measures.columns, width / size, padding / size) for size in choices}
    lines = {
        size: _lines(measures, shares, width / size, padding / size)
        for size, shares in laid.items()
    }
    size = min(choices, key=lambda one: (lines[one] / one**_PREFERENCE, -one))
    if lines[size] == len(measures.rows):
        return size, laid[size]
    return size, _balanced(measures, laid[size], width / size, padding / size)


def _as_good(
    measures: Measures,
    given: tuple[float, ...],
    ours: tuple[float, ...],
    width: float,
    padding: float,
) -> bool:
    """Whether the widths given hold every word and need no more lines than ours."""
    for share, column in zip(given, measures.columns, strict=True):
        if share * width - padding < column.least:
            return False
    lines = _lines(measures, given, width, padding)
    return lines <= _MORE * _lines(measures, ours, width, padding)


def given_widths(table: Node) -> tuple[float, ...] | None:
    """The widths that the author gave, as shares of the text width; None when there are none.

    Equal widths count as none: pandoc gives them to every pipe table with a long line.
    """
    given = [spec[1].get("c") for spec in table["c"][2]]
    if not given or not all(given) or (len(given) > 1 and max(given) - min(given) < _SAME):
        return None
    total = max(1.0, sum(given))
    return tuple(share / total for share in given)


def readable_width(measures: Measures, widest: float, padding: float) -> float:
    """The width in ems below which a table is too narrow to read, so that it should scroll.

    Most cells stand on one line, running text gets 13 ems; but no more than ``widest`` is asked
    for unless the longest words need it.

    Args:
        measures: What the columns hold.
        widest: Width in ems of the page where there is enough room.
        padding: Room left and right of a cell's text together, in ems.
    """
    columns = measures.columns
    room = padding * len(columns)
    wished = sum(max(column.least, min(column.usual, _RUNNING_TEXT)) for column in columns)
    return max(sum(column.least for column in columns) + room, min(wished + room, widest))


def _lines(measures: Measures, shares: tuple[float, ...], width: float, padding: float) -> int:
    """About how many lines the rows of a table take; lengths in ems."""
    ems = [max(0.5, (share * width - padding) * _SURE) for share in shares]
    return sum(_height(row, ems) for row in measures.rows)


def _balanced(
    measures: Measures, shares: tuple[float, ...], width: float, padding: float
) -> tuple[float, ...]:
    """The best of some widths near the given ones: those with which the rows take fewest lines.

    A row is as high as its highest cell. With the highest cells known, the sum of their heights
    is least when widths go with the square roots of the text in them; new widths make other cells
    the highest ones, so this is done again and again, half way each time.
    """
    columns = measures.columns
    widths = [share * width - padding for share in shares]
    room = sum(widths)
    best, fewest = widths, _lines(measures, shares, width, padding)
    for _ in range(_ROUNDS):
        text = [0.0] * len(widths)
        for row in measures.rows:
            high = max(row, key=lambda cell: sum(cell[1]) / widths[cell[0]], default=None)
            if high is not None and max(high[1]) > widths[high[0]] * _SURE:
                text[high[0]] += sum(high[1])
        roots = [one**0.5 for one in text]
        if not sum(roots):
            break
        wished = [(w + room * r / sum(roots)) / 2 for w, r in zip(widths, roots, strict=True)]
        widths = _at_least([column.least / _SURE for column in columns], wished, room)
        now = tuple((found + padding) / width for found in widths)
        lines = _lines(measures, now, width, padding)
        if lines < fewest:
            best, fewest = widths, lines
    return tuple((found + padding) / width for found in best)


def _at_least(least: Sequence[float], wished: Sequence[float], room: float) -> list[float]:
    """Widths that add up to the room there is, none below its least, else as wished."""
    spare = [max(0.0, want - need) for want, need in zip(wished, least, strict=True)]
    part = (room - sum(least)) / (sum(spare) or 1.0)
    return [need + part * more for need, more in zip(least, spare, strict=True)]


def _height(row: Row, ems: Sequence[float]) -> int:
    return max(
        (sum(max(1, ceil(line / ems[at] - _NOTHING)) for line in lines) for at, lines in row),
        default=1,
    )


def _shares(columns: Sequence[Column], width: float, padding: float) -> tuple[float, ...]:
    """Widths as shares of the text width; lengths in ems."""
    ems = width - padding * len(columns)
    whole = sum(column.whole / _SURE for column in columns)
    if whole <= ems:
        stretch = 1.0 if whole < _HALF_FULL * ems else ems / whole
        return tuple((c.whole / _SURE * stretch + padding) / width for c in columns)
    widths = [column.least / _SURE for column in columns]
    rest = ems - sum(widths)
    if rest <= 0:
        return tuple(found / sum(widths) for found in widths)
    rest = _save_lines(widths, columns, rest)
    _share_out(widths, [column.whole / _SURE for column in columns], rest)
    return tuple((found + padding) / width for found in widths)


def _save_lines(widths: list[float], columns: Sequence[Column], rest: float) -> float:
    """Widen columns until most of their cells stand on one line, where that is cheapest first.

    Returns:
        What is left.
    """
    while True:
        steps: list[tuple[float, int, float]] = []
        for i, column in enumerate(columns):
            target = column.usual / _SURE
            more = target - widths[i]
            if _NOTHING < more <= rest:
                saved = column.broken(widths[i] * _SURE) - column.broken(column.usual)
                steps.append((saved / more, -i, more))
        if not steps:
            return rest
        _, negative, more = max(steps)
        widths[-negative] += more
        rest -= more


def _share_out(widths: list[float], targets: list[float], rest: float) -> None:
    """Widen columns towards their targets, each by its share of what they want."""
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
