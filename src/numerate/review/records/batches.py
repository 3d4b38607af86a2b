"""What a reader hands over: records as rows of text, and an account of what it met on the way.

A reader never raises for one bad record: it refuses the record, with its line and its raw text, so
that nothing is lost silently. The count of records is taken from the file by another way than the
reading, so that the two can contradict each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from numerate.review.records.fields import CONTENT, DATABASE, SOURCE_ID, SOURCE_LINE

# A row as readers give it; ``NOTES`` carries the decisions that screening tools hide in a note.
NOTES: Final = "notes"
READ: Final = (SOURCE_ID, DATABASE, *CONTENT, SOURCE_LINE, NOTES)
PLACE: Final[Mapping[str, int]] = {name: place for place, name in enumerate(READ)}
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """Something in the file that was mended while reading, or seen to be spoilt and kept."""

    line: int
    what: str
    spoilt: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something in the file that could not be read: where, why, and its text as it stands."""

    line: int
    why: str
    raw: str
    record: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The records of one file, or of a piece of it.

    Attributes:
        rows: One tuple a record, its cells in the order of ``READ``.
        counted: Records in the file, counted independently of the reading.
        repairs: What was mended.
        refusals: What was not read.
        unknown: Tags or columns without a place in the table, with how often each stood there.
        lines: Lines of the piece, so that the next piece knows where it begins.
        frame: The rows as a Polars frame instead, where a large file is read by columns.
    """

    rows: tuple[Row, ...] = ()
    counted: int = 0
    repairs: tuple[Repair, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    lines: int = 0
    frame: Any = None

    def __len__(self) -> int:
        """Records in it, however they are held."""
        return len(self.rows) if self.frame is None else int(self.frame.height)


def row(cells: Mapping[str, str]) -> Row:
    """The cells in the order of ``READ``; those that are not named are empty.

    >>> row({"title": "Bedtime stories", "source_line": "7"})[PLACE["title"]]
    'Bedtime stories'
    """
    return tuple(map(cells.get, READ, _EMPTY))


_EMPTY: Final = ("",) * len(READ)


def joined(batches: Iterable[Batch]) -> Batch:
    """One batch of several, in their order; the lines of each are already those of the file."""
    rows: list[Row] = []
    repairs: list[Repair] = []
    refusals: list[Refusal] = []
    unknown: Counter[str] = Counter()
    counted = lines = 0
    for batch in batches:
        rows += batch.rows
        repairs += batch.repairs
        refusals += batch.refusals
        unknown.update(batch.unknown)
        counted += batch.counted
        lines += batch.lines
    return Batch(
        rows=tuple(rows),
        counted=counted,
        repairs=tuple(repairs),
        refusals=tuple(refusals),
        unknown=dict(unknown),
        lines=lines,
    )
