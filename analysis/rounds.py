"""The search rounds: which records, reports and studies belong to which.

Rounds are rows of searches.csv; which of them are told together, the dictionary says at the column
``round``.
"""

from __future__ import annotations

from numerate import Extraction, RoundColumn, Rows, round_columns, search_label

TOTAL = RoundColumn("total", "All searches", ())


def columns(data: Extraction) -> tuple[RoundColumn, ...]:
    """The columns of the flow: rounds told together, and each other round by itself."""
    searches = data["searches"]
    column = searches.table.schema.column("round")
    groups = column.groups if column else {}
    together = {key: [int(one) for one in members] for key, members in groups.items()}
    return round_columns(searches.unique("round"), together)


def with_total(data: Extraction) -> tuple[RoundColumn, ...]:
    """The columns, and all of them together."""
    return (*columns(data), TOTAL)


def together(data: Extraction) -> RoundColumn:
    """The rounds of which the dictionary says that they are told together."""
    rounds = tuple(n for one in columns(data) if one.declared for n in one.rounds)
    return RoundColumn("rounds12", search_label(rounds), rounds)


def later(data: Extraction) -> RoundColumn:
    """The rounds after these: one now, more as the review is updated."""
    rounds = tuple(n for one in columns(data) if not one.declared for n in one.rounds)
    return RoundColumn("later", search_label(rounds), rounds)


def published(data: Extraction) -> RoundColumn:
    """The rounds that the published article reports: what is said of it is said of these."""
    rounds = tuple(data["searches"].where(basis="article").unique("round"))
    every = set(rounds) == set(data["searches"].unique("round"))
    return TOTAL if every else RoundColumn("published", search_label(rounds), rounds)


def records(data: Extraction, column: RoundColumn) -> Rows:
    """The records that these rounds found."""
    found = data["records"]
    return found if column is TOTAL else found.where(round=column.rounds)


def by_record(data: Extraction, table: str, column: RoundColumn) -> Rows:
    """The rows of a table about records (column record_id) that these rounds found."""
    if column is TOTAL:
        return data[table]
    return data[table].among("record_id", records(data, column))


def by_report(data: Extraction, table: str, column: RoundColumn) -> Rows:
    """The rows of a table about reports (column report_id) that these rounds led to."""
    if column is TOTAL:
        return data[table]
    return data[table].among("report_id", by_record(data, "retrieval", column))


def included(data: Extraction, column: RoundColumn = TOTAL) -> Rows:
    """The studies whose report was included at full text, by these rounds."""
    accepted = data["fulltext_decisions"].where(decision="include")
    return by_report(data, "studies", column).among("report_id", accepted)


def of_included(data: Extraction, table: str) -> Rows:
    """The rows of a table about studies (column study_id) that are about included ones."""
    return data[table].among("study_id", included(data))
