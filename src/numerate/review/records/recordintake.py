"""Records put into their table while they are read: new ones at its end, in the order of the file.

The table may hold millions of rows, so it is not rebuilt: what is there is copied, and each new row
goes to the disk at once. Only identities stay in memory.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from numerate.review.records.batches import PLACE, READ, Batch, Row
from numerate.review.records.fields import CONTENT, RECORD_FIELDS, RECORDS
from numerate.review.records.recordlinks import Matches
from numerate.review.records.recordrows import (
    Filling,
    Identities,
    filling,
    identities_in,
    identity_column,
    numbered,
)
from numerate.review.records.shapes import SHAPES
from numerate.review.records.tablefiles import Dictionary, Held, Staging, with_fields

DUPLICATES = "duplicates.csv"
_NEW_FILE = {name: PLACE[name] for name in ("source_id", *CONTENT)}
_AT_LINE = PLACE["source_line"]
_FIRST, _LAST = PLACE[CONTENT[0]], PLACE[CONTENT[-1]] + 1


@dataclass(slots=True)
class RecordTable:
    """The records table while an import writes to it.

    Attributes:
        held: The table as it was, with the columns that it gets.
        there: Records by identity, those of this import among them.
        staging: Where the new table is written.
        filled: How a table of another shape is filled; None for our own.
        numbers: Ids of a table that counts its records; None for our own.
        stack: What is open.
        fresh: Rows written so far.
        matches: What tells which record an article is, where an import asks for it.
    """

    held: Held
    there: dict[str, str]
    staging: Staging
    filled: Filling | None
    numbers: Iterator[str] | None
    stack: ExitStack = field(default_factory=ExitStack)
    fresh: int = 0
    matches: Matches | None = None
    _write: Callable[[Sequence[Sequence[str]]], Any] | None = None
    _file: TextIOWrapper | None = None

    def take(
        self, rows: Sequence[Row], identities: Identities, name: str, search: Mapping[str, str]
    ) -> tuple[list[str], Counter[str]]:
        """Put in records; each gets the id it has or had.

        Args:
            rows: Records as they were read.
            identities: Tells what is there already.
            name: Name of the file they come from.
            search: The id of the search of each database.

        Returns:
            The ids of the records in the table, in their order, and how many are new by database.
        """
        made: list[Sequence[str]] = []
        ids: list[str] = []
        fresh: Counter[str] = Counter()
        for row in rows:
            identity, database, known = identities.of(row)
            if known:
                ids.append(known)
                fresh[database] += 0
                continue
            record = next(self.numbers) if self.numbers else identity
            self.there[identity] = record
            ids.append(record)
            fresh[database] += 1
            if self.matches is not None:
                self.matches.add(record, dict(zip(READ, row, strict=True)))
            if self.filled is None:
                head = (record, row[0], identities.round, database)
                made.append((*head, *row[_FIRST:_LAST], name, row[_AT_LINE]))
            else:
                told = {column: row[place] for column, place in _NEW_FILE.items()}
                told |= {"record_id": record, "round": identities.round, "database": database}
                told |= {"source_file": name, "source_line": row[_AT_LINE]}
                made.append(self.filled.cells(told, search.get(database, "")))
        if made:
            self._writer()(made)
            self.fresh += len(made)
        return ids, fresh

    def take_frame(self, batch: Batch, identities: Identities, name: str) -> Counter[str]:
        """Put in records that were read by columns; how many are new, by database."""
        found = recordframes().new_rows(batch.frame, identities, name)
        rows, ids = found[:2]
        fresh: Counter[str] = found[2]
        self.there.update(zip(ids, ids, strict=True))
        if ids:
            self._writer()
            if self._file is not None:
                self._file.flush()
                recordframes().write_rows(rows, self._file.buffer)
            self.fresh += len(ids)
        return fresh

    @property
    def by_columns(self) -> bool:
        """Whether records may be put in by columns: into a table of our own shape, unwatched."""
        return self.filled is None and self.numbers is None and self.matches is None

    def _writer(self) -> Callable[[Sequence[Sequence[str]]], Any]:
        if self._write is None:
            file = self.stack.enter_context(self.staging.writing(self.held.path))
            self._file = file
            writer = csv.writer(file, lineterminator="\n")
            columns = self.held.columns
            writer.writerow(columns)
            lacking = [self.held.missing(name) for name in columns[len(self.held.header) :]]
            writer.writerows((*cells, *lacking) for cells in self.held.rows)
            self._write = writer.writerows
        return self._write

    def close(self) -> None:
        """Finish the new table."""
        self.stack.close()


def recordframes() -> Any:  # noqa: ANN401 - the module, which needs Polars
    """The module that works by columns; it is imported when the first frame comes."""
    return import_module("numerate.review.records.recordframes")


def open_records(
    dictionary: Dictionary, staging: Staging, constants: Mapping[str, str]
) -> RecordTable:
    """The records table, ready for an import.

    Raises:
        NumerateError: With one issue for each required column that nothing fills.
    """
    held = dictionary.table(RECORDS)
    own = held.columns == RECORD_FIELDS and held.header == RECORD_FIELDS
    if own and not constants:
        return RecordTable(held, dict(identities_in(held)), staging, None, None)
    identity = identity_column(held)
    names = [name for name in RECORD_FIELDS if name != "record_id" or identity == "record_id"]
    held = with_fields(held, SHAPES[RECORDS], names)
    dictionary.tables[RECORDS] = held
    filled = filling(held, constants, dictionary.shown(RECORDS))
    return RecordTable(held, dict(identities_in(held)), staging, filled, numbered(held))


def matches_in(held: Held) -> Matches:
    """The records of a table by what can tell which record an article is."""
    found = Matches()
    found.add_all(held.dictionaries(), identity_column(held), _removed(held.path.parent))
    return found


def _removed(data: Path) -> frozenset[str]:
    """Records that deduplication removed, by its table of duplicates."""
    path = data / DUPLICATES
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return frozenset(row.get("record_id") or "" for row in csv.DictReader(file))


def known_articles(links: Held, tool: str, records: Mapping[str, str]) -> dict[str, str]:
    """The record of each article of a tool that an earlier import told."""
    there = set(records.values())
    return {
        row["article"]: row["record_id"]
        for row in links.dictionaries()
        if row.get("tool") == tool and row.get("record_id") in there
    }


def unlinked(
    batch: Batch, known: Mapping[str, str], matches: Matches | None
) -> tuple[list[Row], dict[str, str]]:
    """The articles that no record is known for, once each, and the record of each of the others.

    A list of decisions names an article once a stage; that does not make it two records.
    """
    found: dict[str, str] = {}
    rest: dict[str, Row] = {}
    for row in batch.rows:
        article = row[PLACE["source_id"]]
        record = known.get(article) or (matches.record_of(row) if matches is not None else "")
        if record:
            found[article] = record
        else:
            rest.setdefault(article or str(len(rest)), row)
    return list(rest.values()), found
