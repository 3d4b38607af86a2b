"""Unexplained exclusions: reports excluded without a reason, or included with one."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "unexplained-exclusion"


def _check(review: Review) -> Iterator[Issue]:
    stage = review.stages.judged if review.stages else None
    if stage is None or stage.reasons is None:
        return
    rows = zip(stage.ids, stage.outcomes, stage.reasons, stage.lines, strict=True)
    for name, outcome, reason, line in rows:
        if outcome is False and not reason:
            yield issue(
                CODE,
                (stage.file, line),
                found=f"'{name}' is excluded at {stage.name} without a reason",
                expected="the one main reason (PRISMA 2020, item 16)",
                todo="enter the reason; without it the reasons do not add up to the exclusions",
            )
        elif outcome and reason:
            yield issue(
                CODE,
                (stage.file, line),
                found=f"'{name}' goes on from {stage.name} and has the reason «{reason}»",
                expected="a reason for exclusion only where something is excluded",
                todo="remove the reason, or correct the decision",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A report is excluded without a reason, or included with one",
    why="Reasons that do not add up to the reports excluded are the commonest fault of published "
    "flow diagrams.",
    bad=Example(
        file="data/reports.csv",
        instead_of="R08,true,exclude,no comparison\n",
        text="R08,true,exclude,not applicable\n",
    ),
    good=Example(
        file="data/reports.csv",
        instead_of="R08,true,exclude,no comparison\n",
        text="R08,true,exclude,sleep not measured\n",
    ),
    needs=("stages",),
    check=_check,
)
