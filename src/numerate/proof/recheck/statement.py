"""A statement: something that a paper says in numbers, and whether it can be.

Precision goes before recall: an editor who is sent after a mistake that is none stops reading. So a
sentence is read only in shapes whose meaning is beyond doubt, and where two readings are possible
it is consistent when one of them is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from numerate.review.results.numberwords import WORD, word_value

Kind = Literal["percentage", "flow", "sum", "mean", "interval", "test"]
KINDS: Final[dict[Kind, str]] = {
    "percentage": "percentages with their base",
    "flow": "steps of the flow",
    "sum": "wholes with their parts",
    "mean": "means with a stated n",
    "interval": "estimates with an interval",
    "test": "test statistics with a p value",
}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?![\d.,]*\d)(?!\s?%)"
_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
COUNT: Final = rf"(?<![\d.,-])(?:{_DIGITS}|(?:{_SMALL})(?:[- ](?:{_SMALL}))?\b)"
NUMBER: Final = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)?\.?\d+"
PERCENT: Final = r"(?<![\d.,-])\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent)"
ARTICLES: Final = r"(?:(?:the|all|these|those|our|a total of|included|eligible|identified) )*"
ABOUT: Final = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|nearly|almost|over|under|more than|less than"
    r"|at least|at most|up to|~|≈|<|>|≤|≥|c\.|ca\.)\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a paper.

    Attributes:
        text: Its words, with one kind of dash, space and digit.
        place: Where it stands, such as ``page 4`` or ``paragraph 12``.
        before: What stands before it in the same paragraph, at most a few sentences.
    """

    text: str
    place: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement that was read.

    Attributes:
        kind: percentage, flow, sum, mean, interval or test.
        quote: The words that make it.
        sentence: The sentence they stand in.
        fault: Why it cannot be; empty when it can.
        condition: What the fault rests on, such as that answers are whole numbers; mostly empty.
    """

    kind: Kind
    quote: str
    sentence: Sentence
    fault: str = ""
    condition: str = ""


def whole(text: str) -> int:
    """The value of a count in digits or words.

    >>> whole("10,324"), whole("twenty-two"), whole("1 242")
    (10324, 22, 1242)
    """
    plain = text.strip().lower()
    if re.fullmatch(r"[\d, ]+", plain):
        return int(re.sub(r"[, ]", "", plain))
    found = WORD.match(plain)
    value = word_value(found[0], "", "") if found else None
    if value is None:
        raise ValueError(f"'{text}' is no whole number")
    return int(value)


def number_text(text: str) -> str:
    """Digits as Python reads them: ``.05`` and ``1,242.5`` too.

    >>> number_text(".05"), number_text("-1,242.5"), number_text("74.8 %")
    ('0.05', '-1242.5', '74.8')
    """
    plain = re.sub(r"[,%\s]|per ?cent", "", text)
    sign = "-" if plain.startswith("-") else ""
    plain = plain.removeprefix("-")
    return f"{sign}{'0' if plain.startswith('.') else ''}{plain}"


def makes(parts: Iterable[int], total: int, *, least: int = 1) -> bool:
    """Whether some of the parts, at least so many, add up to the total.

    >>> makes([60, 50, 37], 147), makes([60, 50, 37], 97, least=2), makes([60, 50], 147)
    (True, True, False)
    """
    sums: set[tuple[int, int]] = {(0, 0)}
    for part in parts:
        sums |= {(value + part, min(used + 1, least)) for value, used in sums}
    return (total, least) in sums
