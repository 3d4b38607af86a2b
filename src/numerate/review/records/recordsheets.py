"""Records in sheets: Scopus, PubMed, Zotero, Web of Science, Covidence, Rayyan, ASReview, others.

The columns of these exports differ in name and hardly in meaning, so one table of names serves all;
what remains particular to one (how it writes authors) is decided by the columns only it has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from numerate.review.records import spellings, wosfile
from numerate.review.records.batches import Batch, Refusal, Row, row
from numerate.review.records.sheetfiles import Sheet
from numerate.review.records.spellings import line_of_text

# field: names of columns that hold it, the best first
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "source_id": (
        "eid", "pmid", "unique wos id", "ut (unique wos id)", "accession number", "covidence #",
        "key", "accession", "id", "record_id", "ref", "source_id",
    ),
    "database": ("source", "database", "library catalog", "remote-database-name"),
    "type": ("document type", "item type", "type", "entrytype", "type_of_reference", "pubtype"),
    "title": ("title", "document title", "article title", "primary_title", "paper title"),
    "authors": ("author full names", "authors", "author", "author names", "first author"),
    "year": (
        "year", "publication year", "published year", "pubyear", "year of publication", "date",
        "publication_year", "pub_year",
    ),
    "journal": (
        "source title", "journal/book", "journal", "publication title", "secondary_title",
        "journal_name", "conference name", "publication", "container-title", "journal title",
    ),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "first_page": ("page start", "start page", "start_page", "pages", "page"),
    "last_page": ("page end", "end page", "end_page"),
    "article": ("art. no.", "article number", "article_number"),
    "doi": ("doi", "digital object identifier", "electronic-resource-num"),
    "issn": ("issn", "isbn", "e-issn"),
    "pmid": ("pmid", "pubmed id", "pubmed_id", "pubmedid"),
    "abstract": ("abstract", "abstract note", "notes_abstract"),
    "keywords": ("author keywords", "keywords", "manual tags", "index keywords", "automatic tags"),
    "url": ("link", "url", "urls"),
    "language": ("language of original document", "language", "languages"),
    "notes": ("notes", "note"),
}  # fmt: skip
_TITLES: Final = frozenset(_NAMES["title"])
_BESIDE: Final = frozenset(
    name for field in ("authors", "year", "abstract", "doi", "journal") for name in _NAMES[field]
)
_NUMBERED: Final = re.compile(r"\s*\(\d{6,}\)")


def is_of_records(sheet: Sheet) -> bool:
    """Whether a sheet lists records: a title, and authors, a year, a journal, a DOI or an abstract.

    >>> is_of_records(Sheet(header=("Title", "Authors"), rows=()))
    True
    """
    tagged = {"pt", "au", "ti"} <= sheet.names
    return tagged or (bool(sheet.names & _TITLES) and bool(sheet.names & _BESIDE))


def read(sheet: Sheet) -> Batch:
    """The records of a sheet.

    >>> header = ("PMID", "Title", "Authors", "Citation", "Journal/Book", "Publication Year", "DOI")
    >>> cells = ("7", "Reading aloud", "Amsel AB, Birke C.", "Sleep. 2019", "Sleep", "2019", "")
    >>> read(Sheet(header=header, rows=((2, cells),))).rows[0][:5]
    ('7', 'pubmed', '', 'Reading aloud', 'Amsel, AB; Birke, C')
    """
    rows: list[Row] = []
    refusals = list(sheet.refusals)
    tagged = {"pt", "au", "ti"} <= sheet.names
    used = _used(sheet)
    for line, named in sheet:
        low = {name.lower(): cell for name, cell in named.items()}
        cells = _tagged(low) if tagged else _cells(low, used, sheet.names)
        if any(value for name, value in cells.items() if name not in {"database", "source_id"}):
            rows.append(row({**cells, "source_line": str(line)}))
        else:
            raw = ", ".join(named.values())
            refusals.append(Refusal(line, "a row without any content", raw))
    return Batch(rows=tuple(rows), refusals=tuple(refusals), repairs=sheet.repairs)


def _used(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    return {
        field: tuple(name for name in names if name in sheet.names)
        for field, names in _NAMES.items()
    }


def _tagged(low: Mapping[str, str]) -> dict[str, str]:
    values = {name.upper(): [cell] for name, cell in low.items() if cell}
    for tag in ("AU", "AF", "CA"):
        if tag in values:
            values[tag] = values[tag][0].split(";")
    return wosfile.cells(values)


def _cells(
    low: Mapping[str, str], used: Mapping[str, tuple[str, ...]], columns: frozenset[str]
) -> dict[str, str]:
    def one(field: str) -> str:
        return next((line_of_text(low[name]) for name in used[field] if low[name].strip()), "")

    base = _database(one("database"), columns)
    made = {field: one(field) for field in _NAMES if not field.endswith(("_page", "article"))}
    made["database"] = base
    made["type"] = spellings.kind(made["type"])
    made["authors"] = _authors(made["authors"], columns)
    made["year"] = spellings.year(made["year"])
    made["pages"] = spellings.pages(one("first_page"), one("last_page")) or one("article")
    address = spellings.doi_in_address(made["url"]) if made["url"] else ""
    made["doi"] = spellings.doi(made["doi"]) or address
    return made


def _database(told: str, columns: frozenset[str]) -> str:
    if {"pmid", "journal/book", "citation"} <= columns:
        return "pubmed"
    if {"eid", "source title"} <= columns:
        return "scopus"
    if "source title" in columns or "database" in columns:
        return spellings.database(told)
    return ""


def _authors(names: str, columns: frozenset[str]) -> str:
    if {"pmid", "journal/book"} <= columns:
        return spellings.initialled(names)
    names = _NUMBERED.sub("", names)
    if ";" in names:
        return spellings.authors(names.split(";"))
    if " and " in names:
        return spellings.authors(names.split(" and "))
    return _commas(names)


def _commas(names: str) -> str:
    """Names parted by commas alone, as ``Amsel A.B., Birke C.``; else one name as it stands."""
    parts = [part.strip() for part in names.split(",") if part.strip()]
    if len(parts) > 1 and all(re.search(r"\s\S*\.$", part) for part in parts):
        return spellings.authors(", ".join(part.rsplit(" ", 1)) for part in parts)
    return spellings.authors([names])
