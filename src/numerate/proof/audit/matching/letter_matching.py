"""Letter matching: where each letter of the manuscript stands in a file, whatever the order.

Long common runs of letters are found first, each as long as it can be; every letter of the file is
given away once, to the longest run that wants it. What is left between runs is small and is
compared word by word. Nothing here is quadratic in the length of the texts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from numerate.proof.audit.matching.common_runs import (
    NOWHERE,
    SEED,
    SMALL_SEED,
    Block,
    blocks,
    given_away,
    runs,
)
from numerate.proof.audit.matching.folded_text import FoldedText

_LARGEST_PRODUCT = 250_000
_WINDOW = 3_000
_NEAR = 800
_FEW_WORDS = 6
_LEAST = 2  # letters of a piece that is looked for as a whole
_BREAKABLE = (".", "-")
_BARRED = -2
TAKEN = "\n"


@dataclass(frozen=True, slots=True)
class Matching:
    """Which letter is which.

    Attributes:
        ours: Of each letter of the manuscript, its place among the file's letters, or -1.
        theirs: The other way round.
    """

    ours: array[int]
    theirs: array[int]

    def join(self, ours: int, theirs: int, length: int) -> None:
        """Say that runs of letters are the same."""
        self.ours[ours : ours + length] = array("i", range(theirs, theirs + length))
        self.theirs[theirs : theirs + length] = array("i", range(ours, ours + length))

    def part(self, ours: int) -> None:
        """Say that a letter is not found after all."""
        there = self.ours[ours]
        if there != NOWHERE:
            self.theirs[there] = NOWHERE
            self.ours[ours] = NOWHERE


def aligned(  # noqa: PLR0913 - both sides, and what is known of their parts
    ours: FoldedText,
    theirs: FoldedText,
    parts: Sequence[tuple[int, int]] = (),
    *,
    movable: Sequence[tuple[int, int]] = (),
    alone: Sequence[tuple[int, int]] = (),
    copied: Sequence[tuple[int, int]] = (),
) -> Matching:
    """Find the letters of the manuscript in a file.

    Args:
        ours: The manuscript's letters.
        theirs: The file's letters.
        parts: Runs of our letters, those that have the first choice first; all of them at once
            when none are given.
        movable: Runs of our letters that a typesetter sets in another order, such as cells of a
            table's head or words in a picture.
        alone: Runs of our letters that stand on lines of their own, such as captions.
        copied: Runs of the file's letters that are second copies, which nothing is found in: the
            title of the properties is not the title that is printed.

    >>> from numerate.proof.audit.matching.folded_text import letters
    >>> found = aligned(letters(["Of 68 studies, 55 were quantitative."]),
    ...                 letters(["Of 68 studies, 54 were quantitative."]))
    >>> [place for place, there in enumerate(found.ours) if there == -1]
    [11, 12]
    """
    found = Matching(
        array("i", [NOWHERE]) * len(ours.text), array("i", [NOWHERE]) * len(theirs.text)
    )
    for start, end in copied:
        found.theirs[start:end] = array("i", [_BARRED]) * (end - start)
    for start, end in parts or [(0, len(ours.text))]:
        part, whole = ours.text[start:end], _free(theirs.text, found)
        borders = [one - start for one in ours.starts]
        for here, there, size in given_away(blocks(part, whole, borders), len(theirs.text)):
            found.join(here + start, there, size)
        _whole_words(ours, theirs, found)
        _fill_all(ours, theirs, found, start, end)
        _whole_pieces(ours, theirs, found, [one for one in alone if start <= one[0] < end])
    for start, end in movable:
        _look_around(ours.text[start:end], theirs, found, start)
    _fill_all(ours, theirs, found, 0, len(ours.text))
    for start, end in copied:
        found.theirs[start:end] = array("i", [NOWHERE]) * (end - start)
    return found


def _free(text: str, found: Matching) -> str:
    """The file's letters that nobody has; a sign that no letter equals stands for the others."""
    if found.theirs.count(NOWHERE) == len(text):
        return text
    parts: list[str] = []
    done = 0
    for start, end in runs(found.theirs):
        parts += [TAKEN * (start - done), text[start:end]]
        done = end
    parts.append(TAKEN * (len(text) - done))
    return "".join(parts)


def _fill_all(ours: FoldedText, theirs: FoldedText, found: Matching, start: int, end: int) -> None:
    for gap in list(runs(found.ours[start:end])):
        _fill(ours, theirs, found, (gap[0] + start, gap[1] + start))


# ------------------------------------------------------------------ words


def _whole_words(ours: FoldedText, theirs: FoldedText, found: Matching) -> None:
    """Take back words that were found in part: their found letters prove nothing."""
    for start, end in list(runs(found.ours)):
        _take_back(ours, found, start, NOWHERE)
        _take_back(ours, found, end - 1, 1)
    for start, end in list(runs(found.theirs)):
        for edge, beside in ((start, start - 1), (end - 1, end)):
            if 0 <= beside < len(found.theirs) and _one_number(theirs, edge, beside):
                here = found.theirs[beside]
                if here >= 0:
                    _take_back(ours, found, here, NOWHERE)
                    _take_back(ours, found, here, 1)


def _take_back(ours: FoldedText, found: Matching, at: int, step: int) -> None:
    word = ours.word[at]
    while 0 <= at < len(ours.word) and ours.word[at] == word:
        found.part(at)
        at += step


def _one_number(letters: FoldedText, one: int, other: int) -> bool:
    """Whether two neighbours are signs of one number as the file prints it."""
    return (
        letters.word[one] == letters.word[other]
        and letters.text[one] in "0123456789.-"
        and letters.text[other] in "0123456789.-"
    )


def words_of(letters: FoldedText, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each word, or part of a word, between two places."""
    found: list[tuple[int, int]] = []
    at = start
    while at < end:
        word, begin = letters.word[at], at
        while at < end and letters.word[at] == word:
            at += 1
        found.append((begin, at))
    return found


def _fill(ours: FoldedText, theirs: FoldedText, found: Matching, gap: tuple[int, int]) -> None:
    """Compare a gap with what the file has in its place."""
    fresh = gap[0] == 0 or ours.piece[gap[0]] != ours.piece[gap[0] - 1]
    windows = list(_windows(found, *gap))
    for window in reversed(windows) if fresh else windows:
        if not _same_but_for_breaks(ours, theirs, found, gap, window):
            back = window[1] < len(found.theirs) and found.theirs[window[1]] == gap[1]
            _compare(ours, theirs, found, gap, window, back=fresh and back)


def _windows(found: Matching, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Letters of the file that nobody wants, after what stands before a gap, and before its end."""
    after = found.ours[start - 1] + 1 if start > 0 and found.ours[start - 1] >= 0 else NOWHERE
    until = found.ours[end] if end < len(found.ours) else NOWHERE
    first = after
    if after != NOWHERE:
        while first < len(found.theirs) and found.theirs[first] == NOWHERE:
            first += 1
            if first - after > _WINDOW:
                break
        if first > after:
            yield after, first
    if until not in (NOWHERE, first):
        last = until
        while last > 0 and found.theirs[last - 1] == NOWHERE and until - last <= _WINDOW:
            last -= 1
        if last < until:
            yield last, until


def _same_but_for_breaks(
    ours: FoldedText,
    theirs: FoldedText,
    found: Matching,
    gap: tuple[int, int],
    window: tuple[int, int],
) -> bool:
    """Join a gap and its window when they differ in points and hyphens at line ends only."""
    if any(found.ours[at] != NOWHERE for at in range(*gap)):
        return False
    pairs: list[tuple[int, int]] = []
    here, there = gap[0], window[0]
    while here < gap[1] or there < window[1]:
        one = ours.text[here] if here < gap[1] else ""
        other = theirs.text[there] if there < window[1] else ""
        if one and one == other:
            pairs.append((here, there))
            here, there = here + 1, there + 1
        elif other in _BREAKABLE and there + 1 == theirs.starts[theirs.piece[there] + 1]:
            there += 1
        elif (
            one in _BREAKABLE
            and there == theirs.starts[theirs.piece[min(there, len(theirs.piece) - 1)]]
        ):
            here += 1
        else:
            return False
    for one_place, other_place in pairs:
        found.join(one_place, other_place, 1)
    return True


def _compare(  # noqa: PLR0913 - both sides, and where on each
    ours: FoldedText,
    theirs: FoldedText,
    found: Matching,
    gap: tuple[int, int],
    window: tuple[int, int],
    *,
    back: bool,
) -> None:
    """Join equal words of a gap and its window; ``back``, beginning with the last ones."""
    here = [w for w in words_of(ours, *gap) if found.ours[w[0]] == NOWHERE]
    there = [w for w in words_of(theirs, *window) if found.theirs[w[0]] == NOWHERE]
    if len(here) * len(there) > _LARGEST_PRODUCT:
        _compare_large(ours, theirs, found, gap, window)
        return
    if back:
        here.reverse()
        there.reverse()
    a = [ours.text[start:end] for start, end in here]
    b = [theirs.text[start:end] for start, end in there]
    for i, j, size in _same(a, b):
        for step in range(size):
            found.join(here[i + step][0], there[j + step][0], len(a[i + step]))


def _same(a: list[str], b: list[str]) -> Iterator[Block]:
    """Runs of equal words; few words of equal number are compared one by one."""
    if len(a) == len(b) <= _FEW_WORDS:
        yield from ((i, i, 1) for i in range(len(a)) if a[i] == b[i])
    else:
        yield from SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()


def _compare_large(
    ours: FoldedText,
    theirs: FoldedText,
    found: Matching,
    gap: tuple[int, int],
    window: tuple[int, int],
) -> None:
    """The same for large gaps: by runs of letters again, shorter ones."""
    part, whole = ours.text[slice(*gap)], theirs.text[slice(*window)]
    for here, there, size in given_away(blocks(part, whole, seed=SMALL_SEED), len(whole)):
        for step in range(size):
            one, other = gap[0] + here + step, window[0] + there + step
            if found.ours[one] == NOWHERE and found.theirs[other] == NOWHERE:
                found.join(one, other, 1)


def _whole_pieces(
    ours: FoldedText, theirs: FoldedText, found: Matching, pieces: Sequence[tuple[int, int]]
) -> None:
    """Look for pieces of which nothing was found, such as a caption of one word, among lines."""
    free = ""
    for start, end in pieces:
        if end - start < _LEAST or any(place != NOWHERE for place in found.ours[start:end]):
            continue
        words, free = ours.text[start:end], free or _free(theirs.text, found)
        middle = next(_beside(found, start, end), 0)
        places = []
        at = free.find(words)
        while at != NOWHERE:
            ends = at + len(words)
            alone = at in theirs.first and (ends == len(free) or ends in theirs.first)
            if alone or (len(words) >= SEED and at in theirs.first):
                places.append(at)
            at = free.find(words, at + 1)
        if places:
            found.join(start, min(places, key=lambda one: abs(one - middle)), len(words))
            free = ""


def _look_around(text: str, theirs: FoldedText, found: Matching, start: int) -> None:
    """Look for a short text among the letters that nobody wants, near where it should stand."""
    end = start + len(text)
    if not text or any(place != NOWHERE for place in found.ours[start:end]):
        return
    near = list(_beside(found, start, end))
    best = away = NOWHERE
    for middle in near:
        at = theirs.text.find(text, max(0, middle - _NEAR), middle + _NEAR)
        while at != NOWHERE:
            free = all(place == NOWHERE for place in found.theirs[at : at + len(text)])
            if free and (best == NOWHERE or abs(at - middle) < away):
                best, away = at, abs(at - middle)
            at = theirs.text.find(text, at + 1, middle + _NEAR)
    if best != NOWHERE:
        found.join(start, best, len(text))


def _beside(found: Matching, start: int, end: int) -> Iterator[int]:
    """The places of the nearest letters that were found, before and after some letters."""
    for at in range(start - 1, max(0, start - _NEAR) - 1, -1):
        if found.ours[at] != NOWHERE:
            yield found.ours[at]
            break
    for at in range(end, min(len(found.ours), end + _NEAR)):
        if found.ours[at] != NOWHERE:
            yield found.ours[at]
            break
