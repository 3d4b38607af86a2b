"""The weighted regression of effects at a given tau²: all that estimators of tau² look at.

Every estimator is a root of, or a closed form in, five sums at one tau²; so they are computed in
one place, with exact summation (math.fsum), for a single mean as for moderators.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul, sub
from typing import Protocol

Row = tuple[float, ...]
Matrix = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The fit at one tau².

    Attributes:
        b: Coefficients; for a single mean, that mean.
        cov: Their covariance matrix, with the weights taken as known.
        sw: Sum of the weights 1/(v + tau²).
        trace: Trace of the projection P, the derivative of the likelihood's determinants.
        rw: Weighted sum of squared residuals: Q at tau² = 0.
        rww: The same with squared weights.
    """

    b: Row
    cov: Matrix
    sw: float
    trace: float
    rw: float
    rww: float


class Fit(Protocol):
    """Effects with or without moderators, to be fitted at any tau²."""

    @property
    def k(self) -> int:
        """Number of effects."""

    @property
    def p(self) -> int:
        """Number of coefficients."""

    def at(self, tau2: float) -> Profile:
        """The fit at one tau²."""

    def likelihood(self, tau2: float, *, restricted: bool) -> float:
        """The (restricted) log-likelihood at one tau², up to a constant."""

    def unweighted(self) -> float:
        """The sum of squared residuals with all studies weighing the same."""


@dataclass(frozen=True, slots=True)
class MeanFit:
    """A single mean."""

    y: Sequence[float]
    v: Sequence[float]

    @property
    def k(self) -> int:
        """Number of effects."""
        return len(self.y)

    @property
    def p(self) -> int:
        """One coefficient, the mean."""
        return 1

    def at(self, tau2: float) -> Profile:
        """The fit at one tau²."""
        w = [1 / (v + tau2) for v in self.v]
        sw = math.fsum(w)
        mean = math.fsum(map(mul, w, self.y)) / sw
        r = [y - mean for y in self.y]
        rw = list(map(mul, w, map(mul, r, r)))
        trace = sw - math.fsum(map(mul, w, w)) / sw
        return Profile((mean,), ((1 / sw,),), sw, trace, math.fsum(rw), math.fsum(map(mul, w, rw)))

    def likelihood(self, tau2: float, *, restricted: bool) -> float:
        """The (restricted) log-likelihood at one tau², up to a constant."""
        fit = self.at(tau2)
        logs = math.fsum(math.log(v + tau2) for v in self.v)
        return -0.5 * (logs + fit.rw + (math.log(fit.sw) if restricted else 0.0))

    def unweighted(self) -> float:
        """The sum of squared residuals with all studies weighing the same."""
        return MeanFit(self.y, [1.0] * self.k).at(0.0).rw


@dataclass(frozen=True, slots=True)
class RegressionFit:
    """A mean that depends on moderators; ``x`` has a column for each coefficient."""

    y: Sequence[float]
    v: Sequence[float]
    x: tuple[Row, ...]

    @property
    def k(self) -> int:
        """Number of effects."""
        return len(self.y)

    @property
    def p(self) -> int:
        """Number of coefficients."""
        return len(self.x)

    def at(self, tau2: float) -> Profile:
        """The fit at one tau²."""
        w = [1 / (v + tau2) for v in self.v]
        w2 = list(map(mul, w, w))
        cov = inverted(crossed(self.x, w))
        wy = list(map(mul, w, self.y))
        right = tuple(math.fsum(map(mul, column, wy)) for column in self.x)
        b = tuple(math.fsum(map(mul, row, right)) for row in cov)
        r: list[float] = list(self.y)
        for slope, column in zip(b, self.x, strict=True):
            r = list(map(sub, r, [slope * value for value in column]))
        squared = list(map(mul, r, r))
        sw = math.fsum(w)
        trace = sw - traced(cov, crossed(self.x, w2))
        rw, rww = math.fsum(map(mul, w, squared)), math.fsum(map(mul, w2, squared))
        return Profile(b, cov, sw, trace, rw, rww)

    def likelihood(self, tau2: float, *, restricted: bool) -> float:
        """The (restricted) log-likelihood at one tau², up to a constant."""
        fit = self.at(tau2)
        logs = math.fsum(math.log(v + tau2) for v in self.v)
        more = -math.log(determinant(fit.cov)) if restricted else 0.0
        return -0.5 * (logs + fit.rw + more)

    def unweighted(self) -> float:
        """The sum of squared residuals with all studies weighing the same."""
        return RegressionFit(self.y, [1.0] * self.k, self.x).at(0.0).rw


def crossed(x: Sequence[Row], w: Sequence[float]) -> Matrix:
    """The weighted products of all pairs of columns."""
    return tuple(tuple(math.fsum(map(mul, map(mul, one, other), w)) for other in x) for one in x)


def traced(a: Matrix, b: Matrix) -> float:
    """The trace of the product of two symmetric matrices."""
    return math.fsum(math.fsum(map(mul, row, other)) for row, other in zip(a, b, strict=True))


def inverted(matrix: Matrix) -> Matrix:
    """The inverse of a small matrix, by elimination with the largest pivot.

    Raises:
        ArithmeticError: When it has none: a moderator is constant, or one is another's copy.

    >>> inverted(((2.0, 0.0), (0.0, 4.0)))
    ((0.5, 0.0), (0.0, 0.25))
    """
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda place: abs(rows[place][i]))
        if abs(rows[pivot][i]) <= 1e-13 * abs(matrix[i][i]):  # nothing but rounding
            raise ArithmeticError("the moderators do not differ enough to be told apart")
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(size):
            if j != i:
                times = rows[j][i]
                rows[j] = [a - times * b for a, b in zip(rows[j], rows[i], strict=True)]
    return tuple(tuple(row[size:]) for row in rows)


def determinant(matrix: Matrix) -> float:
    """The determinant of a small matrix.

    >>> determinant(((2.0, 1.0), (1.0, 3.0)))
    5.0
    """
    rows = [list(row) for row in matrix]
    value = 1.0
    for i, row in enumerate(rows):
        value *= row[i]
        for other in rows[i + 1 :]:
            times = other[i] / row[i]
            other[:] = [a - times * b for a, b in zip(other, row, strict=True)]
    return value
