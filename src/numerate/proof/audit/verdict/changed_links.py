"""Changed links: a file leads elsewhere than the manuscript, though its words are the same.

Texts keep no links and some programs lose them, so that a link which is not there tells nothing by
itself; one that is not there while the file has one that nobody wrote was changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher

from numerate.proof.audit.readers.printed_file import PrintedFile
from numerate.proof.audit.verdict.audit_findings import AuditFinding

_OF_PEOPLE = ("mailto:", "https://orcid.org/")  # of authors, put in by programs


def changed_links(printed: PrintedFile, wanted: AbstractSet[str]) -> Iterator[AuditFinding]:
    """Findings for links of the manuscript in whose place a file has others.

    Args:
        printed: The file.
        wanted: Where the links of the manuscript lead, from
            :func:`numerate.proof.audit.readers.printed_file.target`.
    """
    unknown = sorted(
        one for one in printed.links - wanted if not one.casefold().startswith(_OF_PEOPLE)
    )
    for one in sorted(wanted - printed.links) if unknown else ():
        yield AuditFinding(
            kind="changed",
            fault=False,
            place="links",
            printed=max(unknown, key=lambda other: SequenceMatcher(None, one, other).ratio()),
            value=one,
            note="the file has no link that leads there",
        )
