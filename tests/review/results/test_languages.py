"""Numbers, dates and words in other languages than English."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from numerate.review.results.languages import in_language, locale_of
from numerate.review.results.wording import Quantity, Style

NARROW = "\u202f"
SPACE = "\N{NO-BREAK SPACE}"
PERCENT = Style("percent", 1)


@pytest.mark.parametrize(
    ("value", "style", "lang", "text"),
    [
        (1242, Style(), "de", "1.242"),
        (1242, Style(), "de-CH", "1’242"),
        (1242, Style(), "fr", f"1{NARROW}242"),
        (12420, Style(), "es", "12.420"),
        (Fraction(901, 10), PERCENT, "de", f"90,1{SPACE}%"),
        (Fraction(901, 10), PERCENT, "nl", "90,1%"),
        (Fraction(-1, 4), Style("decimal", 2), "sv", "−0,25"),
        (Fraction(39, 1000), Style("p"), "de", "0,039"),
        (Fraction(1, 9999), Style("p"), "it", "<0,001"),
        (date(2024, 3, 4), Style("date"), "de", "4. März 2024"),
        (date(2024, 3, 4), Style("date"), "fr", "4 mars 2024"),
        (date(2024, 3, 4), Style("date"), "pt", "4 de março de 2024"),
        (date(2024, 3, 4), Style("date"), "pl", "4 marca 2024"),
        (2024, Style("year"), "de", "2024"),
    ],
)
def test_the_default_wording(value: Quantity, style: Style, lang: str, text: str) -> None:
    """As the tables of Unicode's CLDR have it (decimal, group, percent and long date patterns)."""
    found = in_language(value, style, lang)
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize(
    ("lang", "words", "ordinal"),
    [
        ("de", "achtundsechzig", "achtundsechzigste"),
        ("fr", "soixante-huit", "soixante-huitième"),
        ("es", "sesenta y ocho", "sexagésimo octavo"),
        ("nl", "achtenzestig", "achtenzestigste"),
        ("nb", "sekstiåtte", "sekstiåttende"),
        ("cs", "šedesát osm", "sixty-eighth"),
    ],
)
def test_number_words(lang: str, words: str, ordinal: str) -> None:
    """By the grammars of these languages; Czech ordinals stay English, for want of them."""
    found = in_language(68, Style(), lang)
    assert found is not None
    assert (found[1]["words"], found[1]["ordinal"]) == (words, ordinal)


def test_ranges_are_joined_in_the_language() -> None:
    """German writes "bis" and "und"; a range that begins below zero is never dashed."""
    found = in_language((Fraction(-1, 10), Fraction(1, 2)), Style("decimal", 1), "de")
    assert found is not None
    assert (found[0], found[1]["and"]) == ("−0,1 bis 0,5", "−0,1 und 0,5")


def test_a_language_that_nobody_knows_is_none() -> None:
    """The caller then says what stays English."""
    assert locale_of("qqq") is None
    assert in_language(1, Style(), "qqq") is None
