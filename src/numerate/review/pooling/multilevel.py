"""The three-level model: effects within clusters, such as several results of one study.

Source: Konstantopoulos (2011), Research Synthesis Methods 2, 61-76. Both variances by restricted
maximum likelihood: at the maximum each score is zero or its variance is 0, and the scores are sums
over clusters whose covariance matrices are inverted by hand (a diagonal plus a constant).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from numerate.review.pooling.distributions import chi2_above, normal_two_sided, root
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import Interval, NotEstimable
from numerate.review.pooling.pooled import spread
from numerate.review.pooling.profiles import MeanFit

_ROUNDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeLevel:
    """A three-level fit.

    Attributes:
        k: Effects.
        clusters: Clusters.
        estimate: The pooled effect.
        se: Its standard error.
        interval: Its Wald interval.
        p: Its two-sided p.
        between: Variance between clusters.
        within: Variance between effects of one cluster.
        q: Cochran's Q of all effects.
        df: Its degrees of freedom.
        q_p: Its p.
        likelihood: Restricted log-likelihood, with all constants.
    """

    k: int
    clusters: int
    estimate: float
    se: float
    interval: Interval
    p: float
    between: float
    within: float
    q: float
    df: int
    q_p: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Sums:
    estimate: float
    information: float
    score_between: float
    score_within: float
    likelihood: float


def three_level(
    effects: EffectSet | Sequence[Effect], cluster: Mapping[str, str], level: float = 0.95
) -> ThreeLevel | NotEstimable:
    """The pooled effect of effects that are nested in clusters.

    Args:
        effects: One or more for each cluster.
        cluster: The cluster of each effect, by the effect's ``study`` key.
        level: Of the interval.

    >>> few = [Effect("a1", 0.1, 0.01), Effect("a2", 0.2, 0.01), Effect("b1", 0.5, 0.01)]
    >>> made = three_level(few, {"a1": "a", "a2": "a", "b1": "b"})
    >>> made.k, made.clusters
    (3, 2)
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    groups: dict[str, list[Effect]] = {}
    for effect in listed:
        groups.setdefault(cluster[effect.study], []).append(effect)
    if len(groups) < 2 or len(groups) == len(listed):  # noqa: PLR2004 - no level would be left
        return NotEstimable("three levels need two clusters, one of them with two effects")
    blocks = list(groups.values())
    y = [effect.y for effect in listed]
    top = (max(y) - min(y)) ** 2 + min(effect.v for effect in listed) * 1e-6

    def within(between: float) -> float:
        return _zero(lambda value: _at(blocks, between, value).score_within, top)

    between = _zero(lambda value: _at(blocks, value, within(value)).score_between, top)
    inner = within(between)
    found = _at(blocks, between, inner)
    se = math.sqrt(1 / found.information)
    plain = MeanFit(y, [effect.v for effect in listed]).at(0.0)
    return ThreeLevel(
        k=len(listed),
        clusters=len(blocks),
        estimate=found.estimate,
        se=se,
        interval=spread(found.estimate, se, None, level),
        p=normal_two_sided(found.estimate / se),
        between=between,
        within=inner,
        q=plain.rw,
        df=len(listed) - 1,
        q_p=chi2_above(plain.rw, len(listed) - 1),
        likelihood=found.likelihood,
    )


def _zero(score: Callable[[float], float], top: float) -> float:
    """Where a score falls through zero; 0 where it starts below."""
    if score(0.0) <= 0:
        return 0.0
    low, high = 0.0, top
    while score(high) > 0:
        low, high = high, high * 4
    return root(score, low, high)


def _at(blocks: Sequence[Sequence[Effect]], between: float, within: float) -> _Sums:
    rows = []
    for block in blocks:
        w = [1 / (effect.v + within) for effect in block]
        sw = math.fsum(w)
        part = between / (1 + between * sw)
        swy = math.fsum(a * effect.y for a, effect in zip(w, block, strict=True))
        sww = math.fsum(a * a for a in w)
        logs = math.log1p(between * sw) - math.fsum(map(math.log, w))
        rows.append((w, sw, part, swy, sww, logs))
    u = [sw / (1 + between * sw) for _, sw, _, _, _, _ in rows]
    information = math.fsum(u)
    estimate = math.fsum(swy / (1 + between * sw) for _, sw, _, swy, _, _ in rows) / information
    squares, pulls, spreads, traces, more = [], [], [], [], []
    for block, (w, sw, part, swy, sww, _) in zip(blocks, rows, strict=True):
        pull = (swy - sw * estimate) / (1 + between * sw)
        r = [effect.y - estimate for effect in block]
        total = swy - sw * estimate
        solved = [a * (x - part * total) for a, x in zip(w, r, strict=True)]
        squares.append(math.fsum(x * z for x, z in zip(r, solved, strict=True)))
        pulls.append(pull * pull)
        spreads.append(math.fsum(z * z for z in solved))
        traces.append(sw - part * sww)
        more.append(sww / (1 + between * sw) ** 2)
    k = sum(len(block) for block in blocks)
    determinants = math.fsum(logs for *_, logs in rows) + math.log(information) - math.log(k)
    return _Sums(
        estimate,
        information,
        math.fsum(pulls) - information + math.fsum(a * a for a in u) / information,
        math.fsum(spreads) - math.fsum(traces) + math.fsum(more) / information,
        -0.5 * ((k - 1) * math.log(2 * math.pi) + determinants + math.fsum(squares)),
    )
