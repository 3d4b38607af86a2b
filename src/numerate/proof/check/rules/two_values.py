"""Two values: one quantity under two keys that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.facts import NumberFact
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "two-values"


def _check(review: Review) -> Iterator[Issue]:
    first: dict[tuple[str, str], NumberFact] = {}
    for number in review.facts.numbers.values() if review.facts else ():
        told = re.sub(r"\W+", " ", number.definition).strip().lower()
        if not told:
            continue
        other = first.setdefault((told, number.unit), number)
        if other.text != number.text:
            yield issue(
                CODE,
                (number.file, number.line),
                found=f"{other.key} is {other.text} and {number.key} is {number.text}; both are "
                f"defined as «{number.definition}»",
                expected="one value for one quantity",
                todo="give each a definition that tells them apart, or let one of them go",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="One quantity has two values under two keys",
    why="Two numbers with the same definition and unit must agree, or their definitions are too "
    "short to tell readers which is which.",
    bad=Example(
        file="analysis/flow.py",
        instead_of='"excluded": "Records excluded on title and abstract"',
        text='"excluded": "Records screened"',
    ),
    good=Example(
        file="analysis/flow.py",
        instead_of='"excluded": "Records excluded on title and abstract"',
        text='"excluded": "Records excluded on title or abstract"',
    ),
    needs=("ledger",),
    check=_check,
)
