"""Sentences: where each sentence of a text begins and ends.

One splitter serves the check, the audit, the recheck and the comparison of versions, so that all of
them mean the same words by "this sentence". Where a point may or may not end a sentence, two
sentences are kept as one: a sentence too long shows a reader a few words more, but half a sentence
hides the number from the words that say what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_END = re.compile(r"[.?!…]+[”’\"')\]»]*(?=\s)")
_OPENING = "“‘\"'([«*_¿¡"
_INSIDE = ",;:)]}”’»%/&=<>–—"  # signs that no sentence begins with
_CLOSED = "”’\"')]»"
# no sentence ends here, whatever follows
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|ca|approx|resp|Figs?|Tabs?|Eqs?|Sect?|Suppl|App|Refs?|Dr|Prof"
    r"|Mr|Mrs|Ms|St|Jr|Sr|Inc|Ltd|Dept|Univ|eds?|para|viz|incl|excl)|\b[A-Z])\.$"
)
# words of their own, or the last word of a sentence as often as not: "p. 7" but "the largest n."
_BEFORE_A_NUMBER = re.compile(
    r"\b(?:[Nn]o|Nos|nos|Vol|pp?|n|k|M|SD|SE|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_ITEM = re.compile(r"[\s(\[]*(?:\d{1,3}|[ivx]{1,5}|[a-z])[.)\]]+")  # "2. Methods" is one


def sentence_bounds(text: str, whole: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """The beginning and end of each sentence, in order; every character but blanks is in one.

    Args:
        text: A paragraph.
        whole: Stretches that no sentence ends inside of, such as words bound to a claim.

    >>> text = "Smith et al. (2019) found two. One, e.g., Lee, did not! Of 3.5, see p. 7."
    >>> [text[start:end] for start, end in sentence_bounds(text)]
    ['Smith et al. (2019) found two.', 'One, e.g., Lee, did not!', 'Of 3.5, see p. 7.']
    """
    start = _first(text, 0)
    for match in _END.finditer(text):
        end = match.end()
        following = _first(text, end)
        if not _begins(text, following) or any(one < end < other for one, other in whole):
            continue
        said = text[max(start, end - 12) : end].rstrip(_CLOSED)
        if _ABBREVIATED.search(said) or _ITEM.fullmatch(text, start, end):
            continue
        if _BEFORE_A_NUMBER.search(said) and text[following].isdigit():
            continue
        yield start, end
        start = following
    if start < len(text):
        yield start, len(text)


def _first(text: str, place: int) -> int:
    """The first character from a place on that is no blank."""
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _begins(text: str, place: int) -> bool:
    """Whether a sentence can begin here: with a capital, a digit, or any sign of its own."""
    while place < len(text) and text[place] in _OPENING:
        place += 1
    sign = text[place : place + 1]
    return bool(sign) and not sign.islower() and sign not in _INSIDE
