"""Stated shares: percentages against their counts and bases."""

from __future__ import annotations

import pytest

from tests.proof.recheck.reading import read_in

# sentence, and what is wrong in it: planted, reckoned by hand
WRONG = [
    (
        "146 of 195 full texts (74.8%) agreed.",
        "146 of 195 is 74.9%, not 74.8%; no whole number of 195 gives",
    ),
    ("In all, 146/195 (75.9%) agreed.", "146 of 195 is 74.9%, not 75.9%"),
    (
        "Reviewers agreed on 146 of the 195 reports, or 74.1%.",
        "146 of 195 is 74.9%, not 74.1%; no whole number of 195 gives",
    ),
    (
        "They agreed on 74.8% (146/195) of texts.",
        "146 of 195 is 74.9%, not 74.8%; no whole number of 195 gives",
    ),
    (
        "Agreement was reached in 73.9% of cases (146 of 195).",
        "146 of 195 is 74.9%, not 73.9%; no whole number of 195 gives",
    ),
    (
        "Altogether, 12 (60%) of 21 trials were blinded.",
        "12 of 21 is 57%, not 60%; no whole number of 21 gives 60%",
    ),
    ("Of 195 full texts, 48 (25.6%) were included.", "48 of 195 is 24.6%, not 25.6%"),
    (
        "Of the 68 studies, 55 (80.1%) were quantitative.",
        "55 of 68 is 80.9%, not 80.1%; no whole number of 68 gives 80",
    ),
    (
        "We included 68 studies, of which 55 (82.9%) were quantitative.",
        "55 of 68 is 80.9%, not 82.9%",
    ),
    (
        "Only 33.5% of 20 trials reported it.",
        "no whole number of 20 rounds to 33.5%: 6 gives 30.0% and 7 g",
    ),
    (
        "Of the 24 trials, 70.1% were blinded.",
        "no whole number of 24 rounds to 70.1%: 16 gives 66.7% and 17",
    ),
    (
        "Twelve of the 13 studies (93%) had participants.",
        "12 of 13 is 92%, not 93%; no whole number of 13 gives 93%",
    ),
    ("Three studies (45%) had a control group.", "3 is 45% of no whole number"),
    ("Most (7/9; 79%) were from Europe.", "7 of 9 is 78%, not 79%; no whole number of 9 gives 79%"),
    (
        "Half of them, 24 of 48 (51%), were randomised.",
        "24 of 48 is 50%, not 51%; no whole number of 48 gives 51%",
    ),
    (
        "A response rate of 62.5% (n = 100 of 161) was reached.",
        "100 of 161 is 62.1%, not 62.5%; no whole number of 161 gives",
    ),
    (
        "In total 9 of 10 participants (89%) agreed.",
        "9 of 10 is 90%, not 89%; no whole number of 10 gives 89%",
    ),
    (
        "Women made up 55.5% of the 40 participants (n = 22).",
        "22 of 40 is 55.0%, not 55.5%; no whole number of 40 gives 55",
    ),
    ("Retention was 88% (44 out of 51).", "44 of 51 is 86%, not 88%"),
    (
        "The tool was used by 5 of 15 (33.4%) reviewers.",
        "5 of 15 is 33.3%, not 33.4%; no whole number of 15 gives 33.",
    ),
    (
        "Among 50 nurses, 30 (60%) smoked; of these 30 nurses, 10 (35%) wanted to quit.",
        "10 of 30 is 33%, not 35%; no whole number of 30 gives 35%",
    ),
    (
        "Agreement on full texts (n = 48) was 91%.",
        "no whole number of 48 rounds to 91%: 43 gives 90% and 44 giv",
    ),
    (
        "In 4 of 7 trials (58%), blinding failed.",
        "4 of 7 is 57%, not 58%; no whole number of 7 gives 58%",
    ),
    (
        "Fully 21 out of 28 studies, 76%, were small.",
        "21 of 28 is 75%, not 76%; no whole number of 28 gives 76%",
    ),
]

RIGHT = [
    "In all, 146/195 (74.9%) agreed.",
    "Reviewers agreed on 146 of the 195 reports, or 74.9%.",
    "Of 195 full texts, 48 (24.6%) were included.",
    "Twelve of the 13 studies (92%) had participants.",
    "We included 68 studies, of which 55 (80.9%) were quantitative.",
    "Most (7/9; 78%) were from Europe.",
    "Three studies (43%) had a control group.",
    "Of the 24 trials, 70.8% were blinded.",
    "The rate was 12.5% (1 of 8).",
    "Here 1 of 8 (12%) and 3 of 8 trials (38%) dropped out.",
    "Among 50 nurses, 30 (60%) smoked; of these 30 nurses, 10 (33%) wanted to quit.",
    "Of 8,450 records (n = 8,450), agreement was 95.6%.",
]


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_what_cannot_be(text: str, fault: str) -> None:
    """A planted mistake is found, with the reason told in numbers."""
    told = [one.fault for one in read_in(text) if one.kind == "percentage" and one.fault]
    assert told
    assert fault in told[0]


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be(text: str) -> None:
    """A sentence without a mistake is read, and raises no alarm."""
    found = read_in(text)
    assert [one for one in found if one.fault] == []
    assert any(one.kind == "percentage" for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "About 75% (146 of 195) agreed.",
        "Prevalence in 3 of 5 studies, 45% of participants, was high.",
        "We kept 74.8% of 195 mg.",
        "The weighted share was 31.3% (12 of 40).",
        "Table 3 (45%) shows it.",
    ],
)
def test_no_alarm_where_the_base_is_not_beyond_doubt(text: str) -> None:
    """Estimates, weighted shares, measures and percentages of something else are left alone."""
    assert [one for one in read_in(text) if one.fault] == []
