"""How wide a text is in the shared font, and how it breaks into lines: known without drawing it."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final, Literal

Style = Literal["regular", "bold", "italic"]

NBSP: Final = "\u00a0"
# width, in ems, of a letter that the table of widths does not hold
_WIDE: Final = 1.0
_OTHER: Final = 0.7


def width(text: str, size: float, style: Style = "regular") -> float:
    """How wide a text is when it is set in the shared font.

    Args:
        text: One line.
        size: Size of the font.
        style: Its style.

    Returns:
        Its width in the unit of ``size``. Letters that the font lacks are estimated; kerning, which
        could only make the text narrower, is left out.

    >>> round(width("Records", 10), 2)
    37.24
    """
    table = _widths(style)
    return size * sum(table.get(letter) or _estimated(letter) for letter in text)


def wrap(text: str, size: float, limit: float, style: Style = "regular") -> tuple[str, ...]:
    """The text in as few lines as fit, broken at spaces; a no-break space holds words together.

    A word wider than the limit is broken where it must.

    >>> wrap("Reports sought for retrieval", 10, 70)
    ('Reports sought', 'for retrieval')
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, size, limit, style):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, style) > limit:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def _words(text: str, size: float, limit: float, style: Style) -> list[str]:
    words: list[str] = []
    for word in text.replace("\n", " ").split(" "):
        rest = word
        while rest and width(rest, size, style) > limit:
            fits = max(1, _fitting(rest, size, limit, style))
            words.append(rest[:fits])
            rest = rest[fits:]
        if rest:
            words.append(rest)
    return words


def _fitting(word: str, size: float, limit: float, style: Style) -> int:
    count = 0
    while count < len(word) and width(word[: count + 1], size, style) <= limit:
        count += 1
    after = max(word.rfind(mark, 0, count) for mark in "/-_.")
    return after + 1 if after > 0 else count


def _estimated(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


@cache
def _widths(style: Style) -> dict[str, float]:
    held = json.loads(files(__package__).joinpath("arimo.json").read_text(encoding="utf-8"))
    return {
        chr(int(first) + place): units / held["units_per_em"]
        for first, row in held["styles"][style].items()
        for place, units in enumerate(row)
    }
