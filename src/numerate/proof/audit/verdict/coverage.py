"""Coverage: what of a file was compared, and what could not be.

An audit that says nothing of what it could not read would pass silence off as agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.matching.letter_matching import words_of
from numerate.proof.audit.matching.table_columns import table_of
from numerate.proof.audit.readers.printed_file import PrintedFile
from numerate.proof.audit.verdict.audit_findings import AuditedNumber, AuditFinding
from numerate.proof.audit.verdict.missing_text import absent, left_out

_SHOWN = 20  # words that are shown of those that were not found


def numbers_in(told: FileComparison, found: Sequence[AuditFinding]) -> Iterator[AuditedNumber]:
    """Every number and claim with a key, and whether a finding speaks against it."""
    wrong = {(one.place, key) for one in found for key in one.key.split(", ") if one.key}
    for index, passage in enumerate(told.passages):
        start, _ = told.span(index)
        there = told.found.ours[start] if start < len(told.found.ours) else NOWHERE
        page = told.fragment(there).page if there != NOWHERE else 0
        for role in passage.roles:
            if role.key:
                yield AuditedNumber(
                    key=role.key,
                    kind=role.kind,
                    value=passage.text[role.start : role.end],
                    place=passage.place,
                    page=page,
                    agrees=(passage.place, role.key) not in wrong,
                )


def checked(
    told: FileComparison, numbers: Sequence[AuditedNumber], wrong: frozenset[int]
) -> Iterator[tuple[str, int, int]]:
    """What was compared, as (what, how many agree, of how many)."""
    for kind, name in (("num", "numbers with a key"), ("claim", "claims")):
        own = [one for one in numbers if one.kind == kind]
        yield name, sum(one.agrees for one in own), len(own)
    groups = (
        ("paragraphs, headings and captions", {"prose", "abstract", "title", "heading", "caption"}),
        ("table cells", {"cell", "head"}),
        ("notes and references", {"note", "footnote", "reference"}),
        ("pieces of text in pictures", {"picture"}),
    )
    for name, kinds in groups:
        own_passages = [
            index
            for index, one in enumerate(told.passages)
            if one.kind in kinds and told.span(index)[0] < told.span(index)[1]
        ]
        agree = sum(_agrees(told, index, wrong) for index in own_passages)
        if own_passages:
            yield name, agree, len(own_passages)


def _agrees(told: FileComparison, index: int, wrong: frozenset[int]) -> bool:
    """Whether a passage is in the file and reads as it should, but for what typesetting does."""
    share = told.share(*told.span(index))
    return share == 1.0 or (share > 0 and index not in wrong and not told.apart(index))


def typed(passage: ExpectedPassage) -> int:
    """How many numbers of a passage are typed: neither bound nor part of a citation."""
    if passage.kind in ("reference", "picture", "description", "cell", "head"):
        return 0
    covered = [(role.start, role.end) for role in passage.roles if role.kind != "claim"]
    return sum(
        not any(start <= found.start() < end for start, end in covered)
        for found in re.finditer(r"\d+", passage.text)
    )


def _left(told: FileComparison, label: str, heading: str) -> Iterator[str]:
    """Words of a table or figure that were not found, as the manuscript has them."""
    for index, passage in enumerate(told.passages):
        if table_of(passage) == (label, heading) and told.apart(index):
            for start, end in words_of(told.ours, *told.span(index)):
                if told.found.ours[start] == NOWHERE:
                    yield told.raw(start, end)


def unchecked(
    told: FileComparison, printed: PrintedFile, pictures: dict[str, str]
) -> Iterator[str]:
    """What could not be compared, and why."""
    labels = dict.fromkeys(one.label for one in told.passages if one.kind == "picture")
    for label in labels:
        spans = [
            told.span(i)
            for i, one in enumerate(told.passages)
            if one.kind == "picture" and one.label == label
        ]
        if any(told.share(*span) > 0 for span in spans if span[0] < span[1]):
            continue
        if pictures.get(label) in printed.pictures:
            yield f"{label}: a picture, the very one that the data give; its words were not read"
        else:
            yield f"{label}: a picture; its words cannot be read"
    for label, heading in sorted(told.whole):
        name = label or f"the table under «{heading}»"
        yield f"{name}: this text does not keep its parts together; compared as one heap of words"
        left = list(_left(told, label, heading))
        if left:
            yield f"{name}: {len(left)} words were not found so: {' | '.join(left[:_SHOWN])}"
    gone = absent(told)
    for index in sorted(gone):
        if left_out(told, told.passages[index]):
            yield f"{told.passages[index].place}: this text does not have it"
    formulas = sum(m.kind == "math" for one in told.passages for m in one.roles)
    if formulas:
        yield f"{formulas} formulas: formats write them differently"
