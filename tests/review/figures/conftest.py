"""Reading a drawn SVG back: its boxes and its words, with their places on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from lxml import etree

from numerate.review.figures.lettering import Style, width

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        apart = self.right <= other.x or other.right <= self.x
        return not (apart or self.bottom <= other.y or other.bottom <= self.y)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on the page, measured in the shared font."""

    x: float
    y: float
    text: str
    size: float
    turned: bool
    width: float

    def inside(self, box: Rect) -> bool:
        """Whether the whole line stands in the box."""
        across = box.x < self.x and self.x + self.width < box.right
        return across and box.y < self.y - 0.7 * self.size and self.y + 0.2 * self.size < box.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn SVG."""

    root: etree._Element
    rects: tuple[Rect, ...]
    words: tuple[Words, ...]

    @property
    def texts(self) -> list[str]:
        """Every line, no-break spaces as spaces."""
        return [line.text.replace("\u00a0", " ") for line in self.words]


@pytest.fixture(scope="session")
def read() -> Callable[[str], Page]:
    """Reads an SVG whose groups only shift."""
    return _page


def _page(svg: str) -> Page:
    root = etree.fromstring(svg.encode())
    rects = tuple(_rect(node) for node in root.iter(f"{_SVG}rect"))
    words = tuple(_words(node) for node in root.iter(f"{_SVG}text"))
    return Page(root, rects, words)


def _shift(node: etree._Element) -> tuple[float, float]:
    x = y = 0.0
    for above in node.iterancestors(f"{_SVG}g"):
        found = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", above.get("transform", ""))
        if found:
            x, y = x + float(found[1]), y + float(found[2])
    return x, y


def _rect(node: etree._Element) -> Rect:
    x, y = _shift(node)
    return Rect(
        x + float(node.get("x", "0")),
        y + float(node.get("y", "0")),
        float(node.get("width", "0")),
        float(node.get("height", "0")),
        node.get("fill", ""),
        node.get("stroke", ""),
    )


def _words(node: etree._Element) -> Words:
    x, y = _shift(node)
    size = float(node.get("font-size", "0"))
    style: Style = "bold" if node.get("font-weight") == "bold" else "regular"
    text = "".join(str(part) for part in node.itertext())
    wide = width(text, size, style)
    back = {"middle": wide / 2, "end": wide}.get(node.get("text-anchor", ""), 0.0)
    return Words(
        x + float(node.get("x", "0")) - back,
        y + float(node.get("y", "0")),
        text,
        size,
        "rotate" in node.get("transform", ""),
        wide,
    )
