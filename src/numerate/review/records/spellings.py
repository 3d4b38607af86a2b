"""One spelling for what exports spell in many ways: DOI, year, pages, authors, type, database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from numerate.review.records.fields import (
    ARTICLE,
    BETWEEN,
    BOOK,
    CHAPTER,
    CONFERENCE,
    OTHER,
    REPORT,
    THESIS,
    WEB,
)

_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s\"<>|]+", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_MARKUP: Final = re.compile(r"\\(?=[_%&#$])")
_PAIRS: Final = {")": "(", "]": "["}

_KINDS: Final = {
    ARTICLE: "jour journalarticle journal article ejour mgzn magazinearticle news newspaperarticle"
    " jfull abst inpr electronicarticle review letter editorial j articleinpress shortsurvey note",
    BOOK: "book ebook edbook wholebook b collection proceedings",
    CHAPTER: "chap echap bookchapter booksection bookpart inbook incollection",
    CONFERENCE: "conf cpaper conferencepaper conferenceproceedings inproceedings c proceedingspaper"
    " meetingabstract conferenceabstract presentation slide",
    THESIS: "thes thesis phdthesis mastersthesis dissertation",
    REPORT: "rprt report techreport govdoc unpb unpublished manuscript preprint standard stand"
    " workingpaper government document",
    WEB: "elec web webpage website online blog blogpost icomm misc",
}
_TYPES: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}

# Names that databases go by in exports, each as one id; what is not here keeps its own name.
_DATABASES: Final = (
    ("wos", ("web of science", "wos", "isi web", "science citation index", "sci-expanded")),
    ("scopus", ("scopus",)),
    ("pubmed", ("pubmed", "nlm")),
    ("medline", ("medline",)),
    ("embase", ("embase",)),
    ("psycinfo", ("psycinfo", "apa psyc")),
    ("cinahl", ("cinahl",)),
    ("eric", ("eric",)),
    ("central", ("central", "cochrane")),
    ("pubpsych", ("pubpsych",)),
)


def doi(text: str) -> str:
    """The bare DOI in lower case that a text holds, or nothing.

    >>> doi("https://doi.org/10.1000/ABC.1 [doi]"), doi("10.1016/S0140-6736(05)67889-0.")
    ('10.1000/abc.1', '10.1016/s0140-6736(05)67889-0')
    """
    if "10." not in text:
        if "10%2E" not in text.upper():
            return ""
        text = unquote(text)
    found = _DOI.search(text)
    if not found:
        return ""
    bare = found[0]
    if "\\" in bare:
        bare = _MARKUP.sub("", bare)
    while bare and (bare[-1] in ".,;:'}" or (bare[-1] in _PAIRS and _opened(bare))):
        bare = bare[:-1]
    return bare.lower()


def _opened(text: str) -> bool:
    """Whether the closing bracket at the end has no opening one before it."""
    return text.count(text[-1]) > text.count(_PAIRS[text[-1]])


def doi_in_address(text: str) -> str:
    """The DOI in a web address, where slashes may be written ``%2F``.

    >>> doi_in_address("https://www.scopus.com/inward/record.uri?doi=10.3390%2fani15010003&id=4")
    '10.3390/ani15010003'
    """
    found = doi(unquote(text)) if "10." in text else ""
    return found.partition("&")[0]


def year(text: str) -> str:
    """The four-digit year in a date, however it is written; nothing when there is none.

    >>> year("2020/11//Nov/Dec2020"), year("1999 Aug 4"), year("in press")
    ('2020', '1999', '')
    """
    if len(text) == 4 and text.isdecimal() and text.isascii():  # noqa: PLR2004 - a bare year
        return text
    found = _YEAR.search(text)
    return found[0] if found else ""


def pages(first: str, last: str = "") -> str:
    """First and last page as ``12-18``; signs that exports leave at an end are dropped.

    >>> pages("457-60-"), pages("134", "137"), pages("e12", "e12"), pages("12--18")
    ('457-60', '134-137', 'e12', '12-18')
    """
    first = first.strip().strip("-–").strip()
    last = last.strip().strip("-–").strip()
    if last and last != first and not first.endswith(f"-{last}"):
        first = f"{first}-{last}" if first else last
    if "–" in first or "--" in first:
        first = re.sub(r"\s*(?:-{2,}|–)\s*", "-", first)
    return first


def authors(names: Iterable[str]) -> str:
    """The names as one cell.

    >>> authors(["Rotter, Carina;", " Rusbridge,  Clare "])
    'Rotter, Carina; Rusbridge, Clare'
    """
    return BETWEEN.join(name for name in (_name(name) for name in names) if name)


def _name(name: str) -> str:
    return " ".join(name.split()).strip(";, ")


def initialled(names: str) -> str:
    """Names such as ``Smith JA, de Vries B.`` with the comma that tells family from given name.

    >>> initialled("Smith JA, de Vries B.")
    'Smith, JA; de Vries, B'
    """
    made = []
    for name in names.strip().rstrip(".").split(","):
        family, _, given = name.strip().rpartition(" ")
        short = family and given.isupper() and len(given.replace("-", "")) <= _INITIALS
        made.append(f"{family}, {given}" if short else name.strip())
    return authors(made)


_INITIALS: Final = 4


@lru_cache(maxsize=512)
def kind(text: str) -> str:
    """What a record is, from the word that its export has for it.

    >>> kind("JOUR"), kind("Journal Article"), kind("Book Section"), kind("Hologram"), kind("")
    ('article', 'article', 'chapter', 'other', '')
    """
    word = re.sub(r"[^a-z]", "", text.lower())
    return _TYPES.get(word, OTHER) if word else ""


@lru_cache(maxsize=512)
def database(text: str) -> str:
    """The short id of a database, from the name that an export or a person has for it.

    >>> database("Ovid MEDLINE(R) <1946 to June 2024>"), database("Web of Science Core Collection")
    ('medline', 'wos')
    >>> database("Sociological Abstracts (ProQuest)"), database("")
    ('sociological_abstracts', '')
    """
    low = text.lower()
    for name, words in _DATABASES:
        if any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", low) for word in words):
            return name
    bare = re.sub(r"\(.*?\)|<.*?>", "", low)
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def line_of_text(text: str) -> str:
    r"""A value that went over several lines, as one.

    >>> line_of_text("first part\n      second part")
    'first part second part'
    """
    return " ".join(text.split())
