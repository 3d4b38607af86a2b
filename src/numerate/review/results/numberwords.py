"""Number words: whole numbers, ordinals and shares as English prose writes them."""

from __future__ import annotations

import re
from fractions import Fraction

from numerate.review.results.wording import in_words, ordinal

_SMALL = {in_words(value): value for value in range(100)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
ORDINALS = {ordinal(value): value for value in range(1, 100)}
# words that state a number without being a numeral
_SPECIAL = {
    "none": 0, "nil": 0, "no": 0, "single": 1, "once": 1, "both": 2, "pair": 2, "twice": 2,
    "thrice": 3, "dozen": 12, "half a dozen": 6, "half-dozen": 6, "neither": 0,
}  # fmt: skip
FRACTION_WORDS = {
    "half": Fraction(1, 2), "a third": Fraction(1, 3), "one third": Fraction(1, 3),
    "one-third": Fraction(1, 3), "two thirds": Fraction(2, 3), "two-thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4), "three quarters": Fraction(3, 4),
    "one-quarter": Fraction(1, 4), "three-quarters": Fraction(3, 4), "a fifth": Fraction(1, 5),
    "one fifth": Fraction(1, 5), "one-fifth": Fraction(1, 5), "two fifths": Fraction(2, 5),
    "two-fifths": Fraction(2, 5), "three fifths": Fraction(3, 5), "four fifths": Fraction(4, 5),
    "a tenth": Fraction(1, 10), "one tenth": Fraction(1, 10), "one-tenth": Fraction(1, 10),
}  # fmt: skip


_VALUES = {
    told.replace("-", " "): value for told, value in {**ORDINALS, **_SMALL, **_SPECIAL}.items()
}
_SHARE_AFTER = re.compile(r"[- ](?:thirds?|quarters?|fifths?|tenths?)\b")
# "the same one", "this one": the word stands for a thing
_NO_NUMBER = re.compile(r"\b(?:the same|the other|any|every|no|this|that|another)\s$")


def _either(words: list[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\-", "[- ]") for word in ordered)


_ONE = _either(list(_SMALL))
_SCALE = "|".join(_SCALES)
WORD = re.compile(
    rf"\b(?:(?:{_either(list(FRACTION_WORDS))})\b(?!\sa\sdozen)"
    rf"|(?:(?:{_ONE}|a)\s(?:{_SCALE})(?:[\s,]+(?:and\s)?(?:{_ONE}|{_SCALE})\b)*)"
    rf"|(?:(?:{_ONE})\s)?dozen|(?:{_either([*_SPECIAL, *ORDINALS, *_SMALL])}))\b"
)


def word_value(word: str, before: str, after: str) -> Fraction | None:
    """What a match of WORD states; None where it states no number of things.

    Args:
        word: The matched words, in lower case.
        before: The text before them.
        after: The text behind them.

    >>> word_value("sixty-eight", "", " studies"), word_value("two dozen", "", " records")
    (Fraction(68, 1), Fraction(24, 1))
    >>> word_value("no", "", ". 7") is None, word_value("two-thirds", "", " of them") is None
    (True, True)
    """
    share = word in FRACTION_WORDS or re.match(
        r"[- ](?:thirds?|quarters?|fifths?|tenths?)\b", after
    )
    label = word == "no" and not re.match(r"\s[a-z]", after)
    if share or label or (word == "one" and _NO_NUMBER.search(before)):
        return None
    plain = word.replace("-", " ")
    if plain in _VALUES:
        return Fraction(_VALUES[plain])
    many = 12 if plain.endswith(" dozen") else 1
    return Fraction(_compound(plain.removesuffix(" dozen")) * many)


def _compound(plain: str) -> int:
    """The value of cardinal words, such as ``ten thousand three hundred and twenty four``."""
    total, part = 0, 0
    for one_word in re.findall(r"[a-z]+", plain):
        if one_word == "hundred":
            part = max(part, 1) * 100
        elif one_word in _SCALES:
            total += max(part, 1) * _SCALES[one_word]
            part = 0
        elif one_word != "and":
            part += 1 if one_word == "a" else _SMALL[one_word]
    return total + part
