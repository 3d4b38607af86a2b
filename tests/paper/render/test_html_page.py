"""The page that the metadata ask for."""

from __future__ import annotations

from typing import Any

import pytest

from numerate.paper.render.html_page import page_of


def meta(**values: str | bool | dict[str, str]) -> dict[str, Any]:
    """Metadata as pandoc writes them."""

    def one(value: object) -> dict[str, Any]:
        if isinstance(value, bool):
            return {"t": "MetaBool", "c": value}
        if isinstance(value, dict):
            return {"t": "MetaMap", "c": {key: one(item) for key, item in value.items()}}
        return {"t": "MetaString", "c": value}

    return {key.replace("_", "-"): one(value) for key, value in values.items()}


@pytest.mark.parametrize(
    ("given", "width", "height"),
    [
        ({}, 595.276, 841.89),  # ISO 216: A4 is 210 mm by 297 mm
        ({"papersize": "a4"}, 595.276, 841.89),
        ({"papersize": "us-letter"}, 612, 792),  # 8.5 in by 11 in
        ({"papersize": "letter"}, 612, 792),
        ({"papersize": "letterpaper"}, 612, 792),
    ],
)
def test_paper_sizes(given: dict[str, str], width: float, height: float) -> None:
    """Sizes of the standards, in points of 1/72 inch."""
    page = page_of(meta(**given), margin=72, size=10, stretch=1)
    assert (page.width, page.height) == (width, height)


def test_margins_as_one_length_or_side_by_side() -> None:
    """One length for all, or x and y, or each side by its name; an inch is 72 points."""
    assert page_of(meta(margin="2in"), margin=72, size=10, stretch=1).left == 144
    sides = page_of(meta(margin={"x": "1in", "top": "36pt"}), margin=50, size=10, stretch=1)
    assert (sides.left, sides.right, sides.top, sides.bottom) == (72, 72, 36, 50)


def test_options_for_submission() -> None:
    """Double spacing, numbered lines and size of type, as journals ask for them."""
    page = page_of(
        meta(double_spaced=True, line_numbers=True, fontsize="12pt"), margin=72, size=10, stretch=1
    )
    assert (page.stretch, page.numbered_lines, page.size) == (2, True, 12)
    assert page_of(meta(linestretch="1.5"), margin=72, size=10, stretch=1).stretch == 1.5
