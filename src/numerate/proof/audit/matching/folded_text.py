"""Folded text: texts reduced to what no typesetter changes, each letter with its place.

Kept are letters without case and accents, digits, decimal points, minus signs and dashes between
numbers, and signs such as % or <. Blanks, hyphens, quotation marks, commas and full stops go, for
hyphenation, line breaks, thin spaces and a journal's style change them without changing what is
said.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\ufffe"
_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\t\r\n\f\v"
)
_GONE = "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff"
_LIKE = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys(_GONE, "\x00"),
        "·": ".",
        "∙": ".",
        "⋅": ".",
        "\u066b": ".",
        "\u223c": "~",
        "\u02dc": "~",
        "⩽": "≤",
        "⩾": "≥",
        "✕": "×",
        "•": "\x00",
        "↩": "\x00",  # the way back from a footnote of a page
    }
)
_PART = re.compile(r"[^\W_]+|[-.]|[^\w\s\x00]")
# in the text of a PDF the hyphen of 10508-019 may be a soft one: words are broken, not numbers
_INSIDE_NUMBER = re.compile(r"(?<=\d)\u00ad(?=\w)")
_KEPT = re.compile(r"[%‰]")
_SIGN_BEFORE = frozenset(" ([{<>=≤≥±~≈/\"'“‘«:;,\x00")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The letters of several texts, one after the other.

    Attributes:
        text: The letters.
        piece: Of each letter, the number of its text.
        offset: Of each letter, its place in that text.
        word: Of each letter, the number of its word; words are parted by what was left out.
        starts: Of each text, where its letters begin; one more entry for the end.
        first: The same as a set.
    """

    text: str
    piece: array[int]
    offset: array[int]
    word: array[int]
    starts: list[int]
    first: frozenset[int]


def letters(texts: Iterable[str]) -> FoldedText:
    """The letters of texts.

    >>> letters(["The eﬀects of self-re\u00ad", "port: −0.5, n = 10\u202f324; 3–5%."]).text
    'theeffectsofselfreport-0.5n=103243-5%'
    """
    parts: list[str] = []
    piece, offset, word = array("I"), array("I"), array("I")
    starts: list[int] = []
    total = words = 0
    joined = False
    for number, raw in enumerate(texts):
        starts.append(total)
        last = -1
        text = _INSIDE_NUMBER.sub("-", raw).translate(_LIKE)
        for start, end, kept in _kept(text):
            fresh = start != last and not (last > 0 and _joins(text, last, start))
            if fresh and not (joined and last == -1):
                words += 1
            parts.append(kept)
            size = len(kept)
            if size == end - start:
                offset.extend(range(start, end))
            else:
                offset.extend([min(start + i, end - 1) for i in range(size)])
            piece.extend([number] * size)
            word.extend([words] * size)
            total += size
            last = end
        joined = _goes_on(text)
    starts.append(total)
    return FoldedText("".join(parts), piece, offset, word, starts, frozenset(starts))


def folded(text: str) -> str:
    """The letters of one text.

    >>> folded("Nygård’s “10,324”")
    'nygards10324'
    """
    return "".join(kept for _, _, kept in _kept(_INSIDE_NUMBER.sub("-", text).translate(_LIKE)))


def _kept(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _PART.finditer(text):
        start, end = found.span()
        part = found[0]
        if part.isalnum():
            yield start, end, part.lower() if part.isascii() else _plain(part)
        elif part == ".":
            if _decimal(text, start):
                yield start, end, "."
        elif part == "-":
            if _counts(text, start):
                yield start, end, "-"
        elif _KEPT.match(part) or unicodedata.category(part) in ("Sm", "So"):
            yield start, end, part


_PLAIN: dict[str, str] = {}


def _plain(word: str) -> str:
    """A word without accents, ligatures and case."""
    found = _PLAIN.get(word)
    if found is None:
        parted = unicodedata.normalize("NFKD", word)
        found = "".join(c for c in parted.casefold() if c.isalnum()) or word
        _PLAIN[word] = found
    return found


def _decimal(text: str, at: int) -> bool:
    """Whether a point belongs to a number: between digits, or before them as in ``.05``."""
    after = text[at + 1 : at + 2]
    if not after.isdigit():
        return False
    before = text[at - 1 : at]
    return not before or before.isdigit() or before in _SIGN_BEFORE or before == "-"


def _counts(text: str, at: int) -> bool:
    """Whether a dash is a sign, stands between numbers, or stands alone."""
    left, right = text[:at].rstrip(" "), text[at + 1 : at + 4].lstrip(" ")
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if left[-1:].isdigit() and (not right or right[0].isdigit()):
        return True
    if after.isdigit() or after == ".":
        return not before or before in _SIGN_BEFORE
    return before in ("", " ") and after in ("", " ")


def _joins(text: str, end: int, start: int) -> bool:
    """Whether what was left out between two parts belongs to one number, as in ``10,324``."""
    return (
        start == end + 1
        and text[end] in ",'\x00"
        and text[end - 1].isdigit()
        and text[start : start + 3].isdigit()
        and not text[start + 3 : start + 4].isdigit()
    ) or text[end:start].strip("\x00") == ""


def _goes_on(text: str) -> bool:
    """Whether a line ends with a hyphen, so that its last word goes on in the next line."""
    end = text.rstrip(" ")
    return len(end) > 1 and end[-1] in "-\x00" and end[-2].isalpha()
