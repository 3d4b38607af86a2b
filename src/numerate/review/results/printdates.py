"""Printed dates: the days and months that a text names, in the orders of several countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from numerate.review.results.printforms import spelled

# English, German, French, Spanish, Italian, Portuguese, Dutch and the Nordic languages, by the
# letters that tell a month from the others
_MONTHS = (
    r"jan(?:uary|uar|\.)?|janvier|enero|gennaio|janeiro|januari|jänner",
    r"feb(?:ruary|ruar|ruari|braio|rero|\.)?|février|fevereiro",
    r"mar(?:ch|s|zo|ço|\.)?|märz|maart",
    r"apr(?:il|ile|\.)?|avril|abril",
    r"may|mai|mayo|maggio|maio|mei|maj",
    r"jun(?:e|i|io|ho|\.)?|juin|giugno",
    r"jul(?:y|i|io|ho|\.)?|juillet|luglio",
    r"aug(?:ust|usti|ustus|\.)?|août|agosto",
    r"sep(?:tember|tembre|tiembre|t\.|t|\.)?|settembre|setembro",
    r"oct(?:ober|obre|\.)?|oktober|ottobre|outubro|okt\.?",
    r"nov(?:ember|embre|iembre|embro|\.)?",
    r"dec(?:ember|\.)?|dezember|décembre|diciembre|dicembre|dezembro|desember",
)
_NAME = "|".join(f"(?P<m{n}>{names})" for n, names in enumerate(_MONTHS, start=1))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_OF = r"(?:\s?(?:of|de|del|,)?\s|\.\s?|-|,\s?)"
_FORMS = (
    re.compile(rf"\b{_DAY}{_OF}(?:{_NAME})(?![^\W\d_]){_OF}{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_NAME})(?![^\W\d_])\s?{_DAY},?\s{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_NAME})(?![^\W\d_]){_OF}{_YEAR}\b", re.IGNORECASE),
)
_ISO = re.compile(rf"\b{_YEAR}(?P<by>[-/.])(?P<month>\d{{1,2}})(?P=by)(?P<day>\d{{1,2}})\b")
_SHORT = re.compile(rf"\b(?P<first>\d{{1,2}})(?P<by>[-/.]\s?)(?P<second>\d{{1,2}})(?P=by){_YEAR}\b")
_LAST_MONTH, _LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date that a text names.

    Attributes:
        readings: Year, month and day; two readings where day and month may change places, no day
            where only a month is named.
        start: Where it begins in the read text.
        end: Where it ends.
    """

    readings: tuple[tuple[int, int, int | None], ...]
    start: int
    end: int


def printed_dates(text: str) -> tuple[PrintedDate, ...]:
    """The dates that a text names, in its order.

    >>> [one.readings for one in printed_dates("4 March 2024, then May 2024 and 2024-06-01")]
    [((2024, 3, 4),), ((2024, 5, None),), ((2024, 6, 1),)]
    >>> printed_dates("04/03/2024")[0].readings
    ((2024, 3, 4), (2024, 4, 3))
    """
    found: list[PrintedDate] = []
    for one in _all(spelled(text)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _all(plain: str) -> Iterator[PrintedDate]:
    for form in _FORMS:
        for found in form.finditer(plain):
            month = next(n for n in range(1, _LAST_MONTH + 1) if found[f"m{n}"])
            day = int(found["day"]) if "day" in form.groupindex else None
            yield from _dated(found, [(int(found["year"]), month, day)])
    for found in _ISO.finditer(plain):
        yield from _dated(found, [(int(found["year"]), int(found["month"]), int(found["day"]))])
    for found in _SHORT.finditer(plain):
        first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
        yield from _dated(
            found, list(dict.fromkeys([(year, second, first), (year, first, second)]))
        )


def _dated(
    found: re.Match[str], readings: list[tuple[int, int, int | None]]
) -> Iterator[PrintedDate]:
    kept = tuple(
        one for one in readings if 1 <= one[1] <= _LAST_MONTH and 1 <= (one[2] or 1) <= _LAST_DAY
    )
    if kept:
        yield PrintedDate(readings=kept, start=found.start(), end=found.end())
