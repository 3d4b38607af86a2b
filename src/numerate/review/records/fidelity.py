"""The account of an import: what was in the file, what became of it, and that the two agree.

The number in the file is counted apart from the reading. Records read and refused that fall short
of it are a fault that stops the import: a record would be lost silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from numerate.ground.issues import Issue, quoted
from numerate.review.records.batches import PLACE, Batch, Refusal, Repair
from numerate.review.records.exported import Export

_SHOWN: Final = 5
_TITLE: Final = PLACE["title"]
DECISIONS: Final = "decision-sheet"
_LINE: Final = PLACE["source_line"]
_SOURCE: Final = PLACE["source_id"]


@dataclass(slots=True)
class Account:
    """What became of one file, filled while it is read.

    Attributes:
        shown: The file's path.
        format: What it was recognised as.
        in_file: Records or rows in it, counted apart from the reading.
        read: Those that were read.
        fresh: Records that are new in the table.
        there: Records that the table had already.
        repairs: What was mended, and cells that were spoilt before the import.
        refusals: What could not be read.
        unknown: Tags or columns without a place, with their counts.
        untitled: Lines of records without a title.
        repeated: Ids of the source that stand there more than once.
        again: Line of the first record whose id stood there before, of files read row by row.
        notes: Other sentences on the import.
    """

    shown: str
    format: str
    in_file: int = 0
    read: int = 0
    fresh: int = 0
    there: int = 0
    repairs: list[Repair] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    untitled: list[str] = field(default_factory=list)
    repeated: Counter[str] = field(default_factory=Counter)
    again: int | None = None
    notes: list[str] = field(default_factory=list)

    def add(self, batch: Batch) -> None:
        """Add what is told of a piece of the file."""
        self.in_file += batch.counted
        self.read += len(batch)
        self.repairs += batch.repairs
        self.refusals += batch.refusals
        self.unknown.update(batch.unknown)
        if batch.frame is not None:
            frame = batch.frame
            self.untitled += frame.filter(frame["title"] == "")["source_line"].to_list()
            named = frame["source_id"]
            self.repeated.update(named.filter(named != "").to_list())
        for row in batch.rows:
            if not row[_TITLE]:
                self.untitled.append(row[_LINE])
            if row[_SOURCE]:
                if self.again is None and row[_SOURCE] in self.repeated:
                    self.again = int(row[_LINE]) if row[_LINE].isdecimal() else None
                self.repeated[row[_SOURCE]] += 1

    def add_rows(self, export: Export) -> None:
        """Add the rows of the file that are no records."""
        self.in_file += export.counted
        self.read += export.read
        self.refusals += export.refusals

    @property
    def mended(self) -> list[Repair]:
        """What was mended, without the cells that were spoilt before and stay so."""
        return [one for one in self.repairs if not one.spoilt]

    @property
    def refused(self) -> int:
        """Records or rows that could not be read: each line once."""
        return len({refusal.line for refusal in self.refusals if refusal.record})

    @property
    def loss(self) -> Issue | None:
        """The fault when records would be lost silently."""
        lost = self.in_file - self.read - self.refused
        if lost <= 0:
            return None
        return Issue(
            code="lost-record",
            file=self.shown,
            found=f"{self.in_file:,} records in the file, but {self.read:,} were read and "
            f"{self.refused:,} refused",
            expected="each record of the file read or refused",
            todo="look for records that begin in an unusual way; nothing was imported",
        )

    def issues(self) -> Iterator[Issue]:
        """One issue for each thing refused, and advice on what should be looked at."""
        for refusal in self.refusals:
            yield Issue(
                code="refused-record" if refusal.record else "unread-text",
                file=self.shown,
                line=refusal.line,
                found=f"{refusal.why}: {quoted(refusal.raw.strip())}",
                expected="a record in this format",
                todo="mend it in the file and import again; its text is kept in refused/",
                severity="fault" if refusal.record else "advice",
            )
        spoilt = [one for one in self.repairs if one.spoilt]
        if spoilt:
            yield self._advice(
                "spoilt-cell",
                spoilt[0].line,
                f"{many(len(spoilt), 'cell')} that a spreadsheet program changed, the first "
                f"here: {spoilt[0].what}",
                "cells as the database exported them",
                "import the export itself, not a copy saved by a spreadsheet program; the cells "
                "were imported as they stand",
            )
        if self.format == DECISIONS:  # it may name an article by its DOI, and once a stage
            return
        if self.untitled:
            yield self._advice(
                "record-without-title",
                int(self.untitled[0]) if self.untitled[0].isdecimal() else None,
                f"{many(len(self.untitled), 'record')} without a title"
                + (", the first here" if len(self.untitled) > 1 else ""),
                "a title for each record",
                "look whether the export left it out; the records were imported",
            )
        twice = [name for name, count in self.repeated.items() if count > 1]
        if twice:
            stands = "ids of the source stand" if len(twice) > 1 else "id of the source stands"
            yield self._advice(
                "repeated-source-id",
                self.again,
                f"{len(twice):,} {stands} there more than once, such as {quoted(twice[0])}",
                "an id for each record",
                "look whether a part was exported twice; each was imported as a record",
            )

    def _advice(self, code: str, line: int | None, found: str, expected: str, todo: str) -> Issue:
        return Issue(
            code=code,
            file=self.shown,
            line=line,
            found=found,
            expected=expected,
            todo=todo,
            severity="advice",
        )

    def lines(self) -> list[str]:
        """The account as it is printed."""
        told = [
            f"{self.shown}: {self.format}",
            f"  in the file   {self.in_file:,} (counted apart from the reading)",
            f"  read          {self.read:,}",
            f"  refused       {self.refused:,}",
            f"  repaired      {len(self.mended):,}{_places(self.mended)}",
        ]
        if self.fresh or self.there:
            told.append(f"  new           {self.fresh:,}; {self.there:,} were there already")
        if self.unknown:
            told.append(f"  unknown tags  {unknown_told(self.unknown)}")
        return [*told, *(f"  {note}" for note in self.notes)]


def many(count: int, noun: str) -> str:
    """A number of things, in the singular where it is one.

    >>> many(1, "record"), many(1200, "row")
    ('1 record', '1,200 rows')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _places(repairs: Sequence[Repair]) -> str:
    shown = "; ".join(f"line {one.line}: {one.what}" for one in repairs[:_SHOWN])
    more = f"; and {len(repairs) - _SHOWN:,} more" if len(repairs) > _SHOWN else ""
    return f": {shown}{more}" if repairs else ""


def unknown_told(unknown: Mapping[str, int]) -> str:
    """Unknown tags with their counts, in the order of the alphabet.

    >>> unknown_told({"ZZ": 2, "QQ": 1})
    'QQ 1, ZZ 2'
    """
    return ", ".join(f"{tag} {count:,}" for tag, count in sorted(unknown.items()))


def refused_text(refusals: Sequence[Refusal]) -> str:
    """What could not be read, each with its line and reason, as the file of refusals holds it."""
    return "\n".join(f"line {one.line}: {one.why}\n{one.raw}\n" for one in refusals)
