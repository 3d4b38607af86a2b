"""Extractions made in memory, and what a part yields on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.parts.declaration import Declaration
from numerate.review.extraction import Extraction, Rows
from numerate.review.extraction.rows import Table as Table_
from numerate.review.results import CitationSet, Claim, Figure, Number, Table


@dataclass(frozen=True)
class Made:
    """What a part yielded, by kind and key."""

    numbers: Mapping[str, Number]
    claims: Mapping[str, Claim]
    citations: Mapping[str, CitationSet]
    tables: Mapping[str, Table]
    figures: Mapping[str, Figure]
    advice: tuple[Issue, ...]

    def value(self, key: str) -> Any:  # noqa: ANN401 - of whatever type the number is
        """The value of a number."""
        return self.numbers[key].value

    def text(self, key: str) -> str:
        """The number as it is printed."""
        return self.numbers[key].text


def tables(**given: tuple[Sequence[str], Sequence[Sequence[Any]]]) -> Extraction:
    """An extraction of tables given as columns and rows; None is a missing value."""
    return Extraction({name: _table(name, *one) for name, one in given.items()})


def _table(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table_:
    """A table whose whole numbers stay whole beside a missing one, as in a reading from disk."""
    made = Rows.of(name, columns, rows, key=columns[0]).table
    for place, column in enumerate(columns):
        held = [row[place] for row in rows if row[place] is not None]
        if held and all(type(value) is int for value in held):
            made.typed[column] = made.typed[column].astype("Int64")
    return made


def run(part: Declaration, data: Extraction) -> Made:
    """What a part yields; no key twice, and every number that a table prints or builds on there."""
    found = list(part(data))
    by_kind = {
        kind: {one.key: one for one in found if isinstance(one, kind)}
        for kind in (Number, Claim, CitationSet, Table, Figure)
    }
    advice = tuple(one for one in found if isinstance(one, Issue))
    assert sum(map(len, by_kind.values())) + len(advice) == len(found), "a key twice"
    return Made(*by_kind.values(), advice)  # type: ignore[arg-type]


def faults(part: Declaration, data: Extraction) -> list[tuple[str, int | None, str]]:
    """The faults of a part: code, line and what was found; those that it yields among them."""
    found: list[Issue] = []
    try:
        found += [one for one in part(data) if isinstance(one, Issue)]
    except NumerateError as error:
        found += error.issues
    return [(one.code, one.line, one.found) for one in found if one.severity == "fault"]
