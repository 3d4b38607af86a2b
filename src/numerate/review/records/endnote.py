"""EndNote XML, as EndNote, Zotero and Mendeley write it, read without entities and DTD."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, cast

from lxml import etree

from numerate.review.records import spellings
from numerate.review.records.batches import Batch, Refusal, Row, row
from numerate.review.records.markup import parsed_events, text_of
from numerate.review.records.spellings import line_of_text

_STARTS: Final = re.compile(rb"<record(?=[\s>/])")
# Elements that are read, and those that are known and left where they stand.
_KNOWN_LISTED: Final = (
    "database source-app rec-number foreign-keys ref-type contributors titles periodical pages "
    "volume number issue keywords dates isbn accession-num electronic-resource-num abstract "
    "label notes remote-database-name remote-database-provider urls language auth-address alt- "
    "periodical edition publisher pub-location work-type custom1 custom2 custom3 custom4 "
    "custom5 custom6 custom7 section short-title caption research-notes reprint-edition call- "
    "num num-vols orig-pub reviewed-item access-date modified-date electronic-resource-provider "
    "misc1 misc2 misc3 size style image added-date meeting-place fulltext-url"
)
_KNOWN: Final = frozenset(_KNOWN_LISTED.split())


def counted(content: bytes) -> int:
    """Records in the file by its bytes alone: tags that open a record.

    >>> counted(b"<xml><records><record><x/></record><record/></records></xml>")
    2
    """
    return len(_STARTS.findall(content))


def read(text: str, file: str) -> Batch:
    """The records of an EndNote XML text.

    Raises:
        NumerateError: When it declares entities or a document type, or is not well-formed.

    >>> one = "<record><titles><title><style>Reading</style> aloud</title></titles></record>"
    >>> read(f"<xml><records>{one}</records></xml>", "library.xml").rows[0][3]
    'Reading aloud'
    """
    rows: list[Row] = []
    refusals: list[Refusal] = []
    unknown: Counter[str] = Counter()
    for record in _records(text, file):
        unknown.update({str(child.tag) for child in record.iterchildren("*")} - _KNOWN)
        cells = _cells(record)
        line = cast("int | None", record.sourceline) or 1
        if any(cells.values()):
            rows.append(row({**cells, "source_line": str(line)}))
        else:
            raw = etree.tostring(record, encoding="unicode", with_tail=False)
            refusals.append(Refusal(line, "a record without any content", raw))
        record.clear()
    return Batch(rows=tuple(rows), refusals=tuple(refusals), unknown=dict(unknown))


def _records(text: str, file: str) -> Iterator[etree._Element]:
    return parsed_events(text, file, "record")


def _cells(record: etree._Element) -> dict[str, str]:
    def one(path: str) -> str:
        found = record.find(path)
        return line_of_text(text_of(found)) if found is not None else ""

    def many(path: str) -> list[str]:
        return [line_of_text(text_of(found)) for found in record.iterfind(path)]

    kind = record.find("ref-type")
    addresses = [*many("urls/related-urls/url"), *many("urls/web-urls/url")]
    return {
        "source_id": one("accession-num") or one("rec-number"),
        "database": spellings.database(one("remote-database-name")),
        "type": spellings.kind(kind.get("name") or "") if kind is not None else "",
        "title": one("titles/title"),
        "authors": spellings.authors(
            many("contributors/authors/author") or many("contributors/secondary-authors/author")
        ),
        "year": spellings.year(one("dates/year") or one("dates/pub-dates/date")),
        "journal": one("periodical/full-title")
        or one("titles/secondary-title")
        or one("periodical/abbr-1"),
        "volume": one("volume"),
        # where both are there, one tool writes the issue twice and another only under its name
        "issue": one("issue") or one("number"),
        "pages": spellings.pages(one("pages")),
        "doi": spellings.doi(one("electronic-resource-num"))
        or next(filter(None, map(spellings.doi_in_address, addresses)), ""),
        "issn": one("isbn"),
        "abstract": one("abstract"),
        "keywords": "; ".join(many("keywords/keyword")),
        "url": "; ".join(addresses),
        "language": one("language"),
        "notes": one("notes"),
    }
