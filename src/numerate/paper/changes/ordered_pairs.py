"""Ordered pairs: which thing of a later text was which of the earlier one.

Sentences, blocks of a document, rows of a table and paragraphs of a Word file are paired by one
rule: what is equal is paired first; in between, each later thing takes the first earlier one that
is alike, and order is never broken, for a reader follows both texts downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Thing = TypeVar("Thing")
Told = TypeVar("Told")


def ordered_pairs(
    before: Sequence[Thing],
    now: Sequence[Thing],
    sign: Callable[[Thing], str],
    told: Callable[[Thing], Told],
    alike: Callable[[Told, Told], bool],
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Each thing beside what it was; None where it came or went.

    Args:
        before: The earlier things.
        now: The later ones.
        sign: What a thing is recognised by: equal signs are the same thing.
        told: What ``alike`` compares; asked for once a thing.
        alike: Whether an earlier thing may have become a later one.

    >>> list(ordered_pairs(["48 studies", "Gone"], ["68 studies", "New"], str, str.split,
    ...                    lambda ones, others: ones[-1] == others[-1]))
    [('48 studies', '68 studies'), (None, 'New'), ('Gone', None)]
    """
    ones, others = [sign(one) for one in before], [sign(one) for one in now]
    for how, a, b, c, d in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if how == "equal":
            yield from zip(before[a:b], now[c:d], strict=True)
        else:
            yield from pairs_alike(before[a:b], now[c:d], told, alike)


def pairs_alike(
    before: Sequence[Thing],
    now: Sequence[Thing],
    told: Callable[[Thing], Told],
    alike: Callable[[Told, Told], bool],
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """The things of a changed passage, paired in order where they are alike."""
    start = 0
    earlier = [told(one) for one in before]
    for one in now:
        mine = told(one)
        places = range(start, len(before))
        found = next((place for place in places if alike(earlier[place], mine)), None)
        if found is None:
            yield None, one
            continue
        yield from ((was, None) for was in before[start:found])
        yield before[found], one
        start = found + 1
    yield from ((was, None) for was in before[start:])
