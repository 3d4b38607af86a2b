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

LANDIS_KOCH = "Landis and Koch (1977)"
ORWIN = "Orwin (1994)"
# Landis and Koch (1977), Biometrics 33, 159-174, Table 2: upper bound of each word.
_STRENGTHS = (
    (Fraction(20, 100), "slight"),
    (Fraction(40, 100), "fair"),
    (Fraction(60, 100), "moderate"),
    (Fraction(80, 100), "substantial"),
)
# Orwin (1994), after the Cochrane Handbook 5.1, section 7.2.6: lower bound of each word.
_ORWIN = ((Fraction(75, 100), "excellent"), (Fraction(60, 100), "good"), (Fraction(2, 5), "fair"))


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
        ac1_low: Lower end of its 95% confidence interval; None where it cannot be estimated.
        ac1_high: Upper end of that interval.
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
    ac1_low: float | None
    ac1_high: float | None
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

    @property
    def why_no_kappa(self) -> str:
        """Why there is no kappa; empty when there is one."""
        if self.kappa is not None:
            return ""
        return "both raters put every item into one category, so that agreement by chance is 1"


def agreement(pairs: Iterable[Pair], categories: Sequence[str] = ()) -> Agreement:
    """The agreement of two raters over pairs of ratings.

    The confidence interval of kappa uses the large-sample standard error of Fleiss, Cohen and
    Everitt (1969), Psychological Bulletin 72, 323-327, equation 13, cut at -1 and 1. PABAK is
    that of Byrt, Bishop and Carlin (1993), AC1 and its standard error those of Gwet (2008), British
    Journal of Mathematical and Statistical Psychology 61, 29-48; its interval is cut as well.

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


def strength(kappa: Fraction | float, scale: str = LANDIS_KOCH) -> str:
    """Kappa in words, of Landis and Koch (poor, slight, …, almost perfect) or of Orwin.

    Orwin's words are those that the Cochrane Handbook 5.1 quotes: fair from .40, good from .60,
    excellent from .75; what is below is called poor, as by Fleiss (1981).

    >>> strength(-0.1), strength(0.2), strength(0.21), strength(0.9)
    ('poor', 'slight', 'fair', 'almost perfect')
    >>> strength(0.39, ORWIN), strength(0.74, ORWIN), strength(0.75, ORWIN)
    ('poor', 'good', 'excellent')
    """
    value = Fraction(str(kappa)) if isinstance(kappa, float) else kappa
    if scale == ORWIN:
        return next((word for bound, word in _ORWIN if value >= bound), "poor")
    if value < 0:
        return "poor"
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
    ac1 = beyond_chance(observed, _gwet_chance(shares)) if size > 1 else None
    ac1_low, ac1_high = _gwet_interval(table, ac1, shares)
    return Agreement(
        n=n,
        agreed=agreed,
        percent=observed * 100,
        kappa=kappa,
        kappa_low=low,
        kappa_high=high,
        pabak=beyond_chance(observed, Fraction(1, size)),
        ac1=ac1,
        ac1_low=ac1_low,
        ac1_high=ac1_high,
        categories=categories,
        table=table,
    )


def _gwet_chance(shares: Sequence[Fraction]) -> Fraction:
    return sum((s * (1 - s) for s in shares), Fraction(0)) / (len(shares) - 1)


def _gwet_interval(
    table: tuple[tuple[int, ...], ...], ac1: Fraction | None, shares: Sequence[Fraction]
) -> tuple[float | None, float | None]:
    """Gwet (2008), equation 19: the spread of what each item adds, of two raters."""
    n = sum(map(sum, table))
    if ac1 is None or n < 2:  # noqa: PLR2004 - one item has no spread
        return None, None
    chance = _gwet_chance(shares)
    total = Fraction(0)
    for i, line in enumerate(table):
        for j, count in enumerate(line):
            own = (2 - shares[i] - shares[j]) / (2 * (len(shares) - 1))
            added = (int(i == j) - chance - 2 * (1 - ac1) * (own - chance)) / (1 - chance)
            total += count * (added - ac1) ** 2
    half = Z_95 * math.sqrt(total / (n * (n - 1)))
    return max(-1.0, float(ac1) - half), min(1.0, float(ac1) + half)


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
