"""An estimate with all that is told beside it: interval, test, heterogeneity, studies.

One value, so that one binding in the text prints it whole: an estimate whose interval is bound
apart from it can be set beside the interval of another.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

Real = int | float | Fraction | Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """An effect measure.

    Attributes:
        short: Its abbreviation.
        long: Its name, as journals want it that spell it out.
        null: The value of no effect; None where there is none.
        within_one: Whether its values cannot exceed 1, so that APA leaves out the leading zero.
    """

    short: str
    long: str
    null: Real | None = None
    within_one: bool = False


_NAMED: Final = (
    Measure("RR", "risk ratio", 1),
    Measure("OR", "odds ratio", 1),
    Measure("HR", "hazard ratio", 1),
    Measure("IRR", "incidence rate ratio", 1),
    Measure("ROM", "ratio of means", 1),
    Measure("DOR", "diagnostic odds ratio", 1),
    Measure("RD", "risk difference", 0),
    Measure("IRD", "incidence rate difference", 0),
    Measure("MD", "mean difference", 0),
    Measure("SMD", "standardised mean difference", 0),
    Measure("r", "correlation", 0, within_one=True),
)
MEASURES: Final = {measure.short: measure for measure in _NAMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One result of a synthesis, on the scale on which it is told.

    Attributes:
        measure: What is estimated; with empty names for a value that the prose names itself.
        value: The estimate; percentages in percent points.
        low: Lower end of the confidence interval; None where it cannot be estimated.
        high: Upper end of it.
        level: Level of the intervals, in percent.
        digits: Decimals of the estimate and its interval.
        unit: Unit of the estimate, such as ``%`` or ``kg``.
        statistic: Letter of the test statistic, ``z`` or ``t``; empty without one.
        tested: The value of that statistic.
        df: Its degrees of freedom, for ``t``.
        p: The p value of the test of no effect.
        prediction: Prediction interval.
        q: Cochran's Q, with the degrees of freedom k - 1.
        q_p: Its p value.
        tau2: Variance between studies.
        i2: I², in percent points.
        k: How many studies.
        n: How many people, or whatever ``people`` names.
        studies: What studies are called, one and several.
        people: What people are called, one and several.
        certainty: Certainty of the evidence: high, moderate, low or very low; empty when not told.
    """

    measure: Measure
    value: Real
    low: Real | None = None
    high: Real | None = None
    level: Real = 95
    digits: int = 2
    unit: str = ""
    statistic: str = ""
    tested: Real | None = None
    df: Real | None = None
    p: Real | None = None
    prediction: tuple[Real, Real] | None = None
    q: Real | None = None
    q_p: Real | None = None
    tau2: Real | None = None
    i2: Real | None = None
    k: int | None = None
    n: int | None = None
    studies: tuple[str, str] = ("study", "studies")
    people: tuple[str, str] = ("participant", "participants")
    certainty: str = ""

    def __post_init__(self) -> None:
        if any(not math.isfinite(one) for one in self._numbers()):
            raise ValueError(f"{self} has a value that is no number; leave it out with None")
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval has two ends, or none")
        if self.low is not None and self.high is not None:
            _in_order(self.low, self.value, self.high)
        if self.prediction is not None:
            _in_order(self.prediction[0], self.value, self.prediction[1])
        if self.p is not None and not 0 <= self.p <= 1:
            raise ValueError(f"a p value of {self.p} is outside 0 and 1")

    @property
    def excludes_null(self) -> bool:
        """Whether the interval leaves out the value of no effect."""
        null = self.measure.null
        if null is None or self.low is None or self.high is None:
            return False
        return null < self.low or self.high < null

    def numbers(self) -> tuple[Real, ...]:
        """The estimate and the ends of its interval, as far as there are any."""
        return tuple(one for one in (self.value, self.low, self.high) if one is not None)

    def _numbers(self) -> Iterator[Real]:
        yield from self.numbers()
        yield from self.prediction or ()
        for one in (self.tested, self.df, self.p, self.q, self.q_p, self.tau2, self.i2):
            if one is not None:
                yield one


def _in_order(low: Real, value: Real, high: Real) -> None:
    if not low <= value <= high:
        raise ValueError(f"the interval {low} to {high} does not hold the estimate {value}")
