"""Exchanged parts: rows and paragraphs that are all there, but one in the place of another.

Journals move floats, so tables and figures may stand anywhere; rows within a table and paragraphs
within a section may not. What is out of order is what the longest run in order leaves out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding

_CELLS = frozenset({"cell", "head"})
_FOUND = 0.8  # of the letters of a part whose place is taken as known


def exchanged(told: FileComparison) -> Iterator[AuditFinding]:
    """Findings for rows and paragraphs that stand in another order."""
    rows: dict[tuple[str, str], dict[int, list[int]]] = {}
    paragraphs: dict[tuple[str, str], list[int]] = {}
    for index, passage in enumerate(told.passages):
        if passage.optional or told.apart(index):
            continue
        if passage.kind in _CELLS:
            table = rows.setdefault((passage.label, passage.heading), {})
            table.setdefault(passage.row, []).append(index)
        elif passage.kind in ("prose", "reference"):
            paragraphs.setdefault((passage.kind, passage.heading), []).append(index)
    for table in rows.values():
        placed = [(_place(told, cells), cells[0]) for cells in table.values()]
        for index in _out_of_order([one for one in placed if one[0] != NOWHERE]):
            yield _finding(told, index, "the row stands among other rows", fault=True)
    for parts in paragraphs.values():
        placed = [(_place(told, [index]), index) for index in parts]
        for index in _out_of_order([one for one in placed if one[0] != NOWHERE]):
            yield _finding(told, index, "it stands among other paragraphs", fault=False)


def _place(told: FileComparison, passages: Sequence[int]) -> int:
    """The middle of where the letters of some passages stand; -1 when many are not found."""
    spans = [told.span(one) for one in passages]
    letters = sum(end - start for start, end in spans)
    there = sorted(p for start, end in spans for p in told.found.ours[start:end] if p != NOWHERE)
    return there[len(there) // 2] if there and len(there) >= _FOUND * letters else NOWHERE


def _out_of_order(placed: Sequence[tuple[int, int]]) -> list[int]:
    """What the longest run in order leaves out.

    >>> _out_of_order([(10, 0), (40, 1), (20, 2), (30, 3)])
    [1]
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (place, _) in enumerate(placed):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else NOWHERE)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [at]
    kept: set[int] = set()
    at = last[-1] if last else NOWHERE
    while at != NOWHERE:
        kept.add(at)
        at = before[at]
    return [index for at, (_, index) in enumerate(placed) if at not in kept]


def _finding(told: FileComparison, index: int, note: str, *, fault: bool) -> AuditFinding:
    passage = told.passages[index]
    start, end = told.span(index)
    there = next(place for place in (*told.found.ours[start:end], 0) if place != NOWHERE)
    return AuditFinding(
        kind="moved",
        fault=fault,
        place=passage.place.split(", column")[0],
        page=told.fragment(there).page,
        key=", ".join(dict.fromkeys(one.key for one in passage.roles if one.key)),
        sentence=" ".join(passage.text.split()),
        note=note,
    )
