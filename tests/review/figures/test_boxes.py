"""The words of the PRISMA 2020 boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from numerate.review.figures.boxes import Box, boxes, headings
from numerate.review.synthesis.flow import Flow, Inclusion, OtherMethods, Part, Searches, Tally

COLUMN = Searches(
    databases=Tally.of([Part("PsycInfo", 70), Part("Embase", 40)]),
    registers=Tally(10),
    duplicates=20,
    automation=0,
    screened=100,
    excluded=70,
    sought=30,
    not_retrieved=0,
    assessed=30,
    reports_excluded=Tally.of([Part("Wrong population", 15), Part("Abstract only", 5)]),
)
FIRST = Flow(searches=(COLUMN,), included=Inclusion(9, 10))
OTHER = OtherMethods(
    identified=Tally.of([Part("Websites", 3), Part("Organisations", 0)]),
    sought=3,
    not_retrieved=1,
    assessed=2,
    reports_excluded=Tally(0),
)
UPDATE = Flow(
    searches=(COLUMN,),
    other=OTHER,
    included=Inclusion(11, 12),
    previous=Inclusion(20, 24),
    total=Inclusion(31, 36),
    meta_analysis=Inclusion(7),
)


def said(found: tuple[Box, ...], name: str) -> list[str]:
    """The lines of one box, no-break spaces as spaces."""
    box = next(box for box in found if box.id == name)
    return [entry.words(" ") for entry in box.entries]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "identified",
            [
                "Records identified from:",
                "Databases (n = 110)",
                "PsycInfo (n = 70)",
                "Embase (n = 40)",
                "Registers (n = 10)",
            ],
        ),
        ("removed", ["Records removed before screening:", "Duplicate records removed (n = 20)"]),
        ("screened", ["Records screened (n = 100)"]),
        ("excluded", ["Records excluded (n = 70)"]),
        ("sought", ["Reports sought for retrieval (n = 30)"]),
        ("not-retrieved", ["Reports not retrieved (n = 0)"]),
        ("assessed", ["Reports assessed for eligibility (n = 30)"]),
        (
            "reports-excluded",
            ["Reports excluded (n = 20):", "Wrong population (n = 15)", "Abstract only (n = 5)"],
        ),
        (
            "included",
            ["Studies included in review (n = 9)", "Reports of included studies (n = 10)"],
        ),
    ],
)
def test_a_first_review_has_the_words_of_the_official_template(name: str, lines: list[str]) -> None:
    """Expected: the labels of the PRISMA 2020 template for new reviews, version 1."""
    assert said(boxes(FIRST), name) == lines


def test_an_update_has_the_words_of_the_official_template() -> None:
    """Expected: the labels of the PRISMA 2020 template for updated reviews, version 2."""
    found = boxes(UPDATE)
    assert said(found, "previous") == [
        "Studies included in previous version of review (n = 20)",
        "Reports of studies included in previous version of review (n = 24)",
    ]
    assert said(found, "included") == [
        "New studies included in review (n = 11)",
        "Reports of new included studies (n = 12)",
    ]
    assert said(found, "total") == [
        "Total studies included in review (n = 31)",
        "Reports of total included studies (n = 36)",
    ]
    assert said(found, "other-identified") == ["Records identified from:", "Websites (n = 3)"]
    assert said(found, "meta-analysis") == ["Total studies included in meta-analysis (n = 7)"]


def test_headings_say_new_studies_only_in_an_update() -> None:
    """A first review has no "new" studies; other tools print it all the same."""
    assert headings(FIRST) == {"main": "Identification of studies via databases and registers"}
    assert list(headings(UPDATE).values()) == [
        "Previous studies",
        "Identification of new studies via databases and registers",
        "Identification of new studies via other methods",
    ]


def test_zero_rows_appear_only_when_asked_for() -> None:
    """Rows that count nothing are noise: the template removes what does not apply."""
    row = "Records marked as ineligible by automation tools (n = 0)"
    assert row not in said(boxes(FIRST), "removed")
    assert row in said(boxes(FIRST, zeros=True), "removed")


def test_a_box_without_rows_is_left_out() -> None:
    """Nothing was removed before screening: no empty heading stands there."""
    column = replace(COLUMN, databases=Tally(90), duplicates=None, automation=None)
    found = boxes(Flow(searches=(column,), included=Inclusion(10)))
    assert "removed" not in [box.id for box in found]


def test_automation_in_screening_is_told_apart() -> None:
    """PRISMA 2020, second footnote: how many were excluded by a human, how many by tools."""
    found = boxes(replace(FIRST, searches=(replace(COLUMN, excluded_by_automation=60),)))
    assert said(found, "excluded") == [
        "Records excluded (n = 70):",
        "Excluded by a human (n = 10)",
        "Excluded by automation tools (n = 60)",
    ]


def test_marks_of_footnotes_stand_where_the_template_has_them() -> None:
    """One asterisk after "Records identified from", two after "Records excluded"."""
    found = boxes(FIRST, footnotes=True)
    assert said(found, "identified")[0] == "Records identified from*:"
    assert said(found, "excluded") == ["Records excluded** (n = 70)"]


def test_rounds_stand_below_the_total_of_each_box() -> None:
    """Two columns of searches become one diagram: totals in the boxes, rounds below them."""
    first, second = replace(COLUMN, label="Search 1"), replace(COLUMN, label="Search 2")
    flow = Flow(searches=(first, second), included=Inclusion(20))
    screened = next(box for box in boxes(flow) if box.id == "screened").entries[0]
    assert screened.count == 200
    assert screened.rounds == (("Search 1", 100), ("Search 2", 100))


def test_studies_counted_twice_in_an_update_are_told() -> None:
    """20 + 11 - 2 = 29: without this row the boxes would seem not to add up."""
    found = boxes(replace(UPDATE, total=Inclusion(29, 36), known=2))
    assert said(found, "included")[1] == "Already in previous version of review (n = 2)"


def test_strands_stand_in_the_box_of_all_studies() -> None:
    """In an update the strands are those of the total, not of the new studies."""
    strands = (Part("quantitative", 25), Part("qualitative", 6))
    found = boxes(replace(UPDATE, strands=strands))
    assert said(found, "total")[1:3] == ["quantitative (n = 25)", "qualitative (n = 6)"]
    assert len(said(found, "included")) == 2
