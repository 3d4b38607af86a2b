"""Raised digits: numbers of which a part was set as superscript, so that 10,324 reads 10,32⁴.

Its letters are all there and in their places; only how they are set makes another number of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding

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
            printed=told.printed(before, there + 1),
            value=told.raw(here - 1, here + 1),
            sentence=told.raw(start, end),
            note="its last digits are set as superscript or subscript, which makes another number",
        )


def _high(told: FileComparison, there: int) -> bool:
    return told.theirs.offset[there] in told.fragment(there).raised
