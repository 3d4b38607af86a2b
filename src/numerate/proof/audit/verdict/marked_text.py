"""Marked text: the manuscript's passages with what agrees and what differs in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import MarkedParagraph, Segment
from numerate.proof.audit.verdict.departures import Departure


def marked(told: FileComparison, found: Sequence[Departure]) -> tuple[MarkedParagraph, ...]:
    """Each passage as runs of text with their state.

    Args:
        told: The comparison.
        found: The single changes that were found.
    """
    by_passage: dict[int, list[Departure]] = {}
    for one in found:
        by_passage.setdefault(one.passage, []).append(one)
    return tuple(
        MarkedParagraph(
            kind=passage.kind,
            place=passage.place,
            segments=tuple(_segments(told, index, by_passage.get(index, []))),
        )
        for index, passage in enumerate(told.passages)
        if passage.kind != "description"
    )


def _segments(told: FileComparison, index: int, found: Sequence[Departure]) -> Iterator[Segment]:
    passage = told.passages[index]
    start, end = told.span(index)
    if start < end and told.share(start, end) == 0.0:
        yield "missing", passage.text, ""
        return
    at = 0
    for one in sorted(found, key=lambda departure: departure.start):
        begin, stop = _offsets(told, index, one)
        begin = max(begin, at)
        yield from _plain(passage.text[at:begin], index, at, told)
        printed = told.printed(one.there, one.until)
        if stop > begin:
            yield "differs", passage.text[begin:stop], printed
        else:
            yield "added", printed, ""
        at = max(stop, begin)
    yield from _plain(passage.text[at:], index, at, told)


def _offsets(told: FileComparison, index: int, one: Departure) -> tuple[int, int]:
    first, last = told.span(index)
    offset = told.ours.offset
    if one.start < one.end:
        return offset[one.start], offset[one.end - 1] + 1
    before = offset[first] if first < last else 0
    place = offset[one.start - 1] + 1 if one.start > first else before
    return place, place


def _plain(text: str, index: int, shift: int, told: FileComparison) -> Iterator[Segment]:
    """A run that agrees, its numbers with their keys apart."""
    at = 0
    for role in sorted(told.passages[index].roles, key=lambda one: one.start):
        begin, stop = role.start - shift, role.end - shift
        if role.kind != "num" or begin < at or stop > len(text):
            continue
        if begin > at:
            yield "plain", text[at:begin], ""
        yield "agrees", text[begin:stop], role.key
        at = stop
    if at < len(text):
        yield "plain", text[at:], ""
