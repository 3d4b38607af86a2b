"""Suggestions: the numbers of the ledger that have exactly the value somebody typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from numerate.proof.check.facts import Facts, NumberFact
from numerate.proof.check.numerals import Numeral, plain

_LISTED = 5
_PARTIAL = frozenset({"low", "high", "year"})
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with that value, and the form in which it is written as typed."""

    number: NumberFact
    form: str

    @property
    def attribute(self) -> str:
        """What binds a text to it: ``num=flow.included as=words``."""
        return f"num={self.number.key}" + (f" as={self.form}" if self.form else "")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The numbers of a ledger by the ways in which each may be written."""

    _by_wording: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    _by_value: Mapping[int, tuple[Candidate, ...]] = field(default_factory=dict)

    def of(self, numeral: Numeral) -> tuple[Candidate, ...]:
        """The numbers that have this value exactly."""
        if numeral.kind in {"number", "percent", "range", "date"}:
            found = self._by_wording.get(plain(numeral.text), ())
            found += self._by_wording.get(numeral.plain, ())
        else:
            found = self._by_wording.get(plain(numeral.text), ())
            if numeral.value is not None and numeral.kind in {"word", "none"}:
                found += self._in_words(numeral)
        return tuple({one.number.key: one for one in reversed(found)}.values())[::-1]

    def _in_words(self, numeral: Numeral) -> tuple[Candidate, ...]:
        if numeral.value is None or numeral.value.denominator != 1:
            return ()
        form = "Words" if numeral.text[:1].isupper() else "words"
        found = self._by_value.get(int(numeral.value), ())
        return tuple(Candidate(one.number, form) for one in found)


def suggestions(facts: Facts | None) -> Suggestions:
    """The wordings and values of all numbers."""
    wordings: dict[str, list[Candidate]] = {}
    values: dict[int, list[Candidate]] = {}
    for number in facts.numbers.values() if facts else ():
        wordings.setdefault(plain(number.text), []).append(Candidate(number, ""))
        for form, text in number.forms.items():
            if form not in _PARTIAL:
                wordings.setdefault(plain(text), []).append(Candidate(number, form))
        if isinstance(number.value, int):
            values.setdefault(number.value, []).append(Candidate(number, ""))
    return Suggestions(
        {wording: tuple(found) for wording, found in wordings.items()},
        {value: tuple(found) for value, found in values.items()},
    )


def advice(numeral: Numeral, found: tuple[Candidate, ...], around: str) -> str:
    """What to do about a typed number: its key, or the keys it may have, never a guess.

    Args:
        numeral: The number.
        found: The numbers that have its value.
        around: The text around it, by whose words candidates are ordered.
    """
    text = numeral.text
    fixed = f"[{text}]{{.fixed}} if it is meant to be typed"
    if not found:
        return f"compute it in analysis/ and bind it, or write {fixed}"
    if len(found) == 1:
        one = found[0]
        return (
            f"write [{text}]{{{one.attribute}}} if it means «{one.number.definition}»; else {fixed}"
        )
    words = set(_WORD.findall(around.lower()))
    ranked = sorted(found, key=lambda one: (-_likeness(one.number, words), one.number.key))
    named = ", ".join(one.number.key for one in ranked[:_LISTED])
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    return f"bind it to what it counts, of the numbers with this value: {named}{more}; or {fixed}"


def _likeness(number: NumberFact, words: set[str]) -> int:
    return len(
        words & set(_WORD.findall(f"{number.key} {number.definition} {number.unit}".lower()))
    )


def fraction_of(value: object) -> Fraction | None:
    """A stored value as a fraction; None when it is no number.

    >>> fraction_of(95.6), fraction_of("2021-11-29")
    (Fraction(478, 5), None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Fraction(str(value))
