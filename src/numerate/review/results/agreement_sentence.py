"""The Methods sentence of an agreement, with every convention named, and the Results sentence.

A kappa without its conventions cannot be recomputed: which stage, which items, what became of
"maybe", before or after discussion, which interval, whose words.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numerate.review.results.wording import Style, written
from numerate.review.synthesis.agreement import LANDIS_KOCH, ORWIN, strength
from numerate.review.synthesis.double_rating import GroupAgreement, Scale
from numerate.review.synthesis.raters import Coefficient

_INTERVALS = {
    "two": "95% confidence interval by the large-sample standard error of Fleiss, Cohen and "
    "Everitt, 1969",
    "panel": "95% confidence intervals by the standard errors of Gwet, 2014",
}


def methods_sentence(
    group: GroupAgreement, scale: Scale, *, unit: str, stage: str = "", words: str = LANDIS_KOCH
) -> str:
    """How agreement was measured, as the Methods section tells it.

    Args:
        group: The agreement that the sentence is about.
        scale: The scale that it was computed with.
        unit: What was rated, in the plural, such as ``records``.
        stage: Where, as prose says it, such as ``title and abstract screening``.
        words: Whose words for kappa: ``LANDIS_KOCH``, ``ORWIN``, or empty for none.

    >>> from numerate.review.synthesis.double_rating import Rating, group_agreement
    >>> scale = Scale(categories=("include", "exclude"))
    >>> given = [("1", "A", "include"), ("1", "B", "include"), ("2", "A", "exclude"),
    ...          ("2", "B", "include")]
    >>> made = group_agreement([Rating(item=i, rater=r, value=v) for i, r, v in given], scale)[0]
    >>> methods_sentence(made, scale, unit="records", words="")
    "Agreement was computed on the ratings before discussion, for the records that two reviewers
    rated, in two categories, include and exclude: raw agreement, Cohen's kappa (95% confidence
    interval by the large-sample standard error of Fleiss, Cohen and Everitt, 1969), the
    prevalence-adjusted bias-adjusted kappa (Byrt et al., 1993), and Gwet's AC1 (2008)."
    """
    at = f" at {stage}" if stage else ""
    if group.two is not None:
        who = f"for the {unit} that two reviewers rated"
        how = (
            f"raw agreement, Cohen's kappa ({_INTERVALS['two']}), the prevalence-adjusted "
            "bias-adjusted kappa (Byrt et al., 1993), and Gwet's AC1 (2008)"
        )
    else:
        who = f"for the {unit} that at least two of {len(group.raters)} reviewers rated"
        how = (
            "the mean agreement of pairs of ratings, Fleiss' kappa (1971) generalized to missing "
            f"ratings and Gwet's AC1 (2008), with {_INTERVALS['panel']}, and Krippendorff's alpha "
            f"({scale.metric}; 95% confidence interval by the jackknife over {unit})"
        )
    alone = f"; {unit} with a single rating were left out" if group.alone else ""
    named = f" Kappa is called by the words of {words}." if words in {LANDIS_KOCH, ORWIN} else ""
    return (
        f"Agreement{at} was computed on the ratings before discussion, {who}, in {scale.rule}"
        f"{alone}: {how}.{named}"
    )


def results_sentence(group: GroupAgreement, *, unit: str, words: str = LANDIS_KOCH) -> str:
    """What was found, with each coefficient's interval; what is not defined is said so.

    >>> from numerate.review.synthesis.double_rating import Rating, group_agreement
    >>> scale = Scale(categories=("in", "out"))
    >>> given = [("1", "A", "out"), ("1", "B", "out"), ("2", "A", "out"), ("2", "B", "out")]
    >>> made = group_agreement([Rating(item=i, rater=r, value=v) for i, r, v in given], scale)[0]
    >>> results_sentence(made, unit="records")
    "Reviewers agreed on 2 of 2 records (100.0%; Cohen's kappa is not defined, since both raters put
    every item into one category, so that agreement by chance is 1; PABAK 1.00; AC1 1.00, 95% CI
    1.00 to 1.00)."
    """
    if group.panel is None:
        return f"No {unit} were rated by two reviewers, so that agreement cannot be told."
    two, panel = group.two, group.panel
    parts: list[str] = []
    if two is not None:
        parts.append(written(two.percent, Style("percent", 1)))
        if two.kappa is None:
            parts.append(f"Cohen's kappa is not defined, since {two.why_no_kappa}")
        else:
            called = f", {strength(two.kappa, words)}" if words else ""
            interval = _interval(two.kappa_low, two.kappa_high)
            parts.append(f"Cohen's kappa {_two(two.kappa)}{interval}{called}")
        parts += [f"PABAK {_two(two.pabak)}"] if two.pabak is not None else []
        if two.ac1 is not None:
            parts.append(f"AC1 {_two(two.ac1)}{_interval(two.ac1_low, two.ac1_high)}")
    else:
        parts.append(f"mean agreement of pairs {written(panel.percent, Style('percent', 1))}")
        parts += _told(
            (("Fleiss' kappa", panel.fleiss), ("AC1", panel.ac1), ("alpha", panel.alpha))
        )
    return f"Reviewers agreed on {group.agreed:,} of {group.n:,} {unit} ({'; '.join(parts)})."


def _told(coefficients: Sequence[tuple[str, Coefficient]]) -> list[str]:
    return [
        f"{name} is not defined, since {one.why}"
        if one.value is None
        else f"{name} {_two(one.value)}{_interval(one.low, one.high)}"
        for name, one in coefficients
    ]


def _two(value: float | Fraction) -> str:
    return written(value, Style("decimal", 2))


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f", 95% CI {_two(low)} to {_two(high)}"
