"""Deduplication as one pure step: records and answers in, merges and doubts out.

Records are taken in the order of their identifiers, so the order of a file changes nothing; a
second run on the same records and answers gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from numerate.review.duplicates.bibdedupe import foreign_pairs
from numerate.review.duplicates.engines import EngineName, opened
from numerate.review.duplicates.groups import Doubt, Merge, Source, grouped
from numerate.review.duplicates.meetings import exact_pairs, rows, weighed_pairs
from numerate.review.duplicates.spelling import Entry, entry
from numerate.review.duplicates.verdicts import contradict
from numerate.review.records.fields import ABSTRACT, CONTENT, DATABASE, RECORD_ID, ROUND

Method = Literal["fuzzy", "bramer", "bib-dedupe"]
METHODS: tuple[Method, ...] = get_args(Method)
_LONG = 200


@dataclass(frozen=True, slots=True)
class Deduplication:
    """What one run found.

    Attributes:
        method: The method.
        records: How many records there were.
        merges: The records removed, by identifier.
        doubts: The pairs that a person must decide.
    """

    method: Method
    records: int
    merges: tuple[Merge, ...]
    doubts: tuple[Doubt, ...]

    @property
    def groups(self) -> tuple[frozenset[str], ...]:
        """The identifiers of the records of each group of more than one."""
        found: dict[str, set[str]] = {}
        for merge in self.merges:
            found.setdefault(merge.kept.record, {merge.kept.record}).add(merge.removed.record)
        return tuple(frozenset(found[kept]) for kept in sorted(found))


def deduplicate(
    records: Iterable[Mapping[str, str]],
    method: Method = "fuzzy",
    answers: Mapping[tuple[str, str], bool] | None = None,
    screened: Iterable[str] = (),
    engine: EngineName = "auto",
) -> Deduplication:
    """The records that are one report with another, and the pairs that a person must look at.

    Args:
        records: Texts by field, named as in the records table; streamed, each read once.
        method: ``fuzzy`` is ours, ``bramer`` the published passes, ``bib-dedupe`` the package.
        answers: What people said of pairs of identifiers: True for one report, False for two.
        screened: Records that reviewers have decided on; they are kept before others.
        engine: The database that finds which records meet.

    Raises:
        ModuleNotFoundError: When a package is asked for that is not installed.

    >>> said = {"title": "Bedtime stories and the time to fall asleep", "year": "2020"}
    >>> found = deduplicate([
    ...     {"record_id": "R1", **said, "authors": "Lind, A", "pages": "3-9"},
    ...     {"record_id": "R2", **said, "authors": "Lind, Anna"},
    ... ])
    >>> [(one.removed.record, one.kept.record, one.rule) for one in found.merges]
    [('R2', 'R1', 'title, authors, year')]
    """
    decided = frozenset(screened)
    if method == "bib-dedupe":  # the only method that needs the records as they are
        records = sorted(records, key=lambda record: record[RECORD_ID])
    both = sorted(
        ((entry(record), _source(record, decided)) for record in records),
        key=lambda one: one[0].record,
    )
    entries: list[Entry] = [one for one, _ in both]
    sources = [source for _, source in both]
    numbers = {one.record: number for number, one in enumerate(entries)}
    said: dict[tuple[int, int], bool] = {}
    for (first, second), same in (answers or {}).items():
        if first in numbers and second in numbers and first != second:
            low, high = sorted((numbers[first], numbers[second]))
            said[low, high] = same
    if method == "bib-dedupe":
        pairs = foreign_pairs(list(records), entries)
        merges, doubts = grouped(sources, pairs, said, lambda *_: False)
        return Deduplication(method, len(entries), merges, doubts)
    with opened(engine) as database:
        database.fill(rows(entries))
        if method == "bramer":
            merges, doubts = grouped(
                sources, exact_pairs(database, entries), said, lambda *_: False
            )
        else:
            merges, doubts = grouped(
                sources,
                weighed_pairs(database, entries),
                said,
                lambda one, two: contradict(entries[one], entries[two]),
            )
    return Deduplication(method, len(entries), merges, doubts)


def _source(record: Mapping[str, str], screened: frozenset[str]) -> Source:
    filled = sum(bool(record.get(name)) for name in CONTENT)
    return Source(
        record=record[RECORD_ID],
        round=record.get(ROUND, ""),
        database=record.get(DATABASE, ""),
        filled=filled + (len(record.get(ABSTRACT, "")) > _LONG),
        screened=record[RECORD_ID] in screened,
    )
