"""Ratings of the same items by several people, by stage, round and pair, before any discussion.

What a kappa means hangs on conventions that papers seldom tell: the stage, which items count, what
became of "maybe", whether pairs are pooled. Here each is a value, and is told with the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal

from numerate.ground.issues import Issue, quoted
from numerate.review.synthesis.agreement import Agreement, agreement
from numerate.review.synthesis.raters import Metric, PanelAgreement, panel_agreement

By = Literal["stage", "round"]
LEFT_OUT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one person said of one item, before discussion.

    Attributes:
        item: The record, report, study or result that was rated.
        rater: Who rated it.
        value: The category; empty when the person has not decided.
        stage: Where in the review, such as ``screening``.
        round: The round of searches.
        file: The table it stands in, for messages.
        line: Its line there.
    """

    item: str
    rater: str
    value: str
    stage: str = ""
    round: str = ""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The categories of a rating, and what becomes of those that are no decision.

    Attributes:
        categories: The categories as they are to be printed, in order.
        becomes: What a category counts as, such as maybe as include; ``LEFT_OUT`` leaves the
            rating out. A category that is not named stays what it is.
        metric: How far apart categories are, for Krippendorff's alpha.
    """

    categories: tuple[str, ...]
    becomes: Mapping[str, str] = field(default_factory=dict)
    metric: Metric = "nominal"

    @property
    def counted(self) -> tuple[str, ...]:
        """The categories that remain after the rule.

        >>> Scale(categories=("include", "maybe", "exclude"), becomes={"maybe": "include"}).counted
        ('include', 'exclude')
        """
        return tuple(
            dict.fromkeys(
                self.becomes.get(each, each)
                for each in self.categories
                if self.becomes.get(each, each) != LEFT_OUT
            )
        )

    @property
    def rule(self) -> str:
        """The categories and the rule in words.

        >>> Scale(categories=("include", "maybe", "exclude"), becomes={"maybe": "include"}).rule
        'two categories, include and exclude, with maybe counted as include'
        """
        told = [
            f"{name} left out" if to == LEFT_OUT else f"{name} counted as {to}"
            for name, to in self.becomes.items()
        ]
        number = {2: "two", 3: "three", 4: "four", 5: "five"}.get(len(self.counted))
        kinds = f"{number or len(self.counted)} categories, {_listed(self.counted)}"
        return f"{kinds}, with {_listed(told)}" if told else kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """An item on which raters differ, for discussion."""

    item: str
    stage: str
    round: str
    ratings: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """The categories that stand against each other, as in ``exclude / include``."""
        return " / ".join(sorted({value for _, value in self.ratings}))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAgreement:
    """The agreement of the ratings of one stage, round or pair.

    Attributes:
        stage: The stage; empty when the ratings name none or all are taken together.
        round: The round; empty likewise.
        raters: The people, sorted; two when a pair is meant.
        n: Items with at least two ratings.
        alone: Items with one rating, left out of the agreement.
        two: Of two raters; None when there are more, or fewer than one item.
        panel: Of any number of raters; None without an item that two rated.
        disagreements: The items to be discussed, sorted.
    """

    stage: str = ""
    round: str = ""
    raters: tuple[str, ...]
    n: int
    alone: int
    two: Agreement | None
    panel: PanelAgreement | None
    disagreements: tuple[Disagreement, ...]

    @property
    def agreed(self) -> int:
        """Items on which all who rated them agree."""
        return self.n - len(self.disagreements)


def rating_faults(ratings: Iterable[Rating], scale: Scale) -> list[Issue]:
    """A person who rated an item twice at one stage, and ratings that are not on the scale.

    A blank is no rating: that person has not decided yet. Capitals and spaces around a category do
    not matter; " Include" is include.
    """
    known = {_plain(name) for name in scale.categories}
    first: dict[tuple[str, str, str, str], Rating] = {}
    found: list[Issue] = []
    for one in ratings:
        if not one.value.strip():
            continue
        if _plain(one.value) not in known:
            found.append(_off_scale(one, scale))
        key = (one.stage, one.round, one.item, one.rater)
        earlier = first.setdefault(key, one)
        if earlier is not one:
            found.append(_twice(earlier, one))
    return found


def group_agreement(
    ratings: Iterable[Rating], scale: Scale, by: Sequence[By] = ("stage",)
) -> tuple[GroupAgreement, ...]:
    """The agreement of each group of ratings, groups in the order in which they come.

    Args:
        ratings: One for each person and item; faults as ``rating_faults`` tells them are not
            expected here.
        scale: The categories and the rule for those that are no decision.
        by: What sets groups apart; nothing puts all ratings together.

    >>> scale = Scale(categories=("in", "maybe", "out"), becomes={"maybe": "in"})
    >>> given = [("1", "A", "in"), ("1", "B", "maybe"), ("2", "A", "out"), ("2", "B", "in")]
    >>> found = group_agreement([Rating(item=i, rater=r, value=v) for i, r, v in given], scale)[0]
    >>> found.n, found.agreed, found.disagreements[0].ratings
    (2, 1, (('A', 'out'), ('B', 'in')))
    """
    groups = _grouped(ratings, scale, by)
    return tuple(_group(stage, round_, each, scale) for (stage, round_), each in groups.items())


def pair_agreement(
    ratings: Iterable[Rating], scale: Scale, by: Sequence[By] = ("stage",)
) -> tuple[GroupAgreement, ...]:
    """The same for each pair of people who rated at least one item both, pairs sorted by name."""
    found = []
    for (stage, round_), given in _grouped(ratings, scale, by).items():
        for pair in combinations(sorted({one.rater for one in given}), 2):
            made = _group(stage, round_, [one for one in given if one.rater in pair], scale)
            if made.n:
                found.append(made)
    return tuple(found)


def _grouped(
    ratings: Iterable[Rating], scale: Scale, by: Sequence[By]
) -> dict[tuple[str, str], list[Rating]]:
    groups: dict[tuple[str, str], list[Rating]] = {}
    for one in _settled(ratings, scale):
        stage = one.stage if "stage" in by else ""
        round_ = one.round if "round" in by else ""
        groups.setdefault((stage, round_), []).append(one)
    return groups


def _settled(ratings: Iterable[Rating], scale: Scale) -> Iterator[Rating]:
    """The ratings in the scale's own spelling, after its rule; those left out are gone."""
    spelt = {_plain(name): scale.becomes.get(name, name) for name in scale.categories}
    for one in ratings:
        value = spelt.get(_plain(one.value), one.value.strip())
        if value != LEFT_OUT:
            yield replace(one, value=value)


def _group(stage: str, round_: str, given: Sequence[Rating], scale: Scale) -> GroupAgreement:
    items: dict[tuple[str, str, str], dict[str, str]] = {}
    for one in given:
        items.setdefault((one.stage, one.round, one.item), {})[one.rater] = one.value
    several = {key: values for key, values in items.items() if len(values) > 1}
    raters = tuple(sorted({one.rater for one in given}))
    pairs = [tuple(values[name] for name in sorted(values)) for values in several.values()]
    panel = None
    if several:
        rated = [tuple(values.values()) for values in items.values()]
        panel = panel_agreement(rated, scale.counted, scale.metric)
    both = [(first, second) for first, second, *_ in pairs]
    return GroupAgreement(
        stage=stage,
        round=round_,
        raters=raters,
        n=len(several),
        alone=len(items) - len(several),
        two=agreement(both, scale.counted) if len(raters) == 2 and both else None,  # noqa: PLR2004 - a pair
        panel=panel,
        disagreements=tuple(
            Disagreement(item=item, stage=at, round=turn, ratings=tuple(sorted(values.items())))
            for (at, turn, item), values in sorted(several.items())
            if len(set(values.values())) > 1
        ),
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _off_scale(one: Rating, scale: Scale) -> Issue:
    return Issue(
        code="rating-off-scale",
        file=one.file,
        line=one.line,
        found=f"{one.rater} rated {one.item} {quoted(one.value)}",
        expected=f"one of: {', '.join(scale.categories)}; or nothing, when not decided",
        todo="correct the rating, or add the category to the scale",
    )


def _twice(earlier: Rating, one: Rating) -> Issue:
    first = quoted(earlier.value)
    at = f" in line {earlier.line}" if earlier.line is not None else ""
    return Issue(
        code="rated-twice",
        file=one.file,
        line=one.line,
        found=f"{one.rater} rated {one.item} {quoted(one.value)}, after {first}{at}",
        expected="one rating of an item by a person at each stage, the one before discussion",
        todo="keep the rating before discussion; later ones belong to the decision",
    )
