"""Subgroups, and the test whether they differ.

With a tau² of their own (Borenstein et al. 2009, Introduction to Meta-Analysis, chapter 19) or with
one in common, as advised where subgroups are small.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from numerate.review.pooling.distributions import chi2_above
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import NotEstimable, Value
from numerate.review.pooling.heterogeneity import Method, estimated_tau2
from numerate.review.pooling.pooled import Form, Pooled, Test, pool
from numerate.review.pooling.profiles import RegressionFit


@dataclass(frozen=True, slots=True, kw_only=True)
class Subgroups:
    """The pooled effects of subgroups.

    Attributes:
        groups: The pooled effect by subgroup, in the order in which they first occur.
        common_tau2: The tau² that all have in common; None where each has its own.
        q: Q between subgroups, from their estimates and inverse-variance standard errors.
        df: Its degrees of freedom.
        p: Its p: the test for subgroup differences.
        i2: Percent of the variation between subgroups that is not chance.
        missing: Studies without a subgroup.
    """

    groups: Mapping[str, Pooled]
    common_tau2: float | None
    q: Value
    df: int
    p: Value
    i2: Value
    missing: tuple[str, ...]


def subgroups(  # noqa: PLR0913 - what defines the analysis
    effects: EffectSet | Sequence[Effect],
    group: Mapping[str, str],
    method: Method = "REML",
    test: Test = "Wald",
    form: Form | None = None,
    *,
    common_tau2: bool = False,
    level: float = 0.95,
) -> Subgroups:
    """The pooled effect of each subgroup and the test whether they differ.

    Args:
        effects: One for each study.
        group: The subgroup by study; studies that it lacks stay out.
        method: As in ``pool``.
        test: Of the pooled effects; the test between subgroups is always chi-squared.
        form: Of the prediction intervals.
        common_tau2: Whether all subgroups have one tau², estimated within them.
        level: Of the intervals.

    >>> made = subgroups([Effect("a", 0.1, 0.01), Effect("b", 0.5, 0.01)], {"a": "old", "b": "new"})
    >>> list(made.groups), round(made.q, 6), made.df
    (['old', 'new'], 8.0, 1)
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    members: dict[str, list[Effect]] = {}
    for effect in listed:
        if effect.study in group:
            members.setdefault(group[effect.study], []).append(effect)
    shared = _shared(members, method) if common_tau2 and method != "common" else None
    groups = {
        name: pool(inside, method, test, form, level=level, tau2=shared)
        for name, inside in members.items()
    }
    plain = [pool(inside, method, level=level, tau2=shared) for inside in members.values()]
    df = len(plain) - 1
    q: Value = NotEstimable("a difference needs at least two subgroups")
    p: Value = q
    i2: Value = q
    if df > 0:
        q = _between(plain)
        p = chi2_above(q, df)
        i2 = max(0.0, 100 * (q - df) / q) if q else 0.0
    return Subgroups(
        groups=groups,
        common_tau2=shared,
        q=q,
        df=max(df, 0),
        p=p,
        i2=i2,
        missing=tuple(effect.study for effect in listed if effect.study not in group),
    )


def _between(plain: Sequence[Pooled]) -> float:
    pairs = [(each.estimate, each.se) for each in plain]
    weights = [1 / se**2 for _, se in pairs if not isinstance(se, NotEstimable)]
    total = math.fsum(weights)
    middle = math.fsum(w * y for w, (y, _) in zip(weights, pairs, strict=True)) / total
    return math.fsum(w * (y - middle) ** 2 for w, (y, _) in zip(weights, pairs, strict=True))


def _shared(members: Mapping[str, Sequence[Effect]], method: Method) -> float:
    inside = [(place, effect) for place, all_ in enumerate(members.values()) for effect in all_]
    columns = tuple(
        tuple(float(place == column) for place, _ in inside) for column in range(len(members))
    )
    v = [effect.v for _, effect in inside]
    return estimated_tau2(RegressionFit([effect.y for _, effect in inside], v, columns), v, method)
