"""All findings: everything that one wording of a file has otherwise than the data, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from numerate.proof.audit.expected.expected_passages import ExpectedPassage
from numerate.proof.audit.matching.file_comparison import FileComparison, compared
from numerate.proof.audit.readers.printed_file import FileWording
from numerate.proof.audit.verdict.added_text import added
from numerate.proof.audit.verdict.audit_findings import ORDER, AuditFinding, MarkedParagraph
from numerate.proof.audit.verdict.changed_text import changed
from numerate.proof.audit.verdict.departures import departures
from numerate.proof.audit.verdict.exchanged_parts import exchanged
from numerate.proof.audit.verdict.marked_text import marked
from numerate.proof.audit.verdict.missing_text import absent, missing
from numerate.proof.audit.verdict.moved_text import moved
from numerate.proof.audit.verdict.raised_digits import raised_digits
from numerate.proof.audit.verdict.repeated_text import copies


@dataclass(frozen=True, slots=True)
class WordingFindings:
    """What was found in one wording of a file.

    Attributes:
        told: The comparison.
        findings: Its findings.
        paragraphs: The manuscript with marks.
        wrong: The passages that are not in it, or not so.
    """

    told: FileComparison
    findings: tuple[AuditFinding, ...]
    paragraphs: tuple[MarkedParagraph, ...]
    wrong: frozenset[int]


def compared_wording(passages: Sequence[ExpectedPassage], wording: FileWording) -> WordingFindings:
    """The comparison of one wording, its findings, and the manuscript with marks.

    Args:
        passages: From :func:`numerate.proof.audit.expected.document_passages.expected`.
        wording: What the file says.
    """
    told = compared(passages, wording)
    copied = copies(told)
    places, additions = departures(told, copied.mask)
    gone = absent(told)
    differing, small = changed(told, places, gone)
    found = [
        *missing(told, gone),
        *differing,
        *copied.findings,
        *moved(told),
        *exchanged(told),
        *raised_digits(told),
        *added(told, additions),
    ]
    return WordingFindings(
        told,
        tuple(replace(one, reading=wording.name) for one in found),
        marked(told, small),
        frozenset(gone) | {one.passage for one in small},
    )


def rank(finding: AuditFinding) -> tuple[bool, int, int]:
    """Where a finding stands in a report: faults first, then by kind, then by page."""
    return not finding.fault, ORDER.index(finding.kind), finding.page
