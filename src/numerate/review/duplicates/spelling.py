"""The normal form of a record's fields: what two databases write differently becomes the same.

Only what is certain is made equal here: case, accents, punctuation, markup, abbreviated page
ranges, prefixes of identifiers. Everything that is merely likely (abbreviated journals, left-out
authors, a missing subtitle) is weighed where two records are compared.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from urllib.parse import unquote

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,40}>")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_NOTE = re.compile(
    r"[\[(]\s*(?:article in |in )?(?:[a-z]+ )?(?:abstract|arabic|bulgarian|chinese|croatian|czech"
    r"|danish|dutch|english|finnish|french|german|greek|hebrew|hungarian|italian|japanese|korean"
    r"|norwegian|persian|polish|portuguese|romanian|russian|serbian|slovak|slovenian|spanish"
    r"|swedish|turkish|ukrainian|republished.*|corrected.*|erratum appears.*|see comments?.*"
    r"|review|letter|editorial|comment)\s*[\])]\.?\s*$",
    re.IGNORECASE,
)
_SPELT = {
    "\N{GREEK SMALL LETTER ALPHA}": "alpha",
    "\N{GREEK SMALL LETTER BETA}": "beta",
    "\N{GREEK SMALL LETTER GAMMA}": "gamma",
    "\N{GREEK SMALL LETTER DELTA}": "delta",
    "\N{GREEK SMALL LETTER EPSILON}": "epsilon",
    "\N{GREEK SMALL LETTER KAPPA}": "kappa",
    "\N{GREEK SMALL LETTER LAMDA}": "lambda",
    "\N{GREEK SMALL LETTER MU}": "mu",
    "\N{GREEK SMALL LETTER PI}": "pi",
    "\N{GREEK SMALL LETTER SIGMA}": "sigma",
    "\N{GREEK SMALL LETTER TAU}": "tau",
    "\N{GREEK SMALL LETTER OMEGA}": "omega",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{MODIFIER LETTER APOSTROPHE}": "",
    "&": " and ",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ł": "l",
    "đ": "d",
    "‘": "",
    "’": "",
    "'": "",
    "`": "",
}
_LETTERS = str.maketrans(_SPELT)
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
}  # fmt: skip
_PART = re.compile(
    r"\b(part|phase|study|type|stage|volume|chapter|section|trial|paper) "
    r"(i|v|x|one|two|three|four)\b"
)
_PARTS = {"i": "1", "v": "5", "x": "10", "one": "1", "two": "2", "three": "3", "four": "4"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NAMES = re.compile(r"(?<=\w)[.,;:]* ?Conference:| = ")
_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
_VIEW = re.compile(r"(?:/(?:full|abstract|pdf|epdf|meta|summary)|\.pdf)$")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_PAGE = re.compile(r"[a-z]*\d+[a-z]*")
_COUNT = re.compile(r"\d+ ?p(?:ages)?|0+")
_RANGE = re.compile(r"\s*(?:-{1,2}|[\u2010-\u2015\u2212]|\bto\b)\s*")
_ET_AL = re.compile(r"\b(?:et al|and others|u\.? ?a)\b\.?|\.\.\.|…", re.IGNORECASE)
_ABOUT = (
    (
        "correction",
        re.compile(
            r"^(?:(?:author|publisher|editorial)s? )?(?:erratum|errata|corrigend\w+|corrections?"
            r"|retraction|retracted|withdrawn|expression of concern)\b|\b(?:erratum|corrigendum)$"
        ),
    ),
    (
        "reply",
        re.compile(
            r"^(?:(?:author|editor)s? )?(?:comments?|commentary|reply|response|re|rebuttal|letter)"
            r"\b(?: (?:on|to|by|from)\b|$)|^re \w|\b(?:reply|editorial comment|invited commentary)$"
        ),
    ),
    (
        "protocol",
        re.compile(
            r"^(?:study )?protocol\b|\b(?:study|trial|review) protocol\b|\brationale and design\b"
        ),
    ),
)
_VOLUME = re.compile(
    r"\W+vol(?:ume|\.)? \d+,? ?(?:pg?|pp|pages?)\.? ?[^)\]]*[)\]]?\s*$", re.IGNORECASE
)
_CITATION = re.compile(
    r"\s*[\[(][^()\[\]]*\((?:19|20)\d\d\)[^()\[\]]*(?:\([^()]*\))?[^()\[\]]*[\])]?\s*$"
)
_APPENDED = re.compile(
    r"(?<=\w) (?:(?:published )?errat(?:um|a)|corrections?|comments?|republished|reprint(?:ed)?|"
    r"update) (?:appears?|published|in|from|of) .*$|(?<=\w) includes discussions?.*$"
)
_PLACEHOLDERS = frozenset({"", "untitled", "notitle", "notitleavailable", "na", "notavailable"})
ABSTRACT_LETTERS = 160


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in normal form; an empty text where the record says nothing.

    Attributes:
        record: Its identifier.
        title: Words of the title, lower case, without accents, one blank between them.
        kind: ``erratum``, ``reply`` … where the title says that it is about another report.
        authors: Family names and initials as words, authors apart by ``;``; words apart by ``+``
            where the family name cannot be told.
        year: Four digits.
        journal: Words of the journal's name.
        volume: Volume as digits, or as it stands.
        issue: The same for the issue.
        first_page: First page, or the article number.
        last_page: Last page in full: ``1008-12`` ends on page 1012.
        doi: Without resolver, in lower case.
        pmid: Digits.
        abstract: The first letters of the abstract, without blanks.
    """

    record: str
    title: str = ""
    kind: str = ""
    authors: str = ""
    year: str = ""
    journal: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    doi: str = ""
    pmid: str = ""
    abstract: str = ""


def entry(record: Mapping[str, str]) -> Entry:
    """A record in normal form.

    Args:
        record: Texts by field, named as in the records table; a field may be absent.

    >>> one = entry({"record_id": "R1", "title": "Vitamin B12 &amp; the <i>elderly</i>.",
    ...              "pages": "1008-12", "doi": "https://doi.org/10.1000/ABC."})
    >>> one.title, one.first_page, one.last_page, one.doi
    ('vitamin b 12 and the elderly', '1008', '1012', '10.1000/abc')
    """
    said = record.get("title", "")
    title = title_words(said)
    first, last = pages(record.get("pages", ""))
    volume, issue = volume_and_issue(record.get("volume", ""), record.get("issue", ""))
    return Entry(
        record=record["record_id"],
        title=title,
        kind=_kind(title) or ("about" if _CITATION.search(said) or _VOLUME.search(said) else ""),
        authors=names(record.get("authors", "")),
        year=intern(year(record.get("year", ""))),
        journal=intern(journal(record.get("journal", ""))),
        volume=intern(volume),
        issue=intern(issue),
        first_page=intern(first),
        last_page=intern(last),
        doi=doi(record.get("doi", "")),
        pmid="".join(_digits(record.get("pmid", ""))),
        abstract=_plain(record.get("abstract", "")[: 2 * ABSTRACT_LETTERS]).replace(" ", "")[
            :ABSTRACT_LETTERS
        ],
    )


def title_words(text: str) -> str:
    """The words of a title, parts in Roman numbers or words written as digits.

    >>> title_words("[The Effect of α-Blockers. Part II]")
    'the effect of alpha blockers part 2'
    >>> title_words("Étude de l'asthme. [French]")
    'etude de lasthme'
    """
    if not text:
        return ""
    bare = _TAG.sub("", html.unescape(text)) if "<" in text or "&" in text else text
    bare = _VOLUME.sub("", _CITATION.sub("", _NOTE.sub("", bare.strip())))
    words = _plain(bare)
    if _squeezed(words) in _PLACEHOLDERS:
        return ""
    parts = [_ROMAN.get(word, word) for word in _APPENDED.sub("", words).split()]
    return _PART.sub(lambda found: f"{found[1]} {_PARTS[found[2]]}", " ".join(parts))


def _kind(title: str) -> str:
    return next((kind for kind, pattern in _ABOUT if pattern.search(title)), "")


def _plain(text: str) -> str:
    """Letters and digits of a text in lower case and without accents, words apart by a blank."""
    if text.isascii():
        low = text.replace("'", "").replace("`", "").replace("&", " and ").lower()
    else:
        spread = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        low = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(low))


def _squeezed(text: str) -> str:
    return text.replace(" ", "")


def names(text: str) -> str:
    """The authors as family names with initials, apart by ``;``, whatever the order they came in.

    >>> names("Ziegler, T. R. and García-López, José")
    'ziegler tr;garcia lopez j'
    >>> names("Ziegler TR; van der Berg J, et al.")
    'ziegler tr;van der berg j'
    """
    cut = _ET_AL.sub("", text)
    if not cut.strip():
        return ""
    return ";".join(name for name in map(_name, _people(cut)) if name)


def _people(text: str) -> Iterator[str]:
    """Each person of a list that is divided by semicolons, by "and", or by commas alone."""
    if ";" in text:
        yield from text.split(";")
    elif " and " in text.lower() or text.count(",") == 1:
        yield from re.split(r"\s+and\s+|\s*&\s*", text, flags=re.IGNORECASE)
    else:
        yield from text.split(",")


@lru_cache(maxsize=65536)
def _name(text: str) -> str:
    """One person: the family name, then initials."""
    if "," in text:
        family, _, given = text.partition(",")
        words, others = _plain(family).split(), _given(given)
        return f"{' '.join(words)} {others}".strip()
    words = text.replace(".", ". ").split()
    if not words:
        return ""
    last = words[-1].strip(".")
    if len(words) > 1 and last.isupper() and len(last) <= 3:  # noqa: PLR2004 - Ziegler TR
        return f"{_plain(' '.join(words[:-1]))} {_given(last)}".strip()
    if len(words) > 1 and len(words[0].strip(".")) == 1:  # T. R. Ziegler
        initials = [word for word in words[:-1] if len(word.strip(".")) == 1]
        family = " ".join(word for word in words if word not in initials)
        return f"{_plain(family)} {_given(' '.join(initials))}".strip()
    # Thomas Ziegler, Wang Lei: which is the family name cannot be told
    return "+".join(_plain(text).split())


def _given(text: str) -> str:
    """Initials of given names: ``Thomas R.`` and ``TR`` and ``T R`` are all ``tr``."""
    if text.strip().isupper() and len(text.strip()) <= 3:  # noqa: PLR2004 - already initials
        return _plain(text).replace(" ", "")
    return "".join(word[0] for word in _plain(text).split())


@lru_cache(maxsize=65536)
def journal(text: str) -> str:
    """The words of a journal's name without what stands in brackets; other names after ``;``.

    >>> journal("Haematologica (Rome, Italy)")
    'haematologica'
    >>> journal("Thorax.Conference: Winter Meeting 2010 London.")
    'thorax;winter meeting 2010 london'
    """
    parts = _NAMES.split(html.unescape(text))
    found = [_plain(_BRACKETS.sub(" ", part)) or _plain(part) for part in parts]
    return ";".join(name for name in found if name)


@lru_cache(maxsize=4096)
def year(text: str) -> str:
    """The year in a date.

    >>> year("2020/11//Nov/Dec2020"), year("2011.0"), year("in press")
    ('2020', '2011', '')
    """
    found = _YEAR.search(text)
    return found[1] if found else ""


@lru_cache(maxsize=65536)
def volume_and_issue(volume: str, issue: str) -> tuple[str, str]:
    """Volume and issue as they are told apart.

    >>> volume_and_issue("20 (3)", ""), volume_and_issue("Vol. 7", "no. 01")
    (('20', '3'), ('7', '1'))
    """
    one, other = _plain(volume.removesuffix(".0")), _plain(issue.removesuffix(".0"))
    inside = re.fullmatch(r"\s*(\w+)\s*[(:/]\s*(\w+(?:\s*[-/]\s*\w+)?)\s*\)?\s*", volume)
    if inside and not other:
        one, other = _plain(inside[1]), _plain(inside[2])
    said = _numbered(one)
    return said if any(sign.isdigit() for sign in said) else "", _numbered(other)


def _numbered(words: str) -> str:
    """The first number among words that only announce it; anything else as it stands."""
    bare = re.sub(r"\b(?:vol|volume|no|nr|number|issue|iss|n|v)\b", "", words).strip()
    bare = re.sub(r"\b0+(?=\d)", "", bare)
    return bare.replace(" ", "")


def _digits(text: str) -> Iterable[str]:
    return re.findall(r"\d+", text.removesuffix(".0"))[:1]


@lru_cache(maxsize=65536)
def pages(text: str) -> tuple[str, str]:
    """First and last page, the last in full.

    >>> pages("1008-12"), pages("S23–S35"), pages("457-60-"), pages("e1003"), pages("p. 7")
    (('1008', '1012'), ('s23', 's35'), ('457', '460'), ('e1003', ''), ('7', ''))
    """
    low = text.lower().removesuffix(".0").replace("pp.", "").replace("p.", "").strip(" -;,.")
    low = re.split(r"[;,]", low)[0]
    ends = [_PAGE.search(part.replace(" ", "")) for part in _RANGE.split(low)[:2]]
    found = [re.sub(r"^([a-z]*)0+(?=\d)", r"\1", end[0]) for end in ends if end]
    if not found or (len(found) == 1 and _COUNT.fullmatch(low)):
        return ("", "")
    first, last = found[0], found[-1] if len(found) > 1 else ""
    if last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return (first, "" if last == first else last)


def doi(text: str) -> str:
    """A DOI without resolver, label, encoding and trailing signs; lower case.

    >>> doi("https://dx.doi.org/10.1002/%28SICI%291097 "), doi("doi: 10.1000/Xyz."), doi("n/a")
    ('10.1002/(sici)1097', '10.1000/xyz', '')
    """
    if not text:
        return ""
    found = _DOI.search(unquote(text).strip().lower())
    if not found:
        return ""
    bare = found[0].split(";")[0] if found[0].count("10.") > 1 else found[0]
    return _VIEW.sub("", bare.rstrip(".,;" if "(" in bare else ".,;)]"))
