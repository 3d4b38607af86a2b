"""Common runs: the letters that two texts have in common, in runs as long as they can be."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

SEED = 12
SMALL_SEED = 6
NOWHERE = -1
_MOST_PLACES = 16

Block = tuple[int, int, int]


def blocks(
    ours: str, theirs: str, borders: Sequence[int] = (), seed: int = SEED
) -> Iterator[Block]:
    """Runs of letters common to both texts as (place, place there, length), in our order.

    Args:
        ours: Our letters.
        theirs: The file's letters.
        borders: Where our passages begin. A run does not just enter a passage by a few letters:
            these are the same by chance as often as not, as what follows may be another table.
        seed: The shortest run looked for.
    """
    head: dict[str, int] = {}
    before = array("i", [NOWHERE]) * len(theirs)
    for there in range(len(theirs) - seed + 1):
        part = theirs[there : there + seed]
        before[there] = head.get(part, NOWHERE)
        head[part] = there
    here = done = 0
    goes_on = 0
    while here <= len(ours) - seed:
        there = head.get(ours[here : here + seed], NOWHERE)
        if there == NOWHERE:
            here += 1
            continue
        ahead = goes_on + here - done
        place, length = _longest(ours, theirs, here, _places(there, before, ahead, seed))
        if length < seed:
            here += 1
            continue
        back = _shared_before(ours, theirs, here, place, here - done)
        begin, end = _trimmed(here - back, here + length, borders, seed)
        if begin < end:
            yield begin, place + begin - here, end - begin
        done = max(end, here + 1)
        goes_on = place + done - here
        here = done


def _trimmed(begin: int, end: int, borders: Sequence[int], seed: int) -> tuple[int, int]:
    """A run without the few letters of a passage that it only just enters at its ends."""
    after = bisect_right(borders, begin)
    if after < len(borders) and begin < borders[after] < end and borders[after] - begin < seed:
        begin = begin if begin in borders[after - 1 : after] else borders[after]
    before = bisect_left(borders, end) - 1
    if before >= 0 and begin < borders[before] < end and end - borders[before] < seed:
        end = end if end in borders[before + 1 : before + 2] else borders[before]
    return begin, end


def _places(there: int, before: Sequence[int], ahead: int, seed: int) -> Iterator[int]:
    """Where a seed stands in the file: where the last run would go on, and the last few places."""
    if 0 <= ahead < len(before) - seed:
        yield ahead
    for _ in range(_MOST_PLACES):
        yield there
        there = before[there]
        if there == NOWHERE:
            return


def _longest(ours: str, theirs: str, here: int, places: Iterator[int]) -> tuple[int, int]:
    best, place = 0, NOWHERE
    for there in places:
        length = _shared(ours, theirs, here, there)
        if length > best:
            best, place = length, there
    return place, best


def _shared(ours: str, theirs: str, here: int, there: int) -> int:
    """How many letters are the same from two places on."""
    most = min(len(ours) - here, len(theirs) - there)
    same, step = 0, 32
    while same < most:
        size = min(step, most - same)
        if ours[here + same : here + same + size] == theirs[there + same : there + same + size]:
            same += size
            step *= 2
        elif size == 1:
            break
        else:
            step = max(size // 2, 1)
            most = same + size - 1 if size > 1 else same
    return same


def _shared_before(ours: str, theirs: str, here: int, there: int, most: int) -> int:
    """How many letters before two places are the same, ``most`` at most."""
    same = 0
    most = min(most, there)
    while same < most and ours[here - same - 1] == theirs[there - same - 1]:
        same += 1
    return same


def given_away(found: Iterator[Block], length: int) -> Iterator[Block]:
    """The runs, longest first, each less what a longer one has taken of the file's letters."""
    taken = bytearray(length)
    for here, there, size in sorted(found, key=lambda block: -block[2]):
        start = there
        while start < there + size:
            if taken[start]:
                start += 1
                continue
            stop = taken.find(1, start, there + size)
            stop = there + size if stop < 0 else stop
            if stop - start == size or stop - start >= SMALL_SEED:
                taken[start:stop] = b"\1" * (stop - start)
                yield here + start - there, start, stop - start
            start = stop


def runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of letters that are nowhere.

    >>> list(runs([4, -1, -1, 7, -1]))
    [(1, 3), (4, 5)]
    """
    start = NOWHERE
    for index, place in enumerate(places):
        if place == NOWHERE:
            if start == NOWHERE:
                start = index
        elif start != NOWHERE:
            yield start, index
            start = NOWHERE
    if start != NOWHERE:
        yield start, len(places)
