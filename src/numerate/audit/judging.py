"""Judging: what each difference between a file and the manuscript means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from numerate.audit.comparison import Comparison
from numerate.audit.findings import Finding
from numerate.audit.hunks import Hunk, changes
from numerate.audit.longruns import NOWHERE
from numerate.audit.passages import Mark

_GONE = 0.25  # of a sentence's letters; with fewer it counts as not found
_ROW_GONE = 0.35
_TELLING = 4  # letters that make a passage worth missing
_ABSENT = 0.5  # of the letters of an optional passage; with fewer it counts as left out
_DIGIT = re.compile(r"\d")
_NEGATIONS = frozenset(
    {"no", "not", "never", "none", "nor", "neither", "without", "cannot", "cant", "hardly", "fail",
     "failed", "lack", "lacked", "non", "un", "nt", "t", "few", "fewer", "less", "more", "most"}
)  # fmt: skip
_CELLS = frozenset({"cell", "head"})
_SMALL = frozenset({"cell", "head", "picture"})
_QUIET = frozenset({"automatic", "math"})


def judged(told: Comparison, found: Sequence[Hunk]) -> tuple[list[Finding], list[Hunk]]:
    """What the differences mean, and the single changes that they come down to."""
    gone = _gone(told)
    findings = list(_missing(told, gone))
    small: list[Hunk] = []
    for hunk in found:
        if hunk.passage in gone or _left_out(told, hunk):
            continue
        small += [one for one in changes(told, hunk) if not _expected(told, one)]
    small = list(dict.fromkeys(small))
    for (passage, sentence), group in groupby(small, key=lambda one: _unit(told, one)):
        findings += _sentence(told, passage, sentence, list(group))
    return findings, small


# ------------------------------------------------------------------ what is not there


def _gone(told: Comparison) -> set[int]:
    """Passages of which nothing, or next to nothing, is in the file."""
    gone: set[int] = set()
    for index, passage in enumerate(told.passages):
        start, end = told.span(index)
        share = told.share(start, end)
        absent = passage.optional and passage.kind != "picture" and share < _ABSENT
        lost = passage.kind not in _SMALL and share < _GONE and end - start >= _TELLING
        if absent or lost:
            gone.add(index)
    for rows in (_rows(told).values(), _pictures(told)):
        for row in rows:
            if _share(told, row) < _ROW_GONE:
                gone.update(row)
    return gone


def _share(told: Comparison, passages: Sequence[int]) -> float:
    spans = [told.span(one) for one in passages]
    letters = sum(end - start for start, end in spans)
    there = sum(told.share(start, end) * (end - start) for start, end in spans)
    return there / letters if letters > 1 else 1.0


def _pictures(told: Comparison) -> Iterator[list[int]]:
    """The words of each picture together: a file has them all, or it has a mere picture."""
    found: dict[str, list[int]] = {}
    for index, passage in enumerate(told.passages):
        if passage.kind == "picture":
            found.setdefault(passage.label, []).append(index)
    yield from found.values()


def _rows(told: Comparison) -> dict[tuple[str, str, int], list[int]]:
    found: dict[tuple[str, str, int], list[int]] = {}
    for index, passage in enumerate(told.passages):
        if passage.kind in _CELLS:
            found.setdefault((passage.label, passage.heading, passage.row), []).append(index)
    return found


def _missing(told: Comparison, gone: set[int]) -> Iterator[Finding]:
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
        if passage.kind not in _CELLS and not passage.optional:
            yield _not_found(told, [index], f"the {_called(passage.kind)} is not in the file")


def _called(kind: str) -> str:
    return {"prose": "paragraph", "reference": "entry", "head": "row"}.get(kind, kind)


def _not_found(
    told: Comparison, passages: Sequence[int], note: str, *, table: bool = False
) -> Finding:
    first = told.passages[passages[0]]
    words = " | ".join(" ".join(told.passages[one].text.split()) for one in passages)
    keys = [m.key for one in passages for m in told.passages[one].marks if m.key]
    bound = bool(keys) or bool(_DIGIT.search(words)) or first.kind in _CELLS
    place = first.label or first.place if table else first.place.split(", column")[0]
    return Finding(
        kind="missing",
        fault=bound and not first.optional,
        place=place,
        key=", ".join(dict.fromkeys(keys)),
        sentence=words,
        note=note,
    )


def _left_out(told: Comparison, hunk: Hunk) -> bool:
    """Whether letters may be missing: numbers that programs put in, formulas."""
    if hunk.until > hunk.there or hunk.start == hunk.end:
        return False
    if told.numbered and told.passages[hunk.passage].kind == "heading":
        return False
    return all(_quiet(told, hunk.passage, at) for at in range(hunk.start, hunk.end))


def _quiet(told: Comparison, passage: int, here: int) -> bool:
    at = told.ours.offset[here]
    marks = told.passages[passage].marks
    return any(m.kind in _QUIET and m.start <= at < m.end for m in marks)


def _expected(told: Comparison, one: Hunk) -> bool:
    """Whether a change is one that typesetting makes by itself."""
    heading = told.passages[one.passage].kind == "heading"
    if one.start < one.end and not (told.numbered and heading):
        quiet = [_quiet(told, one.passage, at) for at in range(one.start, one.end)]
        printed = told.theirs.text[one.there : one.until]
        return all(quiet) and (not printed or _is_math(told, one))
    return _is_math(told, one)


def _is_math(told: Comparison, one: Hunk) -> bool:
    """Whether a change touches a formula, whose signs differ from format to format."""
    first, last = told.span(one.passage)
    near = [at for at in (one.start - 1, one.start) if first <= at < last]
    offsets = [told.ours.offset[at] for at in near]
    marks = [m for m in told.passages[one.passage].marks if m.kind == "math"]
    return any(m.start <= at < m.end for m in marks for at in offsets)


# ------------------------------------------------------------------ what reads otherwise


def _unit(told: Comparison, one: Hunk) -> tuple[int, tuple[int, int]]:
    first, last = told.span(one.passage)
    here = one.start if one.start < one.end or one.start == first else one.start - 1
    return one.passage, told.sentence(one.passage, min(here, last))


def _sentence(
    told: Comparison, passage: int, sentence: tuple[int, int], found: Sequence[Hunk]
) -> Iterator[Finding]:
    """Findings of one sentence: each number that differs, and its other words together."""
    start, end = sentence
    words = told.raw(start, end)
    quote = told.quote(start, end) if end > start else ""
    page = _page(told, found[0])
    place = told.passages[passage].place
    if end > start and told.share(start, end) < _GONE and told.passages[passage].kind not in _CELLS:
        keys = [m.key for m in _marks(told, passage, start, end) if m.key]
        yield Finding(
            kind="missing",
            fault=bool(keys) or bool(_DIGIT.search(words)),
            place=place,
            page=page,
            key=", ".join(dict.fromkeys(keys)),
            sentence=words,
            found=" ".join(told.printed(one.there, one.until) for one in found).strip(),
            note="the sentence is not in the file",
        )
        return
    others: list[Hunk] = []
    for one in found:
        numbers = list(_numbers(told, one))
        if not numbers:
            others.append(one)
        for key, value in numbers:
            yield Finding(
                kind="differs",
                fault=True,
                place=place,
                page=_page(told, one),
                key=key,
                printed=told.printed(one.there, one.until),
                value=value,
                sentence=words,
                found=quote,
            )
    if others and not _beside_the_point(told, passage, others):
        yield _changed(told, passage, (words, quote), others)


def _beside_the_point(told: Comparison, passage: int, found: Sequence[Hunk]) -> bool:
    """Whether words without numbers follow what stands about the title."""
    end = told.span(passage)[1]
    added = all(
        one.start == end and not _DIGIT.search(told.printed(one.there, one.until)) for one in found
    )
    return added and told.passages[passage].kind == "front"


def _numbers(told: Comparison, one: Hunk) -> Iterator[tuple[str, str]]:
    """Key and value of each number that a change touches; the key is empty for typed ones."""
    marks = [m for m in _marks(told, one.passage, one.start, one.end) if m.kind == "num"]
    text = told.passages[one.passage].text
    for mark in marks:
        yield mark.key, text[mark.start : mark.end]
    if marks:
        return
    here = told.raw(one.start, one.end)
    if _DIGIT.search(here) and one.start < one.end:
        yield "", here


def _marks(told: Comparison, passage: int, start: int, end: int) -> list[Mark]:
    """The marks that letters of a passage lie in; of words put in, those around them."""
    first, last = told.span(passage)
    if start == end:
        if not first < start < last:
            return []
        left, right = told.ours.offset[start - 1], told.ours.offset[start]
        return [m for m in told.passages[passage].marks if m.start <= left and right < m.end]
    left, right = told.ours.offset[start], told.ours.offset[end - 1]
    return [m for m in told.passages[passage].marks if m.start <= right and left < m.end]


def _changed(
    told: Comparison, passage: int, quotes: tuple[str, str], found: Sequence[Hunk]
) -> Finding:
    removed = [told.raw(one.start, one.end) for one in found if one.end > one.start]
    added = [told.printed(one.there, one.until) for one in found if one.until > one.there]
    claims = [m for m in told.passages[passage].marks if m.kind == "claim"]
    own = [
        m.key
        for one in found
        for m in _marks(told, passage, one.start, one.end)
        if m.kind == "claim"
    ]
    typed = any(_DIGIT.search(words) for words in added)
    cell = told.passages[passage].kind in _CELLS
    notes = []
    if _negated([*removed, *added]):
        notes.append("a word of negation or degree was put in or taken out")
    if own:
        notes.append("the words belong to a claim")
    elif claims:
        notes.append("the paragraph holds a claim")
    return Finding(
        kind="typed" if typed and not removed else "changed",
        fault=bool(claims) or typed or cell or bool(_negated([*removed, *added])),
        place=told.passages[passage].place,
        page=_page(told, found[0]),
        key=", ".join(dict.fromkeys(own or [m.key for m in claims])),
        printed=" … ".join(added),
        value=" … ".join(removed),
        sentence=quotes[0],
        found=quotes[1],
        note="; ".join(notes),
    )


def _negated(words: Sequence[str]) -> bool:
    found = {word for text in words for word in re.findall(r"[a-z]+", text.casefold())}
    return bool(found & _NEGATIONS)


def _page(told: Comparison, one: Hunk) -> int:
    if one.until > one.there:
        return told.fragment(one.there).page
    first, last = told.span(one.passage)
    for at in (*range(one.start - 1, first - 1, -1), *range(one.end, last)):
        there = told.found.ours[at]
        if there != NOWHERE:
            return told.fragment(there).page
    return 0
