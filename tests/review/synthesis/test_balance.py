"""The identities of the PRISMA 2020 flow: what balances, and what is said of what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.synthesis.balance import imbalances
from numerate.review.synthesis.flow import Flow, Inclusion, OtherMethods, Part, Searches, Tally

COLUMN = Searches(
    databases=Tally.of([Part("Embase", 90), Part("PsycInfo", 40)]),
    registers=Tally.of([Part("ClinicalTrials.gov", 10)]),
    duplicates=30,
    automation=5,
    other=5,
    screened=100,
    excluded=70,
    excluded_by_automation=20,
    sought=30,
    not_retrieved=2,
    assessed=28,
    reports_excluded=Tally.of([Part("Wrong population", 10), Part("No data", 5)]),
)
OTHER = OtherMethods(
    identified=Tally.of([Part("Websites", 3), Part("Citation searching", 4)]),
    sought=7,
    not_retrieved=1,
    assessed=6,
    reports_excluded=Tally.of([Part("No data", 2)]),
)
UPDATE = Flow(
    searches=(COLUMN,),
    other=OTHER,
    included=Inclusion(15, 17),
    previous=Inclusion(20, 24),
    total=Inclusion(33, 41),
    known=2,
    strands=(Part("quantitative", 30), Part("qualitative", 3)),
    meta_analysis=Inclusion(12, 13),
)


def found(flow: Flow) -> list[str]:
    """What each imbalance of the flow says was found."""
    return [issue.found for issue in imbalances(flow)]


def test_an_updated_review_with_every_box_balances() -> None:
    """By hand: 140 - 40 = 100 - 70 = 30 - 2 = 28 - 15 = 13, + 6 - 2 = 17; 20 + 15 - 2 = 33."""
    assert found(UPDATE) == []


@pytest.mark.parametrize(
    ("change", "box"),
    [
        ({"screened": 99}, "Records screened (n = 99)"),
        ({"excluded": 69, "assessed": 28}, "Reports sought for retrieval (n = 30)"),
        ({"not_retrieved": 3}, "Reports assessed for eligibility (n = 28)"),
        ({"duplicates": 31}, "Records screened (n = 100)"),
        ({"excluded_by_automation": 71}, "Records excluded by automation tools (n = 71)"),
        ({"databases": Tally(130, (Part("Embase", 90),))}, "Records identified from databases"),
        ({"reports_excluded": Tally(16)}, "Reports of new included studies (n = 17)"),
        ({"sought": None, "not_retrieved": None}, "Reports assessed for eligibility (n = 28)"),
    ],
)
def test_each_identity_of_the_searches_is_checked(change: dict[str, object], box: str) -> None:
    """The identities are those of the PRISMA 2020 template: each box from the boxes before it."""
    flow = replace(UPDATE, searches=(replace(COLUMN, **change),))
    assert any(said.startswith(box) for said in found(flow))


@pytest.mark.parametrize(
    ("change", "box"),
    [
        ({"assessed": 7}, "Reports assessed for eligibility from other methods (n = 7)"),
        ({"sought": 8, "assessed": 7}, "Reports sought for retrieval from other methods (n = 8)"),
        ({"identified": Tally(7, (Part("Websites", 3),))}, "Records identified from other methods"),
    ],
)
def test_each_identity_of_other_methods_is_checked(change: dict[str, object], box: str) -> None:
    """The column of other methods has its own boxes, without screening."""
    flow = replace(UPDATE, other=replace(OTHER, **change))
    assert any(said.startswith(box) for said in found(flow))


@pytest.mark.parametrize(
    ("change", "box"),
    [
        ({"total": Inclusion(34, 41)}, "Total studies included in review (n = 34)"),
        ({"total": Inclusion(33, 40)}, "Reports of total included studies (n = 40)"),
        ({"total": None}, "only one of previous studies and total studies"),
        ({"known": 16}, "new studies that the previous version has already (n = 16)"),
        ({"included": Inclusion(18, 17)}, "Studies included in review (n = 18)"),
        ({"strands": (Part("quantitative", 30),)}, "Studies included in review (n = 33)"),
        ({"meta_analysis": Inclusion(34)}, "Studies included in meta-analysis (n = 34)"),
        ({"searches": ()}, "a flow without searches"),
    ],
)
def test_each_identity_of_the_last_boxes_is_checked(change: dict[str, object], box: str) -> None:
    """Total = previous + new, less the studies whose new report belongs to a previous study."""
    assert any(said.startswith(box) for said in found(replace(UPDATE, **change)))


def test_an_imbalance_names_the_boxes_and_both_numbers() -> None:
    """Whoever mends the data needs the box, its number, the due number and its terms."""
    flow = Flow(
        searches=(replace(COLUMN, screened=1098, label="Search 3"),), included=Inclusion(13)
    )
    first = imbalances(flow, "data/records.csv")[0]
    assert (first.code, first.file) == ("unbalanced-flow", "data/records.csv")
    assert first.found == "Records screened in Search 3 (n = 1,098)"
    assert first.expected == "100 = Records identified 140 − Records removed before screening 40"


def test_strands_that_overlap_need_only_cover_the_studies() -> None:
    """A study with mixed methods is in both strands: 30 + 5 cover 33 studies, 30 + 2 do not."""
    covering = replace(
        UPDATE,
        strands=(Part("quantitative", 30), Part("qualitative", 5)),
        strands_overlap=True,
    )
    assert found(covering) == []
    short = replace(covering, strands=(Part("quantitative", 30), Part("qualitative", 2)))
    assert found(short) == ["Studies included in review (n = 33)"]


def test_columns_of_searches_must_be_told_alike() -> None:
    """Parts named in one column and not in the other cannot be added up to parts of the total."""
    half = replace(COLUMN, label="Search 2", databases=Tally(130))
    flow = Flow(searches=(replace(COLUMN, label="Search 1"), half), included=Inclusion(26))
    assert found(flow) == [
        "Records identified from databases in Search 2: one count without its parts"
    ]


def test_records_of_other_methods_that_vanish_are_an_advice() -> None:
    """PRISMA 2020 has no box between records and reports there, so nothing forbids it."""
    other = replace(OTHER, identified=Tally.of([Part("Websites", 90)]))
    issues = imbalances(replace(UPDATE, other=other))
    assert [(issue.code, issue.severity) for issue in issues] == [("records-without-box", "advice")]


def test_negative_counts_and_parts_named_twice_are_found() -> None:
    """A count below zero or one reason in two rows is wrong, even where the sums agree."""
    twice = Tally(15, (Part("No data", 18), Part("No data", -3)))
    said = found(replace(UPDATE, searches=(replace(COLUMN, reports_excluded=twice),)))
    assert said == ["Reports excluded: No data (n = -3)", "Reports excluded: 'No data' twice"]


COUNTS = st.integers(min_value=0, max_value=5000)


@st.composite
def balanced(draw: st.DrawFn) -> Flow:
    """A first review whose flow balances by construction, from the last box to the first."""
    included, excluded, lost, out, twice = (draw(COUNTS) for _ in range(5))
    assessed = included + excluded
    column = Searches(
        databases=Tally(assessed + lost + out + twice),
        duplicates=twice,
        screened=assessed + lost + out,
        excluded=out,
        sought=assessed + lost,
        not_retrieved=lost,
        assessed=assessed,
        reports_excluded=Tally(excluded),
    )
    return Flow(searches=(column,), included=Inclusion(included))


@given(flow=balanced(), box=st.sampled_from(["screened", "excluded", "sought", "assessed"]))
def test_a_flow_balances_until_one_box_is_changed(flow: Flow, box: str) -> None:
    """A law of any sum: what balances has no issue, and one box off by one has at least one."""
    assert imbalances(flow) == []
    column = flow.searches[0]
    wrong = replace(column, **{box: getattr(column, box) + 1})
    assert imbalances(replace(flow, searches=(wrong,))) != []
