"""Counts of charted values: a bar for each, with its count and its share of all sources."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from numerate.review.figures import look, svg
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import width, wrap
from numerate.review.synthesis.charting import VariableCount

_LABEL: Final = 165.0
_BAR: Final = 9.0
_ROOM: Final = 62.0  # beside the longest bar, for count and share
_UNKNOWN: Final = "Not reported"


def draw_charted(found: Sequence[VariableCount], title: str, note: str = "") -> Drawing:
    """Bars of one scale for the values of one variable or several, a heading for each.

    Args:
        found: The variables, in the order to be printed.
        title: Short name of the picture.
        note: What a reader must know; what shares add up to is said before it.

    >>> from numerate.review.synthesis.charting import Charted, variable_counts
    >>> given = [Charted(source="a", variable="Code", value="shared")]
    >>> draw_charted(list(variable_counts(given, ["a", "b"]).values()), "Sharing").alt
    'Sharing. Code (2 sources): shared 1 (50%); Not reported 1 (50%).'
    """
    rows = [(one, _rows(one)) for one in found]
    longest = max(
        (width(label, look.SIZE) for _, lines in rows for label, _, _ in lines), default=0.0
    )
    label = min(_LABEL, longest / look.SLACK + 8)
    left = look.EDGE + label
    most = max((n for _, lines in rows for _, n, _ in lines), default=1)
    unit = (TEXT_WIDTH - look.EDGE - left - _ROOM) / max(1, most)
    parts: list[str] = []
    y = look.EDGE
    for one, lines in rows:
        if len(rows) > 1:
            y += 4
            parts.append(look.middled(look.EDGE, y + 7, one.variable, look.SMALL, style="bold"))
            y += 14
        top = y
        for words, n, share in lines:
            text = wrap(words, look.SIZE, (label - 6) * look.SLACK)
            pitch = max(_BAR + 5, look.high(text) + 4)
            middle = y + pitch / 2
            fill = look.GREY if words == _UNKNOWN else look.BLUE
            parts += look.label(look.EDGE, middle, text)
            if n:
                parts.append(svg.rect(left, middle - _BAR / 2, n * unit, _BAR, fill=fill))
            told = f"{n:,} ({_told(share)})"
            parts.append(look.middled(left + n * unit + 4, middle, told, look.SMALL))
            y += pitch
        parts.append(svg.path([(left, top), (left, y)], stroke=look.AXIS))
    said = f"{_based(found)} {note}".strip()
    made, tall = look.note(said, look.EDGE, y + 4, TEXT_WIDTH)
    return drawing(
        [*parts, *made], (TEXT_WIDTH, y + 4 + tall + look.EDGE), title, _alt(found, title)
    )


def _rows(one: VariableCount) -> list[tuple[str, int, Fraction]]:
    rows = [(value.value, value.n, value.of_all) for value in one.values]
    if one.unknown:
        share = Fraction(100 * len(one.unknown), one.sources)
        rows.append((_UNKNOWN, len(one.unknown), share))
    return rows


def _told(share: Fraction) -> str:
    if 0 < share < Fraction(1, 2):
        return "<1%"
    return f"{int(share + Fraction(1, 2))}%"


def _based(found: Sequence[VariableCount]) -> str:
    sources = sorted({one.sources for one in found})
    base = f"Shares are of all {sources[-1]:,} sources" if sources else "No source"
    several = any(one.several for one in found)
    return f"{base}{'; a source may have several values' if several else ''}."


def _alt(found: Sequence[VariableCount], title: str) -> str:
    said = [f"{title}."]
    for one in found:
        told = "; ".join(f"{words} {n:,} ({_told(share)})" for words, n, share in _rows(one))
        said.append(f"{one.variable} ({one.sources:,} sources): {told or 'no value'}.")
    return " ".join(said)
