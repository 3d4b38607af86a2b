"""Stated means: GRIM and GRIMMER."""

from __future__ import annotations

import pytest

from tests.proof.recheck.reading import read_in

# sentence, and what is wrong in it: planted, reckoned by hand
WRONG = [
    (
        "Raters gave M = 5.19 (SD = 1.10, n = 28).",
        "no 28 whole numbers have the mean 5.19: 145/28 gives 5.18 an",
    ),
    (
        "The mean rating was 3.45 (n = 17).",
        "no 17 whole numbers have the mean 3.45: 58/17 gives 3.41 and",
    ),
    (
        "The mean number of children was 2.13 in this group (n = 10).",
        "no 10 whole numbers have the mean 2.13: 21/10 gives 2.10 and",
    ),
    (
        "Satisfaction (M = 4.37, SD = 0.92; N = 25) was high.",
        "no 25 whole numbers have the mean 4.37: 109/25 gives 4.36 an",
    ),
    (
        "On average, 14 participants named a mean of 3.25 reasons.",
        "no 14 whole numbers have the mean 3.25: 45/14 gives 3.21 and",
    ),
    (
        "The control group (n = 20) had a mean of 3.33 errors.",
        "no 20 whole numbers have the mean 3.33: 66/20 gives 3.30 and",
    ),
    (
        "Scores were low (M = 2.00, SD = 0.60, n = 3).",
        "no 3 whole numbers have the mean 2.00 and the standard devia",
    ),
]

RIGHT = [
    "Raters gave M = 5.18 (SD = 1.19, n = 28).",
    "The mean rating was 3.47 (n = 17).",
    "The mean number of children was 2.1 in this group (n = 10).",
]


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_what_cannot_be(text: str, fault: str) -> None:
    """A planted mistake is found, with the reason told in numbers."""
    told = [one.fault for one in read_in(text) if one.kind == "mean" and one.fault]
    assert told
    assert fault in told[0]


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be(text: str) -> None:
    """A sentence without a mistake is read, and raises no alarm."""
    found = read_in(text)
    assert [one for one in found if one.fault] == []
    assert any(one.kind == "mean" for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The mean weight was 71.33 kg (n = 10).",
        "The mean body mass index was 24.55 (n = 20).",
        "The pooled mean difference was 0.33 (n = 14).",
        "The mean age was 14.56 (n = 1,234).",
    ],
)
def test_measured_values_are_not_tested(text: str) -> None:
    """A measured value, or a mean of so many that any value is possible, is not read."""
    assert read_in(text) == []


def test_the_condition_is_told() -> None:
    """A mean can only be impossible if the answers are whole numbers, and the fault says so."""
    (found,) = read_in("Raters gave M = 5.19 (SD = 1.10, n = 28).")
    assert "whole numbers" in found.condition
