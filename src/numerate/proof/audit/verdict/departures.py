"""Departures: where a file and the manuscript part ways, as small as they can be told.

Letters are matched, people read words: a departure is widened to the words it touches and then cut
into single changes, and those that any typesetter makes by himself are left out here, at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from numerate.proof.audit.matching.common_runs import NOWHERE, runs
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.matching.letter_matching import words_of

_NEAR = 60
_SECTION = re.compile(r"\d+(\.\d+)*")
_BREAKS = str.maketrans("", "", ".-")
_SIGNS = (".", "-")
_EDGE = 2  # lines at the head and foot of a page


@dataclass(frozen=True, slots=True)
class Departure:
    """Letters of a passage that the file has otherwise.

    Attributes:
        passage: The passage.
        start: First of its letters that are not found; equals ``end`` where the file has more.
        end: The letter after the last.
        there: First letter of what the file has instead; equals ``until`` where it has nothing.
        until: The letter after the last.
    """

    passage: int
    start: int
    end: int
    there: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True)
class Addition:
    """Words of the file that belong to no passage.

    Attributes:
        start: First letter in the file.
        end: The letter after the last.
        before: The passage that ends before them, or -1.
        after: The passage that begins after them, or -1.
        edge: Whether they stand at the head or foot of a page.
    """

    start: int
    end: int
    before: int
    after: int
    edge: bool


def departures(told: FileComparison, copied: bytearray) -> tuple[list[Departure], list[Addition]]:
    """Every place where the two part ways, and the words of the file that are nobody's.

    Args:
        told: The comparison.
        copied: 1 for each letter of the file that is a second copy of something.
    """
    used = bytearray(copied)
    found = list(_missing(told, used))
    additions: list[Addition] = []
    for start, end in _unused(told, used):
        more = _inside(told, start, end)
        if more is None:
            additions.append(_extra(told, start, end))
        else:
            found.append(more)
    found.sort(key=lambda departure: (departure.passage, departure.start, departure.there))
    return found, additions


# ------------------------------------------------------------------ letters that are not found


def _missing(told: FileComparison, used: bytearray) -> Iterator[Departure]:
    for start, end in runs(told.found.ours):
        at = start
        while at < end:
            passage = told.ours.piece[at]
            stop = min(end, told.span(passage)[1])
            window = _instead(told, used, passage, at, stop)
            used[slice(*window)] = b"\1" * (window[1] - window[0])
            yield Departure(passage, at, stop, *window)
            at = stop


def _instead(
    told: FileComparison, used: bytearray, passage: int, start: int, end: int
) -> tuple[int, int]:
    """What the file has in the place of some letters; an empty run when that is not known."""
    first, last = told.span(passage)
    ours, theirs = told.found.ours, told.found.theirs
    whole = start == first and end == last
    before = ours[start - 1] if start > 0 and (start > first or whole) else NOWHERE
    behind = ours[end] if end < len(ours) and (end < last or whole) else NOWHERE
    most = 3 * (end - start) + 40
    if before != NOWHERE:
        stop = before + 1
        while stop < len(theirs) and _open(theirs, used, stop) and stop - before <= most:
            stop += 1
        if stop > before + 1 and _fits(told, before, stop - 1, whole=whole):
            return before + 1, stop
    if behind != NOWHERE:
        begin = behind
        while begin > 0 and _open(theirs, used, begin - 1) and behind - begin <= most:
            begin -= 1
        if begin < behind and _fits(told, behind, begin, whole=whole):
            return begin, behind
    return 0, 0


def _open(theirs: Sequence[int], used: bytearray, at: int) -> bool:
    return theirs[at] == NOWHERE and not used[at]


def _fits(told: FileComparison, beside: int, there: int, *, whole: bool) -> bool:
    """Whether words beside a passage's own can be what it became: not those of another one."""
    if not told.structured:
        return not told.fragment(there).aside
    return (told.theirs.piece[beside] == told.theirs.piece[there]) != whole


# ------------------------------------------------------------------ letters that are too many


def _unused(told: FileComparison, used: bytearray) -> Iterator[tuple[int, int]]:
    """Runs of the file's letters that nobody wants; paragraph by paragraph where known."""
    piece = told.theirs.piece
    for start, end in runs(told.found.theirs):
        at = start
        while at < end:
            if used[at] or told.fragment(at).aside:
                at += 1
                continue
            stop = at
            while stop < end and not used[stop]:
                if told.structured and piece[stop] != piece[at]:
                    break
                stop += 1
            yield at, stop
            at = stop


def _inside(  # noqa: PLR0911 - one way out for each place
    told: FileComparison, start: int, end: int
) -> Departure | None:
    """The departure that words make which stand inside a passage or on a line with it."""
    theirs, piece = told.found.theirs, told.theirs.piece
    left = theirs[start - 1] if start > 0 else NOWHERE
    right = theirs[end] if end < len(theirs) else NOWHERE
    with_left = left != NOWHERE and piece[start - 1] == piece[start]
    with_right = right != NOWHERE and piece[end] == piece[end - 1]
    if left != NOWHERE and right == left + 1 and told.ours.piece[left] == told.ours.piece[right]:
        if with_left or with_right or not _at_edge(told, start, end):
            return Departure(told.ours.piece[left], left + 1, left + 1, start, end)
        return None
    if with_left and left + 1 < told.span(told.ours.piece[left])[1]:
        return Departure(told.ours.piece[left], left + 1, left + 1, start, end)
    if with_right and right > told.span(told.ours.piece[right])[0]:
        return Departure(told.ours.piece[right], right, right, start, end)
    if with_left:
        return Departure(told.ours.piece[left], left + 1, left + 1, start, end)
    if with_right:
        return Departure(told.ours.piece[right], right, right, start, end)
    return None


def _extra(told: FileComparison, start: int, end: int) -> Addition:
    theirs = told.found.theirs
    left = theirs[start - 1] if start > 0 else NOWHERE
    right = theirs[end] if end < len(theirs) else NOWHERE
    return Addition(
        start,
        end,
        told.ours.piece[left] if left != NOWHERE else NOWHERE,
        told.ours.piece[right] if right != NOWHERE else NOWHERE,
        _at_edge(told, start, end),
    )


def _at_edge(told: FileComparison, start: int, end: int) -> bool:
    """Whether words stand at the head or the foot of a page."""
    if told.structured or not told.fragment(start).page:
        return False
    first, last = told.theirs.piece[start], told.theirs.piece[end - 1]
    page = told.fragments[first].page
    above = told.fragments[max(0, first - _EDGE)].page
    below = told.fragments[min(len(told.fragments) - 1, last + _EDGE)]
    return above != page or below.page != told.fragments[last].page or below.aside


# ------------------------------------------------------------------ words


def changes(told: FileComparison, departure: Departure) -> list[Departure]:
    """A departure word by word; none when nothing but blanks, points and hyphens differs."""
    wide = _widened(told, departure)
    here = words_of(told.ours, wide.start, wide.end)
    there = words_of(told.theirs, wide.there, wide.until)
    a = [told.ours.text[start:end] for start, end in here]
    b = [told.theirs.text[start:end] for start, end in there]
    found: list[Departure] = []
    for i, j, k, m in _unlike(a, b):
        start = here[i][0] if i < len(here) else wide.end
        end = here[j - 1][1] if j > i else start
        first = there[k][0] if k < len(there) else wide.until
        until = there[m - 1][1] if m > k else first
        one = Departure(departure.passage, start, end, first, until)
        if not _harmless(told, one):
            found.append(one)
    return found


def _unlike(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of words that differ; words of equal number are compared one by one."""
    if len(a) == len(b):
        yield from ((i, i + 1, i, i + 1) for i in range(len(a)) if a[i] != b[i])
        return
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal" and "".join(a[i:j]) != "".join(b[k:m]):
            yield i, j, k, m


def _widened(told: FileComparison, departure: Departure) -> Departure:
    """A departure with the whole words that it touches, on both sides."""
    start, end, there, until = departure.start, departure.end, departure.there, departure.until
    first, last = told.span(departure.passage)
    for _ in range(2):
        if until > there:
            there, until = _whole(told.theirs.word, there, until, 0, len(told.theirs.word))
            own = [
                place
                for place in told.found.theirs[there:until]
                if first <= place < last and start - _NEAR < place < end + _NEAR
            ]
            if own:
                start, end = min(start, *own), max(end, max(own) + 1)
        if end > start:
            start, end = _whole(told.ours.word, start, end, first, last)
            own = [place for place in told.found.ours[start:end] if place != NOWHERE]
            own = [
                place for place in own if until <= there or there - _NEAR < place < until + _NEAR
            ]
            if own and until > there:
                there, until = min(there, *own), max(until, max(own) + 1)
            elif own:
                there, until = min(own), max(own) + 1
    return replace(departure, start=start, end=end, there=there, until=until)


def _whole(word: Sequence[int], start: int, end: int, first: int, last: int) -> tuple[int, int]:
    while start > first and word[start - 1] == word[start]:
        start -= 1
    while end < last and word[end] == word[end - 1]:
        end += 1
    return start, end


def _harmless(told: FileComparison, departure: Departure) -> bool:
    """Whether a difference is one of typesetting: signs at line ends, numbers of headings."""
    a = told.ours.text[departure.start : departure.end]
    b = told.theirs.text[departure.there : departure.until]
    if a == b:
        return True
    if not a and _SECTION.fullmatch(b) and _before_heading(told, departure):
        return True
    if a.translate(_BREAKS) == b.translate(_BREAKS) and _broken(told, departure, a, b):
        return True
    here, there = (
        told.raw(departure.start, departure.end),
        told.printed(departure.there, departure.until),
    )
    if not told.structured and "".join(here.split()) == "".join(there.split()):
        return True
    if (
        not a
        and b.isdigit()
        and departure.there == 0
        and departure.start == told.span(departure.passage)[0]
    ):
        return True  # a page number before the title, in a text without pages
    return a.strip(".-") == "" and b.strip(".-") == "" and not _signs(told, departure)


def _before_heading(told: FileComparison, departure: Departure) -> bool:
    """Whether words stand right before the first letter of a heading."""
    theirs = told.found.theirs
    behind = theirs[departure.until] if departure.until < len(theirs) else NOWHERE
    if behind == NOWHERE:
        return False
    passage = told.ours.piece[behind]
    return told.passages[passage].kind == "heading" and behind == told.span(passage)[0]


def _broken(told: FileComparison, departure: Departure, a: str, b: str) -> bool:
    """Whether points and hyphens differ only where a line of the file ends."""
    if told.structured or not b or (a[:1] == "-") != (b[:1] == "-"):
        return False
    last = departure.until - 1
    rest = told.fragment(last).text[told.theirs.offset[last] + 1 :].strip()
    if told.plain and "." not in a + b and " " not in rest:
        return True  # pdftotext takes hyphens away with the line's end, and then ends the line
    here, there = 0, departure.there
    starts, piece = told.theirs.starts, told.theirs.piece
    while here < len(a) or there < departure.until:
        sign = a[here : here + 1]
        other = told.theirs.text[there] if there < departure.until else ""
        if sign == other:
            here, there = here + 1, there + 1
        elif other in _SIGNS and other and there + 1 == starts[piece[there] + 1]:
            there += 1
        elif sign in _SIGNS and sign and there == starts[piece[min(there, last)]]:
            here += 1
        else:
            return False
    return True


def _signs(told: FileComparison, departure: Departure) -> bool:
    """Whether a point or dash that only one side has changes a number."""
    for letters, start, end in (
        (told.ours, departure.start, departure.end),
        (told.theirs, departure.there, departure.until),
    ):
        if start == end:
            continue
        behind = letters.text[end : end + 1]
        same_word = end < len(letters.word) and letters.word[end] == letters.word[end - 1]
        if behind.isdigit() and same_word:
            return True
    return False
