"""Added text: words of a file that belong to no passage, told when they hold numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding
from numerate.proof.audit.verdict.departures import Addition

_DIGIT = re.compile(r"\d")


def added(told: FileComparison, additions: Sequence[Addition]) -> Iterator[AuditFinding]:
    """Findings for numbers in words of the file that the manuscript does not have."""
    for one in additions:
        words = told.printed(one.start, one.end)
        beside = [passage for passage in (one.before, one.after) if passage != NOWHERE]
        inside = NOWHERE not in (one.before, one.after) and not one.edge
        if (
            not _DIGIT.search(words)
            or (told.whole and not inside)
            or any(told.apart(passage) for passage in beside)
        ):
            continue
        fragment = told.fragment(one.start)
        heading = told.passages[one.before].heading if one.before != NOWHERE else ""
        yield AuditFinding(
            kind="typed",
            fault=inside,
            place=f"after «{heading}»" if heading else "beside the manuscript's text",
            page=fragment.page,
            printed=words[:300],
            note="no sentence of the manuscript holds these numbers",
        )
