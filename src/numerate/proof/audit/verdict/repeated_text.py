"""Repeated text: words that a file prints twice: contents, running titles, repeated table heads.

A second copy is no addition, but it can go stale by itself, so it is compared like the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from numerate.proof.audit.matching.common_runs import NOWHERE, runs
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.matching.folded_text import folded, letters
from numerate.proof.audit.matching.letter_matching import aligned, words_of
from numerate.proof.audit.verdict.audit_findings import AuditFinding

_LEAST = 4
_ALIKE = 0.6
_LONG = 12
_FREE = 0.95  # of a long copy's letters; a few may have been taken by chance
_NAME = 8  # letters of an author's name
_FEW_HEADS = 3
_PAGE = re.compile(r"\d{1,4}$")
_SECTION = re.compile(r"^\d+(\.\d+)*")
_COPIED = frozenset({"title", "front", "heading", "caption", "head", "description", "abstract"})


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """Letters of the file that are a second copy of something, and copies that differ.

    Attributes:
        mask: 1 for each letter of the file that belongs to a copy.
        findings: Numbers that differ between a copy and the manuscript.
        count: How many copies were compared.
    """

    mask: bytearray
    findings: tuple[AuditFinding, ...]
    count: int


def copies(told: FileComparison) -> RepeatedText:
    """The second copies in a file, compared with the manuscript as well."""
    mask = bytearray(len(told.found.theirs))
    count = _repeated_heads(told, mask)
    findings = list(_running_titles(told, mask))
    left = list(_whole(told, mask))
    known, numbered = _known(told), _numbers(told)
    unlike: list[tuple[int, int, int]] = []
    for piece, start, end in left:
        words = told.theirs.text[start:end]
        if words in known or (not told.structured and _PAGE.sub("", words) in known):
            mask[start:end] = b"\1" * (end - start)
            count += 1
            continue
        bare = _SECTION.sub("", words)
        if bare != words and bare in numbered:
            mask[start:end] = b"\1" * (end - start)
            number = words[: len(words) - len(bare)]
            findings.append(_differing(told, numbered[bare], piece, [number]))
        elif end - start >= (_NAME if told.structured else _LONG):
            unlike.append((piece, start, end))
    findings += _compared(told, mask, unlike)
    return RepeatedText(mask, tuple(findings), count + len(findings))


def _known(told: FileComparison) -> frozenset[str]:
    """The letters of everything that files print twice."""
    return frozenset(
        told.ours.text[slice(*told.span(index))]
        for index, passage in enumerate(told.passages)
        if passage.kind in _COPIED
    )


def _whole(told: FileComparison, mask: bytearray) -> Iterator[tuple[int, int, int]]:
    """Fragments of which no letter is anybody's."""
    starts = told.theirs.starts
    seen: set[str] = set()  # running heads, once each
    for piece in range(len(told.fragments)):
        start, end = starts[piece], starts[piece + 1]
        least = _FREE if told.structured and told.fragments[piece].aside else 1.0
        free = told.found.theirs[start:end].count(NOWHERE)
        if end > start and free >= least * (end - start):
            words = told.theirs.text[start:end].strip("0123456789")
            if not told.structured and told.fragments[piece].aside:
                if words in seen or len(words) < _LONG:
                    continue
                seen.add(words)
            if not mask[start]:
                yield piece, start, end


# ------------------------------------------------------------------ heads of tables


def _repeated_heads(told: FileComparison, mask: bytearray) -> int:
    """Mark heads of tables that are printed again on the next page."""
    count = 0
    heads = sorted(set(_heads(told)), key=len, reverse=True)
    for start, end in runs(told.found.theirs):
        words = told.theirs.text[start:end]
        for head in heads:
            at = words.find(head)
            while at >= 0:
                if not any(mask[start + at : start + at + len(head)]):
                    mask[start + at : start + at + len(head)] = b"\1" * len(head)
                    count += 1
                at = words.find(head, at + len(head))
    return count


def _heads(told: FileComparison) -> Iterator[str]:
    """The letters of each table's head: as the manuscript has them, and as the file has."""
    tables: dict[tuple[str, str], list[int]] = {}
    for index, passage in enumerate(told.passages):
        if passage.kind == "head":
            tables.setdefault((passage.label, passage.heading), []).append(index)
    for cells in tables.values():
        words = "".join(told.ours.text[slice(*told.span(one))] for one in cells)
        if len(words) >= _LEAST:
            yield words
        there = [p for one in cells for p in told.found.ours[slice(*told.span(one))] if p >= 0]
        if there and max(there) - min(there) < 2 * len(words):
            yield told.theirs.text[min(there) : max(there) + 1]


# ------------------------------------------------------------------ running titles


def _running_titles(told: FileComparison, mask: bytearray) -> Iterator[AuditFinding]:
    """Mask titles at the head of pages with their page numbers, and tell of odd numbers."""
    for title in {told.ours.text[slice(*told.span(one))] for one in _fronts(told)}:
        heads: list[tuple[int, int, int, str]] = []
        for found in re.finditer(re.escape(title), told.theirs.text) if title else ():
            start, end = found.span()
            owner = told.found.theirs[start]
            if owner == NOWHERE or told.passages[told.ours.piece[owner]].kind == "front":
                number = _number_after(told, end)
                heads.append((start, end, told.fragment(start).page, number))
        if all(one.page <= 1 for one in told.fragments):  # a text without pages
            heads = [(*one[:2], index, one[3]) for index, one in enumerate(heads)]
        offsets = Counter(int(one[3]) - one[2] for one in heads if one[3])
        usual, count = next(iter(offsets.most_common(1)), (0, 0))
        for start, end, ordinal, number in heads:
            due = str(ordinal + usual)
            piece = told.theirs.piece[start]
            alone = told.theirs.starts[piece + 1] == end + len(number)
            if count < _FEW_HEADS and not alone:
                continue
            for at in range(start, end + len(number)):
                mask[at] = told.found.theirs[at] == NOWHERE
            if number and number != due and count >= _FEW_HEADS and not told.whole:
                yield _odd(told, start, number, due)


def _fronts(told: FileComparison) -> list[int]:
    return [
        i for i, one in enumerate(told.passages) if one.kind == "front" and len(one.text) > _LONG
    ]


def _number_after(told: FileComparison, at: int) -> str:
    """The digits after a place that nobody wants."""
    end = at
    text, theirs, word = told.theirs.text, told.found.theirs, told.theirs.word
    while end < len(text) and text[end].isdigit() and theirs[end] == NOWHERE:
        if word[end] != word[at]:
            break
        end += 1
    return text[at:end]


def _odd(told: FileComparison, start: int, number: str, due: str) -> AuditFinding:
    fragment = told.fragment(start)
    return AuditFinding(
        kind="changed",
        fault=False,
        place="head of the page",
        page=fragment.page,
        printed=number,
        value=due,
        note="the page number does not count on from the page before",
    )


# ------------------------------------------------------------------ copies that may differ


def _compared(
    told: FileComparison, mask: bytearray, unlike: list[tuple[int, int, int]]
) -> Iterator[AuditFinding]:
    """Compare fragments that are nobody's with the manuscript, and tell where they differ."""
    copied = letters(told.fragments[piece].text for piece, _, _ in unlike)
    found = aligned(copied, told.ours)
    for index, (piece, start, end) in enumerate(unlike):
        first, last = copied.starts[index], copied.starts[index + 1]
        there = [place for place in found.ours[first:last] if place != NOWHERE]
        if not there or len(there) < _ALIKE * (last - first):
            continue
        passage = told.ours.piece[there[len(there) // 2]]
        if told.passages[passage].kind not in _COPIED:
            continue
        mask[start:end] = b"\1" * (end - start)
        span = told.span(passage)  # a word that another passage has by chance is another word
        places = [p if span[0] <= p < span[1] else NOWHERE for p in found.ours[first:last]]
        others = [
            copied.text[begin:stop]
            for gap in runs(places)
            if gap[1] - gap[0] < _LEAST
            or copied.text[first + gap[0] : first + gap[1]] not in told.ours.text[slice(*span)]
            if (
                told.structured
                and not told.fragments[piece].aside
                and any(sign.isdigit() for sign in copied.text[first + gap[0] : first + gap[1]])
            )
            or _between(places, span, gap)
            for begin, stop in words_of(copied, first + gap[0], first + gap[1])
            if not _is_page(told, copied.text[begin:stop], found.ours[begin - 1 : begin], passage)
        ]
        if others:
            yield _differing(told, passage, piece, others)


def _between(places: Sequence[int], span: tuple[int, int], gap: tuple[int, int]) -> bool:
    """Whether a gap stands within a copy or instead of its ends, not beside it as dates do."""
    own = [at for at, place in enumerate(places) if span[0] <= place < span[1]]
    if not own:
        return False
    before = 0 < places[own[0]] - span[0] <= 2 * (gap[1] - gap[0])
    after = 0 < span[1] - 1 - places[own[-1]] <= 2 * (gap[1] - gap[0])
    return (own[0] < gap[0] or before) and (gap[1] <= own[-1] or after)


def _is_page(told: FileComparison, word: str, before: Sequence[int], passage: int) -> bool:
    """Whether a word is the page number that stands after a copied title or heading."""
    ends = list(before) and before[0] + 1 == told.span(passage)[1]
    return bool(ends) and word.isdigit() and not told.structured


def _numbers(told: FileComparison) -> dict[str, int]:
    """Headings without their numbers."""
    found: dict[str, int] = {}
    for index, passage in enumerate(told.passages):
        roles = passage.roles[:1] if passage.kind == "heading" else ()
        if roles and roles[0].kind == "automatic" and roles[0].start == 0:
            found[folded(passage.text[roles[0].end :])] = index
    return found


def _differing(
    told: FileComparison, passage: int, piece: int, words: Sequence[str]
) -> AuditFinding:
    fragment = told.fragments[piece]
    keys = [role.key for role in told.passages[passage].roles if role.kind == "num"]
    number = any(sign.isdigit() for word in words for sign in word)
    return AuditFinding(
        kind="differs" if number else "changed",
        fault=number,
        place=told.passages[passage].place,
        page=fragment.page,
        key=", ".join(dict.fromkeys(keys)) if number else "",
        printed=" ".join(words),
        sentence=" ".join(told.passages[passage].text.split()),
        found=" ".join(fragment.text.split()),
        note="in a second copy, such as the contents or a running title",
    )
