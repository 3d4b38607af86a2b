"""Missing text: passages, rows and tables of the manuscript that a file does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.matching.common_runs import NOWHERE, runs
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding

_GONE = 0.25  # of a passage's letters; with fewer it counts as not found
_LOST = 0.7  # of those that a text may leave out; what is there of them is in descriptions
_DROPPED = frozenset({"title", "abstract", "caption", "footnote"})
_ROW_GONE = 0.35
_TELLING = 4  # letters that make a passage worth missing
_SCATTERED = 0.8  # the same when the letters that are there do not stand together
_ABSENT = 0.55  # of the letters of an optional passage; with fewer it counts as left out
_OTHERS = 0.35  # of its letters that a line may have more or fewer than what stands on it
_DIGIT = re.compile(r"\d")
_CELLS = frozenset({"cell", "head"})
_SMALL = frozenset({"cell", "head", "picture"})


def absent(told: FileComparison) -> set[int]:
    """Passages of which nothing, or next to nothing, is in the file."""
    gone: set[int] = set()
    for index, passage in enumerate(told.passages):
        start, end = told.span(index)
        share = told.share(start, end)
        most = _ABSENT if _together(told, start, end) else _SCATTERED
        absent = passage.optional and passage.kind != "picture" and share < most
        least = _LOST if left_out(told, passage) else _GONE
        lost = passage.kind not in _SMALL and share < least and end - start >= _TELLING
        if absent or lost:
            gone.add(index)
    for rows in (_rows(told).values(), _pictures(told)):
        for row in rows:
            if _share(told, row) < _ROW_GONE and not told.apart(row[0]):
                gone.update(row)
    return gone


def _together(told: FileComparison, start: int, end: int) -> bool:
    """Whether the letters of a passage stand together in the file but for one place."""
    places = [place for place in told.found.ours[start:end] if place != NOWHERE]
    if places and _alone(told, start, end, places):
        return True
    close = not places or max(places) - min(places) < 1.2 * (end - start)
    inner = any(place != NOWHERE for place in told.found.ours[start : start + 1])
    return close and inner and len(list(runs(told.found.ours[start:end]))) == 1


def _alone(told: FileComparison, start: int, end: int, places: Sequence[int]) -> bool:
    """Whether letters have a line or paragraph of their own, such as a name in other letters."""
    line = told.theirs.piece[places[0]]
    first, last = told.theirs.starts[line], told.theirs.starts[line + 1]
    own = sum(start <= place < end for place in told.found.theirs[first:last])
    others = sum(place != NOWHERE for place in told.found.theirs[first:last]) - own
    return own == len(places) and not others and abs(last - first - end + start) <= _OTHERS * own


def left_out(told: FileComparison, passage: ExpectedPassage) -> bool:
    """Whether a file may lack a passage: plain text often has no titles and captions."""
    return told.plain and passage.kind in _DROPPED


def _share(told: FileComparison, passages: Sequence[int]) -> float:
    spans = [told.span(one) for one in passages]
    letters = sum(end - start for start, end in spans)
    there = sum(told.share(start, end) * (end - start) for start, end in spans)
    return there / letters if letters > 1 else 1.0


def _pictures(told: FileComparison) -> Iterator[list[int]]:
    """The words of each picture together: a file has them all, or it has a mere picture."""
    found: dict[str, list[int]] = {}
    for index, passage in enumerate(told.passages):
        if passage.kind == "picture":
            found.setdefault(passage.label, []).append(index)
    yield from found.values()


def _rows(told: FileComparison) -> dict[tuple[str, str, int], list[int]]:
    found: dict[tuple[str, str, int], list[int]] = {}
    for index, passage in enumerate(told.passages):
        if passage.kind in _CELLS:
            found.setdefault((passage.label, passage.heading, passage.row), []).append(index)
    return found


def missing(told: FileComparison, gone: set[int]) -> Iterator[AuditFinding]:
    """Findings for passages that are not there: row by row, whole tables at once."""
    rows = {key: row for key, row in _rows(told).items() if row[0] in gone}
    all_rows = _rows(told)
    tables = {key[:2] for key in rows}
    whole = {table for table in tables if all(key in rows for key in all_rows if key[:2] == table)}
    for table in sorted(whole):
        first = next(row for key, row in rows.items() if key[:2] == table)
        yield _not_found(told, first, f"{table[0] or 'a table'} is not in the file", table=True)
    for key, row in rows.items():
        if key[:2] not in whole:
            yield _not_found(told, row, "the row is not in the file")
    for index in sorted(gone):
        passage = told.passages[index]
        if passage.kind not in _CELLS and not (passage.optional or left_out(told, passage)):
            yield _not_found(told, [index], f"the {_called(passage.kind)} is not in the file")


def _called(kind: str) -> str:
    return {"prose": "paragraph", "reference": "entry", "head": "row"}.get(kind, kind)


def _not_found(
    told: FileComparison, passages: Sequence[int], note: str, *, table: bool = False
) -> AuditFinding:
    first = told.passages[passages[0]]
    words = " | ".join(" ".join(told.passages[one].text.split()) for one in passages)
    keys = [m.key for one in passages for m in told.passages[one].roles if m.key]
    bound = bool(keys) or bool(_DIGIT.search(words)) or first.kind in _CELLS
    place = first.label or first.place if table else first.place.split(", column")[0]
    return AuditFinding(
        kind="missing",
        fault=bound and not first.optional,
        place=place,
        key=", ".join(dict.fromkeys(keys)),
        sentence=words,
        note=note,
    )
