"""Bad flow: a declaration of stages that does not fit the tables."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule

CODE = "bad-flow"


def _check(review: Review) -> Iterator[Issue]:
    yield from review.stages.issues if review.stages else ()


RULE = Rule(
    code=CODE,
    severity="fault",
    title="The declared stages do not fit the data",
    why="With a stage that names no table or column, no record can be followed.",
    bad=Example(
        file="data/datapackage.json", instead_of='"table": "screening"', text='"table": "screened"'
    ),
    good=Example(
        file="data/datapackage.json", instead_of='"table": "screening"', text='"table":"screening"'
    ),
    needs=("stages",),
    check=_check,
)
