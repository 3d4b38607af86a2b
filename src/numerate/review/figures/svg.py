"""Elements of an SVG as text: the same bytes for the same picture, and no data text as markup.

Lengths are in points, rounded to hundredths.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from numerate.ground.fonts import SANS_STACK
from numerate.review.figures.lettering import Style

MM_PER_PT: Final = 25.4 / 72
WRITTEN: Final = "<!-- Written by numerate build from data/ and analysis/. Do not edit. -->"
Anchor = Literal["start", "middle", "end"]
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_STYLES: Final = {
    "regular": "",
    "bold": ' font-weight="bold"',
    "italic": ' font-style="italic"',
}


def n(value: float) -> str:
    """A length as it is written: at most two decimals, no trailing zeros.

    >>> n(12.0), n(1 / 3), n(-0.001)
    ('12', '0.33', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escaped(text: str) -> str:
    """The text with markup made harmless and without characters that XML forbids.

    >>> escaped('<script> & "x"')
    '&lt;script&gt; &amp; &quot;x&quot;'
    """
    return "".join(_allowed(letter) for letter in text).translate(_ESCAPES)


def _allowed(letter: str) -> str:
    if letter in "\t\n\r":
        return " "
    lone = "\ud800" <= letter <= "\udfff"
    return "\ufffd" if letter < " " or lone or letter in "\ufffe\uffff" else letter


def rect(  # noqa: PLR0913 - what defines a rectangle
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "none",
    stroke: str = "",
    radius: float = 0,
    line: float = 0.75,
) -> str:
    """A rectangle."""
    corner = f' rx="{n(radius)}"' if radius else ""
    edge = f' stroke="{stroke}" stroke-width="{n(line)}"' if stroke else ""
    return (
        f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"{corner} '
        f'fill="{fill}"{edge}/>'
    )


def circle(x: float, y: float, radius: float, *, fill: str, stroke: str = "") -> str:
    """A circle."""
    edge = f' stroke="{stroke}" stroke-width="0.75"' if stroke else ""
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{fill}"{edge}/>'


def path(
    points: Sequence[tuple[float, float]], *, stroke: str, line: float = 0.75, dash: str = ""
) -> str:
    """An open line through points."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{_joined(points)}" fill="none" stroke="{stroke}" '
        f'stroke-width="{n(line)}"{dashes}/>'
    )


def polygon(points: Sequence[tuple[float, float]], *, fill: str, stroke: str = "") -> str:
    """A filled shape through points."""
    edge = f' stroke="{stroke}" stroke-width="0.75"' if stroke else ""
    return f'<path d="M{_joined(points)}Z" fill="{fill}"{edge}/>'


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{n(x)} {n(y)}" for x, y in points)


def text(  # noqa: PLR0913 - what defines a line of text
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    style: Style = "regular",
    anchor: Anchor = "start",
    fill: str = "#000",
    turn: float = 0,
) -> str:
    """One line of text, its baseline at ``y``; ``turn`` degrees around its anchor."""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    turned = f' transform="rotate({n(turn)} {n(x)} {n(y)})"' if turn else ""
    colour = "" if fill == "#000" else f' fill="{fill}"'
    return (
        f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}"{_STYLES[style]}{place}{colour}{turned}>'
        f"{escaped(words)}</text>"
    )


def runs(x: float, y: float, parts: Sequence[tuple[str, Style]], *, size: float) -> str:
    """One line of text in more than one style."""
    inner = "".join(
        f"<tspan{_STYLES[style]}>{escaped(words)}</tspan>" if style != "regular" else escaped(words)
        for words, style in parts
    )
    return f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}">{inner}</text>'


def document(parts: Iterable[str], size: tuple[float, float], title: str, alt: str) -> str:
    """The whole SVG: a viewBox in points, the size in millimetres, title and description first.

    Args:
        parts: Elements, in the order in which they are painted.
        size: Width and height in points.
        title: Short name of the picture.
        alt: What the picture shows, in words.
    """
    wide, high = size
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'width="{n(wide * MM_PER_PT)}mm" height="{n(high * MM_PER_PT)}mm" '
        f'viewBox="0 0 {n(wide)} {n(high)}" font-family="{SANS_STACK}">'
    )
    named = (f"<title>{escaped(title)}</title>", f"<desc>{escaped(alt)}</desc>")
    paper = rect(0, 0, wide, high, fill="#fff")
    return "\n".join((WRITTEN, opening, *named, paper, *parts, "</svg>", ""))
