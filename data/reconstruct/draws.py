"""Draws that are the same on every machine: SHA-256 digests of a fixed seed and a name."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

SEED = "ncsii-perpetration-review/1"

T = TypeVar("T")


def draw(name: str, below: int) -> int:
    """A whole number from 0 to below - 1, fixed by the seed and the name.

    >>> draw("a coin", 2) in (0, 1)
    True
    >>> draw("a coin", 2) == draw("a coin", 2)
    True
    """
    digest = sha256(f"{SEED}|{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % below


def shuffled(name: str, items: Iterable[T]) -> list[T]:
    """The items in a drawn order that does not depend on the order they came in.

    >>> shuffled("cards", "abcd") == shuffled("cards", "dcba")
    True
    """
    return sorted(items, key=lambda item: sha256(f"{SEED}|{name}|{item}".encode()).digest())


def picked(name: str, items: Iterable[T], count: int) -> set[T]:
    """So many of the items, drawn.

    >>> len(picked("two letters", "abcd", 2))
    2
    """
    return set(shuffled(name, items)[:count])


def weighted(name: str, weights: dict[str, int]) -> str:
    """One of the keys, drawn with whole-number weights.

    >>> weighted("certain", {"yes": 1, "no": 0})
    'yes'
    """
    left = draw(name, sum(weights.values()))
    for key, weight in weights.items():
        left -= weight
        if left < 0:
            return key
    raise AssertionError(name)


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total (largest remainders).

    >>> shares(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place)
    )
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
