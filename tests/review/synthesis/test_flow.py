"""The model of the flow: adding up columns of searches."""

from __future__ import annotations

from numerate.review.synthesis.flow import Flow, Inclusion, Part, Searches, Tally, together

ROUNDS_12 = Searches(
    label="Searches 1 and 2",
    databases=Tally(18781),
    duplicates=10331,
    screened=8450,
    excluded=8254,
    sought=196,
    not_retrieved=1,
    assessed=195,
    reports_excluded=Tally(147),
    included=Inclusion(48),
)
ROUND_3 = Searches(
    label="Search 3",
    databases=Tally(6742),
    duplicates=4868,
    screened=1874,
    excluded=1818,
    sought=56,
    not_retrieved=1,
    assessed=55,
    reports_excluded=Tally(35),
    included=Inclusion(20),
)


def test_two_columns_add_up_to_the_published_totals() -> None:
    """The published review prints 10,324 unique records and 68 articles for all searches."""
    both = together([ROUNDS_12, ROUND_3])
    assert both.screened == 10324
    assert both.included == Inclusion(68)
    assert (both.identified, both.duplicates, both.assessed) == (25523, 15199, 250)


def test_parts_are_added_by_name_in_the_order_first_seen() -> None:
    """PRISMA 2020 wants reasons in the authors' order; nothing sorts them by alphabet."""
    first = Tally.of([Part("Wrong population", 3), Part("No data", 2)])
    second = Tally.of([Part("Abstract only", 1), Part("No data", 4)])
    columns = [
        Searches(databases=Tally(9), screened=9, excluded=0, assessed=9, reports_excluded=tally)
        for tally in (first, second)
    ]
    assert together(columns).reports_excluded == Tally(
        10, (Part("Wrong population", 3), Part("No data", 6), Part("Abstract only", 1))
    )


def test_a_step_that_exists_in_no_column_stays_absent() -> None:
    """None (no such box) is not 0 (nothing counted): boxes that do not apply are removed."""
    both = together([ROUNDS_12, ROUND_3])
    assert both.registers is None
    assert both.automation is None
    assert both.excluded_by_automation is None


def test_reports_sought_are_those_that_passed_where_a_column_has_no_such_step() -> None:
    """3 sought in one column and 9 - 5 = 4 that passed screening in the other make 7."""
    with_step = Searches(
        databases=Tally(8), screened=8, excluded=5, sought=3, assessed=3, reports_excluded=Tally(0)
    )
    without = Searches(
        databases=Tally(9), screened=9, excluded=5, assessed=4, reports_excluded=Tally(0)
    )
    assert together([with_step, without]).sought == 7


def test_all_studies_of_an_update_are_its_total() -> None:
    """In a first review the included studies are all; in an update the total box is."""
    first = Flow(searches=(ROUNDS_12,), included=Inclusion(48))
    update = Flow(
        searches=(ROUND_3,), included=Inclusion(20), previous=Inclusion(48), total=Inclusion(68)
    )
    assert first.all == Inclusion(48)
    assert update.all == Inclusion(68)
