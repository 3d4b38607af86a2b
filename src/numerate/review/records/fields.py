"""The columns of the tables that imports fill, and the words that may stand in them.

Whoever reads or writes records names these constants, so that the readers of a dozen formats, the
deduplication and the agreement statistics cannot part ways. Every cell is text; an empty cell
means that the export does not tell. ``authors`` is ``Family, Given; Family, Given``, ``pages`` as
``12-18``, ``doi`` is bare and in lower case, ``year`` has four digits. A record keeps the place it
came from (``source_file``, ``source_line``), so that any cell can be looked up in the export.

Screening rows name the record that was shown to the reviewers. Where several records of one report
are there, deduplication should keep the one that has screening rows.
"""

from __future__ import annotations

from typing import Final

RECORD_ID: Final = "record_id"
SOURCE_ID: Final = "source_id"
ROUND: Final = "round"
DATABASE: Final = "database"
TYPE: Final = "type"
TITLE: Final = "title"
AUTHORS: Final = "authors"
YEAR: Final = "year"
JOURNAL: Final = "journal"
VOLUME: Final = "volume"
ISSUE: Final = "issue"
PAGES: Final = "pages"
DOI: Final = "doi"
ISSN: Final = "issn"
PMID: Final = "pmid"
ABSTRACT: Final = "abstract"
KEYWORDS: Final = "keywords"
URL: Final = "url"
LANGUAGE: Final = "language"
SOURCE_FILE: Final = "source_file"
SOURCE_LINE: Final = "source_line"

# What an export tells of a record, in the order of the table's columns.
CONTENT: Final = (
    TYPE,
    TITLE,
    AUTHORS,
    YEAR,
    JOURNAL,
    VOLUME,
    ISSUE,
    PAGES,
    DOI,
    ISSN,
    PMID,
    ABSTRACT,
    KEYWORDS,
    URL,
    LANGUAGE,
)
RECORD_FIELDS: Final = (
    RECORD_ID,
    SOURCE_ID,
    ROUND,
    DATABASE,
    *CONTENT,
    SOURCE_FILE,
    SOURCE_LINE,
)

# Values of ``type``: what a record is, whatever word or number its export has for it.
ARTICLE: Final = "article"
BOOK: Final = "book"
CHAPTER: Final = "chapter"
CONFERENCE: Final = "conference"
THESIS: Final = "thesis"
REPORT: Final = "report"
WEB: Final = "web"
OTHER: Final = "other"
TYPES: Final = (ARTICLE, BOOK, CHAPTER, CONFERENCE, THESIS, REPORT, WEB, OTHER)

# Between several values in one cell.
BETWEEN: Final = "; "

# The tables that imports fill.
RECORDS: Final = "records"
SEARCHES: Final = "searches"
SCREENING: Final = "screening"
FULLTEXT: Final = "fulltext"
IMPORTS: Final = "imports"

# Screening: one row a record (``record_id``; ``report_id`` at full text) and reviewer.
REVIEWER: Final = "reviewer"
DECISION: Final = "decision"
REASON: Final = "reason"
REPORT_ID: Final = "report_id"
PRIOR: Final = "prior"
INCLUDE: Final = "include"
EXCLUDE: Final = "exclude"
MAYBE: Final = "maybe"
DECISIONS: Final = (INCLUDE, EXCLUDE, MAYBE)
SCREENING_FIELDS: Final = (RECORD_ID, REVIEWER, DECISION, PRIOR)
FULLTEXT_FIELDS: Final = (REPORT_ID, REVIEWER, DECISION, REASON)
