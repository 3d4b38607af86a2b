"""Likeness: whether a printed text states a computed number, at the precision printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from numerate.review.results.estimate import Estimate
from numerate.review.results.number import Number
from numerate.review.results.printdates import PrintedDate, printed_dates
from numerate.review.results.printforms import Amount, amounts, listed_members, spelled
from numerate.review.results.wording import Quantity
from numerate.review.synthesis.feasibility import rounded_both_ways

# wordings that tell only a part: one end of a range, the year of a date
_PARTS_OF_A_VALUE = frozenset({"low", "high", "year"})
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_COUNTED = re.compile(r"[^\W\d_]{2,}")
_BESIDE_A_PERCENTAGE = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|over|under|more|less|than|at|least|most"
    r"|between|from|to|through|and|or|up|percent|per|cent|pct|minus|negative|below|above|some|circa"
    r"|exactly|only|just|of|the|all)\b",
    re.IGNORECASE,
)


def readable(printed: str) -> bool:
    """Whether a text states a number, a list or a date at all.

    >>> readable("twelve records"), readable("(a)-(e)"), readable("(listed)")
    (True, True, False)
    """
    return bool(amounts(printed) or printed_dates(printed)) or listed_members(printed) is not None


def same(printed: str, number: Number, *, bare: bool = False) -> bool:
    """Whether a printed text states the number's value at the precision printed.

    A percentage is stated only as one (with its sign, in words, or as a bare value without
    anything counted), and no count is stated by a percentage. A tie may be rounded half up or half
    to even. A bound ("more than 10,000") is right when the value lies just beyond it.

    Args:
        printed: The text.
        number: The computed number.
        bare: Whether the text is a value for machines, where ``74.8`` may be a percentage.

    >>> from numerate.review.results import Style, number
    >>> share = number("share.first", Fraction(200, 7), "A share", style=Style("percent", 1))
    >>> same("28.6%", share), same("28.5%", share), same("29%", share), same("29 records", share)
    (True, False, True, False)
    """
    value = number.value
    wordings = [text for form, text in number.forms.items() if form not in _PARTS_OF_A_VALUE]
    if printed.strip() and _plain(printed) in {_plain(text) for text in (number.text, *wordings)}:
        return True
    if isinstance(value, date):
        return any(_is_day(one, value) for one in printed_dates(printed)[:1])
    if isinstance(value, str):
        return _same_digits(printed, value)
    if isinstance(value, Estimate):
        return _same_estimate(printed, value)
    if isinstance(value, tuple):
        return _same_range(printed, value, number, bare=bare)
    return _same_amount(printed, value, number, bare=bare)


def _plain(text: str) -> str:
    return re.sub(r"\s+|(?<=\d),(?=\d{3}(?!\d))", "", spelled(text)).lower()


def _is_day(printed: PrintedDate, value: date) -> bool:
    return any(
        (year, month, day or value.day) == (value.year, value.month, value.day)
        for year, month, day in printed.readings
    )


def _same_digits(printed: str, value: str) -> bool:
    """Whether two texts have the same numbers in the same order, and at least one."""
    wanted = _DIGITS.findall(spelled(printed).replace(",", ""))
    return bool(wanted) and wanted == _DIGITS.findall(spelled(value).replace(",", ""))


def _same_estimate(printed: str, value: Estimate) -> bool:
    """An estimate is all its numbers in order, those in parentheses too."""
    found, given = amounts(printed), value.numbers()
    return len(found) == len(given) and all(
        _states(_exact(one), shown, is_p=True) for one, shown in zip(given, found, strict=True)
    )


def _same_range(
    printed: str, value: tuple[Quantity, Quantity], number: Number, *, bare: bool
) -> bool:
    if any(isinstance(end, date) for end in value):
        days = printed_dates(printed)
        return len(days) == len(value) and all(
            isinstance(end, date) and _is_day(day, end)
            for day, end in zip(days, value, strict=True)
        )
    found = _outside(amounts(printed))
    # "between … and at least": no relation may stand at the end of a range
    if len(found) != len(value) or any(one.relation == "!=" for one in found):
        return False
    if number.style.kind == "percent" and not (bare or _stated_percent(found, printed)):
        return False
    if number.style.kind != "percent" and any(one.percent for one in found):
        return False
    return all(_rounds_to(_exact(end), one) for end, one in zip(value, found, strict=True))


def _same_amount(
    printed: str, value: float | Fraction | Decimal, number: Number, *, bare: bool
) -> bool:
    members = listed_members(printed)
    if members is not None and number.style.kind == "count":
        return members == value
    found = amounts(printed)
    if number.style.kind == "percent":
        found = tuple(one for one in found if one.percent) or (
            _outside(found) if bare or _stated_percent(found, printed) else ()
        )
    else:
        found = tuple(one for one in found if not one.percent)
    chosen = _main(found)
    is_p = number.style.kind == "p"
    return bool(chosen) and all(_states(_exact(value), one, is_p=is_p) for one in chosen)


def _stated_percent(found: Sequence[Amount], printed: str) -> bool:
    """Whether amounts are percentages: they say so, or stand bare without anything counted."""
    if any(one.percent for one in found):
        return all(one.percent for one in found)
    if any(one.labelled or one.word or one.base for one in found):
        return False
    return not _COUNTED.search(_BESIDE_A_PERCENTAGE.sub("", spelled(printed)))


def _outside(found: Sequence[Amount]) -> tuple[Amount, ...]:
    return tuple(one for one in found if not one.aside)


def _main(found: Sequence[Amount]) -> tuple[Amount, ...]:
    """The amounts that are meant: labelled before others, digits before words, no bases."""
    pool = [one for one in found if not one.base]
    pool = [one for one in pool if not one.aside] or pool
    for better in ([one for one in pool if one.labelled], [one for one in pool if not one.word]):
        if better:
            return tuple(better)
    return tuple(pool)


def _states(value: Fraction, one: Amount, *, is_p: bool) -> bool:
    step = Fraction(10) ** -_told_digits(one)
    apart = value - one.value
    near = is_p or abs(apart) <= step
    return {
        "": _rounds_to(value, one),
        "~": _rounds_to(value, one, _told_digits(one)),
        "<": apart < 0 and near,
        "<=": apart <= 0 and near,
        ">": apart > 0 and near,
        ">=": apart >= 0 and near,
        "!=": False,
    }[one.relation]


def _told_digits(one: Amount) -> int:
    """The decimals of a round number, negative for its zeros: 1200 is told in hundreds."""
    if one.digits > 0 or one.value == 0 or one.value.denominator != 1:
        return one.digits
    text = str(abs(one.value.numerator))
    return min(one.digits, len(text.rstrip("0")) - len(text))


def _rounds_to(value: Fraction, one: Amount, digits: int | None = None) -> bool:
    power = Fraction(10) ** (one.digits if digits is None else digits)
    return value == one.value or any(
        Fraction(whole) == one.value * power for whole in rounded_both_ways(value * power, 0)
    )


def _exact(value: Quantity) -> Fraction:
    if isinstance(value, float | Decimal):
        return Fraction(str(value))
    if isinstance(value, int | Fraction):
        return Fraction(value)
    raise TypeError(f"{value!r} is not a number")
