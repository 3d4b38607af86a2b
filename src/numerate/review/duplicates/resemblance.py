"""How alike two records are, field by field: the evidence from which a verdict is reached.

Each field says one of four things: the same, near, different, or nothing (where one of the two
records is silent). Silence is never taken for difference: half of all exports leave fields out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from numerate.review.duplicates.spelling import Entry

Says = Literal["same", "near", "different", "nothing"]

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "de",
        "der",
        "des",
        "die",
        "et",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "or",
        "the",
        "to",
        "und",
        "with",
        "y",
    ]
)
_ALIKE_WORDS = 80
_ALIKE_NAMES = 85
_ALIKE_JOURNALS = 90
_PREFIX_LETTERS = 24
_SHORT_WORD = 2
_GLUED = 10


@dataclass(frozen=True, slots=True)
class Likeness:
    """What each field of two records says about their being the same report.

    Attributes:
        title: Similarity of the titles from 0 to 100; 0 where one has none.
        contained: One title is the other without its end or its beginning.
        numbers: Whether the titles name the same numbers (parts, phases, years).
        swapped: Words of both titles that have no counterpart in the other.
        kind: Whether both are about themselves, or both errata, replies …
        authors: Families in common, in view of lists that were cut short.
        year: ``near`` is one year apart: online first, then in print.
        journal: Names or their abbreviations.
        volume: Volume.
        issue: Issue.
        pages: First page; ``near`` where only the last page or a prefix agrees.
        doi: DOI.
        pmid: PubMed's number.
        abstract: The beginning of the abstract.
    """

    title: float
    contained: bool
    numbers: Says
    swapped: int
    kind: Says
    authors: Says
    year: Says
    journal: Says
    volume: Says
    issue: Says
    pages: Says
    doi: Says
    pmid: Says
    abstract: Says


def likeness(one: Entry, two: Entry) -> Likeness:
    """The evidence of two records; the same in either order."""
    ratio = title_ratio(one.title, two.title)
    return Likeness(
        title=ratio,
        contained=_contained(one.title, two.title),
        numbers=_numbers(one.title, two.title),
        swapped=_swapped(one.title, two.title),
        kind=_kinds(one.kind, two.kind),
        authors=authors(one.authors, two.authors),
        year=_years(one.year, two.year),
        journal=journals(*sorted((one.journal, two.journal))),
        volume=_volumes(one.volume, two.volume),
        issue=_exact(one.issue, two.issue),
        pages=_pages(one, two),
        doi=_exact(one.doi, two.doi),
        pmid=_exact(one.pmid, two.pmid),
        abstract=_abstracts(one.abstract, two.abstract),
    )


def title_ratio(one: str, two: str) -> float:
    """Similarity of two titles in normal form, 0 to 100, blanks not counted.

    >>> title_ratio("health care", "healthcare")
    100.0
    """
    if not one or not two:
        return 0.0
    return fuzz.ratio(one.replace(" ", ""), two.replace(" ", ""))


def _exact(one: str, two: str) -> Says:
    if not one or not two:
        return "nothing"
    return "same" if one == two else "different"


def _kinds(one: str, two: str) -> Says:
    """Errata with errata; ``near`` where a title only says that it is about another report."""
    if one == two:
        return "same"
    return "near" if "about" in {one, two} and one and two else "different"


def _volumes(one: str, two: str) -> Says:
    """Volumes; ``near`` where only one names its supplement or part (``35`` and ``35suppl1``)."""
    says = _exact(one, two)
    if says == "different":
        short, long = sorted((one, two), key=len)
        rest = long.removeprefix(short)
        if short.isdigit() and rest != long and not rest[0].isdigit():
            return "near"
    return says


def _contained(one: str, two: str) -> bool:
    """One title ends or begins where the other goes on, and is long enough to be told by it."""
    short, long = sorted((one.replace(" ", ""), two.replace(" ", "")), key=len)
    return len(short) >= _PREFIX_LETTERS and (long.startswith(short) or long.endswith(short))


def _numbers(one: str, two: str) -> Says:
    """Whether two titles name the same numbers; ``near`` where one of them names more."""
    first = sorted(word for word in one.split() if word.isdigit())
    second = sorted(word for word in two.split() if word.isdigit())
    if first == second or "".join(first) == "".join(second):
        return "same" if first else "nothing"
    rest = list(second)
    common = [word for word in first if word in rest and not rest.remove(word)]  # type: ignore[func-returns-value]
    return "near" if len(common) == min(len(first), len(second)) else "different"


def _swapped(one: str, two: str) -> int:
    """How many words each title has that nothing in the other is like; the smaller number.

    A subtitle adds words on one side alone; another study has words of its own on both.

    >>> _swapped("asthma in men a trial", "asthma in women a trial")
    1
    >>> _swapped("asthma in men", "asthma in men a randomised trial")
    0
    """
    mine, yours = _weighty(one), _weighty(two)
    return min(_alone(mine - yours, yours, two), _alone(yours - mine, mine, one))


def _weighty(title: str) -> set[str]:
    return {word for word in title.split() if word not in _SMALL}


def _alone(words: set[str], others: set[str], text: str) -> int:
    run_together = text.replace(" ", "")
    return sum(
        not (len(word) > 3 and word in run_together)  # noqa: PLR2004 - "health" in "healthcare"
        and not any(_spelt_alike(word, other) for other in others)
        for word in words
    )


def _spelt_alike(word: str, other: str) -> bool:
    if word.isdigit() or other.isdigit() or abs(len(word) - len(other)) > 3:  # noqa: PLR2004
        return False
    return fuzz.ratio(word, other) >= _ALIKE_WORDS


@lru_cache(maxsize=65536)
def authors(one: str, two: str) -> Says:
    """Whether two author lists are of one report.

    >>> authors("ziegler tr;smith j", "ziegler t"), authors("ziegler tr", "zeigler tr;smith j")
    ('same', 'same')
    >>> authors("smith j;lee k", "lee k;smith j"), authors("ziegler tr", "smith j")
    ('near', 'different')
    """
    if not one or not two:
        return "nothing"
    mine, yours = one.split(";"), two.split(";")
    short, long = sorted((mine, yours), key=len)
    shared = sum(any(_same_person(name, other) for other in long) for name in short)
    if _same_person(mine[0], yours[0]) and 2 * shared >= len(short):
        return "same"
    return "near" if 2 * shared > len(short) or fuzz.token_set_ratio(one, two) > 90 else "different"  # noqa: PLR2004


@lru_cache(maxsize=65536)
def _same_person(one: str, two: str) -> bool:
    if one == two:
        return True
    return any(
        first == second
        or fuzz.ratio(first, second) >= _ALIKE_NAMES
        or first in second.split()
        or second in first.split()
        for first in _family(one).split("+")
        for second in _family(two).split("+")
    )


def _family(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and len(words[-1]) <= 3 else name  # noqa: PLR2004


def _years(one: str, two: str) -> Says:
    if not one or not two:
        return "nothing"
    apart = abs(int(one) - int(two))
    return "same" if apart == 0 else "near" if apart == 1 else "different"


@lru_cache(maxsize=65536)
def journals(one: str, two: str) -> Says:
    """Whether two names are of one journal, in full or abbreviated.

    >>> journals("nat rev nephrol", "nature reviews nephrology")
    'same'
    >>> journals("jpen", "jpen journal of parenteral and enteral nutrition")
    'same'
    >>> journals("dtsch arztebl int", "deutsches arzteblatt international")
    'same'
    >>> journals("bmj", "british medical journal"), journals("lancet", "thorax")
    ('same', 'different')
    """
    if not one or not two:
        return "nothing"
    said = {_names(*sorted((a, b))) for a in one.split(";") for b in two.split(";")}
    return "same" if "same" in said else "near" if "near" in said else "different"


def _names(one: str, two: str) -> Says:
    mine = [word for word in one.split() if word not in _SMALL]
    yours = [word for word in two.split() if word not in _SMALL]
    short, long = sorted((mine or one.split(), yours or two.split()), key=len)
    if short == long or _abbreviates(short, long) or _initials(short, long):
        return "same"
    if fuzz.token_sort_ratio(one, two) >= _ALIKE_JOURNALS:  # a typing error in a name
        return "same"
    inside = len(short) > 1 and set(short) < set(long)
    return "near" if inside else "different"


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Each word of the shorter name begins a word of the longer, in order, from the first."""
    rest = iter(long)
    found = sum(any(_begins(word, other) for other in rest) for word in short)
    return found == len(short) and _begins(short[0], long[0]) and 2 * len(short) >= len(long)


def _begins(word: str, other: str) -> bool:
    """One word begins the other, or is some of its letters: ``dtsch`` of ``deutsche``."""
    short, long = (word, other) if len(word) <= len(other) else (other, word)
    return long.startswith(short) or (len(short) > _SHORT_WORD and _letters_of(short, long))


def _letters_of(short: str, long: str) -> bool:
    rest = iter(long)
    return short[0] == long[0] and all(letter in rest for letter in short)


def _initials(short: list[str], long: list[str]) -> bool:
    """A name by its initials, alone or before the name, or its short form without blanks."""
    letters = "".join(word[0] for word in long)
    if len(short) == 1 and len(short[0]) > 2:  # noqa: PLR2004
        run_together = len(short[0]) >= _GLUED and _letters_of(short[0], "".join(long))
        return short[0] == letters or long[0] == short[0] or run_together
    return False


def _pages(one: Entry, two: Entry) -> Says:
    if not one.first_page or not two.first_page:
        return "nothing"
    first, second = _bare(one.first_page), _bare(two.first_page)
    if first == second:
        return "same"
    if one.last_page and one.last_page == two.last_page:
        return "near"
    return "near" if _overlap(one, two) else "different"


def _overlap(one: Entry, two: Entry) -> bool:
    """Two ranges that share pages: one of two languages, or a typing error in one of them."""
    texts = (one.first_page, one.last_page, two.first_page, two.last_page)
    if not all(text.isdigit() for text in texts):
        return False
    first, last, start, end = map(int, texts)
    return first < end and start < last and 2 * (min(last, end) - max(first, start)) >= last - first


def _bare(page: str) -> str:
    return "".join(sign for sign in page if sign.isdigit()) or page


def _abstracts(one: str, two: str) -> Says:
    if len(one) < _PREFIX_LETTERS or len(two) < _PREFIX_LETTERS:
        return "nothing"
    length = min(len(one), len(two))
    ratio = max(
        fuzz.ratio(one[:length], two[:length]),
        fuzz.partial_ratio(one[:60], two),
        fuzz.partial_ratio(two[:60], one),
    )
    return "same" if ratio >= 85 else "near" if ratio >= 60 else "different"  # noqa: PLR2004
