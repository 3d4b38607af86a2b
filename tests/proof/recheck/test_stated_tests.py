"""Stated tests and intervals."""

from __future__ import annotations

import pytest

from tests.proof.recheck.reading import read_in

# sentence, and what is wrong in it: planted, reckoned by hand
WRONG = [
    (
        "The effect was large (OR = 1.50, 95% CI 1.60–2.10).",
        "1.50 lies outside its interval 1.60 to 2.10",
    ),
    (
        "The pooled estimate was d = 0.45 (95% CI: 0.50 to 0.80).",
        "0.45 lies outside its interval 0.50 to 0.80",
    ),
    ("Prevalence was 12.5% (95% CI 13.0–18.2).", "12.5 lies outside its interval 13.0 to 18.2"),
    ("We found RR 0.80, 95% CI [0.90; 1.10].", "0.80 lies outside its interval 0.90 to 1.10"),
    (
        "The hazard ratio was 2.10 (95% CI 2.50-1.70).",
        "the interval begins at 2.50, above its end 1.70",
    ),
    (
        "The risk was higher (OR = 1.80, 95% CI 1.20–2.70, p = .45).",
        "the 95% interval 1.20 to 2.70 leaves out 1, but p = .45",
    ),
    (
        "There was no effect (SMD = 0.10, 95% CI −0.20 to 0.40, p < .001).",
        "the 95% interval -0.20 to 0.40 holds 0, but p < .001",
    ),
]

RIGHT = [
    "The effect was large (OR = 1.50, 95% CI 1.10–2.10).",
    "Prevalence was 12.5% (95% CI 9.0–18.2).",
    "The difference was MD −9.80 (95% CI −14.47 to − 5.13; p<0.0001).",
    "It was SMD = -0.31 (95% CI: -0.41 to -0.21).",
    "No effect was seen (MD − 2.00; 95% CI − 5.46 to 1.46; p = 0.258).",
    "Kappa was .37 (95% CI .32 to .42).",
    "A borderline result (RR 1.40, 95% CI 1.00–1.96, p = .05).",
]


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_what_cannot_be(text: str, fault: str) -> None:
    """A planted mistake is found, with the reason told in numbers."""
    told = [one.fault for one in read_in(text) if one.kind == "interval" and one.fault]
    assert told
    assert fault in told[0]


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be(text: str) -> None:
    """A sentence without a mistake is read, and raises no alarm."""
    found = read_in(text)
    assert [one for one in found if one.fault] == []
    assert any(one.kind == "interval" for one in found)


TESTS_WRONG = [
    ("Groups differed, t(28) = 2.20, p = .006.", "the statistic gives p = 0.0362, not = .006"),
    ("Groups differed, F(1, 58) = 4.50, p = .004.", "the statistic gives p = 0.0382, not = .004"),
    (
        "This was significant, χ²(2, N = 90) = 6.10, p = .021.",
        "the statistic gives p = 0.0474, not = .021",
    ),
    ("They correlated, r(98) = .25, p = .12.", "the statistic gives p = 0.0121, not = .12"),
    ("The test gave z = 1.50, p = .03.", "the statistic gives p = 0.134, not = .03"),
    ("Groups did not differ, t(40) = 3.10, p = .20.", "the statistic gives p = 0.00354, not = .20"),
    ("Heterogeneity was low, Q(10) = 25.0, p = .35.", "the statistic gives p = 0.00535, not = .35"),
    ("An effect was seen, F(2, 30) = 1.10, p < .001.", "the statistic gives p = 0.346, not < .001"),
]

TESTS_RIGHT = [
    "Groups differed, t(28) = 2.20, p = .036.",
    "Groups differed, F(1, 58) = 4.50, p = .038.",
    "This was significant, χ²(2, N = 90) = 6.10, p = .047.",
    "They correlated, r(98) = .25, p = .012.",
    "On one side, z = 1.70, p = .045.",
    "It was clear, F(2, 87) = 8.45, p < .001.",
    "Heterogeneity was low, Q(10) = 11.0, p = .36.",
]


@pytest.mark.parametrize(("text", "fault"), TESTS_WRONG)
def test_tests_that_cannot_be(text: str, fault: str) -> None:
    """A planted mistake is found, with the reason told in numbers."""
    told = [one.fault for one in read_in(text) if one.kind == "test" and one.fault]
    assert told
    assert fault in told[0]


@pytest.mark.parametrize("text", TESTS_RIGHT)
def test_tests_that_can_be(text: str) -> None:
    """A sentence without a mistake is read, and raises no alarm."""
    found = read_in(text)
    assert [one for one in found if one.fault] == []
    assert any(one.kind == "test" for one in found)
