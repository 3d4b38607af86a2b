"""From pairs to groups: which records are one report, and which of them is kept.

The order in which records or pairs come changes nothing: pairs are taken in the order of their
certainty, then of their records' identifiers. A chain of likenesses does not join what contradicts
itself: where a record that says little is like two records that differ, the second is doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from numerate.review.duplicates.meetings import Pair

BY_PERSON = "person"
BY_METHOD = "method"
ANSWERED = "answer in the worksheet"
_LARGE = 400


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record comes from, and what speaks for keeping it.

    Attributes:
        record: Its identifier.
        round: The search round, as the records table names it.
        database: The database that exported it.
        filled: How many of its fields say something.
        screened: Whether reviewers have already decided on it.
    """

    record: str
    round: str = ""
    database: str = ""
    filled: int = 0
    screened: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """One record that is removed as a duplicate, and why.

    Attributes:
        removed: Where the removed record comes from.
        kept: Where the record comes from that stands for its group.
        matched: The record it was found to equal: the kept one, or one that leads there.
        rule: The pass or rule.
        fields: The fields that rule looks at.
        similarity: Of the two titles, from 0 to 100.
        decided_by: ``method`` or ``person``.
    """

    removed: Source
    kept: Source
    matched: str
    rule: str
    fields: tuple[str, ...]
    similarity: float
    decided_by: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records of which a person must say whether they are one report."""

    first: str
    second: str
    rule: str
    similarity: float


class _Groups:
    """Disjoint groups of records; each knows its members and the pairs that joined them."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))
        self._members: dict[int, list[int]] = {}
        self.joins: dict[int, list[Pair]] = {}

    def of(self, number: int) -> int:
        """The leader of a record's group."""
        while self._leader[number] != number:
            self._leader[number] = self._leader[self._leader[number]]
            number = self._leader[number]
        return number

    def members(self, leader: int) -> list[int]:
        """The records of a group."""
        return self._members.get(leader, [leader])

    def join(self, pair: Pair) -> None:
        """Make one group of two."""
        low, high = sorted((self.of(pair.first), self.of(pair.second)))
        self._members[low] = self.members(low) + self.members(high)
        self.joins[low] = [*self.joins.get(low, []), *self.joins.pop(high, []), pair]
        self._leader[high] = low
        self._members.pop(high, None)

    @property
    def several(self) -> Iterable[list[int]]:
        """The groups of more than one record, by their first."""
        return (sorted(self._members[leader]) for leader in sorted(self._members))


def grouped(
    sources: Sequence[Source],
    pairs: Iterable[Pair],
    answers: Mapping[tuple[int, int], bool],
    contradict: Callable[[int, int], bool],
) -> tuple[tuple[Merge, ...], tuple[Doubt, ...]]:
    """The records removed and the pairs left to a person.

    Args:
        sources: The records, in the order of their numbers.
        pairs: What the passes found.
        answers: What people said of pairs: True for one report, False for two.
        contradict: Whether two records cannot be one report, however they are linked.
    """
    apart: dict[int, set[int]] = {}
    for (first, second), same in answers.items():
        if not same:
            apart.setdefault(first, set()).add(second)
            apart.setdefault(second, set()).add(first)
    said = [Pair(a, b, "same", ANSWERED) for (a, b), same in answers.items() if same]
    groups = _Groups(len(sources))
    doubtful: list[Pair] = []
    settled = {number for pair in said for number in (pair.first, pair.second)}
    found = list(pairs)
    for pair in sorted(said, key=_place):
        if groups.of(pair.first) != groups.of(pair.second):
            groups.join(pair)
    found.sort(key=lambda pair: (pair.rank, -pair.similarity, pair.first, pair.second))
    for pair in found:
        one, two = groups.of(pair.first), groups.of(pair.second)
        if one == two:
            continue
        if pair.answer == "doubtful" or _clash(groups, pair, apart, settled, contradict):
            doubtful.append(pair)
        else:
            groups.join(pair)
    merges = [one for members in groups.several for one in _merges(members, groups, sources)]
    return tuple(merges), _doubts(doubtful, groups, answers, sources)


def _place(pair: Pair) -> tuple[int, int, int]:
    return (pair.first, pair.second, pair.rank)


def _clash(
    groups: _Groups,
    pair: Pair,
    apart: Mapping[int, set[int]],
    settled: set[int],
    contradict: Callable[[int, int], bool],
) -> bool:
    """Whether a pair would join records that a person holds apart, or that contradict."""
    mine = groups.members(groups.of(pair.first))
    yours = groups.members(groups.of(pair.second))
    if any(not apart[one].isdisjoint(yours) for one in mine if one in apart):
        return True
    if len(mine) * len(yours) == 1 or len(mine) * len(yours) > _LARGE:
        return False
    return any(
        contradict(one, two)
        for one in mine
        for two in yours  # what a person joined is no argument against others
        if {one, two} != {pair.first, pair.second} and not {one, two} & settled
    )


def _merges(members: list[int], groups: _Groups, sources: Sequence[Source]) -> Iterable[Merge]:
    """The removed records of a group, each with the pair that leads from it to the kept one."""
    kept = min(members, key=lambda number: _worth(sources[number], number))
    links: dict[int, list[Pair]] = {}
    for pair in groups.joins[members[0]]:
        links.setdefault(pair.first, []).append(pair)
        links.setdefault(pair.second, []).append(pair)
    led: dict[int, tuple[int, Pair]] = {}
    reached = [kept]
    for number in reached:
        for pair in sorted(links.get(number, ()), key=_place):
            other = pair.second if pair.first == number else pair.first
            if other != kept and other not in led:
                led[other] = (number, pair)
                reached.append(other)
    for number in sorted(led):
        towards, pair = led[number]
        yield Merge(
            removed=sources[number],
            kept=sources[kept],
            matched=sources[towards].record,
            rule=pair.rule,
            fields=pair.fields,
            similarity=pair.similarity,
            decided_by=BY_PERSON if pair.rule == ANSWERED else BY_METHOD,
        )


def _worth(source: Source, number: int) -> tuple[object, ...]:
    """What is kept: a screened record, then the earliest round, then the one that says most."""
    first = int(source.round) if source.round.isdigit() else 0
    return (not source.screened, first, source.round, -source.filled, number)


def _doubts(
    pairs: Iterable[Pair],
    groups: _Groups,
    answers: Mapping[tuple[int, int], bool],
    sources: Sequence[Source],
) -> tuple[Doubt, ...]:
    """The doubtful pairs that nothing has settled since; of two groups only the surest pair."""
    asked: dict[tuple[int, int], Pair] = {}
    apart = {(groups.of(a), groups.of(b)) for (a, b), same in answers.items() if not same}
    for pair in pairs:
        ends = (groups.of(pair.first), groups.of(pair.second))
        if ends[0] != ends[1] and ends not in apart and ends[::-1] not in apart:
            asked.setdefault((min(ends), max(ends)), pair)
    return tuple(
        Doubt(sources[one.first].record, sources[one.second].record, one.rule, one.similarity)
        for one in sorted(asked.values(), key=_place)
    )
