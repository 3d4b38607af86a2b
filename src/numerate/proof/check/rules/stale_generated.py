"""Stale generated files: _generated/ is not what data, analysis and manuscript give."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.inputs import differing, folder_digests
from numerate.ground.issues import Issue
from numerate.ground.project import GENERATED
from numerate.proof.check.facts import NUMBERS
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "stale-generated"
_SHOWN = 4


def _check(review: Review) -> Iterator[Issue]:
    if review.facts is None:
        return
    there = folder_digests(review.project.generated)
    names = differing(there, review.generated)
    if not names:
        return
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    told = f"{', '.join(names[:_SHOWN])}{more}" if there else "nothing"
    moved = review.facts.moved
    why = f"; changed since: {', '.join(moved[:_SHOWN])}" if moved else ""
    yield issue(
        CODE,
        (f"{GENERATED}/{NUMBERS if NUMBERS in names else names[0]}" if there else GENERATED, None),
        found=f"{told} in {GENERATED}/, not what data, analysis and manuscript give{why}",
        expected="the files that a build gives now",
        todo="run numerate build and commit what it writes",
    )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="Generated files are not those of the data",
    why="Decided by content: a file copied, checked out or touched is not stale, one edited by "
    "hand is. Quarto alone would render the old numbers without a word.",
    bad=Example(file="_generated/numbers.json", instead_of='"text": "12"', text='"text": "13"'),
    good=Example(file="_generated/numbers.json", instead_of='"text": "12"', text='"text": "12"'),
    needs=("ledger",),
    check=_check,
)
