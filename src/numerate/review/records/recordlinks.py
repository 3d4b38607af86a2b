"""Which record an article of a screening tool is: by its PMID, DOI, or title and year.

An article that several records match is that of the record which deduplication kept, or else the
first in the table: the tool was given one of them, and the others are its duplicates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from numerate.review.records.batches import PLACE, Row

_SHORT: Final = 20


def title_key(title: str) -> str:
    """What of a title tells it from others: its letters and digits, without accents and case.

    >>> title_key("Bedtime-Stories: naïve?"), title_key("Bedtime stories, naive")
    ('bedtimestoriesnaive', 'bedtimestoriesnaive')
    """
    plain = unicodedata.normalize("NFKD", title).casefold()
    return re.sub(r"[\W_]|[\u0300-\u036f]", "", plain)


@dataclass(slots=True)
class Matches:
    """The records by what can tell an article's record; the first that is put in stays."""

    by_source: dict[str, str] = field(default_factory=dict)
    by_pmid: dict[str, str] = field(default_factory=dict)
    by_doi: dict[str, str] = field(default_factory=dict)
    by_title: dict[tuple[str, str], str] = field(default_factory=dict)
    by_bare_title: dict[str, str] = field(default_factory=dict)

    def add(self, record: str, cells: Mapping[str, str]) -> None:
        """Put in a record, by its cells."""
        if cells.get("pmid"):
            self.by_pmid.setdefault(cells["pmid"], record)
        if cells.get("doi"):
            self.by_doi.setdefault(cells["doi"].lower(), record)
        key = title_key(cells.get("title", ""))
        if key:
            self.by_title.setdefault((key, cells.get("year", "")), record)
            if len(key) > _SHORT:
                self.by_bare_title.setdefault(key, record)

    def add_all(
        self, rows: Iterable[Mapping[str, str]], identity: str, removed: Collection[str] = ()
    ) -> None:
        """Put in all rows of a table, those that deduplication kept before the others."""
        later: list[Mapping[str, str]] = []
        for cells in rows:
            second = cells.get("duplicate_of", "none") not in {"", "none"}
            if second or cells[identity] in removed or cells.get("kept") == "no":
                later.append(cells)
            else:
                self.add(cells[identity], cells)
        for cells in later:
            self.add(cells[identity], cells)

    def record_of(self, row: Row) -> str:
        """The record that an article is, or nothing.

        A record with another year is another one, unless one of the two has no year.
        """
        pmid, doi = row[PLACE["pmid"]], row[PLACE["doi"]]
        if pmid and pmid in self.by_pmid:
            return self.by_pmid[pmid]
        if doi and doi in self.by_doi:
            return self.by_doi[doi]
        key, year = title_key(row[PLACE["title"]]), row[PLACE["year"]]
        found = self.by_title.get((key, year)) or self.by_title.get((key, ""))
        if found or not key:
            return found or ""
        return self.by_bare_title.get(key, "") if not year else ""
