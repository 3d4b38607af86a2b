"""The measures of effect: the scale on which each is pooled, and the way back from it.

Ratios are pooled as logarithms, proportions on one of five scales and correlations as Fisher's z;
what a reader sees is the value carried back.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["two groups", "one group", "association", "any"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of effect.

    Attributes:
        code: Short name, as arguments and tables have it ("RR").
        name: What it is in words ("risk ratio").
        scale: The scale of pooling ("log", "logit", "Fisher z", … or "raw").
        kind: What it compares or describes.
        null: The value of no effect on the printed scale; None where there is none.
        lowest: Lower end of the printed scale.
        highest: Upper end of the printed scale.
    """

    code: str
    name: str
    scale: str
    kind: Kind
    null: float | None
    lowest: float = -math.inf
    highest: float = math.inf

    @property
    def ratio(self) -> bool:
        """Whether it is a ratio, which belongs on a logarithmic axis."""
        return self.scale == "log" and self.kind == "two groups"

    def back(self, value: float, n: float = 0.0) -> float:
        """A value of the scale of pooling as it is printed.

        Args:
            value: On the scale of pooling.
            n: For the double arcsine alone: the size for which it is turned back, the study's own
                or the harmonic mean of all.

        >>> round(MEASURES["RR"].back(-0.7145323483651), 4)
        0.4894
        >>> round(MEASURES["PFT"].back(1.084679184317, 14.78), 2)
        0.8
        """
        if self.scale == "double arcsine":
            return double_arcsine_back(value, n)
        return _BACK[self.scale](value)


def _bounded_sine(value: float) -> float:
    return math.sin(min(max(value, 0.0), math.pi / 2)) ** 2


def _expit(value: float) -> float:
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    grown = math.exp(value)
    return grown / (1 + grown)


_BACK: Final[Mapping[str, Callable[[float], float]]] = {
    "raw": lambda value: value + 0.0,
    "log": lambda value: math.exp(value) if value < 709 else math.inf,  # noqa: PLR2004 - overflow
    "logit": _expit,
    "arcsine": _bounded_sine,
    "Fisher z": math.tanh,
}


def double_arcsine_back(value: float, n: float) -> float:
    """The proportion whose double arcsine is ``value`` in a study of size ``n``.

    Source: Miller (1978), The American Statistician 32, 138; the transformation is that of Freeman
    and Tukey (1950) halved, so that it is an angle between 0 and pi/2. Values beyond those of 0 and
    1 are cut there. The pooled value depends on the ``n`` chosen (Schwarzer et al. 2019, Research
    Synthesis Methods 10, 476-483), so that a definition must say which.

    >>> round(double_arcsine_back(1.281907309653, 17), 6)  # 16 of 17
    0.941176
    """
    angle = 2 * value
    lowest = math.asin(math.sqrt(1 / (n + 1))) if n > 0 else 0.0
    highest = math.asin(math.sqrt(n / (n + 1))) + math.pi / 2 if n > 0 else math.pi
    if angle <= lowest or angle >= highest:
        return float(angle >= highest)
    if not n:
        return _bounded_sine(value)
    sine, cosine = math.sin(angle), math.cos(angle)
    inner = 1 - (sine + (sine - 1 / sine) / n) ** 2
    share = 0.5 * (1 - math.copysign(1.0, cosine) * math.sqrt(max(0.0, inner)))
    return min(1.0, max(0.0, share))


_ALL: Final = (
    Measure("RR", "risk ratio", "log", "two groups", 1.0, 0.0),
    Measure("OR", "odds ratio", "log", "two groups", 1.0, 0.0),
    Measure("RD", "risk difference", "raw", "two groups", 0.0, -1.0, 1.0),
    Measure("HR", "hazard ratio", "log", "two groups", 1.0, 0.0),
    Measure("IRR", "rate ratio", "log", "two groups", 1.0, 0.0),
    Measure("MD", "mean difference", "raw", "two groups", 0.0),
    Measure("SMD", "standardised mean difference", "raw", "two groups", 0.0),
    Measure("ROM", "ratio of means", "log", "two groups", 1.0, 0.0),
    Measure("PLO", "proportion", "logit", "one group", None, 0.0, 1.0),
    Measure("PFT", "proportion", "double arcsine", "one group", None, 0.0, 1.0),
    Measure("PAS", "proportion", "arcsine", "one group", None, 0.0, 1.0),
    Measure("PLN", "proportion", "log", "one group", None, 0.0, 1.0),
    Measure("PR", "proportion", "raw", "one group", None, 0.0, 1.0),
    Measure("IRLN", "rate", "log", "one group", None, 0.0),
    Measure("ZCOR", "correlation", "Fisher z", "association", 0.0, -1.0, 1.0),
    Measure("GEN", "effect", "raw", "any", 0.0),
)
MEASURES: Final[Mapping[str, Measure]] = {measure.code: measure for measure in _ALL}
