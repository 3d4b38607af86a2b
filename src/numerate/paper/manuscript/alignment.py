"""Alignment: for each word of the tree, where it stands in the source.

Pandoc's Markdown reader gives no positions. So the words of the source are laid beside the words of
the tree, both in order: most agree one by one; where they do not (an attribute, an included part, a
footnote written elsewhere) the next agreement is looked up by word. The cost grows with the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from numerate.paper.manuscript.fences import fenced
from numerate.paper.manuscript.places import Place
from numerate.paper.manuscript.source import Line

WORD = re.compile(r"[^\W_]+")
_APART = re.compile(
    r"""
      <!--.*?-->
    | \{\{<.*?>\}\}
    | \[\^[^\]\s]+\]:?
    | (?<=\])\((?:<[^>]*>|[^()\s]|\([^()\s]*\)|[ ]+"[^"]*"|[ ]+'[^']*')*\)
    | \{(?:\s*(?:[\#.][\w:.-]+|-|[\w:.-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'}]+)))+\s*\}
    | ^[ ]{0,3}\[[^\]]+\]:[ ].*$
    """,
    re.VERBOSE,
)
_MARKER = re.compile(r"^\s*(?:>\s*)*(?:\(?(?:\d+|[A-Za-z]|[ivx]+)[.)]|\#\.)\s+(?=\S)")
_COMMENT_END = re.compile(r"^.*?-->")
_NEAR = 300  # words of the source that one mismatch may skip
_TRIED = 6  # words of the tree that one mismatch may skip, and candidates looked at for each
_LAST = 30  # words that the last word of a passage, which nothing confirms, may skip
_CANDIDATES = 40
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the source: its text, its line (by index) and its first column, from 0."""

    text: str
    line: int
    column: int


class Alignment:
    """The words of a source, and how far they have been matched."""

    def __init__(self, lines: Sequence[Line], *, attributes: bool = False) -> None:
        """Read the words of a source once.

        Args:
            lines: The lines, front matter first.
            attributes: Read what stands in attributes instead of what stands outside them.
        """
        self._lines = lines
        self._words = list(_words(lines, attributes=attributes))
        self._texts = [word.text for word in self._words]
        self._at: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self._texts):
            self._at[text].append(index)
        self._used = bytearray(len(self._words))
        self._cursor = 0

    def next_is(self, words: Sequence[str]) -> bool:
        """Whether these words come next, or almost next."""
        found = self._forward(words, 0, self._cursor)
        return found is not None and found - self._cursor <= _TRIED

    def matched(self, words: Sequence[str], *, aside: bool = False) -> list[int]:
        """The index of each word in the source, -1 for one that is not there.

        Args:
            words: The words of one passage of the tree, in order.
            aside: Whether the passage stands apart from the run of the text, as footnotes do.
        """
        result = [-1] * len(words)
        if not words:
            return result
        kept = self._cursor
        first, start = self._start(words, aside=aside)
        self._follow(words, first, start, result)
        self._back(words, first, start, result)
        for index in result:
            if index >= 0:
                self._used[index] = 1
        if aside:
            self._cursor = kept
        return result

    def place(self, index: int, before: str = "") -> Place:
        """Where a word stands.

        Args:
            index: Its index.
            before: Characters that belong to it in the tree, such as the point of ``.05``; they
                count when they stand before it in the source as well.
        """
        word = self._words[index]
        line = self._lines[word.line]
        column = word.column
        if before and line.text[:column].endswith(before):
            column -= len(before)
        return Place(line.file, line.number, column + 1)

    def _follow(self, words: Sequence[str], first: int, start: int, result: list[int]) -> None:
        """Match the words from the first one on, which stands at ``start``."""
        texts, count = self._texts, len(self._texts)
        at, here = first, start
        lost = 0
        while at < len(words):
            if here < count and texts[here] == words[at]:
                result[at] = here
                at, here, lost = at + 1, here + 1, 0
                continue
            best = self._resumed(words, at, here)
            if best is None:
                at, lost = at + 1, lost + 1
                if lost == _TRIED:
                    far = self._anywhere(words[at:])
                    if far is not None:
                        at, here = at + far[0], far[1]
                continue
            at, here = best
        self._cursor = here

    def _resumed(self, words: Sequence[str], at: int, here: int) -> tuple[int, int] | None:
        """Where tree and source agree again: the index of the word, and its place."""
        best: tuple[int, int, int] | None = None
        for skipped in range(min(_TRIED, len(words) - at)):
            if best is not None and best[0] <= 4 * skipped:
                break
            found = self._forward(words, at + skipped, here)
            if found is not None:
                cost = found - here + 4 * skipped
                if best is None or cost < best[0]:
                    best = (cost, at + skipped, found)
        return None if best is None else best[1:]

    def _forward(self, words: Sequence[str], at: int, here: int) -> int | None:
        """The next place of a word, near by and confirmed by the word after it."""
        places = self._at.get(words[at])
        if not places:
            return None
        last = at + 1 == len(words)
        limit = here + (_LAST if last else _NEAR)
        first = bisect_left(places, here)
        for found in places[first : first + _TRIED]:
            if found > limit:
                return None
            if last or self._confirmed(words, at, found):
                return found
        return None

    def _confirmed(self, words: Sequence[str], at: int, found: int) -> bool:
        following = self._texts[found + 1 : found + 4]
        if words[at + 1] in following[:1]:
            return True
        return at + 2 < len(words) and words[at + 1] in following and words[at + 2] in following

    def _back(self, words: Sequence[str], first: int, start: int, result: list[int]) -> None:
        """Match the words before the first one that was found."""
        here = start - 1
        for at in range(first - 1, -1, -1):
            if here < 0 or self._texts[here] != words[at]:
                return
            result[at] = here
            here -= 1

    def _start(self, words: Sequence[str], *, aside: bool) -> tuple[int, int]:
        """Which word is found first, and where."""
        if not aside:
            for at in range(min(3, len(words))):
                found = self._forward(words, at, self._cursor)
                if found is not None and not self._used[found]:
                    return at, found
        far = self._anywhere(words)
        return far if far is not None else (0, self._cursor)

    def _anywhere(self, words: Sequence[str]) -> tuple[int, int] | None:
        """The best place of a passage in the whole source, by its rarest early word."""
        if not words:
            return None
        early = range(min(8, len(words)))
        known = [at for at in early if self._at.get(words[at])]
        if not known:
            return None
        rarest = min(known, key=lambda at: len(self._at[words[at]]))
        places = self._at[words[rarest]]
        middle = bisect_left(places, self._cursor)
        near = places[max(0, middle - _CANDIDATES) : middle + _CANDIDATES]
        scored = [(self._score(words, rarest, found), found) for found in near]
        score, found = max(
            scored, key=lambda one: (one[0], -self._used[one[1]], -abs(one[1] - self._cursor))
        )
        return (rarest, found) if score >= min(_ENOUGH, len(words) - 1) else None

    def _score(self, words: Sequence[str], at: int, found: int) -> int:
        """How many of the words around agree."""
        score = 0
        for step in (-2, -1, 1, 2, 3):
            here, there = at + step, found + step
            inside = 0 <= here < len(words) and 0 <= there < len(self._texts)
            score += inside and words[here] == self._texts[there]
        return score


def _words(lines: Sequence[Line], *, attributes: bool) -> Iterable[Word]:
    kinds = fenced(line.text for line in lines)
    begins = True
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        text = line.text
        if kind.kind in {"code", "close"} or (kind.kind == "comment" and "-->" not in text):
            continue
        if kind.kind == "comment" and "<!--" not in text:
            text = _COMMENT_END.sub(lambda m: " " * len(m[0]), text)
        apart = [match.span() for match in _APART.finditer(text)] if _has_marks(text) else []
        if attributes:
            for start, end in apart:
                for match in WORD.finditer(text, start, end):
                    yield Word(match[0], index, match.start())
            continue
        for start, end in reversed(apart):
            text = text[:start] + " " * (end - start) + text[end:]
        marker = _MARKER.match(text) if begins else None
        begins = not text.strip() or marker is not None
        for match in WORD.finditer(text, marker.end() if marker else 0):
            yield Word(match[0], index, match.start())


def _has_marks(text: str) -> bool:
    return "{" in text or "](" in text or "<!--" in text or "[^" in text or "]:" in text
