"""Repeated fields: two values of one field in one entry."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "repeated-field"


def _check(review: Review) -> Iterator[Issue]:
    for work in review.works or ():
        for name in work.repeated:
            yield issue(
                CODE,
                (work.file, work.line),
                found=f"{work.key} states {name} more than once",
                expected="each field once",
                todo="keep the right one: programs differ in which they print",
                severity="advice",
            )


RULE = Rule(
    code=CODE,
    severity="advice",
    title="An entry of the bibliography states a field twice",
    why="Which of the values is printed depends on the program. Fields that mean the same, such as "
    "year and date or journal and journaltitle, count as one.",
    bad=Example(
        file="references.bib",
        instead_of="  year    = {2016},",
        text="  year    = {2016},\n  date    = {2015-12},",
    ),
    good=Example(
        file="references.bib", instead_of="  year    = {2016},", text="  date    = {2016-12},"
    ),
    needs=("bibliography",),
    check=_check,
)
