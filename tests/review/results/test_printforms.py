"""Printed forms: one table of spellings, each with what a reader takes it to say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from numerate.review.results import Style, number
from numerate.review.results.likeness import readable, same
from numerate.review.results.printdates import printed_dates
from numerate.review.results.printforms import amounts, listed_members, spelled

THIN, NARROW, FIXED = "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
MINUS, EN, EM = "\N{MINUS SIGN}", "\N{EN DASH}", "\N{EM DASH}"
DASHES = [
    "-",
    MINUS,
    EN,
    EM,
    "\u2010",
    "\u2011",
    "\u2012",
    "\uff0d",
    "\ufe63",
    "minus ",
    "negative ",
]
PERCENT, COUNT, YEARS = Style("percent", 1), Style(), Style("year")
MINUTES = (Fraction(-13, 2), Fraction(3, 2))

# printed, the value of the data, its style
SAME: list[tuple[str, Any, Style]] = [
    ("1,242", 1242, COUNT),
    ("1 242", 1242, COUNT),
    (f"1{THIN}242", 1242, COUNT),
    (f"1{NARROW}242", 1242, COUNT),
    (f"1{FIXED}242", 1242, COUNT),
    ("1'242", 1242, COUNT),
    ("1\N{RIGHT SINGLE QUOTATION MARK}242", 1242, COUNT),
    ("N=1242", 1242, COUNT),
    ("N = 1,242 children aged 3", 1242, COUNT),
    ("1.2 million", 1_200_000, COUNT),
    ("1,27,728", 127728, COUNT),
    ("12,958,000", 12_958_000, COUNT),
    ("about 1200", 1242, COUNT),
    ("more than 10,000", 10324, COUNT),
    ("nearly 1300", 1242, COUNT),
    ("1.2k", 1242, COUNT),
    ("twelve", 12, COUNT),
    ("Twelve records", 12, COUNT),
    ("a dozen", 12, COUNT),
    ("two dozen", 24, COUNT),
    ("XII", 12, COUNT),
    ("Sixty-eight studies", 68, COUNT),
    ("sixty eight", 68, COUNT),
    ("one hundred and five", 105, COUNT),
    ("no studies", 0, COUNT),
    ("ten thousand three hundred twenty-four", 10324, COUNT),
    ("none", 0, COUNT),
    ("both references", 2, COUNT),
    ("12 (twelve)", 12, COUNT),
    ("12 (2 duplicates)", 12, COUNT),
    ("12 of 13", 12, COUNT),
    ("12/13", 12, COUNT),
    ("at least 12", 12, COUNT),
    ("12th", 12, COUNT),
    ("the third theme", 3, COUNT),
    ("(a)–(e)", 5, COUNT),
    ("(a), (b), and (c)", 3, COUNT),
    ("first/second/third", 3, COUNT),
    ("12*", 12, COUNT),
    ("12†", 12, COUNT),
    ("12a", 12, COUNT),
    ("\uff11\uff12", 12, COUNT),
    ("n: 12", 12, COUNT),
    ("90%", 90, PERCENT),
    ("90·0%", 90, PERCENT),
    ("90,0 %", 90, PERCENT),
    ("90.0", 90, PERCENT),
    ("90 per cent", 90, PERCENT),
    ("ninety percent", 90, PERCENT),
    ("\uff19\uff10\uff05", 90, PERCENT),
    ("9 of 10 (90%)", 90, PERCENT),
    ("9/10, 90%", 90, PERCENT),
    ("90% (9/10)", 90, PERCENT),
    ("74.9%", Fraction(14600, 195), PERCENT),
    ("75 %", Fraction(14600, 195), PERCENT),
    ("22–62%", (22, 62), PERCENT),
    ("22%-62%", (22, 62), PERCENT),
    ("22% to 62%", (22, 62), PERCENT),
    ("between 22 and 62 per cent", (22, 62), PERCENT),
    ("0.4% ... to 31.3%", (0.4, 31.3), PERCENT),
    ("2013-2024", (2013, 2024), YEARS),
    ("2013–24", (2013, 2024), YEARS),
    ("2013/14", (2013, 2014), YEARS),
    ("2013–4", (2013, 2014), YEARS),
    ("between 2013 and 2024", (2013, 2024), YEARS),
    ("2013 through 2024", (2013, 2024), YEARS),
    ("from 2013 until 2024", (2013, 2024), YEARS),
    ("1998–02", (1998, 2002), YEARS),
    ("ages 11–97 years", (11, 97), COUNT),
    ("11 to 97", (11, 97), COUNT),
    ("(0.3; 0.7)", (0.3, 0.7), Style("decimal", 1)),
    ("[0.3, 0.7]", (0.3, 0.7), Style("decimal", 1)),
    ("95% CI 0.3–0.7", (0.3, 0.7), Style("decimal", 1)),
    ("95% CI [0·3; 0·7]", (0.3, 0.7), Style("decimal", 1)),
    ("p < .001", Decimal("0.0004"), Style("p")),
    ("P<0.001", Decimal("0.0004"), Style("p")),
    ("p = 0·03", Decimal("0.03"), Style("p")),
    ("p=.039", Fraction(5, 128), Style("p")),
    ("p < .05", Decimal("0.03"), Style("p")),
    ("3 × 10⁻³", Decimal("0.003"), Style("decimal", 3)),
    ("3 ×10^-3", Decimal("0.003"), Style("decimal", 3)),
    ("3e-3", Decimal("0.003"), Style("decimal", 3)),
    ("M = 3.45 (SD = 1.20)", Decimal("3.45"), Style("decimal", 2)),
    ("3.45 ± 1.20", Decimal("3.45"), Style("decimal", 2)),
    (".50", Decimal("0.4986"), Style("decimal", 2)),
    (f"{MINUS}0.5", Decimal("-0.5"), Style("decimal", 1)),
    ("minus 0.5", Decimal("-0.5"), Style("decimal", 1)),
    ("4 March 2024", date(2024, 3, 4), Style("date")),
    ("March 2024", date(2024, 3, 4), Style("date")),
    ("March 4th, 2024", date(2024, 3, 4), Style("date")),
    ("4th of March 2024", date(2024, 3, 4), Style("date")),
    ("Mar. 4, 2024", date(2024, 3, 4), Style("date")),
    ("4. März 2024", date(2024, 3, 4), Style("date")),
    ("2024/03/04", date(2024, 3, 4), Style("date")),
    ("04.03.2024", date(2024, 3, 4), Style("date")),
    ("4-Mar-2024", date(2024, 3, 4), Style("date")),
    ("4 mars 2024", date(2024, 3, 4), Style("date")),
]

OTHER: list[tuple[str, Any, Style]] = [
    ("1.242", 1242, COUNT),
    ("1,243", 1242, COUNT),
    ("over 1300", 1242, COUNT),
    ("12,4", 124, COUNT),
    ("12%", 12, COUNT),
    ("12 per cent", 12, COUNT),
    ("<12", 12, COUNT),
    ("not 12", 12, COUNT),
    ("12,000", 12, COUNT),
    ("12.4", 12, COUNT),
    ("thirteen", 12, COUNT),
    ("XIII", 12, COUNT),
    ("PHQ-12", 12, COUNT),
    ("", 12, COUNT),
    ("three dozen", 24, COUNT),
    ("(a)–(d)", 5, COUNT),
    ("over 5", 1242, COUNT),
    ("a third", 3, COUNT),
    ("9 of 10", 90, PERCENT),
    ("90 studies", 90, PERCENT),
    ("n = 90", 90, PERCENT),
    ("0.9", 90, PERCENT),
    ("90.4%", 90, PERCENT),
    ("-90%", 90, PERCENT),
    ("ninety", 90, PERCENT),
    ("90 – 0%", 90, PERCENT),
    ("22–63%", (22, 62), PERCENT),
    ("62–22%", (22, 62), PERCENT),
    ("22%", (22, 62), PERCENT),
    ("2013–25", (2013, 2024), YEARS),
    ("2013", (2013, 2024), YEARS),
    ("11–97%", (11, 97), COUNT),
    ("6.50 to 1.50", MINUTES, Style("decimal", 2)),
    ("1.50 to −6.50", MINUTES, Style("decimal", 2)),
    ("p < .001", Decimal("0.002"), Style("p")),
    ("p = .03", Decimal("0.04"), Style("p")),
    ("p > .05", Decimal("0.03"), Style("p")),
    ("3 × 10⁻²", Decimal("0.003"), Style("decimal", 3)),
    ("5 March 2024", date(2024, 3, 4), Style("date")),
    ("April 2024", date(2024, 3, 4), Style("date")),
    ("March 2023", date(2024, 3, 4), Style("date")),
    ("2024", date(2024, 3, 4), Style("date")),
]


@pytest.mark.parametrize(("printed", "value", "style"), SAME)
def test_said(printed: str, value: Any, style: Style) -> None:  # noqa: ANN401 - any quantity
    """A spelling says the value that its reader takes it to say."""
    assert same(printed, number("some.number", value, "A number", style=style))


@pytest.mark.parametrize(("printed", "value", "style"), OTHER)
def test_not_said(printed: str, value: Any, style: Style) -> None:  # noqa: ANN401 - any quantity
    """Another value, unit, sign, bound or order is not what the data give."""
    assert not same(printed, number("some.number", value, "A number", style=style))


@pytest.mark.parametrize("dash", DASHES)
def test_a_sign_is_read_whatever_its_dash(dash: str) -> None:
    """A number below zero is not its opposite, and is itself, with every dash in use."""
    assert not same(f"{dash}12", number("some.number", 12, "A number"))
    assert same(f"{dash}12", number("some.number", -12, "A number"))


@pytest.mark.parametrize("low", [f"{MINUS}6.50", "-6.5", f"{EN}6.50", "minus 6.50"])
@pytest.mark.parametrize("between", [" to ", EN, "-", f" {EN} ", " - ", ", ", "; ", " and "])
def test_a_range_that_begins_below_zero(low: str, between: str) -> None:
    """The first dash is a sign and the second parts the ends, in brackets or not."""
    minutes = number("some.range", MINUTES, "Minutes", style=Style("decimal", 2))
    assert same(f"{low}{between}1.50", minutes)
    assert same(f"[{low}{between}1.50]", minutes)
    assert not same(f"6.50{between}1.50", minutes)


def test_a_range_below_zero_at_both_ends() -> None:
    """A dash after the parting one is the sign of the second end."""
    low = number("some.range", (Fraction(-2), Fraction(-1)), "Change", style=Style("decimal", 0))
    assert all(same(text, low) for text in ("−2 to −1", "−2–−1", "-2 to -1", "(-2, -1)"))
    assert not same("−2 to 1", low)


def test_what_can_be_read() -> None:
    """A text without a number, a list or a date says so; its value must be taken instead."""
    assert not any(readable(text) for text in ("(listed)", "ERIC", "COVID-19", "final", ""))
    assert all(readable(text) for text in ("three-part", "(d)", "May 2024", "p. 7"))


def test_superscripts_are_marks_or_powers() -> None:
    """A raised digit behind a number is a note's mark, behind "× 10" a power."""
    assert spelled("12³") == "12"
    assert [one.value for one in amounts("2 × 10³")] == [2000]


def test_two_readings_of_a_short_date() -> None:
    """Day and month may change places where both could be a month, and only there."""
    assert len(printed_dates("04/03/2024")[0].readings) == 2
    assert printed_dates("29/11/2021")[0].readings == ((2021, 11, 29),)


def test_lists_by_letter_or_slash() -> None:
    """A list of letters or of words between slashes counts its members; prose does not."""
    assert listed_members("a) b) c)") == 3
    assert listed_members("primary/second/third/final") == 4
    assert listed_members("two studies") is None
    assert listed_members("and/or") is None
    assert listed_members("first/third/third") is None
