"""Words of wrapped cells in texts that are written line by line, and cells that changed places."""

from __future__ import annotations

import pytest

from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.readers.printed_file import FileWording, Fragment
from numerate.proof.audit.readers.text_file import fragments_of
from numerate.proof.audit.verdict.all_findings import compared_wording

CELLS = [
    ["Habit", "Homes", "Share"],
    ["Water beside the bed", "12", "18.2%"],
    ["Song of the parents", "17", "25.8%"],
    ["Lamp that stays on", "23", "34.8%"],
    ["Quilt of the house", "31", "47.0%"],
]
LINES = [
    "Habit            Homes   Share",
    "Water beside       12    18.2%",
    "the bed",
    "Song of the        17    25.8%",
    "parents",
    "Lamp that          23    34.8%",
    "stays on",
    "Quilt of the       31    47.0%",
    "house",
]


def passages() -> list[ExpectedPassage]:
    """The table as it should be."""
    return [
        ExpectedPassage(
            kind="cell" if row else "head", text=text, label="Table 1", row=row, column=column,
            row_name=cells[0], column_name=CELLS[0][column],
        )
        for row, cells in enumerate(CELLS)
        for column, text in enumerate(cells)
    ]  # fmt: skip


def drawn(lines: list[str]) -> FileWording:
    """The lines as a PDF has them, each letter six points wide."""
    return FileWording(
        fragments=tuple(
            Fragment(text=line, page=1, across=tuple(6.0 * at for at in range(len(line))))
            for line in lines
        )
    )


def test_wrapped_cells_are_found_in_their_rows() -> None:
    """In the layout of pdftotext and in a PDF that draws line by line."""
    plain = FileWording(fragments=fragments_of("\n".join(LINES)))
    for wording in (plain, drawn(LINES)):
        assert compared_wording(passages(), wording).findings == ()


@pytest.mark.parametrize(
    ("first", "second"), [("18.2%", "25.8%"), ("12 ", "17 "), ("34.8%", "47.0%")]
)
def test_cells_of_two_rows_that_changed_places_are_told(first: str, second: str) -> None:
    """They stand under the right column, but on the line of another row."""
    swapped = [
        line.replace(first, "@").replace(second, first).replace("@", second) for line in LINES
    ]
    assert swapped != LINES
    found = compared_wording(passages(), drawn(swapped)).findings
    assert found
    assert all(one.fault for one in found)
