"""One pooled analysis, set up: its effects, how they are pooled, and how its values are printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from numerate.parts.effect_reading import Read
from numerate.parts.roletables import unique_slugs
from numerate.review.extraction import Rows
from numerate.review.figures.pooledforest import Wording
from numerate.review.pooling import sparse
from numerate.review.pooling.effectsizes import EffectSet
from numerate.review.pooling.estimability import Interval, NotEstimable, Range, Value, known
from numerate.review.pooling.heterogeneity import NAMES
from numerate.review.pooling.pooled import FORMS, TESTS, Pooled, pool
from numerate.review.pooling.twogroups import TwoByTwo, ZeroCells
from numerate.review.results import MEASURES, Estimate, Measure, Number, Style, number
from numerate.review.results.origin import origin_here

NOT_ESTIMABLE: Final = "not estimable"
_SPARSE: Final = {
    "MH": "Mantel-Haenszel",
    "Peto": "Peto's method",
}


@dataclass(frozen=True, kw_only=True)
class Setup:
    """A pooled analysis before anything is counted.

    Attributes:
        name: Its name in keys.
        read: Its effects.
        method: Estimator of tau², ``common``, ``MH`` or ``Peto``.
        test: How intervals are made.
        form: Form of the prediction interval; None for the default.
        level: Level of the intervals, in percent.
        zeros: The rule for empty cells.
        raw_zeros: The same for Mantel-Haenszel, which adds nothing unless asked.
        i2_by_q: Whether I² is the one from Q.
        digits: Decimals of effects.
        called: What the measure is called; empty for its own name.
        wording: Words of the forest plot.
        rows: The rows behind every number: effects, and studies where they were read.
    """

    name: str
    read: Read
    method: str
    test: Any
    form: Any
    level: float
    zeros: ZeroCells
    raw_zeros: ZeroCells | None
    i2_by_q: bool
    digits: int
    called: str
    wording: Wording
    rows: tuple[Rows, ...]

    @property
    def effects(self) -> EffectSet:
        """The effects of the analysis."""
        return self.read.effects

    @property
    def share(self) -> float:
        """Level of the intervals as a share."""
        return self.level / 100

    @cached_property
    def slugs(self) -> dict[str, str]:
        """The part of a key for each study."""
        return unique_slugs(self.read.source.part, [e.study for e in self.effects.effects])

    @property
    def labels(self) -> Mapping[str, str]:
        """What studies are called."""
        return self.wording.labels

    def label(self, study: str) -> str:
        """What a study is called."""
        return self.labels.get(study, study)

    def pooled(self, effects: EffectSet | None = None, tau2: float | None = None) -> Pooled:
        """The pooled effect of all effects, or of some."""
        used = effects or self.effects
        if self.method in _SPARSE:
            names = {effect.study for effect in used.effects}
            names |= {one.study for one in used.left_out} if used is self.effects else set()
            tables = [one for one in self.read.raw if one.study in names]
            return self._sparse(tables)
        made = pool(used, self.method, self.test, self.form, level=self.share, tau2=tau2)  # type: ignore[arg-type]
        return self.shown(made)

    def _sparse(self, tables: list[TwoByTwo]) -> Pooled:
        code = self.effects.measure.code
        if self.method == "Peto":
            return sparse.peto(tables, self.share)
        if code == "IRR":
            return sparse.rate_ratio(tables, self.share)  # type: ignore[arg-type]
        if self.raw_zeros is None:
            return sparse.mantel_haenszel(tables, code, level=self.share)  # type: ignore[arg-type]
        return sparse.mantel_haenszel(tables, code, self.raw_zeros, self.share)  # type: ignore[arg-type]

    def shown(self, made: Pooled) -> Pooled:
        """The pooled effect with the I² that the analysis prints."""
        if not self.i2_by_q:
            return made
        spread = made.heterogeneity
        return replace(made, heterogeneity=replace(spread, i2=spread.i2_q))

    @property
    def inverse(self) -> Any:  # noqa: ANN401 - a method of ``pool``, for what knows no other
        """The method where only inverse variances will do: a common effect for sparse tables."""
        return "common" if self.method in _SPARSE else self.method

    @property
    def percent(self) -> bool:
        """Whether values are printed in percent."""
        return self.wording.percent

    def back(self, value: float) -> float:
        """A value of the scale of pooling as it is printed."""
        return (100.0 if self.percent else 1.0) * self.effects.measure.back(value, self._middle_n)

    @cached_property
    def _middle_n(self) -> float:
        """The harmonic mean of sizes, which is a sum over all studies: made once."""
        return self.effects.harmonic_n

    def ends(self, span: Range) -> tuple[float, float] | None:
        """The ends of an interval as they are printed."""
        if not isinstance(span, Interval):
            return None
        low, high = self.back(span.lower), self.back(span.upper)
        return (low, high) if math.isfinite(low) and math.isfinite(high) else None

    @property
    def model(self) -> str:
        """How studies were pooled, in words."""
        if self.method in _SPARSE:
            return f"common effect, {_SPARSE[self.method]}"
        if self.method == "common":
            return NAMES["common"]
        return f"random effects, tau² by {NAMES[self.method]}"  # type: ignore[index]

    @property
    def how(self) -> str:
        """The whole method in words, as the definition of a number has it."""
        test = TESTS[self.test] if self.method not in _SPARSE else TESTS["Wald"]
        rule = self.raw_rule if self.method in _SPARSE else self.effects.rule
        scale = self.effects.measure.scale
        pooled = "" if scale == "raw" else f"; pooled on the {scale} scale"
        return f"{self.model}; {test}{pooled}{f'; {rule}' if rule else ''}"

    @property
    def raw_rule(self) -> str:
        """The rule for empty cells of Mantel-Haenszel and Peto."""
        if self.raw_zeros is None:
            return "nothing is added to empty cells"
        return self.raw_zeros.told

    @property
    def measure(self) -> Measure:
        """The measure as results print it."""
        code = {"ZCOR": "r"}.get(self.effects.measure.code, self.effects.measure.code)
        if self.called:
            null = self.effects.measure.null
            return Measure(self.called, self.called, null)
        return MEASURES.get(code, Measure("", "", self.effects.measure.null))

    def estimate(self, made: Pooled, people: int | None) -> Estimate:
        """The pooled effect as one value that is printed whole."""
        spread = made.heterogeneity
        ends, beyond = self.ends(made.interval), self.ends(made.prediction)
        value = self.back(made.estimate)
        tested = self.effects.measure.null is not None and known(made.p)
        return Estimate(
            measure=self.measure,
            value=value,
            low=min(ends[0], value) if ends else None,
            high=max(ends[1], value) if ends else None,
            level=self.level,
            digits=self.digits,
            unit="%" if self.percent else "",
            statistic=("z" if made.df is None else "t") if tested else "",
            tested=plain(made.statistic) if tested else None,
            df=made.df if tested else None,
            p=plain(made.p) if tested else None,
            prediction=(min(beyond[0], value), max(beyond[1], value)) if beyond else None,
            q=plain(spread.q),
            q_p=plain(spread.p),
            tau2=plain(spread.tau2),
            i2=plain(spread.i2),
            k=made.k,
            n=people,
        )

    @property
    def style(self) -> Style:
        """How an effect is written."""
        bare = self.effects.measure.code == "ZCOR"
        if self.percent:
            return Style("percent", self.digits)
        return Style("decimal", self.digits, leading_zero=not bare)

    def number(  # noqa: PLR0913 - a number is defined by these
        self, key: str, value: Value | int | None, definition: str, style: Style, *,
        of: tuple[Number, ...] = (), unit: str = "",
    ) -> Number:  # fmt: skip
        """A number of the analysis; what cannot be estimated says so, with the reason."""
        if isinstance(value, NotEstimable) or value is None:
            why = f" ({value.reason})" if isinstance(value, NotEstimable) else ""
            made = number(key, NOT_ESTIMABLE, f"{definition}{why}", style=Style("text"))
        else:
            made = number(key, value, definition, style=style, unit=unit)
        # the function that computed it is the one that called this
        return replace(made, origin=origin_here(self.rows, (one.key for one in of), 1))


def plain(value: Value) -> float | None:
    """The number, or None where there is none."""
    return value if not isinstance(value, NotEstimable) else None


def form_told(made: Pooled) -> str:
    """The form of the prediction interval in words."""
    return FORMS[made.form]


Maker = Callable[[Setup, Pooled], Any]
