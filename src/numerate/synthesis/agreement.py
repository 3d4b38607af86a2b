"""Agreement of two raters: percent agreement, and the coefficients that correct it for chance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Pair = tuple[str, str]

# 97.5th percentile of the standard normal distribution, for 95% confidence intervals.
Z_95 = 1.959963984540054

# Landis and Koch (1977), Biometrics 33, 159-174, Table 2: upper bound of each word.
_STRENGTHS = (
    (Fraction(20, 100), "slight"),
    (Fraction(40, 100), "fair"),
    (Fraction(60, 100), "moderate"),
    (Fraction(80, 100), "substantial"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two raters agree on the same items.

    Attributes:
        n: Items rated by both.
        agreed: Items that both put into the same category.
        percent: Agreed items in percent points, exact.
        kappa: Cohen's kappa, exact; None where chance alone would give full agreement.
        kappa_low: Lower end of its 95% confidence interval; None where kappa is None.
        kappa_high: Upper end of that interval.
        pabak: Kappa adjusted for prevalence and bias; None with fewer than two categories.
        ac1: Gwet's AC1; None with fewer than two categories.
        categories: The categories, sorted.
        table: Counts; one row per category of the first rater, one column per category of the
            second.
    """

    n: int
    agreed: int
    percent: Fraction
    kappa: Fraction | None
    kappa_low: float | None
    kappa_high: float | None
    pabak: Fraction | None
    ac1: Fraction | None
    categories: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]

    @property
    def disagreed(self) -> int:
        """Items that the raters put into different categories."""
        return self.n - self.agreed

    @property
    def strength(self) -> str:
        """Kappa in the words of Landis and Koch (1977); "undefined" without a kappa."""
        return "undefined" if self.kappa is None else strength(self.kappa)


def agreement(pairs: Iterable[Pair], categories: Sequence[str] = ()) -> Agreement:
    """The agreement of two raters over pairs of ratings.

    The confidence interval of kappa uses the large-sample standard error of Fleiss, Cohen and
    Everitt (1969), Psychological Bulletin 72, 323-327, equation 13, cut at -1 and 1. PABAK is
    that of Byrt, Bishop and Carlin (1993), AC1 that of Gwet (2008).

    Args:
        pairs: The category given by the first and by the second rater, one pair per item.
        categories: The whole scale, when it has categories that nobody used; they change only
            PABAK and AC1.

    Raises:
        ValueError: When there is no pair, or a rating that is not on the scale given.

    >>> pairs = [("in", "in")] * 40 + [("in", "out")] * 5 + [("out", "in")] * 10
    >>> found = agreement(pairs + [("out", "out")] * 45)
    >>> found.agreed, float(found.percent), float(found.kappa), found.strength
    (85, 85.0, 0.7, 'substantial')
    """
    counts = Counter(pairs)
    n = counts.total()
    if not n:
        raise ValueError("agreement needs at least one item rated by both raters")
    used = {category for pair in counts for category in pair}
    scale = tuple(sorted({*categories, *used}))
    if categories and used - set(categories):
        raise ValueError(f"ratings outside the scale: {', '.join(sorted(used - set(categories)))}")
    table = tuple(tuple(counts[first, second] for second in scale) for first in scale)
    return _from_table(table, scale)


def from_table(table: Sequence[Sequence[int]]) -> Agreement:
    """The agreement in a square table of counts, as papers print them.

    >>> float(from_table([[40, 5], [10, 45]]).kappa)
    0.7
    """
    categories = tuple(str(index + 1) for index in range(len(table)))
    return _from_table(tuple(tuple(line) for line in table), categories)


def settled(pairs: Iterable[Pair], policy: Mapping[str, str]) -> list[Pair]:
    """The pairs after a policy has turned some ratings into others, such as maybe into include.

    >>> settled([("maybe", "include"), ("exclude", "maybe")], {"maybe": "include"})
    [('include', 'include'), ('exclude', 'include')]
    """
    return [(policy.get(first, first), policy.get(second, second)) for first, second in pairs]


def beyond_chance(observed: Fraction, expected: Fraction) -> Fraction | None:
    """The share reached of the agreement possible beyond chance; None when chance gives all.

    >>> float(beyond_chance(Fraction(85, 100), Fraction(1, 2)))
    0.7
    """
    return None if expected == 1 else (observed - expected) / (1 - expected)


def strength(kappa: Fraction | float) -> str:
    """Kappa in the words of Landis and Koch (1977): poor, slight, …, almost perfect.

    >>> strength(-0.1), strength(0.2), strength(0.21), strength(0.9)
    ('poor', 'slight', 'fair', 'almost perfect')
    """
    if kappa < 0:
        return "poor"
    value = Fraction(str(kappa)) if isinstance(kappa, float) else kappa
    return next((word for bound, word in _STRENGTHS if value <= bound), "almost perfect")


def _from_table(table: tuple[tuple[int, ...], ...], categories: tuple[str, ...]) -> Agreement:
    n = sum(map(sum, table))
    agreed = sum(line[index] for index, line in enumerate(table))
    rows = [Fraction(sum(line), n) for line in table]
    columns = [Fraction(sum(column), n) for column in zip(*table, strict=True)]
    observed = Fraction(agreed, n)
    expected = sum((r * c for r, c in zip(rows, columns, strict=True)), Fraction(0))
    kappa = beyond_chance(observed, expected)
    low, high = _interval(table, kappa, observed, expected)
    size = len(categories)
    shares = [(r + c) / 2 for r, c in zip(rows, columns, strict=True)]
    return Agreement(
        n=n,
        agreed=agreed,
        percent=observed * 100,
        kappa=kappa,
        kappa_low=low,
        kappa_high=high,
        pabak=beyond_chance(observed, Fraction(1, size)),
        ac1=beyond_chance(observed, sum((s * (1 - s) for s in shares), Fraction(0)) / (size - 1))
        if size > 1
        else None,
        categories=categories,
        table=table,
    )


def _interval(
    table: tuple[tuple[int, ...], ...],
    kappa: Fraction | None,
    observed: Fraction,
    expected: Fraction,
) -> tuple[float | None, float | None]:
    if kappa is None:
        return None, None
    half = Z_95 * math.sqrt(_variance(table, observed, expected))
    return max(-1.0, float(kappa) - half), min(1.0, float(kappa) + half)


def _variance(
    table: tuple[tuple[int, ...], ...], observed: Fraction, expected: Fraction
) -> Fraction:
    """Fleiss, Cohen and Everitt (1969), equation 13, unweighted: exact until the square root."""
    n = sum(map(sum, table))
    rows = [Fraction(sum(line), n) for line in table]
    columns = [Fraction(sum(column), n) for column in zip(*table, strict=True)]
    total = -((observed * expected - 2 * expected + observed) ** 2)
    for i, line in enumerate(table):
        for j, count in enumerate(line):
            if i == j:
                weight = (1 - expected) - (rows[i] + columns[i]) * (1 - observed)
            else:
                weight = (1 - observed) * (columns[i] + rows[j])
            total += Fraction(count, n) * weight**2
    return total / (n * (1 - expected) ** 4)
