"""How numbers are written: rounded once and half away from zero, in digits and in words."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.results.wording import (
    Quantity,
    Style,
    forms,
    in_words,
    ordinal,
    rounded,
    written,
)

MINUS = "\N{MINUS SIGN}"
DIGITS = st.integers(min_value=0, max_value=4)
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: value for value, word in enumerate(ONES.split())}
WORDS |= {word: value * 10 for value, word in enumerate(TENS.split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def parsed(words: str) -> int:
    """The number that English number words say, read from left to right."""
    total = part = 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            part *= 100
        elif word in SCALES:
            total += part * SCALES[word]
            part = 0
        else:
            part += WORDS[word]
    return total + part


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6), DIGITS)
def test_rounding_is_half_away_from_zero(value: Decimal, digits: int) -> None:
    """Python's decimal module calls this ROUND_HALF_UP; minus zero is zero."""
    with localcontext() as context:
        context.prec = 50
        expected = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    assert rounded(value, digits) == expected
    assert rounded(Fraction(value), digits) == expected
    assert not (rounded(value, digits) == 0 and rounded(value, digits).is_signed())


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10**4), DIGITS)
def test_rounding_a_fraction_moves_it_by_half_a_digit_at_most(value: Fraction, digits: int) -> None:
    """The distance is at most half a unit of the last digit, and the sign turns the result."""
    near = Fraction(rounded(value, digits))
    assert abs(near - value) <= Fraction(1, 2 * 10**digits)
    assert Fraction(rounded(-value, digits)) == -near


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.285, 2, "0.29"),
        (1.005, 2, "1.01"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(-1, 8), 2, "-0.13"),
        (-0.04, 1, "0.0"),
        (1e22, 0, "10000000000000000000000"),
    ],
)
def test_rounding_by_hand(value: float | Fraction, digits: int, expected: str) -> None:
    """Ties as school rounds them; floats count as they are shown, where round() gives 0.28."""
    assert f"{rounded(value, digits):f}" == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_not_written(value: float | Decimal) -> None:
    """NaN and infinity never get into a paper."""
    with pytest.raises(ValueError, match="is not a number that can be written"):
        written(value, Style("decimal", 1))


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_words_read_back_as_the_number(value: int) -> None:
    """A reader of number words, written for this test, gets the number back."""
    assert parsed(in_words(value)) == value


@pytest.mark.parametrize(
    ("value", "words", "nth"),
    [
        (1, "one", "first"),
        (12, "twelve", "twelfth"),
        (20, "twenty", "twentieth"),
        (68, "sixty-eight", "sixty-eighth"),
        (100, "one hundred", "one hundredth"),
        (103, "one hundred three", "one hundred third"),
        (
            10324,
            "ten thousand three hundred twenty-four",
            "ten thousand three hundred twenty-fourth",
        ),
        (1000000, "one million", "one millionth"),
    ],
)
def test_words_by_hand(value: int, words: str, nth: str) -> None:
    """American English as APA writes it: hyphens from twenty-one on, no "and"."""
    assert (in_words(value), ordinal(value)) == (words, nth)


def test_words_below_zero() -> None:
    """A minus is spoken."""
    assert in_words(-21) == "minus twenty-one"


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (10324, Style(), "10,324"),
        (999, Style(), "999"),
        (-1204, Style(), f"{MINUS}1,204"),
        (2024, Style("year"), "2024"),
        (95.6, Style("percent", 1), "95.6%"),
        (Fraction(4300, 45), Style("percent", 1), "95.6%"),
        (Fraction(200, 3), Style("percent"), "67%"),
        (1234.5, Style("decimal", 1), "1,234.5"),
        (0.734, Style("decimal", 2, leading_zero=False), ".73"),
        (-0.734, Style("decimal", 2, leading_zero=False), f"{MINUS}.73"),
        (1.0, Style("decimal", 2, leading_zero=False), "1.00"),
        (10.05, Style("decimal", 2, leading_zero=False), "10.05"),
        (date(2021, 11, 29), Style("date"), "November 29, 2021"),
        (date(2024, 5, 9), Style("date"), "May 9, 2024"),
        ("5 × 6", Style("text"), "5 × 6"),
        ((0.4, 31.3), Style("percent", 1), "0.4%–31.3%"),
        ((2016, 2022), Style("year"), "2016–2022"),
        ((-0.11, 0.1), Style("decimal", 2), f"{MINUS}0.11 to 0.10"),
        ((5, 5), Style(), "5"),
    ],
)
def test_default_wording(value: Quantity, style: Style, text: str) -> None:
    """The forms that design.md and APA 7 (6.32 to 6.44) ask for."""
    assert written(value, style) == text


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (
            68,
            Style(),
            {
                "plain": "68",
                "words": "sixty-eight",
                "Words": "Sixty-eight",
                "ordinal": "sixty-eighth",
            },
        ),
        (10324, Style(), {"plain": "10324"}),
        (95.56, Style("percent", 1), {"bare": "95.6", "whole": "96%"}),
        (
            date(2021, 11, 29),
            Style("date"),
            {"iso": "2021-11-29", "long": "November 29, 2021", "year": "2021"},
        ),
        (
            (0.4, 31.3),
            Style("percent", 1),
            {"low": "0.4%", "high": "31.3%", "to": "0.4% to 31.3%", "bare": "0.4–31.3"},
        ),
        ("grey literature", Style("text"), {"capital": "Grey literature"}),
        (0.7, Style("decimal", 2), {}),
        (0, Style(), {"words": "zero", "Words": "Zero"}),
    ],
)
def test_other_wordings(value: Quantity, style: Style, expected: dict[str, str]) -> None:
    """What an author gets by as=, by the name of the form; the contract of numbers.json."""
    given_forms = forms(value, style)
    assert {name: given_forms.get(name) for name in expected} == expected


def test_zero_has_no_ordinal() -> None:
    """There is no zeroth study."""
    assert "ordinal" not in forms(0, Style())


@given(st.integers(min_value=0, max_value=10**9))
def test_a_count_reads_back_from_its_text(value: int) -> None:
    """Taking the commas out gives the number; each group behind one has three digits."""
    text = written(value, Style())
    assert int(text.replace(",", "")) == value
    assert re.fullmatch(r"\d{1,3}(,\d{3})*", text)


def test_p_values() -> None:
    """APA 7 (6.36) asks for p < .001 below that, else for the exact value without a zero."""
    small, large = Fraction(1, 8192), Fraction(5, 128)
    assert written(small, Style("p")) == "<.001"
    assert forms(small, Style("p")) == {"relation": "< .001"}
    assert forms(large, Style("p")) == {"relation": "= .039"}
