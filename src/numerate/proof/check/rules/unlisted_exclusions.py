"""Unlisted exclusions: reports excluded after reading that no table lists."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.paper.manuscript.places import Place
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.rules.undescribed_study import row_issues

CODE = "unlisted-exclusions"


def _check(review: Review) -> Iterator[Issue]:
    stages = review.stages
    if stages is None or stages.judged is None or review.facts is None:
        return
    excluded = sum(1 for outcome in stages.judged.outcomes if outcome is False)
    if stages.excluded:
        yield from row_issues(CODE, stages.judged, stages.excluded, review.facts, passed=False)
    elif excluded:
        yield issue(
            CODE,
            _place(review),
            found=f"{excluded} reports excluded at {stages.judged.name}, and no table lists them",
            expected="a list of them with the reason for each (PRISMA 2020, item 16b)",
            todo="make the table and name its key under flow: excluded in the data dictionary; or "
            'say in the text why there is none, with a silence beside prisma="16b"',
            severity="advice",
        )


def _place(review: Review) -> Place | None:
    """Where the review reports item 16b, or shows its flow; else its first line."""
    for document in review.documents:
        for text in ('prisma="16b', "16b"):
            found = document.places.text(text)
            if found is not None:
                return found
    documents = review.documents
    if not documents:
        return None
    for document in documents:
        use = next((use for use in document.uses if use.kind == "figure" and use.line), None)
        if use is not None and use.line is not None:
            return Place(use.file, use.line, use.column or 1)
    lines = documents[0].source.body
    return Place(lines[0].file, lines[0].number, 1) if lines else None


RULE = Rule(
    code=CODE,
    severity="fault",
    title="Reports excluded after reading are not listed with their reasons",
    why="Readers who miss a study must find why it is not there. Advice where no table is named; a "
    "fault where the table that is named leaves one out.",
    bad=Example(
        file="data/datapackage.json", instead_of=',\n    "excluded": ["excluded"]', text=""
    ),
    good=Example(
        file="data/datapackage.json",
        instead_of='"excluded": ["excluded"]',
        text='"excluded":["excluded"]',
    ),
    needs=("documents", "stages", "ledger"),
    check=_check,
)
