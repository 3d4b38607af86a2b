"""The search log: a row a round and database, and what PRISMA-S asks that it does not tell yet.

What a file tells is filled in; what it does not tell is asked, never guessed. So the hits that a
database reported are not taken from the number of records exported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from numerate.ground.issues import Issue
from numerate.ground.project import DATA

ASKED: Final = ("database", "platform", "interface", "date", "limits", "query", "hits")
# item of PRISMA-S: what it asks, and the columns that answer it
_ITEMS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "1": ("database and platform", ("database", "platform")),
    "8": ("full search strategy", ("query",)),
    "9": ("limits and restrictions", ("limits",)),
    "13": ("date of the search", ("date",)),
    "15": ("records per source", ("hits",)),
}
_WORDS: Final = {
    "database": "the database",
    "platform": "the platform",
    "interface": "the interface",
    "date": "the day of the search",
    "limits": "limits, or 'none'",
    "query": "the full query as it was run",
    "hits": "the number of records that the database reported",
}
# A database that is always searched through one platform.
_PLATFORMS: Final = {"pubmed": "NLM", "scopus": "Elsevier"}


def search_id(round_: str, database: str) -> str:
    """The id of a search.

    >>> search_id("2", "pubmed")
    's2_pubmed'
    """
    return f"s{round_}_{database or 'unknown'}"


def told_by(formats: Sequence[str], database: str) -> dict[str, str]:
    """What the formats of a search's files tell of its platform.

    >>> told_by(["ovid"], "medline"), told_by(["nbib"], "pubmed")
    ({'platform': 'Ovid'}, {'platform': 'NLM'})
    """
    if "ovid" in formats:
        return {"platform": "Ovid"}
    return {"platform": _PLATFORMS[database]} if database in _PLATFORMS else {}


def missing(rows: Iterable[Mapping[str, str]], columns: Iterable[str], file: str) -> list[Issue]:
    """One issue for each field of the search log that is still empty.

    Args:
        rows: The searches that were imported for.
        columns: Columns that the table has.
        file: The table's path, for issues.
    """
    held = set(columns)
    return [
        Issue(
            code="missing-search-field",
            file=file,
            found=f"{row.get('search_id', 'a search')}: {name} is empty",
            expected=_WORDS[name],
            todo=f"give --{name} with the import, or fill the cell in {DATA}/searches.csv",
            severity="advice",
        )
        for row in rows
        for name in ASKED
        if name in held and not row.get(name, "").strip()
    ]


def prisma_s(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The items of PRISMA-S that the search log answers, one line each.

    >>> prisma_s([{"database": "eric", "platform": "", "date": "2024-03-04"}])[3]
    'PRISMA-S item 13, date of the search: told for 1 of 1 searches'
    """
    lines = []
    for item, (words, columns) in _ITEMS.items():
        told = sum(all(row.get(name, "").strip() for name in columns) for row in rows)
        lines.append(f"PRISMA-S item {item}, {words}: told for {told} of {len(rows)} searches")
    return lines
