"""Widths of text and the breaking of lines."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from numerate.ground.fonts import sans_folder
from numerate.review.figures.lettering import NBSP, Style, width, wrap

TEXTS = (
    "Reports assessed for eligibility (n = 10,324)",
    "Søndergaard, Gámez-Guadix – Hunehäll “quoted” ≥ 95% ½",
    "Ψυχολογία и Психология",
)


def test_widths_are_those_of_arial() -> None:
    """The AFM file of Helvetica gives W 944, i 222, 1 556 and space 278 thousandths."""
    assert [round(width(letter, 1000)) for letter in "Wi1 "] == [944, 222, 556, 278]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("style", "file", "weight"),
    [
        ("regular", "Arimo[wght].ttf", 400),
        ("bold", "Arimo[wght].ttf", 700),
        ("italic", "Arimo-Italic[wght].ttf", 400),
    ],
)
def test_widths_are_those_of_the_font(text: str, style: Style, file: str, weight: int) -> None:
    """FreeType, which knows nothing of our table, measures each letter of the installed font."""
    font = ImageFont.truetype(str(sans_folder() / file), 1000, layout_engine=0)
    font.set_variation_by_axes([weight])
    measured = sum(font.getlength(letter) for letter in text)
    assert width(text, 1000, style) == pytest.approx(measured, rel=0.003)


def test_letters_outside_the_table_have_a_width() -> None:
    """Ideographs are square; a combining accent takes no room; an emoji takes some."""
    assert width("研究", 10) == 20
    assert width("e\u0301", 10) == width("e", 10)
    assert width("🦊", 10) > 0


def test_no_line_is_wider_than_the_limit_and_no_word_is_lost() -> None:
    """A law of breaking lines: joined by spaces, the lines are the text again."""
    text = "Records marked as ineligible by automation tools"
    for limit in range(60, 240, 7):
        lines = wrap(text, 10, limit)
        assert " ".join(lines) == text
        assert all(width(line, 10) <= limit for line in lines)


def test_a_count_is_never_broken() -> None:
    """The fault seen in other tools: "(n" on one line and "= 29)" on the next."""
    count = f"(n{NBSP}={NBSP}29)"
    for limit in range(40, 200, 5):
        assert any(count in line for line in wrap(f"Reports excluded {count}", 10, limit))


def test_a_word_wider_than_the_limit_is_broken_where_it_must() -> None:
    """After a hyphen or slash where there is one, else anywhere; nothing is lost."""
    assert wrap("Psychology/psychiatry", 10, 60) == ("Psychology/", "psychiatry")
    lines = wrap("x" * 50, 10, 60)
    assert "".join(lines) == "x" * 50
    assert len(lines) > 1


def test_an_empty_text_has_no_lines() -> None:
    """Nothing to print is no line, not an empty one."""
    assert wrap("", 10, 60) == ()
