"""Added text: words that belong to no passage, told when they hold numbers or are long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from numerate.proof.audit.matching.common_runs import NOWHERE
from numerate.proof.audit.matching.file_comparison import FileComparison
from numerate.proof.audit.verdict.audit_findings import AuditFinding
from numerate.proof.audit.verdict.departures import Addition

_LONG = 30  # letters that make a sentence
_DIGIT = re.compile(r"\d")


def added(told: FileComparison, additions: Sequence[Addition]) -> Iterator[AuditFinding]:
    """Findings for numbers and sentences in words of the file that the manuscript does not have."""
    for one in additions:
        words = told.printed(one.start, one.end)
        beside = [passage for passage in (one.before, one.after) if passage != NOWHERE]
        ends = one.after == NOWHERE and told.structured
        inside = one.before != NOWHERE and (one.after != NOWHERE or ends) and not one.edge
        number = bool(_DIGIT.search(words))
        long = not told.plain and one.before != NOWHERE and one.end - one.start >= _LONG
        if (
            not (number or long)
            or (told.whole and not inside)
            or any(told.apart(passage) for passage in beside)
        ):
            continue
        fragment = told.fragment(one.start)
        heading = told.passages[one.before].heading if one.before != NOWHERE else ""
        yield AuditFinding(
            kind="typed" if number else "changed",
            fault=inside and number,
            place=f"after «{heading}»" if heading else "beside the manuscript's text",
            page=fragment.page,
            printed=words[:300],
            note=f"no sentence of the manuscript holds these {'numbers' if number else 'words'}",
        )
