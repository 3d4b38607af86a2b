"""Subgroups and meta-regression of a pooled analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from numerate.parts.analysis_setup import Setup, plain
from numerate.parts.pooled_numbers import FOUR, PERCENT, THREE, TWO, P, pooled_numbers
from numerate.parts.roletables import slug, unique_slugs
from numerate.parts.study_labels import StudyTable
from numerate.review.figures.bubble import draw_bubbles
from numerate.review.figures.pooledplots import regression_bubbles
from numerate.review.pooling.estimability import NotEstimable
from numerate.review.pooling.metaregression import Regression, regress
from numerate.review.pooling.pooled import Pooled
from numerate.review.pooling.subgroups import Subgroups, subgroups
from numerate.review.results import Result, Style, claim, figure

_ALPHA: Final = 0.05


def subgroup_results(
    setup: Setup, about: StudyTable, column: str, *, shared: bool
) -> tuple[tuple[Subgroups, Mapping[str, str]], list[Result]]:
    """The subgroups, the subgroup of each study, and what is told of them."""
    values = about.column(column, "subgroup")
    of = {study: str(value) for study, value in values.items() if value is not None}
    made = subgroups(setup.effects, of, setup.inverse, setup.test, setup.form,
                     common_tau2=shared, level=setup.share)  # fmt: skip
    shown = {name: setup.shown(pooled) for name, pooled in made.groups.items()}
    names = unique_slugs(setup.read.source.part, shown)
    found: list[Result] = []
    for name, pooled in shown.items():
        what = f"{setup.effects.measure.name.capitalize()} of {setup.name}, {column}: {name}"
        found += pooled_numbers(setup, f"sub.{setup.name}.{names[name]}", pooled, what)
    found += _between(setup, made, column, shared=shared)
    return (Subgroups(groups=shown, common_tau2=made.common_tau2, q=made.q, df=made.df, p=made.p,
                      i2=made.i2, missing=made.missing), of), found  # fmt: skip


def _between(setup: Setup, made: Subgroups, column: str, *, shared: bool) -> Iterator[Result]:
    key = f"sub.{setup.name}"
    own = "one tau² in common" if shared else "each with its own tau²"
    told = f"Test for differences between subgroups by {column}, {own}"
    yield setup.number(f"{key}.between.q", made.q, f"{told}: Q", TWO)
    yield setup.number(f"{key}.between.df", made.df, f"{told}: degrees of freedom", Style())
    yield setup.number(f"{key}.between.p", made.p, f"{told}: p", P)
    yield setup.number(f"{key}.between.i2", made.i2, f"{told}: I²", PERCENT)
    yield setup.number(f"{key}.missing", len(made.missing), f"Studies without a value of {column}",
                       Style(), unit="studies")  # fmt: skip
    p = plain(made.p)
    rule = f"p = {'not estimable' if p is None else format(p, '.3g')}; the bound is {_ALPHA}"
    yield claim(f"{key}.difference", p is not None and p < _ALPHA, rule,
                f"The subgroups by {column} differ (p < 0.05)", rows=setup.rows)  # fmt: skip
    yield claim(f"{key}.no_difference", p is not None and p >= _ALPHA, rule,
                f"There is no evidence that the subgroups by {column} differ (p ≥ 0.05)",
                rows=setup.rows)  # fmt: skip


def moderator_results(
    setup: Setup, about: StudyTable, column: str, overall: Pooled
) -> Iterator[Result]:
    """The meta-regression on a column of numbers, with its bubble plot."""
    values = about.column(column, "moderator")
    wrong = [one for one in values.values() if isinstance(one, str | bool)]
    if wrong:
        raise setup.read.source.part.wrong(
            "wrong-type", f"moderator is '{column}', which holds {wrong[0]!r}",
            "a column of numbers", "name it as subgroup=, or declare the column as a number",
        )  # fmt: skip
    moderator = {study: float(value) for study, value in values.items() if value is not None}
    made = regress(setup.effects, moderator, column, setup.inverse, setup.test, level=setup.share)
    key = f"reg.{setup.name}"
    if isinstance(made, NotEstimable):
        told = f"Meta-regression of {setup.name} on {column}"
        for name in ("b", "se", "p", "lower", "upper"):
            yield setup.number(f"{key}.{slug(column)}.{name}", made, told, FOUR)
        return
    yield from _terms(setup, made, column)
    names = setup.labels
    weights = dict(zip(overall.studies, overall.weights, strict=True))
    if setup.percent:
        return  # the bubble plot is on the scale of shares, the text in percent
    plot = regression_bubbles(setup.effects, made, moderator, weights,
                              f"{setup.wording.title} by {column}", names)  # fmt: skip
    yield figure(f"bubble_{setup.name}", draw_bubbles(plot),
                 f"Effects of {setup.name} by {column}, with the meta-regression's line and band",
                 rows=setup.rows)  # fmt: skip


def _terms(setup: Setup, made: Regression, column: str) -> Iterator[Result]:
    key = f"reg.{setup.name}"
    scale = setup.effects.measure.scale
    for place, term in enumerate(made.terms):
        at = f"{key}.{slug(column) if place else 'intercept'}"
        unit = f"for each unit of {column}" if place else f"where {column} is 0"
        told = f"Meta-regression of {setup.name} on {column}: {term.name}, {unit}, {scale} scale"
        letter = "z" if term.df is None else f"t with {term.df} degrees of freedom"
        yield setup.number(f"{at}.b", term.b, told, FOUR)
        yield setup.number(f"{at}.se", term.se, f"{told}: standard error", FOUR)
        yield setup.number(f"{at}.statistic", term.statistic, f"{told}: {letter}", TWO)
        yield setup.number(f"{at}.p", term.p, f"{told}: p", P)
        yield setup.number(f"{at}.lower", term.interval.lower, f"{told}: lower end of its interval",
                           FOUR)  # fmt: skip
        yield setup.number(f"{at}.upper", term.interval.upper, f"{told}: upper end of its interval",
                           FOUR)  # fmt: skip
    told = f"Meta-regression of {setup.name} on {column}"
    spread = made.heterogeneity
    yield setup.number(f"{key}.k", made.k, f"{told}: studies", Style(), unit="studies")
    yield setup.number(f"{key}.r2", made.r2, f"{told}: share of tau² that it takes away", PERCENT)
    yield setup.number(f"{key}.tau2", spread.tau2, f"{told}: residual tau²", THREE)
    yield setup.number(f"{key}.i2", spread.i2, f"{told}: residual I²", PERCENT)
    yield setup.number(f"{key}.q", spread.q, f"{told}: residual Q", TWO)
    slope = made.terms[1]
    yield claim(f"{key}.{slug(column)}.associated", slope.p < _ALPHA,
                f"p = {slope.p:.3g} < {_ALPHA}",
                f"The effect is associated with {column} (p < 0.05)", rows=setup.rows)  # fmt: skip
