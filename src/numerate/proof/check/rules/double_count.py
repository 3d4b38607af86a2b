"""Double counts: rows twice in a stage, or of something that never came to it."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.stages import Stage

CODE = "double-count"


def _check(review: Review) -> Iterator[Issue]:
    stages = review.stages.stages if review.stages else ()
    for at, stage in enumerate(stages):
        if at + 1 < len(stages):
            yield from _repeated(stage)
        if at:
            yield from _intruding(stages[at - 1], stage)


def _repeated(stage: Stage) -> Iterator[Issue]:
    first: dict[str, int] = {}
    if len(set(stage.sources)) == len(stage.sources):
        return
    for name, line in zip(stage.sources, stage.lines, strict=True):
        if name in first:
            yield issue(
                CODE,
                (stage.file, line),
                found=f"'{name}' stands in line {first[name]} already",
                expected=f"one row for each at {stage.name}",
                todo="remove one of the rows, or say by where which of them counts",
            )
        first.setdefault(name, line)


def _intruding(before: Stage, stage: Stage) -> Iterator[Issue]:
    passed = before.passed
    rows = zip(stage.sources, stage.outcomes, stage.lines, strict=True)
    for name, outcome, line in rows:
        if outcome is not None and name not in passed:
            yield issue(
                CODE,
                (stage.file, line),
                found=f"'{name}' is at {stage.name}, but did not pass {before.name}",
                expected=f"only what passed {before.name} in {before.file}",
                todo="remove this row, or correct the stage before",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A record, report or study is counted twice, or where it does not belong",
    why="A duplicate that was screened, a report judged though it was never retrieved, a study of "
    "an excluded report: each makes a box of the flow diagram too large, and another one hides it.",
    bad=Example(
        file="data/screening.csv",
        instead_of="R09,first,exclude\n",
        text="R09,first,exclude\nR06,first,exclude\n",
    ),
    good=Example(
        file="data/screening.csv",
        instead_of="R09,first,exclude\n",
        text="R09,first,exclude\n",
    ),
    needs=("stages",),
    check=_check,
)
