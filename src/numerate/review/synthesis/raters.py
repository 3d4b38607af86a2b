"""Agreement of any number of raters, with ratings missing: Fleiss, Gwet and Krippendorff.

Cohen's kappa knows two raters who rate every item. A team whose pairs change, or whose third
reader rates some of the items, needs these. Items with a single rating say nothing about agreement
and are counted apart; as Gwet (2014) has it, they still tell how often a category is used, and so
enter the agreement by chance of Fleiss' kappa and AC1, but not alpha.

Sources: Fleiss JL. Psychological Bulletin 1971;76:378-382. Gwet KL. British Journal of
Mathematical and Statistical Psychology 2008;61:29-48, and Handbook of Inter-Rater Reliability, 4th
edition, 2014 (missing ratings, standard errors). Krippendorff K. Computing Krippendorff's
alpha-reliability, 2011.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from numerate.review.synthesis.agreement import Z_95, beyond_chance

Metric = Literal["nominal", "ordinal", "interval"]
# how often each category was given to one item, and how many items share that pattern
Patterns = Mapping[tuple[int, ...], int]
_Own = Callable[[Fraction, int], Fraction]
_ONE_CATEGORY = "every rating is of one category, so that agreement by chance is 1"
_TOO_FEW = "one item has no spread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A coefficient of agreement with its standard error and 95% confidence interval.

    Attributes:
        value: The coefficient, exact; None where it is not defined.
        se: Its standard error; None where it cannot be estimated.
        low: Lower end of the interval, cut at -1.
        high: Upper end of the interval, cut at 1.
        why: Why something is None; empty when nothing is.
    """

    value: Fraction | None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAgreement:
    """How far any number of raters agree on the same items.

    Attributes:
        items: Items with at least two ratings.
        alone: Items with one rating, left out.
        ratings: Ratings of the items that count.
        percent: Mean share of agreeing pairs of ratings per item, in percent points, exact.
        fleiss: Fleiss' kappa, generalized to missing ratings; standard error after Gwet.
        ac1: Gwet's AC1.
        alpha: Krippendorff's alpha; its interval is by the jackknife over items.
        metric: How far apart two categories are for alpha.
        categories: The categories in their order.
    """

    items: int
    alone: int
    ratings: int
    percent: Fraction
    fleiss: Coefficient
    ac1: Coefficient
    alpha: Coefficient
    metric: Metric
    categories: tuple[str, ...]


def panel_agreement(
    items: Iterable[Sequence[str]], categories: Sequence[str] = (), metric: Metric = "nominal"
) -> PanelAgreement:
    """The agreement of all ratings that each item got, whoever gave them.

    Args:
        items: The ratings of each item; those that are missing are left out.
        categories: The whole scale, in order where the metric is ordinal; without it the
            categories used, sorted, by value where the metric is interval.
        metric: Distance of categories for alpha: none (nominal), their order, or their numbers.

    Raises:
        ValueError: When no item has two ratings, a rating is not on the scale, the metric is
            ordinal without a scale, or a category of an interval scale is no number.

    >>> found = panel_agreement([("in", "in", "in"), ("in", "out"), ("out", "out"), ("in",)])
    >>> found.items, found.alone, round(float(found.percent), 1), float(found.alpha.value)
    (3, 1, 66.7, 0.5)
    """
    rated = [tuple(item) for item in items]
    used = {value for item in rated for value in item}
    scale = _scale(used, categories, metric)
    counted = [item for item in rated if len(item) > 1]
    if not counted:
        raise ValueError("agreement needs at least one item with two ratings")
    every = _patterns(rated, scale)
    patterns = _patterns(counted, scale)
    n = len(counted)
    observed = sum((_agreed(one) * many for one, many in patterns.items()), Fraction(0)) / n
    return PanelAgreement(
        items=n,
        alone=sum(1 for item in rated if len(item) == 1),
        ratings=sum(map(len, counted)),
        percent=observed * 100,
        fleiss=_linear(every, observed, _fleiss_own),
        ac1=_linear(every, observed, _gwet_own),
        alpha=_alpha(patterns, n, scale, metric),
        metric=metric,
        categories=scale,
    )


def _patterns(items: Iterable[Sequence[str]], scale: Sequence[str]) -> Patterns:
    counted = (Counter(item) for item in items if item)
    return Counter(tuple(counts[name] for name in scale) for counts in counted)


def _scale(used: set[str], categories: Sequence[str], metric: Metric) -> tuple[str, ...]:
    if categories and used - set(categories):
        raise ValueError(f"ratings outside the scale: {', '.join(sorted(used - set(categories)))}")
    if metric == "ordinal" and not categories:
        raise ValueError("an ordinal scale needs its categories in order")
    names = tuple(categories) or tuple(sorted(used))
    return tuple(sorted(names, key=_number)) if metric == "interval" else names


def _number(name: str) -> Fraction:
    try:
        return Fraction(name.strip())
    except ValueError:
        raise ValueError(f"'{name}' is no number, which an interval scale needs") from None


def _agreed(pattern: Sequence[int]) -> Fraction:
    """The share of agreeing pairs among the ratings of one item."""
    given = sum(pattern)
    return Fraction(sum(k * (k - 1) for k in pattern), given * (given - 1))


def _fleiss_own(share: Fraction, _size: int) -> Fraction:
    return share


def _gwet_own(share: Fraction, size: int) -> Fraction:
    return (1 - share) / (size - 1)


def _linear(patterns: Patterns, observed: Fraction, own: _Own) -> Coefficient:
    """A coefficient (Po - Pe)/(1 - Pe) with Gwet's linearized standard error.

    Args:
        patterns: The items, those with one rating among them.
        observed: The observed agreement.
        own: What a rating of a category with a share adds to the agreement by chance.
    """
    n = sum(patterns.values())
    paired = sum(many for one, many in patterns.items() if sum(one) > 1)
    size = len(next(iter(patterns)))
    if size == 1:
        return Coefficient(value=None, why=_ONE_CATEGORY)
    shares = [
        sum((Fraction(one[k], sum(one)) * many for one, many in patterns.items()), Fraction(0)) / n
        for k in range(size)
    ]
    adds = [own(share, size) for share in shares]
    expected = sum((share * add for share, add in zip(shares, adds, strict=True)), Fraction(0))
    value = beyond_chance(observed, expected)
    if value is None:
        return Coefficient(value=None, why=_ONE_CATEGORY)
    if n == 1:
        return Coefficient(value=value, why=_TOO_FEW)
    total = Fraction(0)
    for one, many in patterns.items():
        chance = sum((k * add for k, add in zip(one, adds, strict=True)), Fraction(0)) / sum(one)
        own_part = Fraction(n, paired) * (_agreed(one) - expected) if sum(one) > 1 else Fraction(0)
        part = own_part - 2 * (1 - value) * (chance - expected)
        total += many * (part / (1 - expected) - value) ** 2
    return _with_interval(value, math.sqrt(total / (n * (n - 1))))


def _with_interval(value: Fraction, se: float) -> Coefficient:
    low, high = (float(value) + sign * Z_95 * se for sign in (-1, 1))
    return Coefficient(value=value, se=se, low=max(-1.0, low), high=min(1.0, high))


def _alpha(patterns: Patterns, n: int, scale: Sequence[str], metric: Metric) -> Coefficient:
    value = _alpha_of(patterns, scale, metric)
    if value is None:
        return Coefficient(value=None, why=_ONE_CATEGORY)
    without = [
        (_alpha_of({**patterns, one: many - 1}, scale, metric), many)
        for one, many in patterns.items()
        if n > 1
    ]
    left = [(float(each), many) for each, many in without if each is not None]
    if not left or len(left) < len(without):
        return Coefficient(value=value, why="an item cannot be left out, as the jackknife needs")
    mean = math.fsum(each * many for each, many in left) / n
    spread = math.fsum(many * (each - mean) ** 2 for each, many in left)
    return _with_interval(value, math.sqrt(spread * (n - 1) / n))


def _alpha_of(patterns: Patterns, scale: Sequence[str], metric: Metric) -> Fraction | None:
    """Alpha from observed and expected disagreement; None when nothing can disagree."""
    size = range(len(scale))
    totals = [sum(one[k] * many for one, many in patterns.items()) for k in size]
    given = sum(totals)
    apart = _distances(totals, scale, metric)
    pairs = [(c, k) for c in size for k in size if c < k]
    expected = sum((totals[c] * totals[k] * apart[c, k] for c, k in pairs), Fraction(0))
    if not expected:
        return None
    observed = sum(
        (
            Fraction(many * one[c] * one[k], sum(one) - 1) * apart[c, k]
            for one, many in patterns.items()
            for c, k in pairs
            if many and one[c] and one[k]
        ),
        Fraction(0),
    )
    return 1 - (given - 1) * observed / expected


def _distances(
    totals: Sequence[int], scale: Sequence[str], metric: Metric
) -> dict[tuple[int, int], Fraction]:
    """The squared distance of each pair of categories (Krippendorff, 2011, section E)."""
    places = range(len(scale))
    pairs = [(c, k) for c in places for k in places if c < k]
    if metric == "nominal":
        return dict.fromkeys(pairs, Fraction(1))
    if metric == "interval":
        numbers = [_number(name) for name in scale]
        return {(c, k): (numbers[c] - numbers[k]) ** 2 for c, k in pairs}
    return {
        (c, k): (sum(totals[c : k + 1]) - Fraction(totals[c] + totals[k], 2)) ** 2 for c, k in pairs
    }
