"""Sentences: where each sentence of a text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|etc|ca|approx|resp|Fig|Figs|Tab|Eq|Eqs|Sec|No|Nos|Vol|pp|p|Dr|Prof"
    r"|Mr|Mrs|Ms|St|Jr|Sr|Inc|Ltd|Dept|Univ|ed|eds|para|viz|incl|excl|n|N)|\b[A-Z])\.$"
)
_END = re.compile(r"[.?!…]+[”’\"')\]]*(?=\s+[^a-z\s]|\s*$)")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The beginning and end of each sentence, in order.

    >>> text = "Smith et al. (2019) found two. One, e.g., Lee, did not!"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Smith et al. (2019) found two.', 'One, e.g., Lee, did not!']
    """
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATED.search(text, max(start, match.end() - 8), match.end()):
            continue
        while start < match.end() and text[start].isspace():
            start += 1
        yield start, match.end()
        start = match.end()
    while start < len(text) and text[start].isspace():
        start += 1
    if start < len(text):
        yield start, len(text)
