"""Absolute effects: what a relative effect means for a thousand people at a stated risk.

Source: Schünemann et al., Cochrane Handbook, version 6, chapter 14; GRADE guidelines 12, Guyatt
et al. (2013), Journal of Clinical Epidemiology 66, 158-172. The interval is that of the relative
effect alone: the risk of the comparison is taken as known, and where it comes from is to be said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from numerate.review.pooling.estimability import NotEstimable, Value, positive_zero

Relative = Literal["RR", "OR", "RD", "HR"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absolute:
    """A risk with the intervention, and its difference, for each thousand people.

    Attributes:
        comparator: Of a thousand with the comparison.
        risk: Of a thousand with the intervention.
        lower: Lower end of its interval.
        upper: Upper end.
        difference: More (positive) or fewer of a thousand.
        difference_lower: Lower end of its interval.
        difference_upper: Upper end.
    """

    comparator: float
    risk: float
    lower: float
    upper: float
    difference: float
    difference_lower: float
    difference_upper: float

    @property
    def number_needed(self) -> Value:
        """How many must have the intervention for one event more or fewer.

        >>> made = absolute((0.49, 0.4, 0.6), 0.2)
        >>> round(made.number_needed, 1)
        9.8
        """
        if not self.difference:
            return NotEstimable("there is no difference, so no number is needed for one")
        return 1000 / abs(self.difference)

    @property
    def told(self) -> str:
        """The difference as a summary of findings tells it.

        >>> absolute((0.4894, 0.3301, 0.7257), 0.1).told
        '51 fewer per 1,000 (67 fewer to 27 fewer)'
        >>> absolute((1.1, 0.9, 1.3), 0.1).told
        '10 more per 1,000 (10 fewer to 30 more)'
        """
        ends = (self.difference_lower, self.difference_upper)
        inner = " to ".join(more_or_fewer(end) for end in ends)
        first = more_or_fewer(self.difference)
        return f"{first} per 1,000 ({inner})"


def absolute(effect: tuple[float, float, float], risk: float, measure: Relative = "RR") -> Absolute:
    """The absolute effect of a relative one.

    Args:
        effect: Estimate and interval on the printed scale.
        risk: Of the comparison group, between 0 and 1.
        measure: Of the effect; a hazard ratio takes the risk at the time that the risk is of.

    Returns:
        Values for each thousand people, not rounded; no risk below 0 or above 1,000.

    Raises:
        ValueError: When the risk is not a share, or a ratio is below 0.

    >>> made = absolute((0.4894, 0.3301, 0.7257), 0.02)
    >>> [round(x) for x in (made.comparator, made.risk, made.lower, made.upper, made.difference)]
    [20, 10, 7, 15, -10]
    """
    if not 0 <= risk <= 1:
        raise ValueError(f"a risk lies between 0 and 1, not {risk:g}; 20 per 1,000 is 0.02")
    if measure != "RD" and min(effect) < 0:
        raise ValueError(f"a ratio is not below 0: {effect}")
    if not effect[1] <= effect[0] <= effect[2]:
        raise ValueError(f"the interval does not lie around the estimate: {effect}")
    made = [1000 * min(1.0, max(0.0, _risk(value, risk, measure))) for value in effect]
    before = 1000 * risk
    apart = [positive_zero(value - before) for value in made]
    return Absolute(
        comparator=before,
        risk=made[0],
        lower=made[1],
        upper=made[2],
        difference=apart[0],
        difference_lower=apart[1],
        difference_upper=apart[2],
    )


def _risk(value: float, risk: float, measure: Relative) -> float:
    if measure == "RR":
        return value * risk
    if measure == "RD":
        return risk + value
    if measure == "HR":
        return -math.expm1(value * math.log1p(-risk)) if risk < 1 else 1.0
    return value * risk / (1 - risk + value * risk) if value or risk < 1 else 0.0


def more_or_fewer(difference: float) -> str:
    """A difference of a thousand in words, rounded half away from zero.

    >>> more_or_fewer(-51.06), more_or_fewer(0.4), more_or_fewer(2.5)
    ('51 fewer', '0 fewer', '3 more')
    """
    whole = math.floor(abs(Fraction(difference)) + Fraction(1, 2))
    return f"{whole:,} {'more' if difference > 0 and whole else 'fewer'}"
