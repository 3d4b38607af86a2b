"""Raised digits: numbers of which a part was set as superscript, so that 10,324 reads 10,32⁴.

Its letters are all there and in their places; only how they are set makes another number of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SET_HIGH = frozenset({"raised", "automatic", "cite", "math"})


def raised_digits(told: FileComparison) -> Iterator[AuditFinding]:
    """Findings for numbers whose first digits stand on the line and whose others do not."""
    text, word = told.ours.text, told.ours.word
    done = NOWHERE
    for here in range(1, len(text)):
        if not (text[here].isdigit() and word[here] == word[here - 1]) or word[here] == done:
            continue
        there, before = told.found.ours[here], told.found.ours[here - 1]
        if NOWHERE in (there, before) or not _high(told, there) or _high(told, before):
            continue
        passage = told.passages[told.ours.piece[here]]
        if passage.kind == "picture":  # its words may be turned, and rise without being raised
            continue
        at = told.ours.offset[here]
        if any(one.kind in _SET_HIGH and one.start <= at < one.end for one in passage.roles):
            continue
        done = word[here]
        start, end = told.sentence(told.ours.piece[here], here)
        yield AuditFinding(
            kind="differs",
            fault=True,
            place=passage.place,
            page=told.fragment(there).page,
            key=", ".join(
                one.key for one in passage.roles if one.start <= at < one.end and one.key
            ),
            printed=_as_set(told, here),
            value=told.raw(*_word(told, here)),
            sentence=told.raw(start, end),
            note="its last digits are set as superscript or subscript, which makes another number",
        )


def _word(told: FileComparison, here: int) -> tuple[int, int]:
    """The number that a digit belongs to."""
    word = told.ours.word
    start = end = here
    while start > 0 and word[start - 1] == word[here]:
        start -= 1
    while end < len(word) and word[end] == word[here]:
        end += 1
    return start, end


def _as_set(told: FileComparison, here: int) -> str:
    """A number with its raised digits as they look: 10,32⁴."""
    start, end = _word(told, here)
    first = told.ours.offset[start]
    signs = list(told.raw(start, end))
    for at in range(start, end):
        there = told.found.ours[at]
        if there != NOWHERE and _high(told, there):
            place = told.ours.offset[at] - first
            signs[place] = signs[place].translate(_SUPERSCRIPT)
    return "".join(signs)


def _high(told: FileComparison, there: int) -> bool:
    return told.theirs.offset[there] in told.fragment(there).raised
