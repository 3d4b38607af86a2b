"""Motives: the range of endorsement of each group of motives, and its comparison between groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    """The share of perpetrators who endorsed one item.

    Attributes:
        id: Name of the row it was read from.
        study: The study that asked.
        motive: The group that the item was coded into.
        percent: Percent points, exact as printed.
    """

    id: str
    study: str
    motive: str
    percent: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One item compared between two groups of people.

    Attributes:
        id: Name of the row it was read from.
        study: The study that compared.
        motive: The group that the item was coded into.
        higher: The group of people with the higher share; empty when neither.
        significant: Whether the study calls the difference significant.
    """

    id: str
    study: str
    motive: str
    higher: str
    significant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MotiveRange:
    """The lowest and the highest endorsement of a motive over items and studies.

    Attributes:
        motive: The group of motives.
        low: Lowest percentage.
        high: Highest percentage.
        studies: The studies that asked about it, sorted.
        items: Names of the rows, in the order given.
        lowest: Names of the rows that hold the lowest percentage.
        highest: Names of the rows that hold the highest percentage.
    """

    motive: str
    low: Fraction
    high: Fraction
    studies: tuple[str, ...]
    items: tuple[str, ...]
    lowest: tuple[str, ...]
    highest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """How often one group of people endorses a motive more than another.

    Attributes:
        comparisons: The comparisons counted.
    """

    comparisons: tuple[Comparison, ...]

    @property
    def n(self) -> int:
        """How many comparisons there are."""
        return len(self.comparisons)

    def higher(self, group: str, *, significantly: bool = False) -> tuple[Comparison, ...]:
        """The comparisons in which a group of people has the higher share."""
        return tuple(
            one
            for one in self.comparisons
            if one.higher == group and (one.significant or not significantly)
        )

    @property
    def significant(self) -> tuple[Comparison, ...]:
        """The comparisons with a significant difference."""
        return tuple(one for one in self.comparisons if one.significant)


def motive_ranges(endorsements: Iterable[Endorsement]) -> dict[str, MotiveRange]:
    """The range of every motive, by motive.

    >>> asked = [("m1", "a", 22), ("m2", "a", 40), ("m3", "b", 62)]
    >>> found = motive_ranges(Endorsement(id=i, study=s, motive="amusement", percent=Fraction(p))
    ...                       for i, s, p in asked)["amusement"]
    >>> int(found.low), int(found.high), found.studies, found.highest
    (22, 62, ('a', 'b'), ('m3',))
    """
    groups: dict[str, list[Endorsement]] = {}
    for endorsement in endorsements:
        groups.setdefault(endorsement.motive, []).append(endorsement)
    return {motive: _range(groups[motive]) for motive in sorted(groups)}


def by_range(ranges: Mapping[str, MotiveRange], order: Sequence[str] = ()) -> list[str]:
    """Motives by upper end of the range, then by lower end, the largest first.

    Args:
        ranges: The ranges, by motive.
        order: The order in which motives with the same range stand.
    """
    place = {motive: index for index, motive in enumerate(order)}
    return sorted(
        ranges,
        key=lambda motive: (
            -ranges[motive].high,
            -ranges[motive].low,
            place.get(motive, len(place)),
            motive,
        ),
    )


def contrasts(comparisons: Iterable[Comparison]) -> dict[str, Contrast]:
    """The comparisons of every motive, by motive."""
    groups: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        groups.setdefault(comparison.motive, []).append(comparison)
    return {motive: Contrast(comparisons=tuple(groups[motive])) for motive in sorted(groups)}


def together(several: Iterable[Contrast]) -> Contrast:
    """The comparisons of several motives as one contrast."""
    return Contrast(comparisons=tuple(one for contrast in several for one in contrast.comparisons))


def by_study(comparisons: Iterable[Comparison]) -> dict[str, Counter[str]]:
    """How many comparisons each study reports, by the group with the higher share."""
    counted: dict[str, Counter[str]] = {}
    for comparison in comparisons:
        counted.setdefault(comparison.study, Counter())[comparison.higher] += 1
    return {study: counted[study] for study in sorted(counted)}


def _range(endorsements: Sequence[Endorsement]) -> MotiveRange:
    low = min(one.percent for one in endorsements)
    high = max(one.percent for one in endorsements)
    return MotiveRange(
        motive=endorsements[0].motive,
        low=low,
        high=high,
        studies=tuple(sorted({one.study for one in endorsements})),
        items=tuple(one.id for one in endorsements),
        lowest=tuple(one.id for one in endorsements if one.percent == low),
        highest=tuple(one.id for one in endorsements if one.percent == high),
    )
