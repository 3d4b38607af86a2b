"""Directions of effect: counts by direction alone, with a sign test and a confidence interval.

Source: McKenzie JE, Brennan SE. Synthesizing and presenting findings using other methods. Cochrane
Handbook for Systematic Reviews of Interventions, version 6, chapter 12, section 12.2.1.3; Boon MH,
Thomson H. The effect direction plot revisited. Research Synthesis Methods 2021;12:29-33.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from numerate.review.synthesis.agreement import Z_95
from numerate.review.synthesis.votes import Finding

Way = Literal["positive", "negative", "conflicting", "none"]
WAYS: tuple[Way, ...] = ("positive", "negative", "conflicting", "none")

# Boon and Thomson (2021): below this share of analyses in one direction, a study is conflicting.
ONE_WAY = Fraction(70, 100)

CAVEAT = (
    "Counts of direction answer only whether there is evidence of any association. They leave out "
    "the size of effects and of studies, and the sign test takes the studies as independent, "
    "which studies with shared samples or authors may not be."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDirection:
    """Which way the analyses of one dataset point, whatever their significance.

    Attributes:
        dataset: The dataset.
        way: positive or negative when at least 70% of its directed analyses point there, else
            conflicting; none when no analysis has a direction.
        positive: Analyses that point up.
        negative: Analyses that point down.
        studies: The studies behind it, sorted.
    """

    dataset: str
    way: Way
    positive: int
    negative: int
    studies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionCount:
    """The directions of all datasets on one construct.

    Attributes:
        construct: The construct.
        directions: One per dataset, sorted by dataset.
    """

    construct: str
    directions: tuple[StudyDirection, ...]

    def count(self, way: Way) -> int:
        """How many datasets point that way."""
        return sum(1 for direction in self.directions if direction.way == way)

    @property
    def directed(self) -> int:
        """Datasets that point one way: those the sign test is about."""
        return self.count("positive") + self.count("negative")

    @property
    def share(self) -> Fraction | None:
        """Share of the directed datasets that point up; None without any."""
        return Fraction(self.count("positive"), self.directed) if self.directed else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95% confidence interval of that share; None without any directed dataset."""
        return wilson(self.count("positive"), self.directed) if self.directed else None

    @property
    def exact(self) -> tuple[float, float] | None:
        """The exact interval of that share; None without any directed dataset."""
        return exact_interval(self.count("positive"), self.directed) if self.directed else None

    @property
    def p(self) -> Fraction | None:
        """Two-sided p of the sign test; None without any directed dataset."""
        return sign_test(self.count("positive"), self.directed) if self.directed else None


def direction_counts(findings: Iterable[Finding]) -> dict[str, DirectionCount]:
    """The direction of each dataset on each construct, by construct.

    >>> one = {"study": "a", "dataset": "a", "construct": "age", "significant": False}
    >>> found = direction_counts([Finding(id="1", direction="negative", **one)])
    >>> found["age"].count("negative"), found["age"].p
    (1, Fraction(1, 1))
    """
    groups: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        groups.setdefault(finding.construct, {}).setdefault(finding.dataset, []).append(finding)
    return {
        construct: DirectionCount(
            construct=construct,
            directions=tuple(_direction(by_dataset[name]) for name in sorted(by_dataset)),
        )
        for construct, by_dataset in sorted(groups.items())
    }


def sign_test(positive: int, n: int) -> Fraction:
    """Two-sided exact p of the sign test: how far from even ``positive`` of ``n`` is.

    Raises:
        ValueError: When n is 0, or positive is not between 0 and n.

    >>> float(sign_test(9, 9)), float(sign_test(5, 6))
    (0.00390625, 0.21875)
    """
    _check(positive, n)
    extreme = max(positive, n - positive)
    tail = sum(math.comb(n, count) for count in range(extreme, n + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**n))


def wilson(positive: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Confidence interval of a proportion by Wilson's score (1927), within 0 and 1.

    Args:
        positive: Successes.
        n: Trials.
        z: Quantile of the standard normal distribution; by default that of a 95% interval.

    Raises:
        ValueError: When n is 0, or positive is not between 0 and n.

    >>> [round(end, 3) for end in wilson(12, 16)]
    [0.505, 0.898]
    """
    _check(positive, n)
    share = positive / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return (
        0.0 if positive == 0 else max(0.0, centre - half),
        1.0 if positive == n else min(1.0, centre + half),
    )


def exact_interval(positive: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Exact confidence interval of a proportion (Clopper and Pearson, 1934), within 0 and 1.

    Args:
        positive: Successes.
        n: Trials.
        level: Confidence level, between 0 and 1.

    Raises:
        ValueError: When n is 0, or positive is not between 0 and n.

    >>> [round(end, 6) for end in exact_interval(12, 40)]
    [0.165627, 0.465316]
    """
    _check(positive, n)
    tail = (1 - level) / 2
    low = _bisected(lambda p: _at_least(positive, n, p) < tail) if positive else 0.0
    high = _bisected(lambda p: 1 - _at_least(positive + 1, n, p) > tail) if positive < n else 1.0
    return low, high


def _bisected(below: Callable[[float], bool]) -> float:
    """The largest p, to the last digit, that is still below."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _at_least(count: int, n: int, p: float) -> float:
    """The probability of at least ``count`` successes in ``n`` trials."""
    if not 0 < p < 1:
        return float(p > 0)
    logs = math.log(p), math.log1p(-p)
    return math.fsum(
        math.exp(
            math.lgamma(n + 1)
            - math.lgamma(k + 1)
            - math.lgamma(n - k + 1)
            + k * logs[0]
            + (n - k) * logs[1]
        )
        for k in range(count, n + 1)
    )


def _check(positive: int, n: int) -> None:
    if not 0 <= positive <= n or n == 0:
        raise ValueError(f"{positive} of {n} is no proportion")


def _direction(findings: Sequence[Finding]) -> StudyDirection:
    positive = sum(1 for finding in findings if finding.direction == "positive")
    negative = sum(1 for finding in findings if finding.direction == "negative")
    return StudyDirection(
        dataset=findings[0].dataset,
        way=_way(positive, negative, curved=any(f.direction == "curvilinear" for f in findings)),
        positive=positive,
        negative=negative,
        studies=tuple(sorted({finding.study for finding in findings})),
    )


def _way(positive: int, negative: int, *, curved: bool) -> Way:
    directed = positive + negative
    if not directed:
        return "conflicting" if curved else "none"
    if Fraction(positive, directed) >= ONE_WAY:
        return "positive"
    return "negative" if Fraction(negative, directed) >= ONE_WAY else "conflicting"
