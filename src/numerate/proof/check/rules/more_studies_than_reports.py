"""More studies than reports: studies that no report can be about."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "more-studies-than-reports"


def _check(review: Review) -> Iterator[Issue]:
    stage = review.stages.studies if review.stages else None
    if stage is None:
        return
    studies, reports = set(stage.ids), set(stage.sources)
    if len(studies) <= len(reports):
        return
    first: dict[str, str] = {}
    for study, report, line in zip(stage.ids, stage.sources, stage.lines, strict=True):
        other = first.setdefault(report, study)
        if other != study:
            yield issue(
                CODE,
                (stage.file, line),
                found=f"'{study}' and '{other}' are two studies of the report '{report}'; "
                f"{len(studies)} studies in all, of {len(reports)} reports",
                expected="at most as many studies as reports",
                todo="make one study of them, or enter the report that is missing",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="There are more studies than reports",
    why="A study has one report or more (PRISMA 2020), so reports cannot be fewer.",
    bad=Example(
        file="data/studies.csv",
        instead_of="D,R11,dunlin2022",
        text="E,R11,none2022,Dunlin (2022b),2022,Norway,9,-1\nD,R11,dunlin2022",
    ),
    good=Example(
        file="data/studies.csv",
        instead_of="D,R11,dunlin2022",
        text="D,R11,dunlin2022",
    ),
    needs=("stages",),
    check=_check,
)
