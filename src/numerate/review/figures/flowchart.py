"""The PRISMA 2020 flow diagram, drawn from a flow that balances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from numerate.ground.errors import stop_on
from numerate.review.figures import svg
from numerate.review.figures.box_layout import COLUMNS, Arrow, Placed, Sized, place
from numerate.review.figures.boxes import NOTES, Box, Column, Entry, boxes, headings
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import Style, wrap
from numerate.review.synthesis.balance import imbalances
from numerate.review.synthesis.flow import Flow

_GOLD: Final = "#f5c242"
_BLUE: Final = "#a9cbe8"
_INK: Final = "#111"
_SOFT: Final = "#444"
_GAP: Final = (18.0, 17.0)
_PAD: Final = 0.75  # room between a box and its words, in sizes
_INDENT: Final = 1.0  # how far one level is set in, in sizes
_HANG: Final = 0.9  # how far the further lines of a part are set in, in sizes,
_HANGING: Final = 130.0  # in boxes wider than this: narrow ones have no room to spare
_LEADING: Final = 1.26
_SMALL: Final = 0.86  # size of the line by round, as a share of the size of the text
_SLACK: Final = 0.95  # share of a box's width that text may fill: browsers differ in fonts
_BOLD_SLACK: Final = 0.86  # bold letters differ more
_SIDE: Final = 16.0  # width of the side labels
_EDGE: Final = 0.75  # room for half a line at the edges of the page
_BAND: Final = 8.0  # room above and below the words of a heading
_SIZES: Final = {2: 8.5, 3: 7.5, 4: 7.0, 5: 6.5}
_TALLEST: Final = 225.0  # a page of A4 with its caption, in millimetres; above it letters shrink
_SMALLEST: Final = 6.0
_LEAST: Final = {0: 8.6, 4: 5.4, 5: 5.4, 6: 5.4}  # least height of a row's boxes, in sizes


_Words = tuple[tuple[str, Style], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    words: _Words
    indent: float
    size: float


def draw_flow(flow: Flow, *, zeros: bool = False, footnotes: bool = False) -> Drawing:
    """The flow as the PRISMA 2020 diagram: the template that fits it, of the official four.

    Args:
        flow: The counts; new or updated review, with or without other methods.
        zeros: Also show rows inside a box whose count is zero.
        footnotes: Print the two footnotes of the official template and their marks.

    Returns:
        A picture 170 mm wide, with an alternative text that names every box and its count.

    Raises:
        NumerateError: When the flow does not balance (nothing is drawn), or Graphviz is missing.
    """
    stop_on(issue for issue in imbalances(flow) if issue.severity == "fault")
    made = boxes(flow, zeros=zeros, footnotes=footnotes)
    columns = [name for name in COLUMNS if any(box.column == name for box in made)]
    size = _SIZES[max(2, len(columns))]
    drawn = _drawn(made, headings(flow), size, footnotes=footnotes)
    while drawn.height_mm > _TALLEST and size > _SMALLEST:
        size -= 0.5
        drawn = _drawn(made, headings(flow), size, footnotes=footnotes)
    return drawn


def _drawn(
    made: Sequence[Box], heads: dict[Column, str], size: float, *, footnotes: bool
) -> Drawing:
    columns = [name for name in COLUMNS if any(box.column == name for box in made)]
    wide = _widths(columns)
    lines = {box.id: _lines(box, wide[box.column], size) for box in made}
    sized = [_sized(box, lines[box.id], wide[box.column], size) for box in made]
    arrows = _arrows(made)
    placed, ways = place(sized, arrows, _GAP)
    bands = _bands(heads, made, placed, size)
    left = TEXT_WIDTH - _EDGE - max(box.x + box.width for box in placed.values())
    top = max(height for *_, height in bands) + 10
    parts = [
        f'<g transform="translate({svg.n(left)} {svg.n(top)})" fill="{_INK}">',
        *_headings(bands, top, size),
        *(part for way in ways for part in _arrow(way)),
        *(part for box in made for part in _box(placed[box.id], lines[box.id], size)),
        "</g>",
        *_side_labels(made, placed, top, size),
    ]
    bottom = top + max(box.y + box.height for box in placed.values()) + _EDGE
    if footnotes:
        parts += _footnotes(bottom + 4)
        bottom += 4 + 3 * 7.5
    alt = _alt(made, heads)
    return drawing(parts, (TEXT_WIDTH, bottom), "PRISMA 2020 flow diagram", alt)


def _widths(columns: Sequence[str]) -> dict[str, float]:
    """Equal widths, in even points: Graphviz rounds to whole points on either side of a middle."""
    room = TEXT_WIDTH - _SIDE - 8 - 2 * _EDGE - _GAP[0] * (len(columns) - 1)
    return dict.fromkeys(columns, room // (2 * len(columns)) * 2)


def _lines(box: Box, wide: float, size: float) -> tuple[_Line, ...]:
    return tuple(line for entry in box.entries for line in _entry(entry, wide, size))


def _entry(entry: Entry, wide: float, size: float) -> Iterator[_Line]:
    indent = entry.level * _INDENT * size
    room = (wide - 2 * _PAD * size - indent) * _SLACK
    hang = _HANG * size if entry.level and wide > _HANGING else 0.0
    whole = entry.words()
    lines = wrap(whole, size, room)
    if len(lines) > 1:
        lines = wrap(whole, size, room - hang)
    styled = _emphasised(whole, lines, entry.emphasis)
    for place_, words in enumerate(styled):
        yield _Line(words, indent + (hang if place_ else 0.0), size)
    if entry.rounds:
        small = size * _SMALL
        told = [f"{label}: {count:,}".replace(" ", "\u00a0") for label, count in entry.rounds]
        for line in wrap("; ".join(told), small, room):
            yield _Line(((line, "regular"),), indent, small)


def _emphasised(whole: str, lines: Sequence[str], emphasis: str) -> Iterator[_Words]:
    """The lines of a text, the letters of ``emphasis`` in italics wherever a line breaks them."""
    first = whole.find(emphasis) if emphasis else -1
    if first < 0:
        yield from (((line, "regular"),) for line in lines)
        return
    seen = 0
    for line in lines:
        seen = whole.index(line, seen)
        start, end = (
            min(max(place_ - seen, 0), len(line)) for place_ in (first, first + len(emphasis))
        )
        parts: list[tuple[str, Style]] = [
            (line[:start], "regular"),
            (line[start:end], "italic"),
            (line[end:], "regular"),
        ]
        yield tuple(part for part in parts if part[0])
        seen += len(line)


def _sized(box: Box, lines: Sequence[_Line], wide: float, size: float) -> Sized:
    text = sum(line.size * _LEADING for line in lines)
    least = _LEAST.get(box.row, 0) * size if box.column in {"main", "previous"} else 0
    high = max(text + 2 * _PAD * size - 1, least)
    return Sized(id=box.id, column=box.column, row=box.row, width=wide, height=high)


def _arrows(made: Sequence[Box]) -> tuple[Arrow, ...]:
    by_id = {box.id: box for box in made}
    last = "total" if "total" in by_id else "included"
    found: list[Arrow] = []
    for column, side in (("main", "side"), ("other", "other-side")):
        down = [box for box in made if box.column == column]
        found += [Arrow(a.id, b.id) for a, b in pairwise(down)]
        found += [
            Arrow(box.id, beside.id)
            for box in down
            for beside in made
            if beside.column == side and beside.row == box.row
        ]
    if "previous" in by_id:
        found.append(Arrow("previous", last, ("previous", by_id[last].row)))
    if "other-assessed" in by_id:
        found.append(Arrow("other-assessed", "included", ("other", by_id["included"].row)))
    return tuple(found)


def _bands(
    heads: dict[Column, str], made: Sequence[Box], placed: dict[str, Placed], size: float
) -> list[tuple[float, float, tuple[str, ...], float]]:
    groups = {
        "previous": {"previous"},
        "main": {"main", "side"},
        "other": {"other", "other-side"},
    }
    found = []
    for first, words in heads.items():
        group = [placed[box.id] for box in made if box.column in groups[first]]
        left = min(box.x for box in group)
        wide = max(box.x + box.width for box in group) - left
        found.append(
            (left, wide, wrap(words, size, (wide - 2 * _PAD * size) * _BOLD_SLACK, "bold"))
        )
    high = max(len(lines) for *_, lines in found) * size * _LEADING + _BAND
    return [(left, wide, lines, high) for left, wide, lines in found]


def _headings(
    bands: Sequence[tuple[float, float, tuple[str, ...], float]], top: float, size: float
) -> Iterator[str]:
    for left, wide, lines, high in bands:
        y = _EDGE - top
        yield svg.rect(left, y, wide, high, fill=_GOLD, radius=4)
        first = y + high / 2 - (len(lines) - 1) * size * _LEADING / 2 + size * 0.36
        for place_, words in enumerate(lines):
            base = first + place_ * size * _LEADING
            yield svg.text(
                left + wide / 2, base, words, size=size, style="bold", anchor="middle", fill=_INK
            )


def _box(placed: Placed, lines: Sequence[_Line], size: float) -> Iterator[str]:
    yield svg.rect(placed.x, placed.y, placed.width, placed.height, fill="#fff", stroke=_INK)
    high = sum(line.size * _LEADING for line in lines)
    y = placed.y + (placed.height - high) / 2
    for line in lines:
        base = y + line.size * (_LEADING / 2 + 0.36)
        fill = _SOFT if line.size < size else "#000"
        x = placed.x + _PAD * size + line.indent
        if len(line.words) == 1:
            words, style = line.words[0]
            yield svg.text(x, base, words, size=line.size, style=style, fill=fill)
        else:
            yield svg.runs(x, base, line.words, size=line.size)
        y += line.size * _LEADING


def _arrow(way: Sequence[tuple[float, float]]) -> Iterator[str]:
    (x0, y0), (x1, y1) = way[-2:]
    long, half = 6.0, 2.6
    dx, dy = (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)
    if abs(x1 - x0) < abs(y1 - y0):
        dx = 0
    else:
        dy = 0
    neck = (x1 - dx * long, y1 - dy * long)
    yield svg.path([*way[:-1], neck], stroke=_INK)
    barbs = (
        (neck[0] + dy * half, neck[1] + dx * half),
        (neck[0] - dy * half, neck[1] - dx * half),
    )
    yield svg.polygon([(x1, y1), *barbs], fill=_INK)


def _side_labels(
    made: Sequence[Box], placed: dict[str, Placed], top: float, size: float
) -> Iterator[str]:
    for stage in dict.fromkeys(box.stage for box in sorted(made, key=lambda box: box.row)):
        members = [placed[box.id] for box in made if box.stage == stage]
        y = top + min(box.y for box in members)
        high = top + max(box.y + box.height for box in members) - y
        yield svg.rect(_EDGE, y, _SIDE, high, fill=_BLUE, radius=4)
        yield svg.text(
            _EDGE + _SIDE / 2 + size * 0.36,
            y + high / 2,
            stage,
            size=size,
            style="bold",
            anchor="middle",
            fill=_INK,
            turn=-90,
        )


def _footnotes(y: float) -> list[str]:
    lines = [line for note in NOTES for line in wrap(note, 6, TEXT_WIDTH - 2)]
    return [svg.text(0.5, y + 6 + place_ * 7.5, line, size=6) for place_, line in enumerate(lines)]


def _alt(made: Sequence[Box], heads: dict[Column, str]) -> str:
    said = ["PRISMA 2020 flow diagram."]
    left = dict(heads)
    for box in made:
        heading = left.pop(box.column, "")
        if heading:
            said.append(f"{heading}:")
        said.append(_told(box))
    return " ".join(said)


def _told(box: Box) -> str:
    said, level, ends = "", 0, ""
    for entry in box.entries:
        words = entry.words(" ").removesuffix(":")
        if entry.rounds:
            words += f" [{', '.join(f'{label}: {count:,}' for label, count in entry.rounds)}]"
        deeper = entry.level > level
        join = (": " if deeper else ", " if entry.level > 1 else "; ") if said else ""
        said += join + words
        level, ends = entry.level, "."
    return said + ends
