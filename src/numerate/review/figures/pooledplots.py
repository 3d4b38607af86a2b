"""Funnel and bubble plots made from pooled effects and meta-regressions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from numerate.review.figures.bubble import Bubble, BubblePlot, FittedAt
from numerate.review.figures.funnel import FunnelPlot, FunnelPoint
from numerate.review.pooling.asymmetry import TrimFill
from numerate.review.pooling.effectsizes import EffectSet, onto_scale
from numerate.review.pooling.metaregression import Regression
from numerate.review.pooling.pooled import pool

_STEPS: Final = 60  # places at which a curved line is drawn


def pooled_funnel(
    effects: EffectSet,
    title: str,
    labels: Mapping[str, str] | None = None,
    filled: TrimFill | None = None,
    note: str = "",
) -> FunnelPlot:
    """The funnel plot of effects around their common effect, with studies filled in on request."""
    names = labels or {}
    points = [
        FunnelPoint(study=names.get(e.study, e.study), y=e.y, se=e.se) for e in effects.effects
    ]
    if filled is not None:
        points += [FunnelPoint(study=e.study, y=e.y, se=e.se, filled=True) for e in filled.filled]
    measure = effects.measure
    return FunnelPlot(
        title=title,
        points=tuple(points),
        centre=pool(effects, "common").estimate,
        null=None if measure.null is None else onto_scale(measure.null, measure),
        effect=_capital(measure.name) if measure.scale in {"raw", "log"} else _scaled(effects),
        log=measure.ratio,
        note=note,
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _scaled(effects: EffectSet) -> str:
    return f"{_capital(effects.measure.name)} ({effects.measure.scale})"


def regression_bubbles(  # noqa: PLR0913, PLR0917 - what the picture is made of
    effects: EffectSet,
    made: Regression,
    moderator: Mapping[str, float],
    weights: Mapping[str, float],
    title: str,
    labels: Mapping[str, str] | None = None,
) -> BubblePlot:
    """The bubble plot of a meta-regression, on the printed scale.

    Args:
        effects: One for each study.
        made: The regression.
        moderator: Its value by study.
        weights: What the area of a bubble tells, by study.
        title: Short name of the picture.
        labels: What studies are called, by key.
    """
    names, measure = labels or {}, effects.measure
    used = [effect for effect in effects.effects if effect.study in moderator]
    low = min(moderator[effect.study] for effect in used)
    high = max(moderator[effect.study] for effect in used)
    line = []
    for step in range(_STEPS + 1):
        x = low + (high - low) * step / _STEPS
        y, interval = made.at(x)
        ends = (effects.back(interval.lower), effects.back(interval.upper))
        line.append(FittedAt(x, effects.back(y), *ends))
    return BubblePlot(
        title=title,
        bubbles=tuple(
            Bubble(
                study=names.get(e.study, e.study),
                x=moderator[e.study],
                y=measure.back(e.y, e.n),
                weight=weights[e.study],
            )
            for e in used
        ),
        line=tuple(line),
        moderator=_capital(made.terms[1].name),
        effect=_capital(measure.name),
        log=measure.ratio,
        null=measure.null,
    )
