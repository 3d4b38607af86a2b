"""Conditions: how some rows of a table were chosen, as values that a program can apply again.

numbers.json stores them beside every number. Two versions of a review are compared by applying the
conditions of one to the data of the other, so they are data; the words that people read are made
from them and never read back (but for numbers.json of schema 1, which held only words).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Test = Literal["is", "is_not", "given", "missing", "in", "not_in", "at_least", "at_most", "words"]
Value = str | int | float | bool
_SIGNS = {"is": "=", "is_not": "≠", "at_least": "≥", "at_most": "≤"}


@dataclass(frozen=True, slots=True)
class Within:
    """The rows of another table that a value must occur in: a column of those chosen there."""

    table: str
    column: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on rows.

    Attributes:
        test: What is asked.
        column: The column that is looked at; of ``words``, the whole condition in words, which
            no program can apply.
        values: The values compared with; a date as YYYY-MM-DD.
        within: For ``in`` and ``not_in``, where the value must, or must not, occur.
    """

    test: Test
    column: str
    values: tuple[Value, ...] = ()
    within: Within | None = None

    @property
    def told(self) -> str:
        """The condition in words.

        >>> Condition("is", "strand", ("qual", "mixed")).told
        'strand = qual or mixed'
        >>> Condition("in", "id", (), Within("votes", "id", (Condition("given", "age"),))).told
        'id in (votes: age is given)'
        """
        if self.test == "words":
            return self.column
        if self.test in {"given", "missing"}:
            return f"{self.column} is {self.test}"
        if self.within is not None:
            verb = self.test.replace("_", " ")
            return f"{self.column} {verb} ({selection_told(self.within)})"
        shown = " or ".join(
            f"{value:g}" if self.test in {"at_least", "at_most"} else str(value)
            for value in self.values
        )
        return f"{self.column} {_SIGNS[self.test]} {shown}"

    def as_json(self) -> list[Any]:
        """The condition as numbers.json keeps it: column, test, and what it is held against.

        >>> Condition("is", "strand", ("qual",)).as_json()
        ['strand', 'is', 'qual']
        """
        entry: list[Any] = [self.column, self.test, *self.values]
        if self.within is not None:
            where = [one.as_json() for one in self.within.conditions]
            entry.append([self.within.table, self.within.column, where])
        return entry


def condition(test: Test, column: str, values: Iterable[Value | date] = ()) -> Condition:
    """A condition that compares with values; dates are kept as text."""
    kept = tuple(value.isoformat() if isinstance(value, date) else value for value in values)
    return Condition(test, column, kept)


def from_json(entries: Iterable[Sequence[Any]]) -> tuple[Condition, ...]:
    """Conditions as numbers.json keeps them, read back.

    Raises:
        ValueError: When an entry lacks its column or test.

    >>> from_json([["strand", "is", "qual"]])[0].told
    'strand = qual'
    """
    return tuple(_from_json(entry) for entry in entries)


def _from_json(entry: Sequence[Any]) -> Condition:
    column, test, *values = entry
    if test in {"in", "not_in"}:
        table, other, where = values[0]
        return Condition(test, column, within=Within(table, other, from_json(where)))
    return Condition(test, column, tuple(values))


def told(conditions: Iterable[Condition]) -> str:
    """All conditions of a selection in words; empty for all rows."""
    return "; ".join(one.told for one in conditions)


def selection_told(within: Within) -> str:
    """A selection of a table in words.

    >>> selection_told(Within("studies", "id"))
    'all studies'
    """
    words = told(within.conditions)
    return f"{within.table}: {words}" if words else f"all {within.table}"
