"""Conditions read from words: only for numbers.json of schema 1, which kept nothing else.

A version built by an early numerate can so still be compared. A value that held ``or`` is
ambiguous in words, so every spelling it can have counts; the checksum says whether the rows found
are the very rows.
"""

from __future__ import annotations

import re

from numerate.review.extraction.conditions import Condition, Test, Within

_AMONG = re.compile(r"(?P<column>\S+) (?P<no>not )?in \((?P<inner>.*)\)", re.DOTALL)
_EQUAL = re.compile(r"(?P<column>\S+) (?P<sign>=|≠) (?P<values>.*)", re.DOTALL)
_GIVEN = re.compile(r"(?P<column>\S+) is (?P<what>given|missing)")
_BOUND = re.compile(r"(?P<column>\S+) (?P<sign>≥|≤) (?P<bound>-?[0-9.e+-]+)")
_TRUTH: dict[str, bool] = {"True": True, "False": False}


def from_words(how: str) -> tuple[Condition, ...]:
    """The conditions of a selection that is told in words.

    >>> [one.test for one in from_words("strand = qual; id in (votes: age is given)")]
    ['is', 'in']
    """
    return tuple(_condition(part) for part in split(how))


def _condition(words: str) -> Condition:
    if found := _AMONG.fullmatch(words):
        test: Test = "not_in" if found["no"] else "in"
        table, _, how = found["inner"].partition(": ")
        if not how:
            table = table.removeprefix("all ")
        within = Within(table, found["column"], from_words(how))
        return Condition(test, found["column"], within=within)
    if found := _GIVEN.fullmatch(words):
        return Condition("given" if found["what"] == "given" else "missing", found["column"])
    if found := _BOUND.fullmatch(words):
        test = "at_least" if found["sign"] == "≥" else "at_most"
        return Condition(test, found["column"], (float(found["bound"]),))
    if found := _EQUAL.fullmatch(words):
        test = "is" if found["sign"] == "=" else "is_not"
        return Condition(test, found["column"], spellings(found["values"]))
    return Condition("words", words)


def split(how: str) -> list[str]:
    """The conditions of a selection; those inside brackets belong to another table.

    >>> split("strand = qual; id in (a: x = 1; y = 2)")
    ['strand = qual', 'id in (a: x = 1; y = 2)']
    """
    parts: list[str] = []
    depth, start = 0, 0
    for place, sign in enumerate(how):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and how.startswith("; ", place):
            parts.append(how[start:place])
            start = place + 2
    return [part for part in (*parts, how[start:]) if part]


def spellings(values: str) -> tuple[str | bool, ...]:
    """Every value that may be meant by words: a value may hold the word "or" itself.

    >>> spellings("gender or sex")
    ('gender', 'gender or sex', 'sex')
    """
    parts = values.split(" or ")
    found = {
        " or ".join(parts[first:last])
        for first in range(len(parts))
        for last in range(first + 1, len(parts) + 1)
    }
    return (*sorted(found), *(_TRUTH[part] for part in parts if part in _TRUTH))
