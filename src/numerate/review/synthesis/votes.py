"""Vote counting: one vote per dataset and construct, from findings of single analyses.

A vote says only which way an association went and whether it was significant; Hedges and Olkin
(1980, Psychological Bulletin 88, 359-369) show why that is a weak summary. Directions with a sign
test are in ``numerate.review.synthesis.directions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Category = Literal["positive", "negative", "nonsignificant", "mixed"]
CATEGORIES: tuple[Category, ...] = ("positive", "negative", "nonsignificant", "mixed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one analysis of one construct in one study.

    Attributes:
        id: Name of the row it was read from.
        study: The study that reports it.
        dataset: The data it was computed from; two studies may share a dataset.
        construct: What was related to the outcome.
        direction: ``positive``, ``negative``, ``curvilinear``, or empty when it has none or none
            was reported.
        significant: Whether the study calls it statistically significant.
        level: Kind of analysis, such as ``bivariate`` or ``multiple``.
    """

    id: str
    study: str
    dataset: str
    construct: str
    direction: str
    significant: bool
    level: str = ""

    @property
    def outcome(self) -> Category:
        """What this one analysis would vote; significant without a direction is mixed.

        >>> Finding(id="1", study="a", dataset="a", construct="age", direction="positive",
        ...         significant=False).outcome
        'nonsignificant'
        """
        if not self.significant:
            return "nonsignificant"
        if self.direction == "positive":
            return "positive"
        return "negative" if self.direction == "negative" else "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one dataset says about one construct.

    Attributes:
        construct: The construct.
        dataset: The dataset.
        category: positive, negative or nonsignificant when all its findings agree, else mixed.
        curvilinear: Whether one of its significant findings describes a curve.
        studies: Every study that contributed a finding, sorted.
        findings: Names of the rows behind it, in the order given.
        levels: The levels of analysis found, sorted.
    """

    construct: str
    dataset: str
    category: Category
    curvilinear: bool
    studies: tuple[str, ...]
    findings: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCount:
    """All votes on one construct.

    Attributes:
        construct: The construct.
        votes: One per dataset, sorted by dataset.
    """

    construct: str
    votes: tuple[Vote, ...]

    @property
    def n(self) -> int:
        """How many datasets voted."""
        return len(self.votes)

    def of(self, category: Category) -> tuple[Vote, ...]:
        """The votes of one category."""
        return tuple(vote for vote in self.votes if vote.category == category)

    def count(self, category: Category) -> int:
        """How many votes fall into one category."""
        return len(self.of(category))

    @property
    def curvilinear(self) -> tuple[Vote, ...]:
        """The votes with a curve in at least one significant finding."""
        return tuple(vote for vote in self.votes if vote.curvilinear)

    @property
    def consistent(self) -> bool:
        """Whether every vote is of the same category, and that category is not mixed."""
        return len({v.category for v in self.votes}) == 1 and not self.count("mixed")

    def leads(self, category: Category) -> bool:
        """Whether no other category has more votes, and this one has some."""
        return 0 < self.count(category) == max(self.count(other) for other in CATEGORIES)


def votes(findings: Iterable[Finding]) -> tuple[Vote, ...]:
    """One vote per dataset and construct, sorted by construct and dataset.

    Findings of one dataset that disagree, whether over levels of analysis, subgroups, types of act
    or dimensions of the construct, make a mixed vote. To count at one level of analysis, give only
    the findings of that level.

    >>> one = {"study": "boer2021", "dataset": "D1", "construct": "dating_app_use"}
    >>> made = votes([Finding(id="1", direction="positive", significant=True, **one),
    ...               Finding(id="2", direction="positive", significant=False, **one)])
    >>> [(vote.category, vote.findings) for vote in made]
    [('mixed', ('1', '2'))]
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.construct, finding.dataset), []).append(finding)
    return tuple(_vote(groups[group]) for group in sorted(groups))


def vote_counts(
    findings: Iterable[Finding], *, minimum: int = 1, listed: Sequence[str] = ()
) -> dict[str, VoteCount]:
    """The votes by construct, for constructs that enough datasets studied.

    Args:
        findings: The results of single analyses.
        minimum: Datasets that a construct needs in order to be kept.
        listed: Constructs to have even without any finding, when ``minimum`` is 0.
    """
    groups: dict[str, list[Vote]] = {construct: [] for construct in listed}
    for vote in votes(findings):
        groups.setdefault(vote.construct, []).append(vote)
    counts = {name: VoteCount(construct=name, votes=tuple(found)) for name, found in groups.items()}
    return {name: count for name, count in sorted(counts.items()) if count.n >= minimum}


def datasets(counts: Iterable[VoteCount]) -> set[str]:
    """The distinct datasets that voted on any of some constructs."""
    return {vote.dataset for count in counts for vote in count.votes}


def by_frequency(counts: Mapping[str, int], order: Sequence[str]) -> list[str]:
    """Names by count, the largest first; those with equal counts in the order given.

    >>> by_frequency({"age": 33, "gender": 48, "education": 4, "nationality": 4},
    ...              ["nationality", "education", "age", "gender"])
    ['gender', 'age', 'nationality', 'education']
    """
    place = {name: index for index, name in enumerate(order)}
    return sorted(counts, key=lambda name: (-counts[name], place.get(name, len(place)), name))


def _vote(findings: Sequence[Finding]) -> Vote:
    outcomes = {finding.outcome for finding in findings}
    return Vote(
        construct=findings[0].construct,
        dataset=findings[0].dataset,
        category=outcomes.pop() if len(outcomes) == 1 else "mixed",
        curvilinear=any(f.significant and f.direction == "curvilinear" for f in findings),
        studies=tuple(sorted({finding.study for finding in findings})),
        findings=tuple(finding.id for finding in findings),
        levels=tuple(sorted({finding.level for finding in findings if finding.level})),
    )
