"""Selections: which rows a number stood on, found again from the words of its origin.

numbers.json tells of each selection its table, its conditions in words, how many rows there were
and a checksum of them. The words are read here and applied to the version's own data; count and
checksum then say whether the rows found are the very rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from numerate.paper.changes.sheets import Sheet, digest, sheet
from numerate.paper.changes.version import Version

_VERIFIED = 2000
_AMONG = re.compile(r"(?P<column>\S+) (?P<no>not )?in \((?P<inner>.*)\)", re.DOTALL)
_EQUAL = re.compile(r"(?P<column>\S+) (?P<sign>=|≠) (?P<values>.*)", re.DOTALL)
_GIVEN = re.compile(r"(?P<column>\S+) is (?P<what>given|missing)")
_BOUND = re.compile(r"(?P<column>\S+) (?P<sign>≥|≤) (?P<bound>-?[0-9.e+-]+)")
_BOOLEANS = {"True": ("true", "True", "TRUE"), "False": ("false", "False", "FALSE")}

Test = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of a table that were selected.

    Attributes:
        rows: Their names.
        exact: Whether they are the very rows; else a condition could not be read from its words,
            and the rows that meet all other conditions stand here.
        within: The selections of other tables that the conditions name: table and words.
    """

    rows: frozenset[str]
    exact: bool
    within: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Selector:
    """Finds the rows of selections in one version, each once."""

    version: Version
    _known: dict[tuple[str, str], Chosen] = field(default_factory=dict)
    _stored: dict[tuple[str, str], Chosen] = field(default_factory=dict)

    def sheet(self, table: str) -> Sheet:
        """The rows of a data table; empty when there is none of that name."""
        facts = self.version.dictionary.get(table)
        content = self.version.data.get(table)
        if facts is None or content is None:
            return Sheet((), {})
        return sheet(content, facts.key)

    def stored(self, selection: Mapping[str, Any]) -> Chosen:
        """The rows of a selection as numbers.json keeps it."""
        table, how = str(selection["table"]), str(selection["selection"])
        digested = str(selection.get("hash", ""))
        if (table, how + digested) not in self._stored:
            self._stored[table, how + digested] = self._found(table, how, selection)
        return self._stored[table, how + digested]

    def _found(self, table: str, how: str, selection: Mapping[str, Any]) -> Chosen:
        found = self.worded(table, how)
        listed = frozenset(str(one) for one in selection.get("ids", ()))
        if listed or not selection["count"]:
            return Chosen(listed, exact=True, within=found.within)
        exact = len(found.rows) == selection["count"]
        if exact and len(found.rows) <= _VERIFIED:
            exact = digest(self.sheet(table), found.rows) == selection.get("hash")
        return Chosen(found.rows, exact=exact, within=found.within)

    def worded(self, table: str, how: str) -> Chosen:
        """The rows that conditions in words select."""
        known = self._known.get((table, how))
        if known is not None:
            return known
        *before, last = split(how) or [""]
        made = self._narrowed(table, before, last) if last else self._all(table)
        self._known[table, how] = made
        return made

    def _all(self, table: str) -> Chosen:
        return Chosen(frozenset(self.sheet(table).rows), exact=True)

    def _narrowed(self, table: str, before: list[str], condition: str) -> Chosen:
        """The rows that earlier conditions leave, narrowed by one more."""
        left = self.worded(table, "; ".join(before))
        whole = self.sheet(table)
        within = list(left.within)
        test = self._test(table, whole, condition, within)
        if test is None:
            return Chosen(left.rows, exact=False, within=tuple(within))
        rows = whole.rows
        kept = frozenset([name for name in left.rows if test(rows[name])])
        return Chosen(kept, exact=left.exact, within=tuple(within))

    def _test(
        self, table: str, whole: Sheet, condition: str, within: list[tuple[str, str]]
    ) -> Test | None:
        """The test that a condition asks for; None when its words cannot be read."""
        if found := _AMONG.fullmatch(condition):
            return self._among(whole, found, within)
        if found := _GIVEN.fullmatch(condition):
            none = self._missing(table, found["column"])
            return _held(whole, found["column"], none, wanted=found["what"] == "missing")
        if found := _BOUND.fullmatch(condition):
            return _bound(whole, found)
        if found := _EQUAL.fullmatch(condition):
            values = spellings(found["values"])
            return _held(whole, found["column"], values, wanted=found["sign"] == "=")
        return None

    def _among(
        self, whole: Sheet, found: re.Match[str], within: list[tuple[str, str]]
    ) -> Test | None:
        inner = found["inner"]
        table, _, how = inner.partition(": ")
        if inner.startswith("all ") and not how:
            table = inner.removeprefix("all ")
        other = self.sheet(table)
        there = other.position(found["column"])
        if there is None:
            return None
        within.append((table, how))
        chosen = self.worded(table, how)
        none = self._missing(table, found["column"])
        values = frozenset(other.rows[row][there] for row in chosen.rows) - none
        return _held(whole, found["column"], values, wanted=not found["no"])

    def _missing(self, table: str, column: str) -> frozenset[str]:
        facts = self.version.dictionary.get(table)
        if facts is None:
            return frozenset({""})
        return facts.missing.get(column, facts.missing.get("", frozenset({""})))


def _held(whole: Sheet, column: str, values: frozenset[str], *, wanted: bool) -> Test | None:
    """Whether a cell is, or is not, one of some texts; None when there is no such column."""
    place = whole.position(column)
    if place is None:
        return None
    return lambda cells: (cells[place] in values) == wanted


def _bound(whole: Sheet, found: re.Match[str]) -> Test | None:
    place = whole.position(found["column"])
    if place is None:
        return None
    bound = float(found["bound"])
    low = found["sign"] == "≥"

    def test(cells: tuple[str, ...]) -> bool:
        try:
            value = float(cells[place])
        except ValueError:
            return False
        return value >= bound if low else value <= bound

    return test


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


def spellings(values: str) -> frozenset[str]:
    """Every text that may be meant by values in words: a value may hold the word "or" itself.

    >>> sorted(spellings("gender or sex"))
    ['gender', 'gender or sex', 'sex']
    """
    parts = values.split(" or ")
    found = {
        " or ".join(parts[first:last])
        for first in range(len(parts))
        for last in range(first + 1, len(parts) + 1)
    }
    return frozenset(found | {one for part in parts for one in _BOOLEANS.get(part, ())})
