"""Funnel and bubble plots from pooled effects."""

from __future__ import annotations

import math

import pytest

from numerate.review.figures.bubble import draw_bubbles
from numerate.review.figures.funnel import draw_funnel
from numerate.review.figures.pooledplots import pooled_funnel, regression_bubbles
from numerate.review.pooling.asymmetry import TrimFill, trim_and_fill
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import NotEstimable
from numerate.review.pooling.metaregression import regress
from numerate.review.pooling.scales import MEASURES

EFFECTS = EffectSet(
    measure=MEASURES["RR"],
    effects=tuple(Effect(f"S{i}", 0.1 * i, 0.01 + 0.02 * i) for i in range(12)),
)


def test_a_funnel_has_its_studies_around_the_common_effect() -> None:
    """Names by label, no effect at a logarithm of 0, studies filled in on request."""
    filled = trim_and_fill(EFFECTS)
    assert isinstance(filled, TrimFill)
    plot = pooled_funnel(EFFECTS, "Funnel", {"S0": "Aronson 1948"}, filled)
    assert plot.points[0].study == "Aronson 1948"
    assert sum(point.filled for point in plot.points) == filled.k0
    weights = [1 / e.v for e in EFFECTS.effects]
    mean = math.fsum(w * e.y for w, e in zip(weights, EFFECTS.effects, strict=True)) / sum(weights)
    assert plot.centre == pytest.approx(mean)
    assert (plot.null, plot.log) == (0, True)
    assert draw_funnel(plot).alt.startswith("Funnel. Risk ratio against standard error.")


def test_correlations_stay_on_their_scale() -> None:
    """A funnel in Fisher's z says so; its null is z = 0."""
    made = EffectSet(measure=MEASURES["ZCOR"], effects=EFFECTS.effects)
    plot = pooled_funnel(made, "Funnel")
    assert (plot.effect, plot.null, plot.log) == ("Correlation (Fisher z)", 0, False)


def test_bubbles_have_the_line_of_the_regression() -> None:
    """On the printed scale: the first fitted value is exp(intercept + slope × lowest)."""
    dose = {f"S{i}": float(i + 3) for i in range(12)}
    made = regress(EFFECTS, dose, "dose")
    assert not isinstance(made, NotEstimable)
    plot = regression_bubbles(EFFECTS, made, dose, dict.fromkeys(dose, 1.0), "By dose")
    wanted = math.exp(made.terms[0].b + 3 * made.terms[1].b)
    assert plot.line[0].y == pytest.approx(wanted)
    assert plot.line[0].lower < wanted < plot.line[0].upper
    assert plot.bubbles[2].y == pytest.approx(math.exp(0.2))
    assert draw_bubbles(plot).alt.startswith("By dose. Risk ratio against Dose.")
