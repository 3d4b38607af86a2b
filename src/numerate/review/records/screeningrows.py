"""What a screening tool tells, as rows of the tables of decisions, under pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from numerate.review.records.fields import FULLTEXT, SCREENING
from numerate.review.records.screenings import Screened
from numerate.review.records.shapes import (
    FULLTEXT_DECISIONS,
    LINKS,
    REMARKS,
    SCREENING_DECISIONS,
    UNSEEN,
)

_SETTLED: Final = {SCREENING: SCREENING_DECISIONS, FULLTEXT: FULLTEXT_DECISIONS}
_ID: Final = {SCREENING: "record_id", FULLTEXT: "report_id"}


@dataclass(slots=True)
class Told:
    """Rows by table, and the articles that no record is known for.

    Attributes:
        rows: Rows of each table.
        strangers: Articles of decisions that are not among the records.
        seconds: Decisions on a second article of a record by the same reviewer.
    """

    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    seconds: int = 0


def screening_rows(
    screened: Screened, records: Mapping[str, str], pseudonym: Callable[[str], str]
) -> Told:
    """The rows that an export of a screening tool gives.

    Args:
        screened: What it tells.
        records: The record that each article is.
        pseudonym: From a reviewer's name or e-mail to the pseudonym.
    """
    told = Told()
    told.rows[LINKS] = [
        {"tool": screened.tool, "article": article, "record_id": record}
        for article, record in records.items()
    ]
    _decide(screened, records, pseudonym, told)
    for settled in screened.settled:
        if settled.article in records:
            row = {
                _ID[settled.stage]: records[settled.article],
                "decision": settled.decision,
                "reason": settled.reason,
            }
            told.rows.setdefault(_SETTLED[settled.stage], []).append(row)
    told.rows.setdefault(REMARKS, []).extend(
        {
            "record_id": records[remark.article],
            "kind": remark.kind,
            "text": remark.text,
            "reviewer": pseudonym(remark.reviewer),
        }
        for remark in screened.remarks
        if remark.article in records
    )
    told.rows[UNSEEN] = [
        {"record_id": records[article], "tool": screened.tool}
        for article in screened.unseen
        if article in records
    ]
    told.strangers += sorted(set(_articles(screened)) - records.keys())
    return told


def _articles(screened: Screened) -> Iterator[str]:
    yield from (one.article for one in screened.decisions)
    yield from (one.article for one in screened.settled)
    yield from screened.unseen


def _decide(
    screened: Screened,
    records: Mapping[str, str],
    pseudonym: Callable[[str], str],
    told: Told,
) -> None:
    taken: dict[tuple[str, str, str], str] = {}
    for one in screened.decisions:
        if one.article not in records:
            continue
        record, reviewer = records[one.article], pseudonym(one.reviewer)
        if taken.setdefault((one.stage, record, reviewer), one.article) != one.article:
            told.seconds += 1
            continue
        row = {_ID[one.stage]: record, "reviewer": reviewer, "decision": one.decision}
        if one.stage == SCREENING:
            row["prior"] = "yes" if one.prior else "no"
        else:
            row["reason"] = one.reason
        told.rows.setdefault(one.stage, []).append(row)
        if one.reason and one.stage == SCREENING:
            remark = {
                "record_id": record,
                "kind": "reason",
                "text": one.reason,
                "reviewer": reviewer,
            }
            told.rows.setdefault(REMARKS, []).append(remark)
