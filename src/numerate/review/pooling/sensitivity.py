"""Sensitivity: the pooled effect without each study, and as studies came in.

Leaving out one of a thousand studies changes every sum by one term. The sums are functions of tau²
alone, and near any place they are the Taylor series of the sums of higher powers of the weights: so
all thousand analyses share a few expansions, and each costs what one study would.
Fitting 1,000 studies anew for each takes 20 s of CPU; this takes 0.3 s and agrees to ten digits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import mul
from typing import Final

from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import NotEstimable
from numerate.review.pooling.heterogeneity import Method, estimated_tau2, heterogeneity
from numerate.review.pooling.pooled import Form, Pooled, Test, pool, summary
from numerate.review.pooling.profiles import MeanFit, Profile

_MANY: Final = 60  # studies; below, each analysis is fitted anew
_TERMS: Final = 28
_RATIO: Final = 1.5  # of two neighbouring places of expansion; terms shrink by 0.25 at least
_HEAVY: Final = 0.9  # share of all weight beyond which a difference of sums loses digits


@dataclass(frozen=True, slots=True)
class Left:
    """The pooled effect without one study; its weights are not kept."""

    study: str
    pooled: Pooled


def leave_one_out(
    effects: EffectSet | Sequence[Effect],
    method: Method = "REML",
    test: Test = "Wald",
    form: Form | None = None,
    *,
    level: float = 0.95,
) -> tuple[Left, ...] | NotEstimable:
    """The pooled effect without each study in turn.

    >>> three = [Effect("a", 0.1, 0.01), Effect("b", 0.3, 0.01), Effect("c", 0.8, 0.01)]
    >>> [(left.study, round(left.pooled.estimate, 3)) for left in leave_one_out(three)]
    [('a', 0.55), ('b', 0.45), ('c', 0.2)]
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    if len(listed) < 2:  # noqa: PLR2004 - nothing would be left
        return NotEstimable("leaving out the only study leaves nothing")
    whole = pool(listed, method).tau2
    near = whole if len(listed) > _MANY and not isinstance(whole, NotEstimable) else None
    sums = _sums([effect.y for effect in listed], [effect.v for effect in listed])
    how = (method, test, form, level)
    return tuple(
        Left(effect.study, _without(listed, place, sums, how, near))
        for place, effect in enumerate(listed)
    )


def _without(
    listed: Sequence[Effect],
    place: int,
    sums: _Sums,
    how: tuple[Method, Test, Form | None, float],
    near: float | None,
) -> Pooled:
    if near is None:
        rest = [*listed[:place], *listed[place + 1 :]]
        return pool(rest, how[0], how[1], how[2], level=how[3])
    fit = _Rest(sums, place)
    tau2 = estimated_tau2(fit, sums.v if how[0] != "HE" else fit.v, how[0], near)
    made = heterogeneity(fit, how[0], tau2, how[3], interval=False)
    return summary(fit, fit.at(tau2), made, how)


def cumulative(
    effects: EffectSet | Sequence[Effect],
    method: Method = "REML",
    test: Test = "Wald",
    form: Form | None = None,
    *,
    level: float = 0.95,
) -> tuple[Left, ...]:
    """The pooled effect after each study, in the order given; the last is that of all.

    >>> made = cumulative([Effect("1990", 0.1, 0.01), Effect("2001", 0.3, 0.01)])
    >>> [(each.study, round(each.pooled.estimate, 3)) for each in made]
    [('1990', 0.1), ('2001', 0.2)]
    """
    listed = effects.effects if isinstance(effects, EffectSet) else tuple(effects)
    made: list[Left] = []
    near: float | None = None
    for count in range(1, len(listed) + 1):
        pooled = pool(listed[:count], method, test, form, level=level, near=near)
        made.append(Left(listed[count - 1].study, pooled))
        found = pooled.tau2
        near = found if count >= _MANY and not isinstance(found, NotEstimable) else None
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums of powers of the weights, times 1, y and y², expanded where they are asked for."""

    y: Sequence[float]  # less the centre
    v: Sequence[float]
    centre: float
    least: float
    held: dict[int, tuple[list[float], ...]] = field(default_factory=dict)

    def at(self, tau2: float) -> tuple[float, ...]:
        """Sums of w, w², wy, w²y, wy², w²y² at one tau²."""
        step = round(math.log((tau2 + self.least) / self.least) / math.log(_RATIO))
        unit = self.least * _RATIO**step
        if step not in self.held:
            self.held[step] = self._expanded(unit)
        change = (self.least + tau2 - unit) / unit
        powers = [(-change) ** j for j in range(_TERMS)]
        doubled = [(j + 1) * power for j, power in enumerate(powers)]
        found: list[float] = []
        for column in self.held[step]:
            found.append(math.fsum(map(mul, powers, column)) / unit)
            found.append(math.fsum(map(mul, doubled, column[1:])) / unit**2)
        return tuple(found)

    def _expanded(self, unit: float) -> tuple[list[float], ...]:
        scaled = [unit / (v - self.least + unit) for v in self.v]
        power = list(scaled)
        squares = list(map(mul, self.y, self.y))
        columns: tuple[list[float], ...] = ([], [], [])
        for _ in range(_TERMS + 1):
            columns[0].append(math.fsum(power))
            columns[1].append(math.fsum(map(mul, power, self.y)))
            columns[2].append(math.fsum(map(mul, power, squares)))
            power = list(map(mul, power, scaled))
        return columns


def _sums(y: Sequence[float], v: Sequence[float]) -> _Sums:
    centre = MeanFit(y, v).at(0.0).b[0]
    return _Sums([each - centre for each in y], v, centre, min(v))


@dataclass(frozen=True, slots=True)
class _Rest:
    """All studies but one, as a fit."""

    sums: _Sums
    place: int

    @property
    def k(self) -> int:
        return len(self.sums.y) - 1

    @property
    def p(self) -> int:
        return 1

    @property
    def v(self) -> list[float]:
        return [v for i, v in enumerate(self.sums.v) if i != self.place]

    def _plain(self) -> MeanFit:
        y = [y + self.sums.centre for i, y in enumerate(self.sums.y) if i != self.place]
        return MeanFit(y, self.v)

    def at(self, tau2: float) -> Profile:
        w, y = 1 / (self.sums.v[self.place] + tau2), self.sums.y[self.place]
        all_w, all_w2, all_wy, all_w2y, all_wyy, all_w2yy = self.sums.at(tau2)
        if w > _HEAVY * all_w or w * w > _HEAVY * all_w2:
            return self._plain().at(tau2)
        sw, sw2 = all_w - w, all_w2 - w * w
        mean = (all_wy - w * y) / sw
        rw = all_wyy - w * y * y - sw * mean * mean
        rww = all_w2yy - w * w * y * y - 2 * mean * (all_w2y - w * w * y) + mean * mean * sw2
        if rw < 1e-6 * all_wyy:  # too few digits would be left
            return self._plain().at(tau2)
        return Profile((mean + self.sums.centre,), ((1 / sw,),), sw, sw - sw2 / sw, rw, rww)

    def likelihood(self, tau2: float, *, restricted: bool) -> float:
        return self._plain().likelihood(tau2, restricted=restricted)

    def unweighted(self) -> float:
        return self._plain().unweighted()
