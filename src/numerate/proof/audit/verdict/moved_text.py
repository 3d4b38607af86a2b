"""Moved text: cells in another row or column, numbers run together, words exchanged.

Every letter may be there and the file still wrong: what is found is asked where it was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from numerate.proof.audit.expected.expected_passages import Role
from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding

_GROUPS = re.compile(r"\d{1,3}(?:[,\s\u00a0\u2009\u202f']\d{3})+")
_CELLS = frozenset({"cell", "head"})
_RUNNING = frozenset({"prose", "abstract", "title", "caption", "note", "footnote", "heading"})


def moved(told: FileComparison) -> Iterator[AuditFinding]:
    """Findings for letters that are all there, but not where they belong."""
    if told.structured:
        yield from _cells(told)
        yield from _joined(told)
    else:
        yield from _rows_apart(told)
        if not told.plain:
            yield from _columns_apart(told)
    yield from _exchanged(told)


# ------------------------------------------------------------------ cells


def _cells(told: FileComparison) -> Iterator[AuditFinding]:
    """Cells of tables whose rows and columns are known in the file."""
    tables: dict[tuple[str, str], list[tuple[int, tuple[int, int, int]]]] = {}
    for index, passage in enumerate(told.passages):
        start, end = told.span(index)
        if passage.kind in _CELLS and start < end and NOWHERE not in told.found.ours[start:end]:
            fragment = told.fragment(told.found.ours[start])
            place = (fragment.table, fragment.row, fragment.column)
            tables.setdefault((passage.label, passage.heading), []).append((index, place))
    for cells in tables.values():
        rows: dict[int, Counter[tuple[int, int]]] = {}
        columns: dict[int, Counter[int]] = {}
        for index, (table, row, column) in cells:
            passage = told.passages[index]
            rows.setdefault(passage.row, Counter())[(table, row)] += 1
            columns.setdefault(passage.column, Counter())[column] += 1
        for index, (table, row, column) in cells:
            passage = told.passages[index]
            if columns[passage.column].most_common(1)[0][0] != column:
                yield _moved(told, index, "it stands in another column")
            elif rows[passage.row].most_common(1)[0][0] != (table, row):
                yield _moved(told, index, "it stands in another row")


def _rows_apart(told: FileComparison) -> Iterator[AuditFinding]:
    """Cells that stand among those of another row, in files that know no rows."""
    placed: list[tuple[int, int, tuple[str, str, int]]] = []
    for index, passage in enumerate(told.passages):
        start, end = told.span(index)
        lost = index in told.loose or start == end or told.found.ours[start] == NOWHERE
        if passage.kind == "cell" and not lost:
            row = (passage.label, passage.heading, passage.row)
            if row[:2] in told.whole:
                continue
            placed.append((told.found.ours[start], index, row))
    placed.sort()
    for at in range(1, len(placed) - 1):
        (_, _, before), (_, index, own), (_, _, after) = placed[at - 1 : at + 2]
        alone = own not in (before, after)
        size = sum(row == own for _, _, row in placed[max(0, at - 60) : at + 60]) if alone else 0
        if alone and size > 1 and before[:2] == own[:2] == after[:2]:
            yield _moved(told, index, "it stands in another row")


def _columns_apart(told: FileComparison) -> Iterator[AuditFinding]:
    """Cells that stand under another column, in files that tell where letters stand."""
    for index, passage in enumerate(told.passages):
        start, end = told.span(index)
        places = told.found.ours[start:end]
        if passage.kind != "cell" or not places or NOWHERE in places or told.apart(index):
            continue
        if all(
            told.placed.elsewhere(passage, told.fragment(there).page, told.across(there))
            for there in places
        ):
            yield _moved(told, index, "it stands in another column")


def _moved(told: FileComparison, index: int, note: str) -> AuditFinding:
    passage = told.passages[index]
    start, end = told.span(index)
    return AuditFinding(
        kind="moved",
        fault=True,
        place=passage.place,
        page=told.fragment(told.found.ours[start]).page,
        key=", ".join(role.key for role in passage.roles if role.key),
        value=told.raw(start, end),
        printed=told.raw(start, end),
        sentence=" ".join(passage.text.split()),
        note=note,
    )


# ------------------------------------------------------------------ numbers run together


def _joined(told: FileComparison) -> Iterator[AuditFinding]:
    """Numbers whose digits are all there but parted, or joined with those of the next number."""
    ours, theirs, found = told.ours, told.theirs, told.found.ours
    text = ours.text
    for here in range(len(text) - 1):
        if not (text[here].isdigit() and text[here + 1].isdigit()):
            continue
        there, beyond = found[here], found[here + 1]
        if there == NOWHERE or beyond != there + 1:
            continue
        ours_one = ours.word[here] == ours.word[here + 1]
        theirs_one = theirs.word[there] == theirs.word[beyond]
        if ours_one == theirs_one or (ours_one and _grouped(told, there)):
            continue
        if not ours_one and _grouped_here(told, here):
            continue
        passage = ours.piece[here]
        start, end = told.sentence(passage, here)
        yield AuditFinding(
            kind="differs",
            fault=True,
            place=told.passages[passage].place,
            page=told.fragment(there).page,
            key=", ".join(m.key for m in _around(told, here) if m.kind == "num"),
            printed=told.printed(*_digits(theirs.text, there)),
            value=told.raw(here, here + 2),
            sentence=told.raw(start, end),
            found=told.quote(start, end),
            note="its digits are " + ("parted" if ours_one else "joined with other digits"),
        )


def _around(told: FileComparison, here: int) -> list[Role]:
    at = told.ours.offset[here]
    return [m for m in told.passages[told.ours.piece[here]].roles if m.start <= at < m.end]


def _digits(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > 0 and text[start - 1].isdigit():
        start -= 1
    while end < len(text) and text[end].isdigit():
        end += 1
    return start, end


def _grouped(told: FileComparison, there: int) -> bool:
    """Whether digits are parted as thousands are, all in one paragraph or cell."""
    start, end = _digits(told.theirs.text, there)
    if told.theirs.piece[start] != told.theirs.piece[end - 1]:
        return False
    return bool(_GROUPS.search(told.printed(start, end)))


def _grouped_here(told: FileComparison, here: int) -> bool:
    start, end = _digits(told.ours.text, here)
    return bool(_GROUPS.fullmatch(told.raw(start, end)))


# ------------------------------------------------------------------ words exchanged


def _exchanged(told: FileComparison) -> Iterator[AuditFinding]:
    """Sentences whose words go on in the middle of another line or paragraph."""
    found, piece = told.found, told.theirs.piece
    for index, passage in enumerate(told.passages):
        if passage.kind not in _RUNNING or passage.optional:
            continue
        start, end = told.span(index)
        for here in range(start, end - 1):
            there = found.ours[here]
            if there == NOWHERE or found.ours[here + 1] in (NOWHERE, there + 1):
                continue
            beyond = there + 1
            if beyond >= len(piece) or piece[beyond] != piece[there]:
                continue
            follows = found.theirs[beyond]
            if follows == NOWHERE or follows == told.span(told.ours.piece[follows])[0]:
                continue
            first, last = told.sentence(index, here)
            keys = [m.key for m in passage.roles if m.key and m.kind in ("num", "claim")]
            yield AuditFinding(
                kind="moved",
                fault=bool(keys),
                place=passage.place,
                page=told.fragment(there).page,
                key=", ".join(dict.fromkeys(keys)),
                sentence=told.raw(first, last),
                found=told.quote(first, last),
                note="words stand in another order or place",
            )
            break
