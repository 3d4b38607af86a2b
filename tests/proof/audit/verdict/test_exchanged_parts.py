"""Rows and paragraphs in another order, counted by hand."""

from __future__ import annotations

import pytest

from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.matching.file_comparison import compared
from numerate.proof.audit.readers.printed_file import FileWording, Fragment
from numerate.proof.audit.verdict.exchanged_parts import exchanged

PARAGRAPHS = [
    "The first paragraph tells how the records were found in two databases.",
    "The second paragraph names the reviewers who read every title twice.",
    "The third paragraph says what was done where the reviewers disagreed.",
    "The fourth paragraph is about studies that nobody was able to obtain.",
]
ROWS = [
    ("Norway", "twelve homes"),
    ("Namibia", "thirty homes"),
    ("Nepal", "ninety homes"),
]


def moved_paragraphs(order: list[int]) -> list[str]:
    """The paragraphs that are told to stand elsewhere."""
    ours = [ExpectedPassage(kind="prose", text=one, heading="Method") for one in PARAGRAPHS]
    theirs = tuple(Fragment(text=PARAGRAPHS[at]) for at in order)
    told = compared(ours, FileWording(fragments=theirs, structured=True))
    return [one.sentence for one in exchanged(told)]


def test_paragraphs_in_order_have_no_finding() -> None:
    """Nothing is told of the manuscript itself."""
    assert moved_paragraphs([0, 1, 2, 3]) == []


@pytest.mark.parametrize(
    ("order", "moved"), [([1, 2, 3, 0], [0]), ([3, 0, 1, 2], [3]), ([0, 2, 1, 3], [1])]
)
def test_the_paragraph_that_left_its_place_is_told(order: list[int], moved: list[int]) -> None:
    """The longest run in order stays; of two that changed places one is told."""
    assert moved_paragraphs(order) == [PARAGRAPHS[at] for at in moved]


def test_a_row_among_other_rows_is_a_fault() -> None:
    """Rows of one table; a table as a whole may stand anywhere."""
    ours = [
        ExpectedPassage(kind="cell", text=text, label="Table 1", row=row, column=column)
        for row, cells in enumerate(ROWS)
        for column, text in enumerate(cells)
    ]
    theirs = tuple(
        Fragment(text=text, table=0, row=row, column=column)
        for row, at in enumerate([0, 2, 1])
        for column, text in enumerate(ROWS[at])
    )
    found = list(exchanged(compared(ours, FileWording(fragments=theirs, structured=True))))
    assert [(one.fault, one.sentence) for one in found] == [(True, "Namibia")]
