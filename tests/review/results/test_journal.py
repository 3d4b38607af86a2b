"""How journals write a result."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from numerate.review.results import MEASURES, Estimate, Measure, Style, number
from numerate.review.results.journal import JOURNALS, count, p_value, parts, told

NARROW = "\N{NARROW NO-BREAK SPACE}"
# the BCG trials (Colditz 1994), REML with Knapp and Hartung's interval, as metafor 3.8 gives them
BCG = Estimate(
    measure=MEASURES["RR"],
    value=0.4894,
    low=0.3301,
    high=0.7257,
    statistic="t",
    tested=-3.9522,
    df=12,
    p=0.0019,
    prediction=(0.1546, 1.5490),
    q=152.2330,
    q_p=2e-26,
    tau2=0.313243,
    i2=92.1173,
    k=13,
    n=357347,
    studies=("trial", "trials"),
)


@pytest.mark.parametrize(
    ("journal", "text"),
    [
        (
            "bmj",
            (
                "risk ratio 0.49 (95% confidence interval 0.33 to 0.73; I²=92%; 13 trials, "
                f"357{NARROW}347 participants)"
            ),
        ),
        (
            "lancet",
            f"RR 0·49 (95% CI 0·33–0·73; I²=92%; 13 trials, 357{NARROW}347 participants)",
        ),
        (
            "jama",
            "RR, 0.49 (95% CI, 0.33-0.73); P = .002; I² = 92%; 13 trials, 357,347 participants",
        ),
        (
            "apa",
            (
                "RR = 0.49, 95% CI [0.33, 0.73], t(12) = −3.95, p = .002; Q(12) = 152.23, "
                "p < .001, I² = 92.1%"
            ),
        ),
        (
            "cochrane",
            (
                "RR 0.49, 95% CI 0.33 to 0.73; I² = 92%; 13 trials, 357,347 participants; "
                "low-certainty evidence"
            ),
        ),
    ],
)
def test_each_style_as_its_manual_has_it(journal: str, text: str) -> None:
    """The result of the BCG trials, written by hand after the five style manuals."""
    one = replace(BCG, certainty="low") if journal == "cochrane" else BCG
    assert told(one, journal) == text


def test_negative_ends_are_joined_by_to() -> None:
    """A dash beside a minus sign misleads (APA 6.6, AMA 8.2.2): "to" in every style."""
    one = Estimate(measure=MEASURES["MD"], value=-3.46, low=-4.963, high=1.964, unit="days")
    assert told(one, "lancet") == "MD −3·46 days (95% CI −4·96 to 1·96)"
    assert told(one, "jama") == "MD, −3.46 days (95% CI, −4.96 to 1.96)"
    assert told(one, "apa") == "MD = −3.46 days, 95% CI [−4.96, 1.96]"


def test_percentages() -> None:
    """A pooled prevalence of 10.6% (8.1% to 13.7%); the Lancet prints % once."""
    one = Estimate(
        measure=Measure("", ""), value=10.6, low=8.12, high=13.73, digits=1, unit="%", k=19
    )
    assert told(one) == "10.6%, 95% CI 8.1% to 13.7%; 19 studies"
    assert told(one, "lancet") == "10·6% (95% CI 8·1–13·7; 19 studies)"


def test_correlations_have_no_leading_zero_in_apa() -> None:
    """What cannot exceed 1 is .15 in APA; a risk ratio can, so 0.49 keeps its zero."""
    one = Estimate(measure=MEASURES["r"], value=0.1488, low=0.0878, high=0.2087)
    assert told(one, "apa") == "r = .15, 95% CI [.09, .21]"
    assert told(one, "jama") == "r, 0.15 (95% CI, 0.09-0.21)"
    minus = replace(one, value=-0.1488, low=-0.2087, high=-0.0878)
    assert told(minus, "apa") == "r = −.15, 95% CI [−.21, −.09]"


@pytest.mark.parametrize(
    ("measure", "ends", "text"),
    [
        ("RR", (0.75, 0.86, 0.998), "RR 0.86, 95% CI 0.75 to 0.998"),
        ("RR", (1.0004, 1.2, 1.4), "RR 1.20, 95% CI 1.0004 to 1.40"),
        ("RR", (0.75, 0.86, 1.002), "RR 0.86, 95% CI 0.75 to 1.00"),
        ("RR", (0.75, 0.86, 1), "RR 0.86, 95% CI 0.75 to 1.00"),
        ("RD", (-0.00385, -0.003288, -0.002726), "RD −0.003, 95% CI −0.004 to −0.003"),
        ("RD", (0.0038, 0.0294, 0.0551), "RD 0.03, 95% CI 0.004 to 0.06"),
    ],
)
def test_a_bound_that_leaves_out_no_effect_never_reads_as_no_effect(
    measure: str, ends: tuple[float, float, float], text: str
) -> None:
    """A further decimal where rounding would print 1.00 or 0.00, and nowhere else; by hand."""
    low, value, high = ends
    one = Estimate(measure=MEASURES[measure], value=value, low=low, high=high)
    assert told(one) == text


@pytest.mark.parametrize(
    ("p", "apa", "bmj", "jama", "lancet"),
    [
        (0.00004, "p < .001", "P<0.001", "P < .001", "p<0·0001"),
        (0.0004, "p < .001", "P<0.001", "P < .001", "p=0·0004"),
        (0.0042, "p = .004", "P=0.004", "P = .004", "p=0·0042"),
        (0.032, "p = .032", "P=0.03", "P = .03", "p=0·032"),
        (0.0496, "p = .0496", "P=0.0496", "P = .0496", "p=0·0496"),
        (0.394, "p = .394", "P=0.39", "P = .39", "p=0·39"),
        (0.9996, "p > .999", "P>0.99", "P > .99", "p>0·99"),
    ],
)
def test_p_values(p: float, apa: str, bmj: str, jama: str, lancet: str) -> None:
    """As the manuals write them, by hand: never 0.000, never 1.00, never .05 below .05."""
    for name, text in (("apa", apa), ("bmj", bmj), ("jama", jama), ("lancet", lancet)):
        assert p_value(p, JOURNALS[name]) == text


def test_thousands() -> None:
    """Commas from 1,000 (APA, AMA, Cochrane), a thin space from 10 000 (BMJ, Lancet)."""
    assert count(9999, JOURNALS["apa"]) == "9,999"
    assert count(9999, JOURNALS["lancet"]) == "9999"
    assert count(10324, JOURNALS["bmj"]) == f"10{NARROW}324"


def test_one_study_is_a_study() -> None:
    """One study of one participant, and no heterogeneity: nothing else is printed."""
    one = Estimate(measure=MEASURES["OR"], value=1.5, low=0.5, high=4.5, k=1, n=1)
    assert told(one) == "OR 1.50, 95% CI 0.50 to 4.50; 1 study, 1 participant"


def test_an_interval_that_cannot_be_estimated_is_said_so() -> None:
    """Knapp and Hartung's interval of equal effects has no length; no number is printed for it."""
    one = Estimate(measure=MEASURES["OR"], value=1.5, k=3)
    assert told(one) == "OR 1.50, CI not estimable; 3 studies"
    assert told(one, "bmj") == "odds ratio 1.50 (confidence interval not estimable; 3 studies)"


def test_parts_for_sentences() -> None:
    """Every part in the style of the review; parts that there are not have no form."""
    found = parts(BCG, "bmj")
    assert found["short"] == "risk ratio 0.49 (95% confidence interval 0.33 to 0.73)"
    assert found["prediction"] == "95% prediction interval 0.15 to 1.55"
    assert found["heterogeneity"] == "τ²=0.31, Q(12)=152.23, P<0.001, I²=92%"
    assert found["sample"] == f"13 trials, 357{NARROW}347 participants"
    assert set(parts(Estimate(measure=MEASURES["OR"], value=2))) == {"short", "estimate", "ci"}


@pytest.mark.parametrize(
    ("tau2", "text"), [(0, "τ² = 0"), (0.00002, "τ² < 0.001"), (0.0081, "τ² = 0.008")]
)
def test_no_variance_between_studies_is_zero(tau2: float, text: str) -> None:
    """Nothing is 0, not −0.00; what is small is said to be small."""
    one = Estimate(measure=MEASURES["OR"], value=2, tau2=tau2)
    assert parts(one)["heterogeneity"] == text


def test_an_estimate_is_a_number_with_forms() -> None:
    """A bound estimate prints in the default style, and in each by ``as=``."""
    made = number("pool.mortality", BCG, "Pooled risk ratio of death")
    assert made.text == told(BCG, "cochrane")
    assert made.forms["lancet"] == told(BCG, "lancet")
    assert made.forms["p"] == "P = 0.002"
    apa = number("pool.a", BCG, "The same", style=Style("estimate", journal="apa"))
    assert (apa.text, apa.forms["p"]) == (told(BCG, "apa"), "p = .002")
    with pytest.raises(ValueError, match="no style 'nature'"):
        number("pool.b", BCG, "The same", style=Style("estimate", journal="nature"))


def test_exact_values_round_half_away_from_zero() -> None:
    """9/8 is 1.13 and a fraction of percent points is not cut: as all numbers are rounded here."""
    one = Estimate(measure=MEASURES["OR"], value=Fraction(9, 8), i2=Fraction(185, 2))
    assert told(one) == "OR 1.13, CI not estimable; I² = 93%"
