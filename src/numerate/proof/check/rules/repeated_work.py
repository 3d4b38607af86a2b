"""Repeated works: one work in the bibliography twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.bibliography import Work, bare_doi, titles
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "repeated-work"


def _check(review: Review) -> Iterator[Issue]:
    works = review.works or ()
    told: set[str] = set()
    for what, pairs in (
        ("key", ((work.key, work) for work in works)),
        ("DOI", _dois(works)),
        ("title and year", titles(works)),
    ):
        first: dict[str, Work] = {}
        for name, work in pairs:
            other = first.setdefault(name, work)
            if other is not work and f"{work.file}:{work.line}" not in told:
                told.add(f"{work.file}:{work.line}")
                yield _issue(what, other, work)


def _issue(what: str, other: Work, work: Work) -> Issue:
    return issue(
        CODE,
        (work.file, work.line),
        found=f"{work.key} has the {what} of {other.key} ({other.file}:{other.line})",
        expected="each work once",
        todo="keep one entry and cite its key; if they are two works, correct the field",
    )


def _dois(works: Iterable[Work]) -> Iterator[tuple[str, Work]]:
    for work in works:
        doi = bare_doi(work.fields.get("doi", "")).lower()
        if doi:
            yield doi, work


RULE = Rule(
    code=CODE,
    severity="fault",
    title="One work stands in the bibliography twice",
    why="It would be listed twice, as 2021a and 2021b. Compared are keys, DOIs, titles with years.",
    bad=Example(
        file="references.bib",
        instead_of="@article{page2021,",
        text="@article{amsel2016b,\n  author = {Amsel, Ada},\n"
        "  title = {Bedtime Stories and the Time to Fall Asleep},\n"
        "  journal = {Invented Journal of Sleep},\n  year = {2016},\n}\n@article{page2021,",
    ),
    good=Example(
        file="references.bib", instead_of="@article{page2021,", text="@article{page2021 ,"
    ),
    needs=("bibliography",),
    check=_check,
)
