"""Stated sums: parts that must make their whole."""

from __future__ import annotations

import pytest

from tests.proof.recheck.reading import read_in

# sentence, and what is wrong in it: planted, reckoned by hand
WRONG = [
    ("We included 68 studies (55 quantitative and 14 qualitative).", "the parts make 69, not 68"),
    (
        "The searches identified 1,000 records (PubMed, n = 500; Scopus, n = 300; ERIC, n = 100).",
        "the parts make 900, not 1,000",
    ),
    (
        (
            "We excluded 147 reports (wrong population, n = 60; no outcome, n = 50; not primary "
            "research, n = 30)."
        ),
        "the parts make 140, not 147",
    ),
    ("The sample comprised 120 participants (70 women, 60 men).", "the parts make 130, not 120"),
    (
        (
            "Of the 68 articles included in this review, 55 reported quantitative and 12 "
            "reported qualitative studies."
        ),
        "the parts make 67, not 68",
    ),
    ("Altogether 12 + 5 + 3 = 21 studies.", "the parts make 20, not 21"),
    (
        "We found 30 in PubMed, 20 in Scopus and 15 in ERIC, for a total of 75 records.",
        "the parts make 65, not 75",
    ),
    (
        "Databases returned 600 records: 300 from PubMed, 200 from Embase and 150 from CINAHL.",
        "the parts make 650, not 600",
    ),
    (
        "The review covers 20 studies (12 cross-sectional, 9 longitudinal).",
        "the parts make 21, not 20",
    ),
    ("Fifteen studies were found (8 published, 6 unpublished).", "the parts make 14, not 15"),
    (
        "Five studies (n = 708; 396 intervention, 322 control) were pooled.",
        "the parts make 718, not 708",
    ),
]

RIGHT = [
    "We included 68 studies (55 quantitative and 13 qualitative).",
    "The searches identified 900 records (PubMed, n = 500; Scopus, n = 300; ERIC, n = 100).",
    "The sample comprised 120 participants (60 women, 55 men).",
    "Altogether 12 + 5 + 3 = 20 studies.",
    "We found 30 in PubMed, 20 in Scopus and 15 in ERIC, for a total of 65 records.",
    "Five studies (n = 708; 396 intervention, 312 control) were pooled.",
    (
        "Of the 68 articles included in this review, 55 reported quantitative and 13 "
        "reported qualitative studies."
    ),
]


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_what_cannot_be(text: str, fault: str) -> None:
    """A planted mistake is found, with the reason told in numbers."""
    told = [one.fault for one in read_in(text) if one.kind == "sum" and one.fault]
    assert told
    assert fault in told[0]


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be(text: str) -> None:
    """A sentence without a mistake is read, and raises no alarm."""
    found = read_in(text)
    assert [one for one in found if one.fault] == []
    assert any(one.kind == "sum" for one in found)
