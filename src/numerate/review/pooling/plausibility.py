"""Findings about extracted rows that look like errors of extraction: a reader looks, then decides.

The errors are those found most often when meta-analyses are extracted anew: a standard error taken
as a standard deviation (Gøtzsche et al. 2007, JAMA 298, 430-437), a control group counted twice, a
scale not turned, percentages as counts, an interval beside its estimate (Mathes et al. 2017, BMC
Medical Research Methodology 17, 152). A finding is a suspicion with its arithmetic, not a proof,
unless it is called impossible.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from numerate.review.pooling.effectsizes import Effect, Reported
from numerate.review.pooling.twogroups import Means, TwoByTwo

_RATIO: Final = 4.0  # how much smaller than others a spread must be to be suspect
_FEW: Final = 3  # studies that are needed to say what is usual
_CLOSE: Final = 0.35  # how near to a usual SE·√n a suspect value must come, as a share


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFinding:
    """Something about one row that a reader must look at.

    Attributes:
        code: Stable name of the kind.
        study: The study.
        found: What is there.
        expected: What would be usual, or what must be.
        todo: What to do.
        impossible: Whether it cannot be; otherwise it is a suspicion.
    """

    code: str
    study: str
    found: str
    expected: str
    todo: str
    impossible: bool = False


def spreads(rows: Sequence[Means]) -> tuple[RowFinding, ...]:
    """Standard deviations that look like standard errors: far below others, usual once times √n.

    >>> usual = [Means(str(i), 40, 10, 5, 40, 11, 5) for i in range(4)]
    >>> [found.study for found in spreads([*usual, Means("odd", 36, 10, 0.8, 36, 11, 0.9)])]
    ['odd', 'odd']
    """
    pairs = [(row, n, sd) for row in rows for n, sd in _groups(row)]
    made = []
    for row, n, sd in pairs:
        others = [other for source, _, other in pairs if source is not row and other > 0]
        if len(others) < _FEW or not sd:
            continue
        usual = median(others)
        turned = sd * math.sqrt(n)
        if sd * _RATIO < usual and abs(math.log(turned / usual)) < math.log(1 + _CLOSE) * 2:
            made.append(
                RowFinding(
                    code="se-as-sd",
                    study=row.study,
                    found=f"a standard deviation of {sd:g} in a group of {n:g}",
                    expected=f"about {usual:.3g}, as in the other studies; {sd:g} × √{n:g} is "
                    f"{turned:.3g}",
                    todo="look whether the report gives a standard error",
                )
            )
    return tuple(made)


def _groups(row: Means) -> tuple[tuple[float, float], tuple[float, float]]:
    return (row.n, row.sd), (row.control_n, row.control_sd)


def directions(
    effects: Sequence[Effect], null: float = 0.0, apart: float = 3.0
) -> tuple[RowFinding, ...]:
    """Effects of the opposite sign that would fit the others once turned: a scale not turned.

    An effect is suspect when it lies more than ``apart`` standard errors from the middle of the
    others on the other side of no effect, and its mirror image lies within two.

    >>> usual = [Effect(str(i), 0.5 + i / 50, 0.01) for i in range(5)]
    >>> [found.study for found in directions([*usual, Effect("odd", -0.55, 0.01)])]
    ['odd']
    """
    made = []
    for effect in effects:
        others = [other.y for other in effects if other is not effect]
        if len(others) < _FEW:
            return ()
        middle = median(others)
        mirrored = 2 * null - effect.y
        crosses = (effect.y - null) * (middle - null) < 0
        far = abs(effect.y - middle) > apart * effect.se
        if crosses and far and abs(mirrored - middle) < 2 * effect.se:
            made.append(
                RowFinding(
                    code="scale-not-turned",
                    study=effect.study,
                    found=f"an effect of {effect.y:.3g}, against {middle:.3g} in the others",
                    expected=f"a like sign; turned it would be {mirrored:.3g}",
                    todo="look whether high values mean the opposite on this study's scale",
                )
            )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Which two arms a row compares, with the size of the control arm."""

    study: str
    arm: str
    control: str
    control_n: float


def shared_controls(rows: Iterable[Contrast]) -> tuple[RowFinding, ...]:
    """Control groups that several contrasts of one study count in full.

    >>> rows = [Contrast("Smith", "low dose", "placebo", 40),
    ...         Contrast("Smith", "high dose", "placebo", 40)]
    >>> shared_controls(rows)[0].todo
    'split the control group among the contrasts (20 each), or combine the arms'
    """
    held: dict[tuple[str, str], list[Contrast]] = defaultdict(list)
    for row in rows:
        held[row.study, row.control].append(row)
    made = []
    for (study, control), contrasts in held.items():
        whole = {row.control_n for row in contrasts}
        if len(contrasts) > 1 and len(whole) == 1:
            n = whole.pop()
            arms = ", ".join(row.arm for row in contrasts)
            made.append(
                RowFinding(
                    code="control-counted-twice",
                    study=study,
                    found=f"{control} (n = {n:g}) stands against {arms}",
                    expected="each participant once",
                    todo="split the control group among the contrasts "
                    f"({n / len(contrasts):.3g} each), or combine the arms",
                )
            )
    return tuple(made)


def repeated(studies: Iterable[str]) -> tuple[RowFinding, ...]:
    """Studies in more than one row of one analysis.

    >>> [found.study for found in repeated(["Smith", "Jones", "Smith"])]
    ['Smith']
    """
    return tuple(
        RowFinding(
            code="study-twice",
            study=study,
            found=f"{count} rows in one analysis",
            expected="one row a study, or a model with a level for studies",
            todo="choose one row, combine them, or use the three-level model",
        )
        for study, count in Counter(studies).items()
        if count > 1
    )


def tables(rows: Iterable[tuple[str, float, float, float, float]]) -> tuple[RowFinding, ...]:
    """Rows of events and totals of two groups that cannot be, or look like percentages.

    Args:
        rows: Study, events, total, events and total of the comparison.

    >>> [f.code for f in tables([("a", 12, 10, 1, 10), ("b", 0.31, 40, 0.2, 41)])]
    ['impossible-counts', 'share-as-count']
    """
    made = []
    for study, events, n, control_events, control_n in rows:
        try:
            TwoByTwo(study, events, n, control_events, control_n)
        except ValueError:
            made.append(
                RowFinding(
                    code="impossible-counts",
                    study=study,
                    found=f"{events:g} of {n:g} against {control_events:g} of {control_n:g}",
                    expected="events between 0 and the participants of their group",
                    todo="correct the counts",
                    impossible=True,
                )
            )
            continue
        broken = [x for x in (events, control_events) if x != int(x)]
        if broken:
            made.append(
                RowFinding(
                    code="share-as-count",
                    study=study,
                    found=f"{broken[0]:g} events",
                    expected="a whole number",
                    todo="enter counts; a share or a percentage times the participants gives them",
                )
            )
    return tuple(made)


def reported(rows: Iterable[Reported], *, ratio: bool = False) -> tuple[RowFinding, ...]:
    """Reported effects whose interval cannot be, or does not lie evenly around the estimate.

    The arms of an interval are equal, for ratios on the logarithmic scale. Rounding bends them a
    little, a typing error or a wrong scale by half and more.

    >>> rows = [Reported(study="a", estimate=0.5, lower=0.6, upper=0.9),
    ...         Reported(study="b", estimate=0.56, lower=0.36, upper=0.88),
    ...         Reported(study="c", estimate=0.56, lower=0.36, upper=8.8)]
    >>> [(found.study, found.code) for found in reported(rows, ratio=True)]
    [('a', 'interval-beside-estimate'), ('c', 'uneven-interval')]
    """
    made = []
    for row in rows:
        if row.lower is None or row.upper is None:
            continue
        found = f"{row.estimate:g} ({row.lower:g} to {row.upper:g})"
        if not row.lower <= row.estimate <= row.upper or row.lower == row.upper:
            made.append(
                RowFinding(
                    code="interval-beside-estimate",
                    study=row.study,
                    found=found,
                    expected="lower end ≤ estimate ≤ upper end, and two different ends",
                    todo="correct the numbers",
                    impossible=True,
                )
            )
        elif _uneven(row.estimate, row.lower, row.upper, ratio=ratio):
            scale = "logarithmic scale" if ratio else "scale"
            made.append(
                RowFinding(
                    code="uneven-interval",
                    study=row.study,
                    found=found,
                    expected=f"ends about equally far from the estimate on the {scale}",
                    todo="look for a typing error, or for another scale or kind of interval",
                )
            )
    return tuple(made)


def _uneven(estimate: float, lower: float, upper: float, *, ratio: bool) -> bool:
    if ratio and lower <= 0:
        return True
    change = math.log if ratio else float
    below, above = change(estimate) - change(lower), change(upper) - change(estimate)
    small, large = sorted((below, above))
    return large > 1.5 * small and not _rounding(estimate, lower, upper, ratio=ratio)


def _rounding(estimate: float, lower: float, upper: float, *, ratio: bool) -> bool:
    """Whether rounding of the last digit could have bent the interval so far."""
    digits = max(_decimals(x) for x in (estimate, lower, upper))
    half = 0.5 * 10.0**-digits
    change = math.log if ratio else float
    ends = (lower + half, lower - half), (upper - half, upper + half)
    for low, high in ((ends[0][0], ends[1][1]), (ends[0][1], ends[1][0])):
        if ratio and low <= 0:
            return True
        middle = change(estimate)
        below, above = middle - change(low), change(high) - middle
        small, large = sorted((below, above))
        if large <= 1.5 * small:
            return True
    return False


def _decimals(value: float) -> int:
    text = f"{value:.10g}"
    return len(text.partition(".")[2])


def units(values: Mapping[str, str]) -> tuple[RowFinding, ...]:
    """Studies whose scale or unit is not that of most: their mean differences cannot be pooled.

    Args:
        values: The scale or unit by study.

    >>> [found.study for found in units({"a": "BDI", "b": "BDI", "c": "HAM-D"})]
    ['c']
    """
    if not values:
        return ()
    usual = Counter(values.values()).most_common(1)[0][0]
    return tuple(
        RowFinding(
            code="mixed-scales",
            study=study,
            found=f"measured as {unit}",
            expected=f"{usual}, as in most studies of the analysis",
            todo="convert it, or pool standardised mean differences",
        )
        for study, unit in values.items()
        if unit != usual
    )
