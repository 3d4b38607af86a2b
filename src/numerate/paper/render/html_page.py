"""The page that a PDF or DOCX is laid out on, from the document's metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass

from numerate.paper.render.file_metadata import Meta, flag_in, map_in, number_in, text_in

_PAPERS = {  # ISO 216 and the North American sizes, in points
    "a4": (595.276, 841.89),
    "a5": (419.528, 595.276),
    "letter": (612.0, 792.0),
    "legal": (612.0, 1008.0),
}
_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75, "": 1.0}
DOUBLE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Sizes in points.

    Attributes:
        left: Margin; so are right, top and bottom.
        size: Size of the running text.
        stretch: Line spacing: 1 single, 2 double.
        numbered_lines: Whether lines are numbered in the margin, for reviewers.
        font: Typeface that the author asks for, or empty.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float
    stretch: float
    numbered_lines: bool
    font: str

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def landscape_width(self) -> float:
        """Width between the margins of a page turned on its side."""
        return self.height - self.left - self.right


def page_of(meta: Meta, *, margin: float, size: float, stretch: float) -> Page:
    """The page that the metadata ask for.

    Honoured: ``papersize``, ``margin`` (one length, or a map with left, right, top, bottom, x, y),
    ``fontsize``, ``linestretch``, ``double-spaced``, ``line-numbers``, ``mainfont``.

    Args:
        meta: Metadata of a finished document.
        margin: Where the author gives none, in points; so are ``size`` and ``stretch``.
        size: Of the running text, in points.
        stretch: Line spacing.

    >>> meta = {"papersize": {"t": "MetaString", "c": "us-letter"}}
    >>> page_of(meta, margin=72, size=12, stretch=1).text_width
    468.0
    """
    paper = text_in(meta, "papersize").lower().removeprefix("us-").removesuffix("paper") or "a4"
    width, height = _PAPERS.get(paper, _PAPERS["a4"])
    around = points(text_in(meta, "margin")) or margin
    sides = map_in(meta, "margin")
    across = points(text_in(sides, "x")) or around
    down = points(text_in(sides, "y")) or around
    wished = number_in(meta, "linestretch", stretch)
    return Page(
        width=width,
        height=height,
        left=points(text_in(sides, "left")) or across,
        right=points(text_in(sides, "right")) or across,
        top=points(text_in(sides, "top")) or down,
        bottom=points(text_in(sides, "bottom")) or down,
        size=points(text_in(meta, "fontsize")) or size,
        stretch=DOUBLE if flag_in(meta, "double-spaced") else wished,
        numbered_lines=flag_in(meta, "line-numbers"),
        font=text_in(meta, "mainfont"),
    )


def points(length: str) -> float | None:
    """A length in points; None when it is not one.

    >>> points("1in"), points("12"), points("wide")
    (72.0, 12.0, None)
    """
    found = re.fullmatch(r"\s*([\d.]+)\s*(pt|mm|cm|in|px|)\s*", length)
    return float(found[1]) * _UNITS[found[2]] if found else None
