"""Vocabulary: the one written meaning of each vague word that a claim may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

NEAR = Fraction(3, 100)
_HALF = Fraction(1, 2)
_QUARTER = Fraction(1, 4)
_FIFTH = Fraction(1, 5)
_NINE_TENTHS = Fraction(9, 10)
_SEVERAL = 3
_NUMEROUS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A vague word, or several with one meaning.

    Attributes:
        words: The words, as they stand in a sentence.
        of: What they are said of.
        meaning: The condition, as the supplement prints it.
        holds: Whether ``part`` of ``whole`` meets the condition.
    """

    words: tuple[str, ...]
    of: str
    meaning: str
    holds: Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Saying:
    """Whether a word may be said of a count, and why, with the numbers."""

    holds: bool
    rule: str


def _share(test: Callable[[Fraction], bool]) -> Callable[[int, int], bool]:
    return lambda part, whole: whole > 0 and test(Fraction(part, whole))


WORDS: tuple[Word, ...] = (
    Word(
        words=("all", "every", "invariably", "consistently"),
        of="the votes or analyses on one construct",
        meaning="without exception, and there is at least one",
        holds=lambda part, whole: 0 < part == whole,
    ),
    Word(
        words=("none", "no"),
        of="studies or analyses",
        meaning="not a single one",
        holds=lambda part, _: part == 0,
    ),
    Word(
        words=("nearly all",),
        of="studies",
        meaning="at least nine in ten, but not all",
        holds=_share(lambda share: _NINE_TENTHS <= share < 1),
    ),
    Word(
        words=("most", "over half", "the majority"),
        of="studies, constructs or comparisons",
        meaning="more than half",
        holds=_share(lambda share: share > _HALF),
    ),
    Word(
        words=("frequently",),
        of="analyses or comparisons",
        meaning="at least half",
        holds=_share(lambda share: share >= _HALF),
    ),
    Word(
        words=("few", "a handful", "only a handful"),
        of="studies of a strand",
        meaning="at least one, and fewer than a quarter",
        holds=_share(lambda share: 0 < share < _QUARTER),
    ),
    Word(
        words=("very few", "only a fraction"),
        of="studies or perpetrators",
        meaning="below a fifth",
        holds=_share(lambda share: share < _FIFTH),
    ),
    Word(
        words=("some",),
        of="studies",
        meaning="at least one, but not all",
        holds=lambda part, whole: 0 < part < whole,
    ),
    Word(
        words=("several",),
        of="studies",
        meaning="at least three",
        holds=lambda part, _: part >= _SEVERAL,
    ),
    Word(
        words=("numerous",),
        of="studies",
        meaning="at least ten",
        holds=lambda part, _: part >= _NUMEROUS,
    ),
)

# Words whose meaning compares more than two counts; the claims that use them test it.
RELATIONS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("roughly", "around", "two-thirds", "a third"),
        "a share",
        "within 3 percentage points of the fraction named",
    ),
    (
        ("more than three times",),
        "two counts",
        "the one is larger than three times the other",
    ),
    (
        ("the rest",),
        "the studies not named before",
        "every one of them, and there is at least one",
    ),
    (
        ("overall", "tend to", "consistently (over several constructs)"),
        "the votes on each construct",
        "no other category of votes is larger",
    ),
    (
        ("inconsistent", "varied", "fragmented", "mixed"),
        "the votes on a construct",
        "votes of more than one category, or a mixed vote",
    ),
    (
        ("the most", "the second largest", "the final"),
        "constructs, studies or themes",
        "the rank by the count named, without a tie",
    ),
    (
        ("in the last five years",),
        "studies",
        "published in the fifth year before the review's own or later",
    ),
)


def say(word: str, part: int, whole: int) -> Saying:
    """Whether a word may be said of ``part`` of ``whole``.

    Raises:
        KeyError: When the word has no written meaning.

    >>> say("over half", 27, 48)
    Saying(holds=True, rule="27 of 48 (56.3%); 'over half' means more than half")
    >>> say("a handful", 13, 48).holds
    False
    """
    known = meaning_of(word)
    return Saying(
        known.holds(part, whole), f"{told_share(part, whole)}; '{word}' means {known.meaning}"
    )


def say_near(word: str, part: int, whole: int, fraction: Fraction) -> Saying:
    """Whether ``part`` of ``whole`` lies within 3 percentage points of a fraction.

    >>> say_near("roughly two-thirds", 22, 33, Fraction(2, 3)).rule
    "22 of 33 (66.7%); 'roughly two-thirds' means within 3 percentage points of 66.7%"
    """
    near = whole > 0 and abs(Fraction(part, whole) - fraction) <= NEAR
    told = f"'{word}' means within 3 percentage points of {told_percent(fraction)}"
    return Saying(near, f"{told_share(part, whole)}; {told}")


def meaning_of(word: str) -> Word:
    """The entry of a word.

    Raises:
        KeyError: When the word has no written meaning.
    """
    for known in WORDS:
        if word in known.words:
            return known
    raise KeyError(f"'{word}' has no written meaning in the vocabulary")


def told_share(part: int, whole: int) -> str:
    """A count with its base and percentage.

    >>> told_share(14, 21), told_share(0, 0)
    ('14 of 21 (66.7%)', '0 of 0')
    """
    if not whole:
        return f"{part} of {whole}"
    return f"{part:,} of {whole:,} ({told_percent(Fraction(part, whole))})"


def told_percent(share: Fraction) -> str:
    """A share in percent with one decimal, rounded half up.

    >>> told_percent(Fraction(1, 3))
    '33.3%'
    """
    tenths = (share * 2000 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}%"
