"""The verdict on two records: the rules that name them one report, as data.

A rule lists what each field may say. The first rule that holds gives the verdict and is what the
audit trail names. Rules that merge come first, in the order of their certainty; those that only
raise a doubt follow, for a person to decide. What no rule names is two reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from numerate.review.duplicates.resemblance import likeness
from numerate.review.duplicates.spelling import Entry

Answer = Literal["same", "doubtful", "different"]

AGREES = ("same",)
CLOSE = ("same", "near")
SILENT = ("same", "nothing")
OPEN = ("same", "near", "nothing")
_UNLIKE = 70.0
_TELLING = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes two records one report, or a doubtful pair.

    Attributes:
        name: How the audit trail calls it.
        answer: ``same`` or ``doubtful``.
        title: Lowest similarity of the titles, 0 to 100.
        fields: What each field may say; a field that is not named may say anything.
        contained: Whether a title inside the other counts as alike.
        swapped: How many words the titles may each have that the other lacks.
        letters: How long the shorter title must be, in letters.
        spread: How many pages the report must have; 0 where it does not matter.
    """

    name: str
    answer: Answer
    title: float
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contained: bool = False
    swapped: int = 99
    letters: int = 0
    spread: int = 0

    @property
    def evidence(self) -> tuple[str, ...]:
        """The fields that must agree, for the audit trail; silence in others does no harm.

        >>> next(rule for rule in RULES if rule.name == "title, volume, pages").evidence
        ('title', 'volume', 'pages')
        """
        if not self.fields:
            return ("all fields",)
        agreeing = (name for name, says in self.fields.items() if "nothing" not in says)
        return ("title", *(name for name in agreeing if name != "kind"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rule that holds for two records, and how alike their titles are, from 0 to 100."""

    rule: Rule
    similarity: float


_SELF = {"kind": CLOSE, "numbers": OPEN, "pmid": SILENT}
# nothing that either record says of its place speaks against the other
_UNSAID = {
    "kind": CLOSE,
    "numbers": SILENT,
    "pmid": SILENT,
    "doi": SILENT,
    "volume": OPEN,
    "pages": OPEN,
    "abstract": OPEN,
}

# a record that was exported or imported twice, however little it says
IDENTICAL = Rule("identical records", "same", 0)
RULES: tuple[Rule, ...] = (
    IDENTICAL,
    Rule("pmid", "same", 60, {"pmid": AGREES, "kind": CLOSE}),
    Rule("doi", "same", 95, {**_SELF, "doi": AGREES, "authors": OPEN}, swapped=0),
    Rule(
        "doi, pages",
        "same",
        85,
        {**_SELF, "doi": AGREES, "pages": OPEN, "authors": OPEN},
        contained=True,
        swapped=1,
    ),
    Rule(
        "title, volume, pages",
        "same",
        88,
        {**_SELF, "volume": CLOSE, "pages": AGREES, "authors": OPEN, "year": OPEN},
        contained=True,
        swapped=0,
    ),
    Rule(
        "title, volume, page range",
        "same",
        85,
        {**_SELF, "volume": CLOSE, "pages": AGREES, "authors": OPEN, "year": OPEN},
        spread=2,
    ),
    Rule(
        "title, journal, volume, pages",
        "same",
        93,
        {**_SELF, "volume": CLOSE, "pages": CLOSE, "journal": CLOSE, "year": OPEN},
        swapped=0,
    ),
    Rule(
        "title, authors, year, pages",
        "same",
        93,
        {**_SELF, "authors": CLOSE, "pages": AGREES, "year": AGREES, "doi": SILENT},
        contained=True,
        swapped=1,
    ),
    Rule(
        "title, authors, journal, volume",
        "same",
        97,
        {
            **_SELF,
            "authors": AGREES,
            "journal": CLOSE,
            "volume": AGREES,
            "issue": SILENT,
            "year": AGREES,
            "doi": SILENT,
        },
        swapped=0,
        letters=40,
    ),
    Rule(
        "title or its part, authors, journal, volume",
        "same",
        93,
        {**_UNSAID, "authors": AGREES, "journal": CLOSE, "year": AGREES, "volume": CLOSE},
        contained=True,
        swapped=0,
        letters=30,
    ),
    Rule(
        "title, authors, volume",
        "same",
        97,
        {**_UNSAID, "authors": AGREES, "year": CLOSE, "volume": AGREES},
        swapped=0,
        letters=40,
    ),
    Rule(
        "title, authors, journal",
        "same",
        95,
        {**_UNSAID, "authors": CLOSE, "journal": AGREES, "year": SILENT},
        swapped=0,
        letters=20,
    ),
    Rule(
        "title or its part, authors, journal",
        "same",
        97,
        {**_UNSAID, "authors": AGREES, "journal": AGREES, "year": AGREES},
        contained=True,
        swapped=0,
        letters=40,
    ),
    Rule(
        "title, authors, year",
        "same",
        97,
        {**_UNSAID, "authors": AGREES, "journal": OPEN, "year": AGREES},
        swapped=0,
        letters=25,
    ),
    Rule(
        "title, journal, year",
        "same",
        97,
        {**_UNSAID, "authors": OPEN, "journal": AGREES, "year": AGREES},
        swapped=0,
        letters=40,
    ),
    Rule(
        "authors, journal, year, volume, page range",
        "same",
        30,
        {
            "kind": AGREES,
            "pmid": SILENT,
            "doi": SILENT,
            "authors": AGREES,
            "journal": CLOSE,
            "year": AGREES,
            "volume": AGREES,
            "pages": AGREES,
        },
        spread=3,
    ),
    Rule(
        "authors, year, volume, page range",
        "same",
        60,
        {**_SELF, "authors": AGREES, "year": AGREES, "volume": AGREES, "pages": AGREES},
        spread=3,
    ),
    Rule(
        "same DOI, other title",
        "doubtful",
        50,
        {"doi": AGREES, "authors": OPEN, "pages": OPEN},
    ),
    Rule(
        "same title and authors, other pages or volume",
        "doubtful",
        95,
        {"authors": CLOSE, "journal": CLOSE, "year": CLOSE, "numbers": OPEN, "kind": CLOSE},
        swapped=0,
    ),
    Rule(
        "same title and authors, other journal",
        "doubtful",
        97,
        {**_SELF, "authors": AGREES, "year": OPEN, "volume": OPEN, "pages": OPEN},
        swapped=0,
        letters=25,
    ),
    Rule(
        "same abstract",
        "doubtful",
        85,
        {**_SELF, "abstract": AGREES, "authors": ("same", "near", "nothing"), "year": OPEN},
        swapped=1,
    ),
    Rule(
        "same place, one about the other",
        "doubtful",
        85,
        {"authors": CLOSE, "volume": CLOSE, "pages": AGREES, "year": OPEN},
        contained=True,
    ),
    Rule(
        "same title, authors unknown",
        "doubtful",
        97,
        {**_SELF, "authors": SILENT, "year": OPEN, "volume": OPEN, "pages": OPEN, "journal": OPEN},
        swapped=0,
        letters=25,
    ),
)


RANKS = {rule.name: rank for rank, rule in enumerate(RULES)}


def verdict(one: Entry, two: Entry) -> Verdict | None:
    """The first rule that holds, or None where the records are two reports.

    >>> from numerate.review.duplicates.spelling import entry
    >>> title = "Bedtime stories and the time to fall asleep"
    >>> first = entry({"record_id": "R1", "title": title, "volume": "7", "pages": "11-19"})
    >>> again = entry({"record_id": "R2", "title": title.upper(), "volume": "7", "pages": "11"})
    >>> verdict(first, again).rule.name
    'title, volume, pages'
    """
    says = likeness(one, two)
    if _identical(one, two):
        return Verdict(IDENTICAL, 100.0)
    # in bytes of UTF-8: a Chinese sign tells as much as three letters
    letters = min(len(one.title.encode()), len(two.title.encode()))
    spread = _spread(one, two)
    for rule in RULES[1:]:
        if (
            (says.title >= rule.title or (rule.contained and says.contained))
            and says.swapped <= rule.swapped
            and letters >= rule.letters
            and spread >= rule.spread
            and all(getattr(says, name) in allowed for name, allowed in rule.fields.items())
        ):
            return Verdict(rule, says.title)
    return None


def contradict(one: Entry, two: Entry) -> bool:
    """Whether two records cannot be one report, whatever third record is like both."""
    says = likeness(one, two)
    return (
        "different" in {says.kind, says.numbers, says.pmid}
        or (says.pages == "different" and "different" in {says.volume, says.doi, says.year})
        or (says.authors == "different" and says.title < _UNLIKE)
    )


def _identical(one: Entry, two: Entry) -> bool:
    """Every field is the same, and together they are enough to tell a report by."""
    telling = len(one.title.encode()) >= _TELLING or (one.first_page and one.journal and one.year)
    return bool(telling) and replace(one, record="") == replace(two, record="")


def _spread(one: Entry, two: Entry) -> int:
    """How many pages both records give the report; 0 where they differ or do not say."""
    if one.first_page != two.first_page or one.last_page != two.last_page:
        return 0
    if not (one.first_page.isdigit() and one.last_page.isdigit()):
        return 0
    return int(one.last_page) - int(one.first_page) + 1
