"""The searches and every record they found, duplicates included.

Stated: dates, databases, year limits, records per round, unique records of rounds 1 and 2 together
and of round 3. Reconstructed: records per database, the split of unique records between rounds 1
and 2, and which records are duplicates of which.
"""

from collections import Counter
from dataclasses import dataclass

from .draws import draw, shuffled, weighted
from .tables import ARTICLE, NOT_APPLICABLE, NOT_REPORTED, RECONSTRUCTED, Row

DATABASES = ("wos", "scopus", "psycinfo", "pubpsych", "pubmed", "eric")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One search round: what it found in all, and how much of it was new."""

    number: int
    date: str
    year_from: int | None
    records: int
    new: int
    seen: int
    weights: dict[str, int]


_WEIGHTS = {"wos": 30, "scopus": 34, "psycinfo": 17, "pubpsych": 7, "pubmed": 12}
# 6,231 + 2,219 = 8,450 unique records of rounds 1 and 2; `seen` publications were found before.
ROUNDS = (
    Round(number=1, date="2021-11-29", year_from=None, records=12_958, new=6_231, seen=0,
          weights=_WEIGHTS),
    Round(number=2, date="2022-11-30", year_from=2021, records=5_823, new=2_219, seen=1_050,
          weights=_WEIGHTS | {"eric": 16}),
    Round(number=3, date="2024-05-29", year_from=2022, records=6_742, new=1_874, seen=1_180,
          weights=_WEIGHTS | {"eric": 8}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One exported record."""

    record_id: str
    round: int
    database: str
    publication: str
    kept: bool


def _copies(now: Round, publications: list[str]) -> list[tuple[str, str]]:
    """Which databases hold which publications: at least one each, at most once per database."""
    room = [(one, extra) for one in publications for extra in range(1, len(now.weights))]
    extras = shuffled(f"copies {now.number}", room)[: now.records - len(publications)]
    copies = Counter(publications) + Counter(one for one, _ in extras)
    found = []
    for one in publications:
        left = dict(now.weights)
        for turn in range(copies[one]):
            database = weighted(f"database {now.number} {one} {turn}", left)
            del left[database]
            found.append((database, one))
    return found


def records() -> list[Record]:
    """All records in the order round, database; one of each publication is kept, the first."""
    result: list[Record] = []
    met: set[str] = set()
    latest: list[str] = []
    for now in ROUNDS:
        new = [f"{now.number}-{serial:05d}" for serial in range(now.new)]
        seen = shuffled(f"seen {now.number}", latest)[: now.seen]
        found = _copies(now, new + seen)
        found.sort(key=lambda one: (DATABASES.index(one[0]), draw(f"place {one}", 1 << 60)))
        for database, publication in found:
            serial = f"R{len(result) + 1:05d}"
            kept = publication not in met
            met.add(publication)
            result.append(Record(serial, now.number, database, publication, kept))
        latest = new
    return result


def record_rows(found: list[Record]) -> list[Row]:
    """The table records: a duplicate group is named after its kept record."""
    group = {one.publication: one.record_id for one in found if one.kept}
    return [
        {
            "record_id": one.record_id,
            "round": one.round,
            "database": one.database,
            "duplicate_group": group[one.publication],
            "kept": "yes" if one.kept else "no",
            "basis": RECONSTRUCTED,
        }
        for one in found
    ]


def search_rows(found: list[Record]) -> list[Row]:
    """The table searches: hits are the records that each search gave."""
    hits = Counter((one.round, one.database) for one in found)
    return [
        {
            "search_id": f"s{now.number}_{database}",
            "round": now.number,
            "date": now.date,
            "database": database,
            "platform": NOT_REPORTED,
            "year_from": _year_from(now, database),
            "hits": hits[now.number, database],
            "hits_basis": RECONSTRUCTED,
            "search_string": "main",
            "basis": ARTICLE,
        }
        for now in ROUNDS
        for database in DATABASES
        if database in now.weights
    ]


def _year_from(now: Round, database: str) -> str | int:
    """Updates were limited to the year of the search before; the first search in ERIC was not."""
    first_in_eric = database == "eric" and "eric" not in ROUNDS[now.number - 2].weights
    return NOT_APPLICABLE if now.year_from is None or first_in_eric else now.year_from
