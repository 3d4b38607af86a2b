"""The boxes of a PRISMA 2020 flow diagram in its exact words, before they are drawn.

The words are those of the four official templates (Page MJ et al. BMJ 2021;372:n71; CC BY 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from numerate.review.figures.lettering import NBSP
from numerate.review.synthesis.flow import (
    Flow,
    Inclusion,
    OtherMethods,
    Part,
    Searches,
    Tally,
    together,
)

Column = Literal["previous", "main", "side", "other", "other-side"]
Stage = Literal["Identification", "Screening", "Included"]
Rounds = tuple[tuple[str, int], ...]

HEADINGS: Final = {
    "previous": "Previous studies",
    "main": "Identification of studies via databases and registers",
    "other": "Identification of studies via other methods",
}
_EVIDENCE: Final = "sources of evidence"  # Tricco et al. (2018) call studies so
_STUDIES: Final = re.compile(r"\b[Ss]tudies\b")
_KNOWN: Final = "Already in previous version of review"
_NOTES: Final = """
*Consider, if feasible to do so, reporting the number of records identified from each database or
register searched (rather than the total number across all databases/registers).

**If automation tools were used, indicate how many records were excluded by a human and how many
were excluded by automation tools.
"""
NOTES: Final = tuple(" ".join(note.split()) for note in _NOTES.split("\n\n"))
ROWS: Final[dict[int, Stage]] = {
    0: "Identification",
    1: "Screening",
    2: "Screening",
    3: "Screening",
    4: "Included",
    5: "Included",
    6: "Included",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a box before it is wrapped: a label and its count.

    Attributes:
        label: The words.
        count: The count, None for a line that only heads the lines below it.
        level: How far it is set in: 0, 1 (a part of the box) or 2 (a part of a part).
        emphasis: The words of the label that are in italics.
        rounds: The count by round of searching.
    """

    label: str
    count: int | None = None
    level: int = 0
    emphasis: str = ""
    rounds: Rounds = ()

    @property
    def heads(self) -> bool:
        """Whether lines below belong to this one, told by its colon."""
        return self.label.endswith(":")

    def words(self, space: str = NBSP) -> str:
        """The line as it is printed; ``(n = 29)`` is held together by ``space``.

        >>> Entry(label="Records screened", count=10324).words(" ")
        'Records screened (n = 10,324)'
        """
        if self.count is None:
            return self.label
        label, colon = (self.label[:-1], ":") if self.heads else (self.label, "")
        return f"{label} {counted(self.count, space)}{colon}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box: where it stands and what it says."""

    id: str
    column: Column
    row: int
    entries: tuple[Entry, ...]

    @property
    def stage(self) -> Stage:
        """The side label beside this box."""
        return ROWS[self.row]


def counted(count: int, space: str = NBSP) -> str:
    """A count as PRISMA writes it.

    >>> counted(10324, " ")
    '(n = 10,324)'
    """
    return f"(n{space}={space}{count:,})"


def boxes(flow: Flow, *, zeros: bool = False, footnotes: bool = False) -> tuple[Box, ...]:
    """The boxes of a flow in reading order.

    Args:
        flow: A flow that balances.
        zeros: Keep rows inside a box whose count is zero.
        footnotes: Mark the labels that have an official footnote.
    """
    made = [
        *_previous(flow),
        *_searches(flow, footnotes=footnotes),
        *(_other(flow.other) if flow.other else ()),
        *_included(flow),
    ]
    shown = (
        Box(
            id=box.id,
            column=box.column,
            row=box.row,
            entries=_shown(_worded(box.entries, flow), zeros=zeros),
        )
        for box in made
    )
    return tuple(box for box in shown if box.entries)


def headings(flow: Flow) -> dict[Column, str]:
    """The heading over each group of columns, by its first column."""
    new = "new studies" if flow.previous else "studies"
    found: dict[Column, str] = {}
    if flow.previous:
        found["previous"] = HEADINGS["previous"]
    found["main"] = HEADINGS["main"].replace("studies", new)
    if flow.other:
        found["other"] = HEADINGS["other"].replace("studies", new)
    if flow.words == "prisma-scr":
        found = {name: text.replace("studies", _EVIDENCE) for name, text in found.items()}
    return found


def _worded(entries: tuple[Entry, ...], flow: Flow) -> tuple[Entry, ...]:
    """The lines in the words of PRISMA-ScR, where a review charts sources of evidence."""
    if flow.words != "prisma-scr":
        return entries
    return tuple(
        replace(entry, label=_STUDIES.sub(_evidence, entry.label)) if not entry.level else entry
        for entry in entries
    )


def _evidence(match: re.Match[str]) -> str:
    return _EVIDENCE.capitalize() if match[0][0] == "S" else _EVIDENCE


def _shown(entries: tuple[Entry, ...], *, zeros: bool) -> tuple[Entry, ...]:
    """Without rows that are zero, and without a heading that then stands alone."""
    kept = tuple(entry for entry in entries if zeros or entry.level == 0 or entry.count != 0)
    alone = len(kept) == 1 and kept[0].count is None
    return () if alone else kept


def _previous(flow: Flow) -> Iterator[Box]:
    if flow.previous:
        yield Box(
            id="previous",
            column="previous",
            row=0,
            entries=_inclusion(
                flow.previous,
                "Studies included in previous version of review",
                "Reports of studies included in previous version of review",
            ),
        )


def _searches(flow: Flow, *, footnotes: bool) -> Iterator[Box]:
    every = together(flow.searches)
    by_round = _ByRound(flow.searches)
    yield Box(
        id="identified", column="main", row=0, entries=_identified(every, by_round, footnotes)
    )
    yield Box(id="removed", column="side", row=0, entries=_removed(every, by_round))
    if every.screened is not None:
        screened = Entry(
            label="Records screened",
            count=every.screened,
            rounds=by_round(lambda c: c.screened or 0),
        )
        yield Box(id="screened", column="main", row=1, entries=(screened,))
        left_out = _excluded(every, by_round, footnotes)
        yield Box(id="excluded", column="side", row=1, entries=left_out)
    if every.sought is not None:
        sought = Entry(
            label="Reports sought for retrieval",
            count=every.sought,
            rounds=by_round(lambda c: c.passed if c.sought is None else c.sought),
        )
        yield Box(id="sought", column="main", row=2, entries=(sought,))
    if every.sought is not None and every.not_retrieved is not None:
        lost = Entry(
            label="Reports not retrieved",
            count=every.not_retrieved,
            rounds=by_round(lambda c: c.not_retrieved or 0),
        )
        yield Box(id="not-retrieved", column="side", row=2, entries=(lost,))
    assessed = Entry(
        label="Reports assessed for eligibility",
        count=every.assessed,
        rounds=by_round(lambda c: c.assessed),
    )
    yield Box(id="assessed", column="main", row=3, entries=(assessed,))
    yield Box(
        id="reports-excluded",
        column="side",
        row=3,
        entries=_reasons(every.reports_excluded, by_round(lambda c: c.reports_excluded.count)),
    )


@dataclass(frozen=True, slots=True)
class _ByRound:
    """One count in each column of searches; empty when there is but one column."""

    columns: tuple[Searches, ...]

    def __call__(self, count: Callable[[Searches], int]) -> Rounds:
        if len(self.columns) < 2:  # noqa: PLR2004 - one column has nothing to tell apart
            return ()
        return tuple((column.label, count(column)) for column in self.columns)


def _identified(every: Searches, by_round: _ByRound, footnotes: bool) -> tuple[Entry, ...]:  # noqa: FBT001 - private
    star = "*" if footnotes else ""
    entries = [Entry(label=f"Records identified from{star}:")]
    entries += _tally("Databases", every.databases, by_round(lambda c: c.databases.count))
    if every.registers:
        rounds = by_round(lambda c: c.registers.count if c.registers else 0)
        entries += _tally("Registers", every.registers, rounds)
    return tuple(entries)


def _removed(every: Searches, by_round: _ByRound) -> tuple[Entry, ...]:
    rows = (
        ("Duplicate records removed", every.duplicates, by_round(lambda c: c.duplicates or 0)),
        (
            "Records marked as ineligible by automation tools",
            every.automation,
            by_round(lambda c: c.automation or 0),
        ),
        ("Records removed for other reasons", every.other, by_round(lambda c: c.other or 0)),
    )
    head = Entry(label="Records removed before screening:", emphasis="before screening")
    lines = (
        Entry(label=label, count=count, level=1, rounds=rounds)
        for label, count, rounds in rows
        if count is not None
    )
    return (head, *lines)


def _excluded(every: Searches, by_round: _ByRound, footnotes: bool) -> tuple[Entry, ...]:  # noqa: FBT001 - private
    stars = "**" if footnotes else ""
    tools = every.excluded_by_automation
    head = Entry(
        label=f"Records excluded{stars}" + (":" if tools or every.screening_reasons else ""),
        count=every.excluded,
        rounds=by_round(lambda c: c.excluded or 0),
    )
    if not tools:
        return (head, *_entries(every.screening_reasons, level=1))
    return (
        head,
        Entry(label="Excluded by a human", count=(every.excluded or 0) - tools, level=1),
        *_entries(every.screening_reasons, level=2),
        Entry(label="Excluded by automation tools", count=tools, level=1),
    )


def _reasons(tally: Tally, rounds: Rounds) -> tuple[Entry, ...]:
    head = "Reports excluded:" if tally.parts else "Reports excluded"
    return (
        Entry(label=head, count=tally.count, rounds=rounds),
        *_entries(tally.parts, level=1),
    )


def _other(other: OtherMethods) -> Iterator[Box]:
    parts = other.identified.parts or (Part("Other methods", other.identified.count),)
    identified = (Entry(label="Records identified from:"), *_entries(parts, level=1))
    yield Box(id="other-identified", column="other", row=0, entries=identified)
    if other.sought is not None:
        sought = Entry(label="Reports sought for retrieval", count=other.sought)
        yield Box(id="other-sought", column="other", row=2, entries=(sought,))
        if other.not_retrieved is not None:
            lost = Entry(label="Reports not retrieved", count=other.not_retrieved)
            yield Box(id="other-not-retrieved", column="other-side", row=2, entries=(lost,))
    assessed = Entry(label="Reports assessed for eligibility", count=other.assessed)
    yield Box(id="other-assessed", column="other", row=3, entries=(assessed,))
    yield Box(
        id="other-reports-excluded",
        column="other-side",
        row=3,
        entries=_reasons(other.reports_excluded, ()),
    )


def _included(flow: Flow) -> Iterator[Box]:
    columns = [column.included for column in flow.searches]
    rounds: Rounds = ()
    if len(columns) > 1 and all(columns) and not flow.other:
        rounds = tuple((c.label, c.included.studies) for c in flow.searches if c.included)
    strands = _entries(flow.strands, level=1)
    if flow.previous is None or flow.total is None:
        words = ("Studies included in review", "Reports of included studies")
        first, *rest = _inclusion(flow.included, *words, rounds)
        yield Box(id="included", column="main", row=4, entries=(first, *strands, *rest))
    else:
        words = ("New studies included in review", "Reports of new included studies")
        first, *rest = _inclusion(flow.included, *words, rounds)
        known = (Entry(label=_KNOWN, count=flow.known, level=1),) if flow.known else ()
        yield Box(id="included", column="main", row=4, entries=(first, *known, *rest))
        words = ("Total studies included in review", "Reports of total included studies")
        first, *rest = _inclusion(flow.total, *words)
        yield Box(id="total", column="main", row=5, entries=(first, *strands, *rest))
    if flow.meta_analysis:
        words = (
            "Total studies included in meta-analysis",
            "Reports of total included studies in meta-analysis",
        )
        if flow.previous is None:
            words = (
                "Studies included in meta-analysis",
                "Reports of included studies in meta-analysis",
            )
        yield Box(
            id="meta-analysis", column="main", row=6, entries=_inclusion(flow.meta_analysis, *words)
        )


def _inclusion(
    box: Inclusion, studies: str, reports: str, rounds: Rounds = ()
) -> tuple[Entry, ...]:
    first = Entry(label=studies, count=box.studies, rounds=rounds)
    return (first,) if box.reports is None else (first, Entry(label=reports, count=box.reports))


def _tally(label: str, tally: Tally, rounds: Rounds) -> list[Entry]:
    head = Entry(label=label, count=tally.count, level=1, rounds=rounds)
    return [head, *_entries(tally.parts, level=2)] if tally.count else [head]


def _entries(parts: tuple[Part, ...], level: int) -> tuple[Entry, ...]:
    return tuple(Entry(label=part.label, count=part.count, level=level) for part in parts)
