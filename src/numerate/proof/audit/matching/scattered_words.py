"""Scattered words: cells whose lines stand apart because a file was written line by line.

``pdftotext -layout``, ``pandoc -t plain`` and some PDFs set the first lines of all cells of a row,
then the second lines. No run of letters is long enough to be found there, so what is left of a cell
is looked for word by word: in its row and under its column where the file shows columns; in its
table where it does not, which is told, for then nobody can know whether two cells were exchanged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.letter_matching import words_of
from numerate.proof.audit.matching.table_columns import BothSides, TableColumns, TableName, table_of

_BESIDE = 120  # letters before and after a row in which its words may stand
_AROUND = 600  # letters before and after a table
_TRIMMED = 40  # one letter of so many was matched elsewhere by chance
_MANY = 0.03  # of a table's words; when more are apart the text keeps no rows
_LEAST = 6
_HALF = 2  # letters that each part of a broken word has at least
_MOVABLE = frozenset({"cell", "head", "picture"})
_CELLS = frozenset({"cell", "head"})


@dataclass(slots=True)
class _Free:
    """Words of the file that nobody has, by their letters, with where they begin."""

    sides: BothSides
    places: dict[str, list[int]] = field(default_factory=dict)

    def take(self, here: int, words: str, there: int) -> None:
        self.sides.found.join(here, there, len(words))
        self.places[words].remove(there)

    def rows_beside(self, there: int) -> set[tuple[TableName, int]]:
        """The rows of tables of which something stands on the line of a letter."""
        theirs, passages = self.sides.theirs, self.sides.passages
        line = theirs.piece[there]
        own = self.sides.found.theirs[theirs.starts[line] : theirs.starts[line + 1]]
        pieces = {self.sides.ours.piece[place] for place in own if place != NOWHERE}
        beside = [passages[one] for one in pieces if passages[one].kind in _CELLS]
        return {(table_of(one), one.row) for one in beside}

    def near(self, words: str, low: int, high: int) -> list[int]:
        places = self.places.get(words, [])
        return places[bisect_left(places, low) : bisect_left(places, high)]

    def left(self, passage: int) -> list[tuple[int, int]]:
        """Words of a passage that were not found."""
        ours = self.sides.ours
        words = words_of(ours, ours.starts[passage], ours.starts[passage + 1])
        return [one for one in words if self.sides.found.ours[one[0]] == NOWHERE]


def scattered(
    sides: BothSides, placed: TableColumns, *, rows_kept: bool
) -> tuple[frozenset[int], frozenset[TableName]]:
    """Find what is left of cells word by word, and add it to what was found.

    Args:
        sides: The manuscript and the file.
        placed: Where the columns stand.
        rows_kept: Whether the file is one that keeps the rows of its tables together.

    Returns:
        The passages of which words were found so, and the tables and figures that were compared as
        a whole.
    """
    free = _Free(sides)
    for start, end in _free_words(sides):
        free.places.setdefault(sides.theirs.text[start:end], []).append(start)
    loose: set[int] = set()
    tables = _tables(sides)
    scrambled = not rows_kept and any(_apart(free, cells) for cells in tables.values())
    for cells in tables.values():
        for row in _rows(sides, cells):
            bounds = _bounds(sides, row, _BESIDE)
            if bounds:
                loose |= {index for index in row if _in_row(index, free, placed, bounds)}
        around = _bounds(sides, cells, _AROUND) if scrambled else None
        if around:
            loose |= {one for one in cells if _anywhere(one, free, around)}
    return frozenset(loose), frozenset(tables if scrambled else ())


def _free_words(sides: BothSides) -> Iterator[tuple[int, int]]:
    """Words of the file of which no letter is anybody's, cut at the ends of lines."""
    theirs = sides.theirs
    for start, end in words_of(theirs, 0, len(theirs.text)):
        at = start
        while at < end:
            stop = at
            while stop < end and theirs.piece[stop] == theirs.piece[at]:
                stop += 1
            if all(place == NOWHERE for place in sides.found.theirs[at:stop]):
                yield at, stop
            at = stop


def _tables(sides: BothSides) -> dict[TableName, list[int]]:
    tables: dict[TableName, list[int]] = {}
    for index, passage in enumerate(sides.passages):
        if passage.kind in _MOVABLE:
            tables.setdefault(table_of(passage), []).append(index)
    return tables


def _rows(sides: BothSides, cells: Sequence[int]) -> list[list[int]]:
    rows: dict[int, list[int]] = {}
    for index in cells:
        if sides.passages[index].kind != "picture":
            rows.setdefault(sides.passages[index].row, []).append(index)
    return list(rows.values())


def _bounds(sides: BothSides, cells: Sequence[int], beside: int) -> tuple[int, int] | None:
    """From where to where the letters of some cells stand in the file, and a little around."""
    places = sorted(place for one in cells for place in sides.places(one))
    if not places:
        return None
    few = len(places) // _TRIMMED
    return places[few] - beside, places[-1 - few] + beside


def _apart(free: _Free, cells: Sequence[int]) -> bool:
    """Whether so many words of a table or figure are not found that its order is lost."""
    ours = free.sides.ours
    left = sum(len(free.left(one)) for one in cells)
    words = sum(len(words_of(ours, ours.starts[one], ours.starts[one + 1])) for one in cells)
    return max(_LEAST, _MANY * words) <= left < words


def _in_row(index: int, free: _Free, placed: TableColumns, bounds: tuple[int, int]) -> bool:
    """Find words of a cell in its row, under its column or under what was found of it."""
    sides, taken = free.sides, False
    own = [sides.across(place) for place in sides.places(index)]
    for start, end in free.left(index):
        words = sides.ours.text[start:end]
        for there in free.near(words, *bounds):
            place = sides.across(there)
            under = bool(own) and min(own) - placed.slack <= place <= max(own) + placed.slack
            fits = under or placed.fits(sides.passages[index], sides.page(there), place)
            rows = free.rows_beside(there)
            other = (
                rows and (table_of(sides.passages[index]), sides.passages[index].row) not in rows
            )
            if fits and not other and not _before_its_time(sides, start, there):
                free.take(start, words, there)
                taken = True
                break
        else:
            taken = _halves(start, words, free, bounds) or taken
    return taken


def _before_its_time(sides: BothSides, here: int, there: int) -> bool:
    """Whether a word would stand on one line with the word before it, but to the left of it."""
    last = here - 1
    if last < 0 or sides.ours.piece[last] != sides.ours.piece[here]:
        return False
    before = sides.found.ours[last]
    return before > there and sides.theirs.piece[before] == sides.theirs.piece[there]


def _anywhere(index: int, free: _Free, bounds: tuple[int, int]) -> bool:
    """Find words of a cell anywhere in its table, nearest to what was found of it."""
    taken = False
    for start, end in free.left(index):
        words = free.sides.ours.text[start:end]
        before = free.sides.found.ours[start - 1] if start else NOWHERE
        near = free.near(words, *bounds)
        if near:
            free.take(start, words, min(near, key=lambda one: abs(one - before)))
            taken = True
        else:
            taken = _halves(start, words, free, bounds) or taken
    return taken


def _halves(here: int, words: str, free: _Free, bounds: tuple[int, int]) -> bool:
    """Find a word that was broken at the end of a line."""
    for cut in range(_HALF, len(words) - _HALF + 1) if words.isalpha() else ():
        first, second = free.near(words[:cut], *bounds), free.near(words[cut:], *bounds)
        if first and second:
            free.take(here, words[:cut], first[0])
            free.take(here + cut, words[cut:], second[0])
            return True
    return False
