"""Rows of the records table: an id made from what a record says, and cells in the table's shape.

The id is a digest of the record's words with its round and database, so the same export imported
twice makes the same ids, whatever the order of its records or the name of its file. Two records of
one file that say the same are two: the second's id ends in -2.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.records.batches import PLACE, Row
from numerate.review.records.fields import RECORD_FIELDS
from numerate.review.records.tablefiles import Held

# An abstract or a list of keywords may grow between two exports of one record.
TOLD: Final = (
    "source_id", "type", "title", "authors", "year", "journal", "volume", "issue", "pages", "doi",
    "pmid",
)  # fmt: skip
_PLACES: Final = tuple(PLACE[name] for name in TOLD)
_DATABASE: Final = PLACE["database"]
_SERIAL: Final = re.compile(r"(?P<prefix>\D*)(?P<number>\d+)")
_OWN: Final = frozenset(RECORD_FIELDS)


def digest(cells: Iterable[str], scope: str) -> str:
    """Sixteen hexadecimal digits for what a record says.

    >>> digest(["Reading aloud", "2019"], "1 eric")
    'a2beaf519956c50c'
    """
    told = "\x1f".join((scope, *cells)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=8).hexdigest()


@dataclass(slots=True)
class Identities:
    """Ids of the records of one import, and which of them the table has already."""

    round: str
    database: str
    there: Mapping[str, str]
    seen: dict[str, int] = field(default_factory=dict)

    def of(self, row: Row) -> tuple[str, str, str]:
        """The identity of a record, its database, and the id it has in the table or nothing."""
        database = self.database or row[_DATABASE]
        made = digest([row[place] for place in _PLACES], f"{self.round} {database}")
        identity = self.numbered(made)
        return identity, database, self.there.get(identity, "")

    def numbered(self, made: str) -> str:
        """The digest, with a number behind it when the file holds it again."""
        count = self.seen.get(made, 0) + 1
        self.seen[made] = count
        return made if count == 1 else f"{made}-{count}"

    def all_numbered(self, made: list[str]) -> list[str]:
        """The same of many digests; they are gone through only where some stand there twice."""
        first = dict.fromkeys(made, 1)
        if len(first) < len(made) or not self.seen.keys().isdisjoint(first):
            return [self.numbered(one) for one in made]
        self.seen.update(first)
        return made


def identities_in(held: Held) -> dict[str, str]:
    """The records that a table has, by identity; with the id that the table has for each."""
    key = identity_column(held)
    if key == "record_id" and not _pattern(held):
        place = held.header.index(key) if key in held.header else 0
        return {cells[place]: cells[place] for cells in held.rows}
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for row in held.dictionaries():
        told = [row.get(name, "") for name in TOLD]
        if not any(told):
            continue
        made = digest(told, f"{row.get('round', '')} {row.get('database', '')}")
        seen[made] += 1
        found[f"{made}-{seen[made]}" if seen[made] > 1 else made] = row[key]
    return found


def identity_column(held: Held) -> str:
    """The column of the table that tells a record from another."""
    return held.key[0] if len(held.key) == 1 else "record_id"


def _pattern(held: Held) -> str:
    constraints = held.field(identity_column(held)).get("constraints") or {}
    return str(constraints.get("pattern", ""))


def numbered(held: Held) -> Iterator[str] | None:
    """The next ids of a table that has a pattern of its own for them; None when ours will do.

    Raises:
        NumerateError: When no id in the table shows how they are counted.
    """
    pattern = _pattern(held)
    if not pattern or re.fullmatch(pattern, "0123456789abcdef"):
        return None
    place = held.header.index(identity_column(held))
    found = [match for cells in held.rows if (match := _SERIAL.fullmatch(cells[place]))]
    if not found:
        raise NumerateError(_unnumbered(held, pattern))
    last = max(found, key=lambda match: int(match["number"]))
    return _counting(last["prefix"], int(last["number"]), len(last["number"]))


def _counting(prefix: str, last: int, width: int) -> Iterator[str]:
    while True:
        last += 1
        yield f"{prefix}{last:0{width}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How the columns of a table of another shape are filled.

    Attributes:
        held: The table.
        constants: Cells that the person who imports gave, by column.
        searches: Column that points to the searches; empty when none does.
    """

    held: Held
    constants: Mapping[str, str]
    searches: str

    def cells(self, told: Mapping[str, str], search: str) -> tuple[str, ...]:
        """One row in the table's columns."""
        key = identity_column(self.held)
        made = []
        for name in self.held.columns:
            if name in self.constants:
                made.append(self.constants[name])
            elif name in {key, "duplicate_group"}:
                made.append(told["record_id"])
            elif name == self.searches:
                made.append(search)
            elif name == "kept":
                made.append("yes")
            elif told.get(name):
                made.append(told[name])
            else:
                made.append(self.held.missing(name))
        return tuple(made)


def filling(held: Held, constants: Mapping[str, str], shown: str) -> Filling:
    """How to fill a table.

    Raises:
        NumerateError: With one issue for each required column that nothing fills.
    """
    keys = held.resource["schema"].get("foreignKeys", [])
    searches = next(
        (_one(key["fields"]) for key in keys if key["reference"]["resource"] == "searches"), ""
    )
    filled = {identity_column(held), "duplicate_group", "kept", searches, *constants, *_OWN}
    lacking = [
        name
        for name in held.columns
        if (held.field(name).get("constraints") or {}).get("required") and name not in filled
    ]
    if lacking:
        raise NumerateError(_unfilled(name, shown) for name in lacking)
    return Filling(held=held, constants=constants, searches=searches)


def _one(fields: object) -> str:
    return str(fields[0]) if isinstance(fields, list) else str(fields)


def _unfilled(name: str, shown: str) -> Issue:
    return Issue(
        code="unfilled-column",
        file=shown,
        found=f"the table requires {name}, which no export tells",
        expected=f"a value of {name} for the records imported",
        todo=f"give --set {name}=VALUE with the import",
    )


def _unnumbered(held: Held, pattern: str) -> Issue:
    return Issue(
        code="unfilled-column",
        file=held.path.name,
        found=f"ids must match {pattern}, and the table has none to count on from",
        expected="at least one row, or no pattern",
        todo="take the pattern out of the data dictionary",
    )
