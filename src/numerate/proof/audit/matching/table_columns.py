"""Table columns: where on the page a file sets each column of a table, learnt from the file itself.

A PDF and the output of ``pdftotext -layout`` know no cells, but they tell where letters stand. The
cells that were found firmly show where each column is; a cell that stands among those of another
column was moved, and words of a wrapped cell are looked for under each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.folded_text import FoldedText
from numerate.proof.audit.matching.letter_matching import Matching
from numerate.proof.audit.readers.printed_file import Fragment

_FEW = 2  # cells that show where a column is
_SLACK = 3.0  # points or characters
_TRIMMED = 12  # one letter of so many at either side may stand anywhere
_CELLS = frozenset({"cell", "head"})

TableName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TableColumns:
    """Where the columns of each table stand.

    Attributes:
        spread: Of each table on each page, from where to where the letters of a column begin.
        slack: How far outside a word of the column may stand, in the same unit.
    """

    spread: dict[tuple[TableName, int], dict[int, tuple[float, float]]]
    slack: float

    def fits(self, passage: ExpectedPassage, page: int, across: float) -> bool:
        """Whether a place on a page belongs to the column of a cell; false where unknown."""
        known = self.spread.get((table_of(passage), page), {}).get(passage.column)
        return known is not None and known[0] - self.slack <= across <= known[1] + self.slack

    def elsewhere(self, passage: ExpectedPassage, page: int, across: float) -> bool:
        """Whether a place belongs to another column of the cell's table, and not to its own."""
        others = self.spread.get((table_of(passage), page), {})
        return (
            passage.column in others
            and not self.fits(passage, page, across)
            and any(low <= across <= high for low, high in others.values())
        )


@dataclass(frozen=True, slots=True)
class BothSides:
    """A manuscript and a file, and which letter of the one is which of the other."""

    passages: Sequence[ExpectedPassage]
    fragments: Sequence[Fragment]
    ours: FoldedText
    theirs: FoldedText
    found: Matching

    def places(self, passage: int) -> list[int]:
        """Where the letters of a passage stand in the file, those that were found."""
        start, end = self.ours.starts[passage], self.ours.starts[passage + 1]
        return [place for place in self.found.ours[start:end] if place != NOWHERE]

    def across(self, there: int) -> float:
        """Where a letter of the file begins on its line: in points, or characters of a text."""
        fragment, offset = self.fragments[self.theirs.piece[there]], self.theirs.offset[there]
        return fragment.across[offset] if fragment.across else float(offset)

    def page(self, there: int) -> int:
        """The page of a letter of the file."""
        return self.fragments[self.theirs.piece[there]].page


def table_of(passage: ExpectedPassage) -> TableName:
    """What tells a table from others."""
    return passage.label, passage.heading


def columns(sides: BothSides) -> TableColumns:
    """Where the columns of each table stand; tables whose columns do not follow each other lack."""
    gathered: dict[tuple[TableName, int], dict[int, list[list[float]]]] = {}
    for index, passage in enumerate(sides.passages):
        there = sides.places(index)
        if passage.kind not in _CELLS or not there:
            continue
        cell = [sides.across(place) for place in there]
        table = table_of(passage), sides.page(there[0])
        gathered.setdefault(table, {}).setdefault(passage.column, []).append(cell)
    spread = {}
    for table, cells in gathered.items():
        own = {column: _spread(one) for column, one in cells.items() if len(one) >= _FEW}
        middles = [sum(own[column]) for column in sorted(own)]
        if len(middles) > 1 and all(a < b for a, b in pairwise(middles)):
            spread[table] = own
    return TableColumns(spread, _SLACK)


def _spread(cells: Sequence[Sequence[float]]) -> tuple[float, float]:
    """From where to where letters of most cells begin."""
    lows = sorted(min(one) for one in cells)
    highs = sorted(max(one) for one in cells)
    few = len(cells) // _TRIMMED
    return lows[few], highs[-1 - few]
