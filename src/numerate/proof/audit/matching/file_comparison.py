"""File comparison: the manuscript and one wording of a file, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from numerate.paper.manuscript.sentences import sentence_bounds
from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.folded_text import FoldedText, letters
from numerate.proof.audit.matching.letter_matching import Matching, aligned
from numerate.proof.audit.matching.scattered_words import scattered
from numerate.proof.audit.matching.table_columns import (
    BothSides,
    TableColumns,
    TableName,
    columns,
    table_of,
)
from numerate.proof.audit.readers.printed_file import FileWording, Fragment

_MOVABLE = frozenset({"head", "picture", "front"})
_PARTS = frozenset({"head", "cell", "picture"})
_LONGEST_QUOTE = 600
LEAST_OF_A_PICTURE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class FileComparison:
    """What stands where.

    Attributes:
        passages: The manuscript's passages, those that a file may do without at the end.
        fragments: The file's fragments, those that belong to the page at the end.
        ours: The letters of the passages.
        theirs: The letters of the fragments.
        found: Which letter is which.
        structured: Whether the file tells paragraphs and cells.
        plain: Whether the file is a plain text, which may leave out titles and captions.
        numbered: Whether the numbers of headings stand in the file's text; word processors may
            number headings by themselves.
        placed: Where the columns of tables stand, in files that know no cells.
        loose: Passages of which words were found one by one.
        whole: Tables and figures whose words were compared as a whole.
    """

    passages: tuple[ExpectedPassage, ...]
    fragments: tuple[Fragment, ...]
    ours: FoldedText
    theirs: FoldedText
    found: Matching
    structured: bool
    placed: TableColumns
    plain: bool = False
    numbered: bool = True
    loose: frozenset[int] = frozenset()
    whole: frozenset[TableName] = frozenset()

    def across(self, there: int) -> float:
        """Where a letter of the file begins on its line."""
        sides = BothSides(self.passages, self.fragments, self.ours, self.theirs, self.found)
        return sides.across(there)

    def apart(self, passage: int) -> bool:
        """Whether a passage belongs to a table or figure whose parts the file does not keep."""
        one = self.passages[passage]
        return one.kind in _PARTS and table_of(one) in self.whole

    def span(self, passage: int) -> tuple[int, int]:
        """The letters of a passage."""
        return self.ours.starts[passage], self.ours.starts[passage + 1]

    def raw(self, start: int, end: int) -> str:
        """The manuscript's words between two letters of one passage."""
        if start >= end:
            return ""
        text = self.passages[self.ours.piece[start]].text
        return text[self.ours.offset[start] : self.ours.offset[end - 1] + 1]

    def printed(self, start: int, end: int) -> str:
        """The file's words between two letters."""
        if start >= end:
            return ""
        first, last = self.theirs.piece[start], self.theirs.piece[end - 1]
        begin, stop = self.theirs.offset[start], self.theirs.offset[end - 1] + 1
        if first == last:
            return self.fragments[first].text[begin:stop]
        between = [one.text for one in self.fragments[first + 1 : last]]
        parts = [self.fragments[first].text[begin:], *between, self.fragments[last].text[:stop]]
        return " ".join(" ".join(parts).split())

    def fragment(self, there: int) -> Fragment:
        """The fragment that a letter of the file stands in."""
        return self.fragments[self.theirs.piece[there]]

    def share(self, start: int, end: int) -> float:
        """Which share of the manuscript's letters between two places is in the file."""
        if start >= end:
            return 1.0
        return 1 - self.found.ours[start:end].count(NOWHERE) / (end - start)

    def sentence(self, passage: int, here: int) -> tuple[int, int]:
        """The letters of the sentence around a letter of a passage."""
        start, end = self.span(passage)
        if start >= end:
            return start, end
        here = min(max(here, start), end - 1)
        at = self.ours.offset[here]
        for first, stop in sentence_bounds(self.passages[passage].text):
            if first <= at < stop:
                return self._letters_between(start, end, first, stop)
        return start, end

    def _letters_between(self, start: int, end: int, first: int, stop: int) -> tuple[int, int]:
        """The letters whose places in the text are from ``first`` up to ``stop``."""
        while start < end and self.ours.offset[start] < first:
            start += 1
        while end > start and self.ours.offset[end - 1] >= stop:
            end -= 1
        return start, end

    def quote(self, start: int, end: int) -> str:
        """What the file says where these letters of the manuscript should stand."""
        there = sorted(place for place in self.found.ours[start:end] if place != NOWHERE)
        if not there:
            return ""
        middle = there[len(there) // 2]
        near = [place for place in there if abs(place - middle) < 2 * (end - start) + 100]
        words = self.printed(*self._sentence_there(near[0], near[-1] + 1))
        return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]} …"

    def _sentence_there(self, start: int, end: int) -> tuple[int, int]:
        """These letters of the file with the words beside them that nobody wants."""
        theirs = self.found.theirs
        piece = self.theirs.piece
        while start > 0 and theirs[start - 1] == NOWHERE and piece[start - 1] == piece[start]:
            start -= 1
        while end < len(theirs) and theirs[end] == NOWHERE and piece[end] == piece[end - 1]:
            end += 1
        return start, end


def compared(passages: Sequence[ExpectedPassage], reading: FileWording) -> FileComparison:
    """The manuscript and one reading of a file, aligned.

    Args:
        passages: From :func:`numerate.proof.audit.expected.document_passages.expected`.
        reading: What the file says.
    """
    drawn = any(one.across for one in reading.fragments)
    plain = not reading.structured and not drawn
    wanted = [one for one in passages if reading.structured or one.kind != "description"]
    needed = [one for one in wanted if not one.optional]
    ordered = (*needed, *(one for one in wanted if one.optional))
    body = [one for one in reading.fragments if not one.aside]
    fragments = (*body, *(one for one in reading.fragments if one.aside))
    ours = letters(one.text for one in ordered)
    theirs = letters(one.text for one in fragments)
    border = ours.starts[len(needed)]
    movable = [
        (ours.starts[index], ours.starts[index + 1])
        for index, one in enumerate(ordered)
        if one.kind in _MOVABLE
    ]
    alone = [
        (ours.starts[index], ours.starts[index + 1])
        for index, one in enumerate(needed)
        if one.kind not in _PARTS
    ]
    copied = [
        (theirs.starts[index], theirs.starts[index + 1])
        for index, one in enumerate(fragments)
        if one.own
    ]
    parts = [(0, border), (border, len(ours.text))]
    found = aligned(ours, theirs, parts, movable=movable, alone=alone, copied=copied)
    sides = BothSides(ordered, fragments, ours, theirs, found)
    placed = TableColumns({}, 0.0) if reading.structured else columns(sides)
    loose, whole = frozenset[int](), frozenset[TableName]()
    if not reading.structured:
        loose, whole = scattered(sides, placed, rows_kept=drawn)
    for absent in _absent(ordered, ours, found):
        for here in range(ours.starts[absent], ours.starts[absent + 1]):
            found.part(here)
    return FileComparison(
        passages=ordered,
        fragments=fragments,
        ours=ours,
        theirs=theirs,
        found=found,
        structured=reading.structured,
        plain=plain,
        numbered=_numbered(ordered, ours, found),
        placed=placed,
        loose=loose,
        whole=whole,
    )


def _numbered(passages: Sequence[ExpectedPassage], ours: FoldedText, found: Matching) -> bool:
    """Whether most headings of the file begin with the numbers that the manuscript gives them."""
    there = count = 0
    for index, passage in enumerate(passages):
        roles = passage.roles[:1] if passage.kind == "heading" else ()
        if roles and roles[0].kind == "automatic" and roles[0].start == 0:
            count += 1
            there += found.ours[ours.starts[index]] != NOWHERE
    return 2 * there > count


def _absent(
    passages: Sequence[ExpectedPassage], ours: FoldedText, found: Matching
) -> Iterator[int]:
    """Words of pictures that the file holds as pictures: what was found of them is chance."""
    figures: dict[str, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.kind == "picture":
            figures.setdefault(passage.label, []).append(index)
    for indices in figures.values():
        places = [p for one in indices for p in found.ours[ours.starts[one] : ours.starts[one + 1]]]
        if places.count(NOWHERE) > (1 - LEAST_OF_A_PICTURE) * len(places):
            yield from indices
