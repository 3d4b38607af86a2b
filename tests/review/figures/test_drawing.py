"""The finished picture: sizes, and the PNG for Word."""

from __future__ import annotations

import io

import pytest
import typst
from PIL import Image

from numerate.review.figures import svg
from numerate.review.figures.drawing import Drawing, drawing, rasterised


def sample() -> Drawing:
    """A page of one by half an inch with one word."""
    return drawing([svg.text(4, 20, "Records", size=12)], (72, 36), "Title", "Alt")


def test_sizes_are_in_millimetres() -> None:
    """72 points are one inch, 25.4 mm."""
    made = sample()
    assert (made.width_mm, made.height_mm, made.alt) == (25.4, 12.7, "Alt")


def test_the_png_has_300_dots_per_inch_and_says_so() -> None:
    """One inch is 300 pixels; Word takes the size on paper from the density in the file."""
    picture = Image.open(io.BytesIO(sample().png))
    assert picture.size == (300, 150)
    assert [round(side) for side in picture.info["dpi"]] == [300, 300]


def test_the_png_is_white_with_dark_words() -> None:
    """The words are painted with the shared font, on paper that is white, not transparent."""
    picture = Image.open(io.BytesIO(sample().png)).convert("RGBA")
    assert picture.getpixel((1, 1)) == (255, 255, 255, 255)
    assert min(picture.convert("L").tobytes()) < 60


def test_the_same_svg_gives_the_same_bytes() -> None:
    """Two paintings of one picture differ in no byte."""
    assert rasterised(sample().svg) == rasterised(sample().svg)


def test_letters_of_other_scripts_come_from_the_fonts_of_the_computer() -> None:
    """Two Chinese letters give two pictures, not two boxes; where a font has them."""
    families = typst.Fonts(include_system_fonts=True).families()
    if not any("CJK" in name for name in families):
        pytest.skip("this computer has no font with Chinese letters")
    pictures = [
        rasterised(drawing([svg.text(4, 20, letter, size=12)], (72, 36), "T", "A").svg)
        for letter in "知网"
    ]
    assert pictures[0] != pictures[1]
