"""Lost records: what passed one stage and has no row in the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.stages import Stage

CODE = "lost-record"


def _check(review: Review) -> Iterator[Issue]:
    stages = review.stages.stages if review.stages else ()
    for before, after in pairwise(stages):
        yield from _lost(before, after)


def _lost(before: Stage, after: Stage) -> Iterator[Issue]:
    undecided = {
        source: line
        for source, outcome, line in zip(after.sources, after.outcomes, after.lines, strict=True)
        if outcome is None
    }
    known = set(after.sources)
    for name, line in before.passed.items():
        if name not in known:
            yield issue(
                CODE,
                (before.file, line),
                found=f"'{name}' passed {before.name} and has no row in {after.file}",
                expected=f"a row for everything that passed {before.name}",
                todo=f"enter what became of it in {after.file}, or correct this row",
            )
        elif name in undecided:
            yield issue(
                CODE,
                (after.file, undecided[name]),
                found=f"'{name}' passed {before.name}, but nothing is decided about it here",
                expected=f"a decision at {after.name}",
                todo="enter the decision, or correct the stage before",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A record or report is lost between two stages",
    why="Every record kept is screened, every record included is sought, every report retrieved is "
    "judged, every report included has a study. Totals may agree by chance; rows cannot. The "
    "property flow of the data dictionary says which table is which stage.",
    bad=Example(
        file="data/screening.csv",
        instead_of="R09,first,exclude\n",
        text="",
    ),
    good=Example(
        file="data/screening.csv",
        instead_of="R09,first,exclude\n",
        text="R09,first,exclude\n",
    ),
    needs=("stages",),
    check=_check,
)
