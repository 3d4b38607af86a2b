"""Selections: which rows a number stood on, found again from the conditions of its origin.

numbers.json tells of each selection its table, its conditions, how many rows there were and a
checksum of them. The conditions are applied to the version's own data; count and checksum then say
whether the rows found are the very rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from numerate.paper.changes.sheets import Sheet, digest, sheet
from numerate.paper.changes.version import Version
from numerate.paper.changes.worded_conditions import from_words
from numerate.review.extraction.conditions import Condition, Value, Within, from_json

_VERIFIED = 2000

Conditions = tuple[Condition, ...]
_Passes = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of a table that were selected.

    Attributes:
        rows: Their names.
        exact: Whether they are the very rows; else a condition is kept in words only, and the
            rows that meet all other conditions stand here.
        within: The selections of other tables that the conditions name.
    """

    rows: frozenset[str]
    exact: bool
    within: tuple[tuple[str, Conditions], ...] = ()


@dataclass(slots=True)
class Selector:
    """Finds the rows of selections in one version, each once."""

    version: Version
    _known: dict[tuple[str, Conditions], Chosen] = field(default_factory=dict)
    _stored: dict[tuple[str, Conditions, str], Chosen] = field(default_factory=dict)

    def sheet(self, table: str) -> Sheet:
        """The rows of a data table; empty when there is none of that name."""
        facts = self.version.dictionary.get(table)
        content = self.version.data.get(table)
        if facts is None or content is None:
            return Sheet((), {})
        return sheet(content, facts.key)

    def stored(self, selection: Mapping[str, Any]) -> Chosen:
        """The rows of a selection as numbers.json keeps it."""
        table, conditions = str(selection["table"]), conditions_of(selection)
        known = (table, conditions, str(selection.get("hash", "")))
        if known not in self._stored:
            self._stored[known] = self._found(table, conditions, selection)
        return self._stored[known]

    def _found(self, table: str, conditions: Conditions, selection: Mapping[str, Any]) -> Chosen:
        found = self.meeting(table, conditions)
        listed = frozenset(str(one) for one in selection.get("ids", ()))
        if listed or not selection["count"]:
            return Chosen(listed, exact=True, within=found.within)
        exact = len(found.rows) == selection["count"]
        if exact and len(found.rows) <= _VERIFIED:
            exact = digest(self.sheet(table), found.rows) == selection.get("hash")
        return Chosen(found.rows, exact=exact, within=found.within)

    def meeting(self, table: str, conditions: Conditions) -> Chosen:
        """The rows of a table that meet all conditions."""
        known = self._known.get((table, conditions))
        if known is not None:
            return known
        if conditions:
            made = self._narrowed(table, self.meeting(table, conditions[:-1]), conditions[-1])
        else:
            made = Chosen(frozenset(self.sheet(table).rows), exact=True)
        self._known[table, conditions] = made
        return made

    def _narrowed(self, table: str, left: Chosen, condition: Condition) -> Chosen:
        """The rows that earlier conditions leave, narrowed by one more."""
        whole = self.sheet(table)
        passes = self._test(table, whole, condition)
        within = left.within
        if condition.within is not None:
            within = (*within, (condition.within.table, condition.within.conditions))
        if passes is None:
            return Chosen(left.rows, exact=False, within=within)
        kept = frozenset(name for name in left.rows if passes(whole.rows[name]))
        return Chosen(kept, exact=left.exact, within=within)

    def _test(self, table: str, whole: Sheet, condition: Condition) -> _Passes | None:
        """The test that a condition asks for; None when no program can apply it."""
        place = whole.position(condition.column)
        if place is None or condition.test == "words":
            return None
        if condition.test in {"at_least", "at_most"}:
            return _bound(place, float(condition.values[0]), low=condition.test == "at_least")
        if condition.test in {"given", "missing"}:
            cells: frozenset[str] | None = self._missing(table, condition.column)
        elif condition.within is not None:
            cells = self._values(condition.within)
        else:
            cells = frozenset(text for value in condition.values for text in _texts(value))
        if cells is None:
            return None
        wanted, asked = condition.test in {"is", "in", "missing"}, cells
        return lambda row: (row[place] in asked) == wanted

    def _values(self, within: Within) -> frozenset[str] | None:
        """The cells of a column of the rows chosen in another table."""
        other = self.sheet(within.table)
        there = other.position(within.column)
        if there is None:
            return None
        chosen = self.meeting(within.table, within.conditions)
        none = self._missing(within.table, within.column)
        return frozenset(other.rows[row][there] for row in chosen.rows) - none

    def _missing(self, table: str, column: str) -> frozenset[str]:
        facts = self.version.dictionary.get(table)
        if facts is None:
            return frozenset({""})
        return facts.missing.get(column, facts.missing.get("", frozenset({""})))


def conditions_of(selection: Mapping[str, Any]) -> Conditions:
    """The conditions of a stored selection; schema 1 kept them in words."""
    if "where" in selection:
        return from_json(selection["where"])
    return from_words(str(selection.get("selection", "")))


def _texts(value: Value) -> tuple[str, ...]:
    """The texts by which a CSV may hold a value."""
    text = str(value)
    return (text.lower(), text, text.upper()) if isinstance(value, bool) else (text,)


def _bound(place: int, bound: float, *, low: bool) -> _Passes:
    def passes(row: tuple[str, ...]) -> bool:
        try:
            value = float(row[place])
        except ValueError:
            return False
        return value >= bound if low else value <= bound

    return passes
