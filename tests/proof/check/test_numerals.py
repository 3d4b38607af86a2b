"""Which words of a text are quantities, what they are worth, and which only look like one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.proof.check.numerals import numerals, plain
from numerate.review.results.wording import in_words

QUANTITIES = {
    "We found 10,324 records.": [("10,324", 10324)],
    "We found 10 324 records.": [("10\u00a0324", 10324)],
    "Of 55, 95.6% agreed.": [("55", 55), ("95.6%", Fraction("95.6"))],
    "Sixty-eight studies and two hundred and five records": [("Sixty-eight", 68),
                                                            ("two hundred and five", 205)],
    "two-thirds of them, half of us, a quarter of all": [("two-thirds", Fraction(2, 3)),
                                                         ("half", Fraction(1, 2)),
                                                         ("a quarter", Fraction(1, 4))],
    "twice as many, tenfold, three times": [("twice", 2), ("tenfold", 10), ("three times", 3)],
    "none of the studies": [("none of the", 0)],
    "a dozen boys and 2.5 million people": [("a dozen", 12), ("2.5 million", 2500000)],
    "all but one; only one; one study": [("one", 1), ("one", 1), ("one", 1)],
    "ages 11–97 and 0.4%–31.3%": [("11–97", None), ("0.4%–31.3%", None)],
    "on May 29, 2024 and 29 May 2024": [("May 29, 2024", None), ("29 May 2024", None)],
    "(n = 12) and n=7, N = 55": [("12", 12), ("7", 7), ("55", 55)],
    "a 5-point scale, a change of −0.4": [("5", 5), ("−0.4", Fraction("-0.4"))],
    "Italy (7), Spain (7)": [("7", 7), ("7", 7)],
    "near-100% of them": [("100%", 100)],
}  # fmt: skip
NONE = (
    "Smith (2019), Smith and Jones (2020a), Lee et al., 2021, and (Berg, 2019; Holm & Lie, 2020)",
    "Table 1, Tables 2 and 3, Figure 2a, Section 3.1, §1.1–1.3, Appendix 2, pp. 3–9",
    "Study 2, week 12, Phase 3, type 2, item 16a, round 3, Participant 7",
    "t(34) = 2.10, p < .05, p \\leq .05, β = .42, OR = 1.45 (95% CI 1.20 to 1.75), I2 = 50%",
    "the 95% confidence interval, significance level of 5%, below .05 by chance",
    "COVID-19, DSM-5, H1N1, 5-HT2A, 3rd, 1980s, PRISMA 2020, UTF-8",
    "Python 3.11, R 4.3.2, version 2.1.0, SPSS 27",
    "doi:10.1136/bmj.n71, https://example.org/2020/12, 0000-0002-1825-0097, grant no. 12345",
    "(1) first, (2) second, (3) third",
    "one another, no one, one can, from one study to another, the first and the second",
    "two-sided, the two differ, these two, the Big Five, hundreds of stories",
    "a third reviewer, the last half hour, a half-time job, the third round",
    "a 2 × 2 table, at 10:30, a ratio of 1:1",
)


@pytest.mark.parametrize("text", QUANTITIES)
def test_quantities_are_found_with_their_values(text: str) -> None:
    """Digits, percentages, ranges, dates, number words, fractions, multiples, none."""
    found = [(one.text, one.value) for one in numerals(text.replace("10 324", "10\u00a0324"))]
    assert found == QUANTITIES[text]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_quantity_is_passed_over(text: str) -> None:
    """Citations, labels, statistics with their sign, names, identifiers, idioms."""
    assert [one.text for one in numerals(text)] == []


def test_the_number_of_a_heading_is_none() -> None:
    """A section number typed before a title; numbers in the title itself count."""
    assert [one.text for one in numerals("2.1 Results of 12 studies", "heading")] == ["12"]


@given(value=st.integers(min_value=2, max_value=999_999))
def test_words_and_digits_are_worth_the_same(value: int) -> None:
    """The words that the engine writes for a number are read as that number, and so are digits."""
    for text in (str(value), f"{value:,}"):
        assert [one.value for one in numerals(f"There were {text} stories")] == [value]
    if value < 100:
        assert [one.value for one in numerals(f"We saw {in_words(value)} birds")] == [value]


@given(text=st.text(alphabet="0123456789 ,.%–-()abn=<", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Each quantity is a stretch of the text, in order, none over another."""
    end = 0
    for one in numerals(text):
        assert text[one.start : one.end] == one.text
        assert one.start >= end
        assert plain(one.text) == plain(plain(one.text))
        end = one.end
