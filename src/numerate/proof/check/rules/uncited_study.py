"""Uncited studies: included studies that have a reference and are cited nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "uncited-study"


def _check(review: Review) -> Iterator[Issue]:
    stages = review.stages
    studies = stages.studies if stages else None
    if stages is None or studies is None:
        return
    known = {work.key for work in review.works or ()}
    for study in studies.passed:
        if study not in stages.citations:
            continue
        key, file, line = stages.citations[study]
        if key not in review.cited:
            there = "" if key in known else ", and no bibliography holds it"
            yield issue(
                CODE,
                (file, line),
                found=f"the included study '{study}' ({key}) is cited nowhere{there}",
                expected="every included study cited (PRISMA 2020, item 17)",
                todo='cite it, best in the table of characteristics, by {"cite": [key]}',
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="An included study is cited nowhere",
    why="Included studies, cited studies and rows of the table of characteristics are one list. "
    "The property flow of the dictionary says where a study's citation key stands.",
    bad=Example(
        file="manuscript/article.qmd",
        instead_of="[(Amsel, 2016)]{cite=findings.shorter_studies}",
        text="[@birke2019; @dunlin2022; @cardo2020]",
    ),
    good=Example(
        file="manuscript/article.qmd",
        instead_of="[(Amsel, 2016)]{cite=findings.shorter_studies}",
        text="[@amsel2016; @birke2019; @dunlin2022; @cardo2020]",
    ),
    needs=("documents", "stages", "ledger"),
    check=_check,
)
