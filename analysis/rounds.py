"""The search rounds: which records, reports and studies belong to which."""

from __future__ import annotations

from dataclasses import dataclass

from numerate import Extraction, Rows


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the flow: some search rounds taken together.

    Attributes:
        key: Last part of the keys of its numbers; empty for the total.
        label: How a reader calls it.
        rounds: The rounds.
    """

    key: str
    label: str
    rounds: tuple[int, ...]


ROUNDS_12 = Column("rounds12", "Searches 1 and 2", (1, 2))
ROUND_3 = Column("round3", "Search 3", (3,))
TOTAL = Column("total", "All searches", (1, 2, 3))
COLUMNS = (ROUNDS_12, ROUND_3, TOTAL)


def records(data: Extraction, column: Column) -> Rows:
    """The records that these rounds found."""
    found = data["records"]
    return found if column is TOTAL else found.where(round=column.rounds)


def by_record(data: Extraction, table: str, column: Column) -> Rows:
    """The rows of a table about records (column record_id) that these rounds found."""
    if column is TOTAL:
        return data[table]
    return data[table].among("record_id", records(data, column))


def by_report(data: Extraction, table: str, column: Column) -> Rows:
    """The rows of a table about reports (column report_id) that these rounds led to."""
    if column is TOTAL:
        return data[table]
    return data[table].among("report_id", by_record(data, "retrieval", column))


def included(data: Extraction, column: Column = TOTAL) -> Rows:
    """The studies whose report was included at full text, by these rounds."""
    accepted = data["fulltext_decisions"].where(decision="include")
    return by_report(data, "studies", column).among("report_id", accepted)


def of_included(data: Extraction, table: str) -> Rows:
    """The rows of a table about studies (column study_id) that are about included ones."""
    return data[table].among("study_id", included(data))
