"""How far a pooled effect hangs on single studies, on time, and on small studies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from numerate.parts.analysis_setup import Setup
from numerate.parts.pooled_numbers import THREE, TWO, P
from numerate.review.figures.funnel import draw_funnel
from numerate.review.figures.pooledplots import pooled_funnel
from numerate.review.pooling.asymmetry import (
    TrimFill,
    begg,
    egger,
    enough,
    trim_and_fill,
)
from numerate.review.pooling.estimability import NotEstimable
from numerate.review.pooling.pooled import Pooled
from numerate.review.pooling.sensitivity import Left, cumulative, leave_one_out
from numerate.review.results import Number, Result, Style, claim, figure

_ALPHA: Final = 0.05


def sensitivity_results(setup: Setup, made: Pooled, *, ordered: bool) -> Iterator[Result]:
    """The effect without each study, and where studies have an order, as they came in."""
    yield from _left_out(setup, made)
    if ordered:
        rows = cumulative(setup.effects, setup.inverse, setup.test, setup.form, level=setup.share)
        for one in rows:
            label = setup.label(one.study)
            yield setup.number(f"cum.{setup.name}.{setup.slugs[one.study]}",
                               setup.back(one.pooled.estimate),
                               f"Pooled effect of {setup.name} once {label} had come in",
                               setup.style)  # fmt: skip


def _each(setup: Setup) -> Sequence[Left] | NotEstimable:
    """The pooled effect without each study, by the method of the analysis."""
    if setup.method == setup.inverse:
        return leave_one_out(setup.effects, setup.inverse, setup.test, setup.form,
                             level=setup.share)  # fmt: skip
    if len(setup.effects) < 2:  # noqa: PLR2004 - nothing would be left
        return NotEstimable("leaving out the only study leaves nothing")
    return tuple(
        Left(effect.study, setup.pooled(setup.effects.without(effect.study)))
        for effect in setup.effects.effects
    )


def _left_out(setup: Setup, made: Pooled) -> Iterator[Result]:
    key, told = f"loo.{setup.name}", f"Pooled effect of {setup.name} without"
    try:
        each = _each(setup)
    except ValueError as error:
        each = NotEstimable(str(error))
    if isinstance(each, NotEstimable):
        for name in ("min", "max"):
            yield setup.number(f"{key}.{name}", each, f"{told} each study: {name}", setup.style)
        return
    values = [setup.back(one.pooled.estimate) for one in each]
    for name, value in (("min", min(values)), ("max", max(values))):
        study = setup.label(each[values.index(value)].study)
        side = "smallest" if name == "min" else "largest"
        yield setup.number(f"{key}.{name}", value, f"{told} one study: the {side}, without {study}",
                           setup.style)  # fmt: skip
    for one, value in zip(each, values, strict=True):
        yield setup.number(f"{key}.{setup.slugs[one.study]}", value,
                           f"{told} {setup.label(one.study)}", setup.style)  # fmt: skip
    if setup.effects.measure.null is None:
        return
    whole = _side(setup, made)
    apart = [setup.label(one.study) for one in each if _side(setup, one.pooled) != whole]
    rule = f"without each of {len(each)} studies the interval stays {whole}"
    told = f"{rule}; not without {', '.join(apart)}" if apart else rule
    yield claim(f"{key}.robust", not apart, told,
                "Leaving out any one study leaves the conclusion as it is: the confidence interval "
                "stays on its side of no effect, or across it", rows=setup.rows)  # fmt: skip


def _side(setup: Setup, made: Pooled) -> str:
    ends, null = setup.ends(made.interval), setup.effects.measure.null
    if ends is None or null is None:
        return "not estimable"
    if ends[0] <= null <= ends[1]:
        return "across no effect"
    return "below no effect" if ends[1] < null else "above no effect"


def small_study_results(setup: Setup, *, even_few: bool) -> Iterator[Result]:
    """Egger's and Begg's tests, trim and fill, and the funnel plot; refused below ten studies."""
    name, k = setup.name, len(setup.effects)
    yield claim(f"pool.{name}.enough", enough(k), f"{k} studies ≥ 10",
                "There are ten studies or more, so that small-study effects can be looked at",
                rows=setup.rows)  # fmt: skip
    if setup.effects.measure.null is None and not even_few:
        return  # a funnel of proportions proves no bias
    yield from _tests(setup, even_few=even_few)
    filled = trim_and_fill(setup.effects, setup.inverse, setup.test, even_few=even_few)
    yield from _filled(setup, filled)
    if enough(k) or even_few:
        known = filled if isinstance(filled, TrimFill) else None
        title = f"{setup.wording.title}, funnel plot"
        plot = pooled_funnel(setup.effects, title, setup.labels, known)
        yield figure(f"funnel_{name}", draw_funnel(plot),
                     f"Funnel plot of {name}: effects against their standard errors, around the "
                     "common effect; hollow: filled in", rows=setup.rows)  # fmt: skip


def _tests(setup: Setup, *, even_few: bool) -> Iterator[Result]:
    name = setup.name
    found = egger(setup.effects, even_few=even_few)
    told = f"Egger's test of {name}, weighted regression on the standard error"
    lost = found if isinstance(found, NotEstimable) else None
    got = None if isinstance(found, NotEstimable) else found
    yield setup.number(f"egger.{name}.statistic", got.statistic if got else lost, f"{told}: t", TWO)
    yield setup.number(f"egger.{name}.df", got.df if got else lost, f"{told}: degrees of freedom",
                       Style())  # fmt: skip
    yield setup.number(f"egger.{name}.p", got.p if got else lost, f"{told}: p", P)
    p = got.p if got else None
    yield claim(f"egger.{name}.asymmetry", p is not None and p < _ALPHA,
                f"p = {p:.3g} < {_ALPHA}" if p is not None else "not estimable",
                "Egger's test tells of asymmetry (p < 0.05)", rows=setup.rows)  # fmt: skip
    rank = begg(setup.effects, even_few=even_few)
    told = f"Begg and Mazumdar's rank correlation of {name}"
    tau = rank if isinstance(rank, NotEstimable) else rank.tau
    yield setup.number(f"begg.{name}.tau", tau, f"{told}: Kendall's tau", THREE)
    chance = rank if isinstance(rank, NotEstimable) else rank.p
    yield setup.number(f"begg.{name}.p", chance, f"{told}: p", P)


def _filled(setup: Setup, filled: TrimFill | NotEstimable) -> Iterator[Number]:
    name, told = setup.name, f"Trim and fill (L0) of {setup.name}"
    if isinstance(filled, NotEstimable):
        for one in ("k0", "estimate", "lower", "upper"):
            yield setup.number(f"tf.{name}.{one}", filled, told, setup.style)
        return
    yield setup.number(f"tf.{name}.k0", filled.k0, f"{told}: studies filled in on the "
                       f"{filled.side}", Style(), unit="studies")  # fmt: skip
    ends = setup.ends(filled.pooled.interval)
    yield setup.number(f"tf.{name}.estimate", setup.back(filled.pooled.estimate),
                       f"{told}: pooled effect with them", setup.style)  # fmt: skip
    for place, side in enumerate(("lower", "upper")):
        value = ends[place] if ends else NotEstimable("no interval")
        yield setup.number(f"tf.{name}.{side}", value, f"{told}: {side} end of its interval",
                           setup.style)  # fmt: skip
