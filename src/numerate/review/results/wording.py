"""How numbers are written: digits, words, percentages, ranges and dates, each rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, get_args

Scalar = int | float | Fraction | Decimal | date | str
Quantity = Scalar | tuple[Scalar, Scalar]

Kind = Literal["count", "decimal", "percent", "p", "year", "date", "text", "estimate"]

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_LARGEST_IN_WORDS = 10**12
_SMALLEST_P = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Style:
    """How a number is written by default.

    Attributes:
        kind: count (10,324), decimal, percent (the value is in percent points), p (a p value as
            APA writes it: .039, <.001), year (no grouping), date, text, or estimate (a composite).
        digits: Decimals of a decimal or percent.
        leading_zero: False writes .73, as APA asks for values that cannot exceed 1.
        journal: Whose style an estimate is written in; empty for the one of ``_quarto.yml``.
    """

    kind: Kind = "count"
    digits: int = 0
    leading_zero: bool = True
    journal: str = ""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            message = f"a style has no kind {self.kind!r}; one of {', '.join(get_args(Kind))}"
            raise ValueError(message)


def rounded(value: float | Fraction | Decimal, digits: int) -> Decimal:
    """The value rounded half away from zero, as journals and school do; never minus zero.

    A float counts as the decimal number that Python shows for it, so 0.285 is 0.29 and not 0.28.

    Raises:
        ValueError: When the value is not a finite number.

    >>> rounded(Fraction(1, 8), 2), rounded(-2.5, 0), rounded(0.285, 2)
    (Decimal('0.13'), Decimal('-3'), Decimal('0.29'))
    """
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**digits
        whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
        exact = Decimal(whole if value >= 0 else -whole).scaleb(-digits)
        return exact.quantize(Decimal(1).scaleb(-digits))
    decimal = Decimal(str(value))
    if not decimal.is_finite():
        message = f"{value} is not a number that can be written"
        raise ValueError(message)
    near = decimal.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return near or abs(near)


def in_words(value: int) -> str:
    """A whole number in English words.

    >>> in_words(68), in_words(10324)
    ('sixty-eight', 'ten thousand three hundred twenty-four')
    """
    if value < 0:
        return f"minus {in_words(-value)}"
    if value < len(ONES):
        return ONES[value]
    if value < 100:  # noqa: PLR2004 - two digits
        tens, ones = divmod(value, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    for size, name in _SCALES:
        if value >= size:
            many, rest = divmod(value, size)
            return f"{in_words(many)} {name}" + (f" {in_words(rest)}" if rest else "")
    raise AssertionError(value)  # pragma: no cover - the scales cover every number from 100


def ordinal(value: int) -> str:
    """A whole number as an ordinal in words.

    >>> [ordinal(n) for n in (1, 2, 4, 20, 21)]
    ['first', 'second', 'fourth', 'twentieth', 'twenty-first']
    """
    words = in_words(value)
    last = words.replace("-", " ").rsplit(" ", maxsplit=1)[-1]
    stem = words[: len(words) - len(last)]
    if last in _ORDINALS:
        return stem + _ORDINALS[last]
    return stem + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def written(value: Quantity, style: Style) -> str:
    """The value in its default wording.

    >>> written(10324, Style()), written(95.6, Style("percent", 1))
    ('10,324', '95.6%')
    >>> written((0.4, 31.3), Style("percent", 1)), written(date(2021, 11, 29), Style("date"))
    ('0.4%–31.3%', 'November 29, 2021')

    A range that begins below zero is written with "to", for a dash beside a minus misleads (APA 7,
    6.6); one whose ends are written alike is written once.

    >>> written((-0.11, 0.1), Style("decimal", 2)), written((5, 5), Style())
    ('−0.11 to 0.10', '5')
    """
    if isinstance(value, tuple):
        low, high = (written(end, style) for end in value)
        if low == high:
            return low
        return f"{low} to {high}" if low.startswith("\N{MINUS SIGN}") else f"{low}–{high}"
    if isinstance(value, date):
        return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"
    if isinstance(value, str):
        return value
    return _number(value, style)


def forms(value: Quantity, style: Style) -> dict[str, str]:
    """The other wordings an author can ask for by ``as=``.

    >>> forms(68, Style())["Words"], forms(date(2021, 11, 29), Style("date"))["iso"]
    ('Sixty-eight', '2021-11-29')
    >>> forms((22, 62), Style("percent"))["low"]
    '22%'
    """
    if isinstance(value, tuple):
        low, high = value
        return {
            "low": written(low, style),
            "high": written(high, style),
            "to": f"{written(low, style)} to {written(high, style)}",
            "and": f"{written(low, style)} and {written(high, style)}",
            "bare": written(value, style).replace("%", ""),
        }
    if isinstance(value, date):
        return {"iso": value.isoformat(), "long": written(value, style), "year": str(value.year)}
    if isinstance(value, str):
        return {"capital": value[:1].upper() + value[1:]}
    return _number_forms(value, style)


def _number_forms(value: float | Fraction | Decimal, style: Style) -> dict[str, str]:
    text = _number(value, style)
    if style.kind == "p":
        return {"relation": f"< {text[1:]}" if text.startswith("<") else f"= {text}"}
    if style.kind == "percent":
        return {"bare": text.removesuffix("%"), "whole": _number(value, Style("percent", 0))}
    if style.kind == "count" and isinstance(value, int) and abs(value) < _LARGEST_IN_WORDS:
        return _count_forms(value)
    return {}


def _number(value: float | Fraction | Decimal, style: Style) -> str:
    if style.kind == "year":
        return str(int(value))
    if style.kind == "p":
        return _p_value(value)
    text = f"{rounded(value, style.digits):,f}".replace("-", "\N{MINUS SIGN}")
    if not style.leading_zero:
        text = (
            text.replace("0.", ".", 1) if text.lstrip("\N{MINUS SIGN}").startswith("0.") else text
        )
    return text + "%" if style.kind == "percent" else text


def _p_value(value: float | Fraction | Decimal) -> str:
    """A p value with three decimals and no leading zero; below .001 only that (APA 7, 6.36).

    >>> _p_value(Fraction(5, 128)), _p_value(Fraction(1, 8192)), _p_value(1)
    ('.039', '<.001', '1.000')
    """
    if value < _SMALLEST_P:
        return "<.001"
    return f"{rounded(value, 3):f}".removeprefix("0")


def _count_forms(value: int) -> dict[str, str]:
    words = in_words(value)
    many = {"plain": str(value), "words": words, "Words": words[:1].upper() + words[1:]}
    return many | ({"ordinal": ordinal(value)} if value > 0 else {})
