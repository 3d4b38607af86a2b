"""What deduplication took from each search: the counts that the flow diagram needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Removal:
    """A removed record's search, and the search of the record that is kept for it."""

    round: str
    database: str
    kept_round: str
    kept_database: str


@dataclass(frozen=True, slots=True)
class SearchCount:
    """What became of the records of one database in one round.

    Attributes:
        round: The round.
        database: The database.
        records: Records it gave.
        within: Removed in favour of a record of the same search.
        across_databases: Removed in favour of another database's record of the same round.
        across_rounds: Removed in favour of a record of another round.
    """

    round: str
    database: str
    records: int
    within: int
    across_databases: int
    across_rounds: int

    @property
    def removed(self) -> int:
        """All that were removed."""
        return self.within + self.across_databases + self.across_rounds

    @property
    def left(self) -> int:
        """What goes on to screening."""
        return self.records - self.removed


def counts_per_search(
    records: Iterable[tuple[str, str]], removals: Iterable[Removal]
) -> tuple[SearchCount, ...]:
    """The counts of each round and database, by round and name.

    The sums of ``records``, ``removed`` and ``left`` are the boxes of the flow diagram: records
    identified, duplicate records removed, records screened.

    Args:
        records: Round and database of every record.
        removals: Every record that was removed.

    >>> found = counts_per_search(
    ...     [("1", "eric"), ("1", "wos"), ("1", "wos"), ("2", "wos")],
    ...     [Removal("1", "wos", "1", "eric"), Removal("2", "wos", "1", "eric")],
    ... )
    >>> [(one.round, one.database, one.records, one.removed, one.left) for one in found]
    [('1', 'eric', 1, 0, 1), ('1', 'wos', 2, 1, 1), ('2', 'wos', 1, 1, 0)]
    """
    given = Counter(records)
    within, databases, rounds = (
        Counter[tuple[str, str]](),
        Counter[tuple[str, str]](),
        Counter[tuple[str, str]](),
    )
    for one in removals:
        search = (one.round, one.database)
        if one.round != one.kept_round:
            rounds[search] += 1
        elif one.database != one.kept_database:
            databases[search] += 1
        else:
            within[search] += 1
    return tuple(
        SearchCount(*search, given[search], within[search], databases[search], rounds[search])
        for search in sorted(given, key=_order)
    )


def _order(search: tuple[str, str]) -> tuple[int, str, str]:
    number, database = search
    return (int(number) if number.isdigit() else 0, number, database)


def told_counts(counts: Iterable[SearchCount]) -> str:
    """The counts as a text table, with their sum in the last line.

    >>> print(told_counts([SearchCount("1", "eric", 1200, 3, 40, 0)]))
    round  database  records  within  across databases  across rounds   left
    1      eric        1,200       3                40              0  1,157
    all                1,200       3                40              0  1,157
    """
    rows = list(counts)
    names = ("records", "within", "across_databases", "across_rounds", "left")
    body = [
        [one.round or "–", one.database or "–", *(f"{getattr(one, n):,}" for n in names)]
        for one in rows
    ]
    sums = [f"{sum(getattr(one, name) for one in rows):,}" for name in names]
    heads = ["round", "database", *(name.replace("_", " ") for name in names)]
    table = [heads, *body, ["all", "", *sums]]
    widths = [max(len(row[k]) for row in table) for k in range(len(heads))]
    lines = []
    for row in table:
        texts = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        counted = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        lines.append("  ".join([*texts, *counted]).rstrip())
    return "\n".join(lines)
