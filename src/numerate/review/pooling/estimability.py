"""What can be estimated, and what cannot with the reason: never 0 or nan in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """A value that the data do not give.

    Attributes:
        reason: Why, as a clause ("a prediction interval needs at least three studies").

    >>> print(NotEstimable("heterogeneity needs at least two studies"))
    not estimable: heterogeneity needs at least two studies
    """

    reason: str

    def __str__(self) -> str:
        return f"not estimable: {self.reason}"


Value = float | NotEstimable


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval, on the scale that its owner names."""

    lower: float
    upper: float

    def holds(self, value: float) -> bool:
        """Whether the value lies in the interval, its ends included.

        >>> Interval(0.2, 1.1).holds(1.0)
        True
        """
        return self.lower <= value <= self.upper


Range = Interval | NotEstimable


def known(value: Value) -> TypeGuard[float]:
    """Whether there is a number.

    >>> known(0.3), known(NotEstimable("one study"))
    (True, False)
    """
    return not isinstance(value, NotEstimable)


def positive_zero(value: float) -> float:
    """The value, with zero never negative: -0.0 would be printed as -0.00.

    >>> positive_zero(-0.0)
    0.0
    """
    return value + 0.0
