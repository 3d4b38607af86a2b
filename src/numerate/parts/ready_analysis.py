"""A pooled analysis ready to be told elsewhere: in a summary of findings, say."""

from __future__ import annotations

from dataclasses import dataclass

from numerate.parts.analysis_setup import Setup
from numerate.review.pooling.pooled import Pooled
from numerate.review.results import Estimate


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A pooled analysis with its result.

    Attributes:
        setup: The analysis.
        pooled: Its pooled effect.
        people: The participants; None where they are not told.
    """

    setup: Setup
    pooled: Pooled
    people: int | None

    @property
    def ends(self) -> tuple[float, float] | None:
        """The interval as it is printed."""
        return self.setup.ends(self.pooled.interval)

    @property
    def estimate(self) -> Estimate:
        """The whole result as one value."""
        return self.setup.estimate(self.pooled, self.people)
