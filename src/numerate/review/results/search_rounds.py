"""Search rounds: which are told together, and what a reader calls them.

Rounds are rows of data. A review that reports some of them together says so in its dictionary, as
``"groups": {"rounds12": [1, 2]}`` at the column of the round; every other round, and each that
comes later, stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from numerate.review.results.enumeration import joined
from numerate.review.results.wording import ordinal


@dataclass(frozen=True, slots=True)
class RoundColumn:
    """A column of the flow: some search rounds taken together.

    Attributes:
        key: Last part of the keys of its numbers.
        label: How a table calls it, such as ``Searches 1 and 2``.
        rounds: The rounds.
        declared: Whether the dictionary says that they are told together.
    """

    key: str
    label: str
    rounds: tuple[int, ...]
    declared: bool = False

    @property
    def ordinals(self) -> tuple[str, ...]:
        """The rounds as words: ``first``, ``second``."""
        return tuple(ordinal(one) for one in self.rounds)

    @property
    def told(self) -> str:
        """How a sentence calls it.

        >>> RoundColumn("rounds12", "Searches 1 and 2", (1, 2)).told
        'the first and second rounds'
        """
        noun = "round" if len(self.rounds) == 1 else "rounds"
        return f"the {joined(self.ordinals)} {noun}"


def round_columns(
    rounds: Iterable[int], groups: Mapping[str, Sequence[int]]
) -> tuple[RoundColumn, ...]:
    """The columns in which rounds are told, in the order of their first round.

    Args:
        rounds: The rounds that the data hold.
        groups: The rounds that are told together, by the key of their column.

    >>> [one.label for one in round_columns([1, 2, 3, 4], {"rounds12": [1, 2]})]
    ['Searches 1 and 2', 'Search 3', 'Search 4']
    """
    held = sorted(set(rounds))
    grouped = {key: tuple(one for one in held if one in members) for key, members in groups.items()}
    taken = {one for members in grouped.values() for one in members}
    made = [
        RoundColumn(key, search_label(members), members, declared=True)
        for key, members in grouped.items()
        if members
    ]
    made += [RoundColumn(f"round{n}", search_label((n,)), (n,)) for n in held if n not in taken]
    return tuple(sorted(made, key=lambda column: column.rounds))


def search_label(rounds: Sequence[int]) -> str:
    """What a table calls some rounds.

    >>> search_label((3,)), search_label((1, 2))
    ('Search 3', 'Searches 1 and 2')
    """
    noun = "Search" if len(rounds) == 1 else "Searches"
    return f"{noun} {joined([str(one) for one in rounds])}"
