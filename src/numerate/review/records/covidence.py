"""Covidence: lists of references, one a status, and extractions with a row for each reviewer.

A list tells its status by its name alone (``review_1_included_csv_…``), and reasons in the notes.
It names no reviewers, so its decisions are the team's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from numerate.review.records.batches import PLACE, Batch
from numerate.review.records.fields import EXCLUDE, FULLTEXT, INCLUDE, SCREENING
from numerate.review.records.screenings import CONSENSUS, Remark, Screened, Settled
from numerate.review.records.sheetfiles import Sheet

TOOL: Final = "covidence"
_ID: Final = "Covidence #"
_REVIEWER: Final = "Reviewer Name"
_REASON: Final = re.compile(r"Exclusion reason:\s*(?P<reason>[^;|]+)", re.IGNORECASE)
# the word in the file's name: stage and decision of its references
_STATUS: Final[Mapping[str, tuple[str, str]]] = {
    "included": (FULLTEXT, INCLUDE),
    "excluded": (FULLTEXT, EXCLUDE),
    "irrelevant": (SCREENING, EXCLUDE),
    "select": (SCREENING, INCLUDE),
    "extract": (FULLTEXT, INCLUDE),
}
# Columns of an extraction that are no questions.
_ABOUT: Final = frozenset({"covidence #", "study id", "title", "reviewer name"})


def is_references(sheet: Sheet) -> bool:
    """Whether a sheet is a list of references."""
    return {"covidence #", "title", "authors"} <= sheet.names


def is_extraction(sheet: Sheet) -> bool:
    """Whether a sheet is an extraction, one row a study and reviewer."""
    return {"covidence #", "reviewer name"} <= sheet.names


def from_references(sheet: Sheet, batch: Batch, name: str) -> Screened:
    """The references, with the team's decision where the name of the file tells it.

    Args:
        sheet: The sheet.
        batch: Its rows as records.
        name: The file's name.
    """
    status = re.search(r"review_\d+_([a-z]+)_csv", name.lower())
    told = _STATUS.get(status[1]) if status else None
    settled: list[Settled] = []
    remarks: list[Remark] = []
    places = {row[PLACE["source_line"]]: row[PLACE["source_id"]] for row in batch.rows}
    for line, named in sheet:
        article = places.get(str(line), "")
        found = _REASON.search(named.get("Notes", ""))
        reason = found["reason"].strip() if found else ""
        if told:
            stage, decision = told
            settled.append(
                Settled(
                    article=article,
                    stage=stage,
                    decision=decision,
                    reason=reason if decision == EXCLUDE else "",
                )
            )
        elif reason:
            remarks.append(Remark(article=article, kind="reason", text=reason))
        remarks += [
            Remark(article=article, kind="label", text=tag.strip())
            for tag in named.get("Tags", "").split(";")
            if tag.strip()
        ]
    return Screened(tool=TOOL, articles=batch, settled=tuple(settled), remarks=tuple(remarks))


def extracted(sheet: Sheet) -> Iterator[dict[str, str]]:
    """One row a study, reviewer and question; the team's final answers are of ``consensus``.

    >>> header = ("Covidence #", "Study ID", "Title", "Reviewer Name", "Country", "Country")
    >>> rows = ((2, ("7", "Amsel 2016", "Reading", "Consensus", "Norway", "")),)
    >>> [tuple(row.values()) for row in extracted(Sheet(header=header, rows=rows))]
    [('7', 'Amsel 2016', 'consensus', 'Country', 'Norway')]
    """
    seen: Counter[str] = Counter()
    questions = []
    for place, name in enumerate(sheet.header):
        seen[name] += 1
        if name.lower() not in _ABOUT:
            questions.append((place, f"{name} ({seen[name]})" if seen[name] > 1 else name))
    column = {name.lower(): place for place, name in reversed(tuple(enumerate(sheet.header)))}
    for _, cells in sheet.rows:
        reviewer = cells[column[_REVIEWER.lower()]].strip()
        label = cells[column["study id"]].strip() if "study id" in column else ""
        for place, question in questions:
            if cells[place].strip():
                yield {
                    "study": cells[column[_ID.lower()]].strip().lstrip("#"),
                    "label": label,
                    "reviewer": CONSENSUS if reviewer.lower() == CONSENSUS else reviewer,
                    "question": question,
                    "answer": cells[place].strip(),
                }
