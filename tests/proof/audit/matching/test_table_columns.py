"""Columns as a file shows them: from where to where their letters begin."""

from __future__ import annotations

import pytest

from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.matching.table_columns import TableColumns, table_of

CELL = ExpectedPassage(kind="cell", text="12", label="Table 1", heading="Results", row=2, column=1)
KNOWN = TableColumns(
    {(table_of(CELL), 3): {0: (10.0, 60.0), 1: (100.0, 140.0), 2: (200.0, 240.0)}},
    slack=3.0,
)


@pytest.mark.parametrize(
    ("across", "fits", "elsewhere"),
    [
        (120.0, True, False),  # in its own column
        (97.5, True, False),  # within three points of it
        (142.0, True, False),
        (30.0, False, True),  # in the first
        (220.0, False, True),  # in the third
        (170.0, False, False),  # between two
    ],
)
def test_a_place_is_in_the_own_column_in_another_or_in_none(
    across: float, *, fits: bool, elsewhere: bool
) -> None:
    """The three columns begin at 10, 100 and 200 points."""
    assert KNOWN.fits(CELL, 3, across) is fits
    assert KNOWN.elsewhere(CELL, 3, across) is elsewhere


def test_a_page_that_shows_no_columns_tells_nothing() -> None:
    """Another page, or another table."""
    other = ExpectedPassage(kind="cell", text="12", label="Table 2", row=2, column=1)
    for passage, page in ((CELL, 4), (other, 3)):
        assert not KNOWN.fits(passage, page, 120.0)
        assert not KNOWN.elsewhere(passage, page, 30.0)
