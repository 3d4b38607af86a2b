"""Stated flow: steps that must balance."""

from __future__ import annotations

import pytest

from tests.proof.recheck.reading import read_in

# sentence, and what is wrong in it: planted, reckoned by hand
WRONG = [
    (
        "Of 195 reports assessed, 147 were excluded, leaving 49 studies.",
        "195 less 147 is 48, not 49",
    ),
    (
        (
            "We screened 8,450 records, of which 8,254 were excluded, leaving 195 for full-text "
            "review."
        ),
        "8,450 less 8,254 is 196, not 195",
    ),
    (
        (
            "Searches identified 25,523 records. After removing 15,199 duplicates, 10,334 "
            "records were screened."
        ),
        "25,523 less 15,199 is 10,324, not 10,334",
    ),
    (
        (
            "The database search yielded 1,200 records; after removal of 300 duplicates, 910 "
            "titles were screened."
        ),
        "1,200 less 300 is 900, not 910",
    ),
    (
        "Of the 250 full texts, 182 were excluded and the remaining 86 were included.",
        "250 less 182 is 68, not 86",
    ),
    (
        (
            "Of 60 trials, 20 were excluded because of design, 10 were excluded for language, "
            "and the remaining 31 were included."
        ),
        "60 less 20 and 10 is 30, not 31",
    ),
    (
        (
            "A total of 400 articles were identified. Following removal of 120 duplicate "
            "records, 290 articles remained."
        ),
        "400 less 120 is 280, not 290",
    ),
    ("We retrieved 55 reports, 35 were excluded, leaving 21 reports.", "55 less 35 is 20, not 21"),
    (
        (
            "We screened 8,450 records and excluded 8,254 articles. The remaining 186 articles "
            "were read in full."
        ),
        "186 is not what remains of 8,450 less 8,254",
    ),
    (
        (
            "The searches returned 1,000 records, and 200 duplicates were removed. The remaining "
            "700 records were screened."
        ),
        "700 is not what remains of 1,000 less 200",
    ),
    (
        "We identified 300 studies. After 40 studies were excluded, 250 studies remained.",
        "250 is not what remains of 300 less 40",
    ),
]

RIGHT = [
    "Of 195 reports assessed, 147 were excluded, leaving 48 studies.",
    (
        "Searches identified 25,523 records. After removing 15,199 duplicates, 10,324 "
        "records were screened."
    ),
    "Of the 250 full texts, 182 were excluded and the remaining 68 were included.",
    (
        "We screened 8,450 records, of which 8,254 were excluded and 1 was not retrieved, "
        "leaving 195 for full-text review."
    ),
    "From 420 records, 50 duplicates were removed, leaving 370 articles.",
    (
        "We screened 8,450 records and excluded 8,254 articles. The remaining 196 articles "
        "were read in full."
    ),
    (
        "Titles (n = 8,450) were screened twice. This led to the exclusion of 8,254 "
        "articles. Then potentially eligible records (n = 196) were sought."
    ),
    "Of 60 records, 20 were excluded, and 5 more came from reference lists, leaving 45 reports.",
]


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_what_cannot_be(text: str, fault: str) -> None:
    """A planted mistake is found, with the reason told in numbers."""
    told = [one.fault for one in read_in(text) if one.kind == "flow" and one.fault]
    assert told
    assert fault in told[0]


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be(text: str) -> None:
    """A sentence without a mistake is read, and raises no alarm."""
    found = read_in(text)
    assert [one for one in found if one.fault] == []
    assert any(one.kind == "flow" for one in found)
