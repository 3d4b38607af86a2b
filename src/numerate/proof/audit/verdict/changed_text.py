"""Changed text: sentences and cells that a file has in other words, and whether that is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from numerate.proof.audit.expected.expected_passages import Role
from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding
from numerate.proof.audit.verdict.departures import Departure, changes

_GONE = 0.25  # of a sentence's letters; with fewer it counts as not found
_DIGIT = re.compile(r"\d")
_NEGATIONS = frozenset(
    {"no", "not", "never", "none", "nor", "neither", "without", "cannot", "cant", "hardly", "fail",
     "failed", "lack", "lacked", "non", "un", "nt", "t", "few", "fewer", "less", "more", "most"}
)  # fmt: skip
_CELLS = frozenset({"cell", "head"})
_QUIET = frozenset({"automatic", "math"})


def changed(
    told: FileComparison, found: Sequence[Departure], gone: set[int]
) -> tuple[list[AuditFinding], list[Departure]]:
    """What the differences mean, and the single changes that they come down to.

    Args:
        told: The comparison.
        found: Where the two part ways.
        gone: The passages that are not in the file at all.
    """
    findings: list[AuditFinding] = []
    small: list[Departure] = []
    for departure in found:
        if departure.passage in gone or told.apart(departure.passage) or _left_out(told, departure):
            continue
        small += [one for one in changes(told, departure) if not _expected(told, one)]
    shifted = _shifted(told, small)
    small = [one for one in dict.fromkeys(small) if one not in shifted]
    for (passage, sentence), group in groupby(small, key=lambda one: _unit(told, one)):
        findings += _sentence(told, passage, sentence, list(group))
    return findings, small


def _left_out(told: FileComparison, departure: Departure) -> bool:
    """Whether letters may be missing: numbers that programs put in, formulas."""
    if departure.until > departure.there or departure.start == departure.end:
        return False
    if told.numbered and told.passages[departure.passage].kind == "heading":
        return False
    return all(_quiet(told, departure.passage, at) for at in range(departure.start, departure.end))


def _quiet(told: FileComparison, passage: int, here: int) -> bool:
    at = told.ours.offset[here]
    roles = told.passages[passage].roles
    return any(m.kind in _QUIET and m.start <= at < m.end for m in roles)


def _expected(told: FileComparison, one: Departure) -> bool:
    """Whether a change is one that typesetting makes by itself."""
    heading = told.passages[one.passage].kind == "heading"
    if one.start < one.end and not (told.numbered and heading):
        quiet = [_quiet(told, one.passage, at) for at in range(one.start, one.end)]
        printed = told.theirs.text[one.there : one.until]
        return all(quiet) and (not printed or _is_math(told, one))
    return _is_math(told, one)


def _is_math(told: FileComparison, one: Departure) -> bool:
    """Whether a change touches a formula, whose signs differ from format to format."""
    first, last = told.span(one.passage)
    near = [at for at in (one.start - 1, one.start) if first <= at < last]
    offsets = [told.ours.offset[at] for at in near]
    roles = [m for m in told.passages[one.passage].roles if m.kind == "math"]
    return any(m.start <= at < m.end for m in roles for at in offsets)


# ------------------------------------------------------------------ what reads otherwise


def _unit(told: FileComparison, one: Departure) -> tuple[int, tuple[int, int]]:
    first, last = told.span(one.passage)
    here = one.start if one.start < one.end or one.start == first else one.start - 1
    return one.passage, told.sentence(one.passage, min(here, last))


def _sentence(
    told: FileComparison, passage: int, sentence: tuple[int, int], found: Sequence[Departure]
) -> Iterator[AuditFinding]:
    """Findings of one sentence: each number that differs, and its other words together."""
    start, end = sentence
    words = told.raw(start, end)
    quote = told.quote(start, end) if end > start else ""
    page = _page(told, found[0])
    place = told.passages[passage].place
    if end > start and told.share(start, end) < _GONE and told.passages[passage].kind not in _CELLS:
        keys = [m.key for m in _roles_at(told, passage, start, end) if m.key]
        yield AuditFinding(
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
    others: list[Departure] = []
    for one in found:
        numbers = list(_numbers(told, one))
        if not numbers:
            others.append(one)
        for key, value in numbers:
            yield AuditFinding(
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


def _shifted(told: FileComparison, found: Sequence[Departure]) -> set[Departure]:
    """Signs such as ● that stand elsewhere in their passage: PDFs draw them by themselves."""
    signs: dict[tuple[int, str], list[Departure]] = {}
    for one in () if told.structured else found:
        words = told.raw(one.start, one.end) + told.printed(one.there, one.until)
        if words and not any(sign.isalnum() for sign in words):
            signs.setdefault((one.passage, words), []).append(one)
    return {one for pair in signs.values() if len(pair) == 2 for one in pair}  # noqa: PLR2004


def _beside_the_point(told: FileComparison, passage: int, found: Sequence[Departure]) -> bool:
    """Whether words without numbers follow what stands about the title."""
    end = told.span(passage)[1]
    added = all(
        one.start == end and not _DIGIT.search(told.printed(one.there, one.until)) for one in found
    )
    return added and told.passages[passage].kind == "front"


def _numbers(told: FileComparison, one: Departure) -> Iterator[tuple[str, str]]:
    """Key and value of each number that a change touches; the key is empty for typed ones."""
    roles = [m for m in _roles_at(told, one.passage, one.start, one.end) if m.kind == "num"]
    text = told.passages[one.passage].text
    for role in roles:
        yield role.key, text[role.start : role.end]
    if roles:
        return
    here = told.raw(one.start, one.end)
    if _DIGIT.search(here) and one.start < one.end:
        yield "", here


def _roles_at(told: FileComparison, passage: int, start: int, end: int) -> list[Role]:
    """The roles that letters of a passage lie in; of words put in, those around them."""
    first, last = told.span(passage)
    if start == end:
        if not first < start < last:
            return []
        left, right = told.ours.offset[start - 1], told.ours.offset[start]
        return [m for m in told.passages[passage].roles if m.start <= left and right < m.end]
    left, right = told.ours.offset[start], told.ours.offset[end - 1]
    return [m for m in told.passages[passage].roles if m.start <= right and left < m.end]


def _changed(
    told: FileComparison, passage: int, quotes: tuple[str, str], found: Sequence[Departure]
) -> AuditFinding:
    removed = [told.raw(one.start, one.end) for one in found if one.end > one.start]
    added = [told.printed(one.there, one.until) for one in found if one.until > one.there]
    claims = [m for m in told.passages[passage].roles if m.kind == "claim"]
    own = [
        m.key
        for one in found
        for m in _roles_at(told, passage, one.start, one.end)
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
    return AuditFinding(
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


def _page(told: FileComparison, one: Departure) -> int:
    if one.until > one.there:
        return told.fragment(one.there).page
    first, last = told.span(one.passage)
    for at in (*range(one.start - 1, first - 1, -1), *range(one.end, last)):
        there = told.found.ours[at]
        if there != NOWHERE:
            return told.fragment(there).page
    return 0
