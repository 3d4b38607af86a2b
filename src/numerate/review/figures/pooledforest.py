"""A forest plot made from pooled effects: their numbers as words, their remarks as readers expect.

Words are rounded once, here; a bound that rounds to no effect while the interval excludes it gets a
further decimal, because a printed bound must not deny what the interval says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from numerate.review.figures.effectrows import (
    ForestGroup,
    ForestLine,
    ForestPlot,
    ForestPrediction,
)
from numerate.review.figures.lettering import NBSP
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.estimability import Interval, NotEstimable, Range, Value
from numerate.review.pooling.onegroup import Share, exact_interval
from numerate.review.pooling.pooled import Pooled
from numerate.review.pooling.subgroups import Subgroups
from numerate.review.pooling.twogroups import Means, TwoByTwo

_MODELS: Final = {"common": "Fixed", "Mantel-Haenszel": "M-H", "Peto": "Peto"}
_MOST_DIGITS: Final = 6
_ENDLESS: Final = 1e7
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What was counted in each study, as text.

    Attributes:
        heads: Heads of the columns.
        arms: What the columns are of, and how many columns each spans.
        studies: One text for each head, by study.
        sums: Columns whose sum is told beside a pooled effect, counted from 0.
        shown: Estimate and interval of a study on the printed scale, where they are not those that
            are pooled: 10 of 10 is 100%, though 0.5 was added to pool it.
    """

    heads: tuple[str, ...] = ()
    arms: tuple[tuple[str, int], ...] = ()
    studies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sums: tuple[int, ...] = ()
    shown: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)

    def total(self, studies: Sequence[str]) -> tuple[str, ...]:
        """The sums over some studies, with empty text where a sum means nothing."""
        rows = [self.studies[study] for study in studies if study in self.studies]
        return tuple(
            f"{sum(float(row[column].replace(',', '')) for row in rows):,.10g}"
            if column in self.sums and rows
            else ""
            for column in range(len(self.heads))
        )


def count_cells(tables: Sequence[TwoByTwo], arms: tuple[str, str]) -> Cells:
    """Events and participants of two groups.

    >>> cells = count_cells([TwoByTwo("a", 4, 123, 11, 139)], ("BCG", "Control"))
    >>> cells.studies["a"], cells.total(["a"])
    (('4', '123', '11', '139'), ('4', '123', '11', '139'))
    """
    return Cells(
        heads=("Events", "Total", "Events", "Total"),
        arms=((arms[0], 2), (arms[1], 2)),
        studies={
            row.study: tuple(
                f"{value:,.10g}" for value in (row.events, row.n, row.control_events, row.control_n)
            )
            for row in tables
        },
        sums=(0, 1, 2, 3),
    )


def mean_cells(rows: Sequence[Means], arms: tuple[str, str]) -> Cells:
    """Mean, standard deviation and size of two groups."""
    return Cells(
        heads=("Mean", "SD", "Total", "Mean", "SD", "Total"),
        arms=((arms[0], 3), (arms[1], 3)),
        studies={
            row.study: tuple(
                f"{value:,.10g}".replace("-", "−")
                for value in (
                    row.mean, row.sd, row.n, row.control_mean, row.control_sd, row.control_n,
                )
            )
            for row in rows
        },
        sums=(2, 5),
    )  # fmt: skip


def share_cells(rows: Sequence[Share], heads: tuple[str, str] = ("Cases", "Total")) -> Cells:
    """How many of how many, and the exact interval of each study.

    >>> share_cells([Share("Tanabe", 10, 10)]).shown["Tanabe"][0]
    1.0
    """
    exact = {row.study: exact_interval(row.x, row.n) for row in rows}
    return Cells(
        heads=heads,
        studies={row.study: (f"{row.x:,.10g}", f"{row.n:,.10g}") for row in rows},
        sums=(0, 1),
        shown={
            row.study: (row.x / row.n, exact[row.study].lower, exact[row.study].upper)
            for row in rows
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a forest plot is worded.

    Attributes:
        title: Short name of the picture.
        labels: What studies are called, by key; the key where it is absent.
        favours: What effects to the left and to the right of no effect favour.
        digits: Decimals of effects.
        percent: Whether proportions are told in percent.
        note: Printed below.
    """

    title: str
    labels: Mapping[str, str] = field(default_factory=dict)
    favours: tuple[str, str] = ("", "")
    digits: int = 2
    percent: bool = False
    note: str = ""


def pooled_forest(
    effects: EffectSet,
    overall: Pooled,
    wording: Wording,
    cells: Cells | None = None,
    parts: tuple[Subgroups, Mapping[str, str]] | None = None,
) -> ForestPlot:
    """The forest plot of a pooled effect, with or without subgroups.

    Args:
        effects: One for each study; those left out are named in a line without an effect.
        overall: Their pooled effect.
        wording: Its words.
        cells: What was counted.
        parts: Subgroups, and the subgroup of each study.
    """
    maker = _Maker(effects, overall, wording, cells or Cells())
    groups: list[ForestGroup]
    if parts is None:
        groups = [maker.group(overall, effects.effects, "", left_out=True)]
    else:
        made, of = parts
        groups = [
            maker.group(pooled, [e for e in effects.effects if of.get(e.study) == name], name)
            for name, pooled in made.groups.items()
        ]
        end = maker.group(overall, (), "")
        groups.append(
            ForestGroup(
                total=end.total,
                prediction=end.prediction,
                remarks=(*end.remarks, *_difference(made)),
            )
        )
    measure = effects.measure
    name = f"{measure.name}, %" if wording.percent else measure.name
    one = measure.kind == "one group"
    kind = _MODELS.get(overall.method, "Random")
    first = "IV, " if kind in {"Fixed", "Random"} else ""
    return ForestPlot(
        title=wording.title,
        groups=tuple(groups),
        heads=maker.cells.heads,
        arms=maker.cells.arms,
        effect_head=name[0].upper() + name[1:],
        effect_note=f"{first}{kind}, {overall.level * 100:g}% CI",
        log=measure.ratio,
        null=measure.null,
        favours=wording.favours,
        limits=(0.0, 100.0 if wording.percent else 1.0) if measure.highest == 1 and one else None,
        note=wording.note,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    effects: EffectSet
    overall: Pooled
    wording: Wording
    cells: Cells

    def group(
        self, pooled: Pooled, inside: Sequence[Effect], heading: str, *, left_out: bool = False
    ) -> ForestGroup:
        """The studies of a pooled effect and itself."""
        weights = dict(zip(self.overall.studies, self.overall.weights, strict=True))
        lines = [self._line(effect, weights.get(effect.study)) for effect in inside]
        if left_out:
            lines += [self._missing(gone.study) for gone in self.effects.left_out]
        level = f"{pooled.level * 100:g}%"
        names = pooled.studies if heading else self.overall.studies
        ends = self._ends(pooled.interval)
        total = ForestLine(
            label=f"{'Subtotal' if heading else 'Total'} ({level} CI)",
            cells=self.cells.total(names),
            weight=sum(weights.get(name, 0.0) for name in names),
            estimate=self._back(pooled.estimate),
            lower=ends[0],
            upper=ends[1],
            words=self._words(self._back(pooled.estimate), ends),
        )
        return ForestGroup(
            heading=heading,
            studies=tuple(lines),
            total=total,
            prediction=self._prediction(pooled, level),
            remarks=_remarks(pooled, tested=self.effects.measure.null is not None),
        )

    def _line(self, effect: Effect, weight: float | None) -> ForestLine:
        interval = effect.interval(self.overall.level)
        back = self.effects.measure.back
        pooled = tuple(back(y, effect.n) for y in (effect.y, interval.lower, interval.upper))
        scale = 100.0 if self.wording.percent else 1.0
        estimate, *rest = (scale * x for x in self.cells.shown.get(effect.study, pooled))
        ends = (rest[0], rest[1])
        return ForestLine(
            label=self.wording.labels.get(effect.study, effect.study),
            cells=self.cells.studies.get(effect.study, ()),
            weight=weight,
            estimate=estimate,
            lower=ends[0],
            upper=ends[1],
            words=self._words(estimate, ends),
        )

    def _missing(self, study: str) -> ForestLine:
        return ForestLine(
            label=self.wording.labels.get(study, study),
            cells=self.cells.studies.get(study, ()),
            words="Not estimable",
        )

    def _prediction(self, pooled: Pooled, level: str) -> ForestPrediction | None:
        ends = self._ends(pooled.prediction)
        if ends[0] is None or ends[1] is None:
            return None
        words = self._words(None, ends)
        return ForestPrediction(
            label=f"{level} prediction interval", lower=ends[0], upper=ends[1], words=words
        )

    def _back(self, value: float) -> float:
        return (100.0 if self.wording.percent else 1.0) * self.effects.back(value)

    def _ends(self, span: Range) -> tuple[float, float] | tuple[None, None]:
        if isinstance(span, Interval):
            return self._back(span.lower), self._back(span.upper)
        return None, None

    def _words(self, estimate: float | None, ends: tuple[float, float] | tuple[None, None]) -> str:
        digits, null = self.wording.digits, self.effects.measure.null
        said = "" if estimate is None else f"{decimals(estimate, digits)} "
        if ends[0] is None or ends[1] is None:
            return f"{said}[not estimable]"
        inner = ", ".join(bound(end, digits, null) for end in ends)
        return f"{said}[{inner}]"


def decimals(value: float, digits: int) -> str:
    """A number with a true minus sign, never a negative zero, and no endless digits.

    >>> decimals(-0.004, 2), decimals(-1.5, 2), decimals(12345.678, 1), decimals(2.53e15, 2)
    ('0.00', '−1.50', '12,345.7', '2.5 × 10¹⁵')
    """
    if abs(value) >= _ENDLESS:
        return _power(value)
    text = f"{value:,.{digits}f}"
    if not text.strip("-0.,"):
        text = text.removeprefix("-")
    return text.replace("-", "−")


def bound(value: float, digits: int, null: float | None) -> str:
    """An interval's end; with a further decimal where it would round to no effect and is not.

    Nor does the end of a ratio round to 0.

    >>> bound(0.996, 2, 1.0), bound(0.0038, 2, 0.0), bound(1.0, 2, 1.0), bound(0.98, 2, 1.0)
    ('0.996', '0.004', '1.00', '0.98')
    >>> bound(0.0021, 2, 1.0)
    '0.002'
    """
    denied = {null, 0.0} if null else {null}  # a ratio is never 0
    if null and 0 < abs(value) < 10.0**-_MOST_DIGITS:
        return _power(value)
    while digits < _MOST_DIGITS and value not in denied:
        if float(f"{value:.{digits}f}") not in denied:
            break
        digits += 1
    return decimals(value, digits)


def _power(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{mantissa} × 10{str(int(exponent)).translate(_RAISED)}".replace("-", "−")


def p_words(p: float) -> str:
    """A p value as reviews print it.

    >>> p_words(0.39), p_words(0.0046), p_words(1e-9)
    ('P = 0.39', 'P = 0.005', 'P < 0.001')
    """
    if p < 0.001:  # noqa: PLR2004 - reviews tell no smaller
        return "P < 0.001"
    return f"P = {p:.3f}" if p < 0.0095 else f"P = {p:.2f}"  # noqa: PLR2004 - three decimals below


def _told(value: Value, form: str) -> str:
    return "not estimable" if isinstance(value, NotEstimable) else format(value, form)


def _remarks(pooled: Pooled, *, tested: bool) -> tuple[str, ...]:
    spread = pooled.heterogeneity
    if isinstance(spread.q, NotEstimable) or isinstance(spread.p, NotEstimable):
        first = "Heterogeneity: not applicable"
    else:
        tau2 = "" if isinstance(spread.tau2, NotEstimable) else f"τ² = {_tau(spread.tau2)}; "
        first = (
            f"Heterogeneity: {tau2}χ² = {spread.q:.2f}, df = {spread.df} ({p_words(spread.p)}); "
            f"I² = {_told(spread.i2, '.0f')}%"
        )
    if isinstance(pooled.p, NotEstimable) or isinstance(pooled.statistic, NotEstimable):
        return (first,)
    letter = "Z" if pooled.df is None else f"t({pooled.df})"
    test = f"overall effect: {letter} = {abs(pooled.statistic):.2f} ({p_words(pooled.p)})"
    return (_held(first), _held(f"Test for {test}")) if tested else (first,)


def _held(words: str) -> str:
    """The words with equations that no line breaks."""
    return words.replace(" = ", f"{NBSP}={NBSP}").replace(" < ", f"{NBSP}<{NBSP}")


def _tau(tau2: float) -> str:
    """Two decimals, or as many as show a digit of a small variance."""
    if tau2 == 0 or tau2 >= 0.01:  # noqa: PLR2004 - two decimals show it
        return decimals(tau2, 2)
    return f"{tau2:.1g}" if tau2 >= 1e-4 else "< 0.0001"  # noqa: PLR2004 - the least told


def _difference(made: Subgroups) -> tuple[str, ...]:
    if isinstance(made.q, NotEstimable) or isinstance(made.p, NotEstimable):
        return ()
    told = f"χ² = {made.q:.2f}, df = {made.df} ({p_words(made.p)}); I² = {_told(made.i2, '.0f')}%"
    return (_held(f"Test for subgroup differences: {told}"),)
