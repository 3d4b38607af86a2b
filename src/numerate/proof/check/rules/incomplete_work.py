"""Incomplete works: entries that lack a field that every style prints."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.bibliography import Work
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "incomplete-work"
# of each line one name is enough
_ALWAYS = (("author", "editor"), ("title",), ("year", "pubstate"))
_BY_TYPE = {
    "article": (("journal", "eprint"),),
    "article-journal": (("journal",),),
    "book": (("publisher",),),
    "inbook": (("booktitle",),),
    "incollection": (("booktitle",), ("publisher",)),
    "chapter": (("journal", "booktitle"),),
    "inproceedings": (("booktitle",),),
    "paper-conference": (("journal", "booktitle"),),
    "phdthesis": (("publisher",),),
    "mastersthesis": (("publisher",),),
    "thesis": (("publisher",),),
    "techreport": (("publisher",),),
    "report": (("publisher",),),
    "online": (("url", "doi", "publisher", "howpublished"),),
}
_ORGANIZED = frozenset({"online", "misc", "manual", "software", "report", "webpage", "dataset"})


def _check(review: Review) -> Iterator[Issue]:
    for work in review.works or ():
        missing = [" or ".join(names) for names in _needed(work) if not _has(work, names)]
        if missing:
            yield issue(
                CODE,
                (work.file, work.line),
                found=f"{work.key} ({work.type}) has no {', no '.join(missing)}",
                expected="the fields that every citation style prints",
                todo="add them from the work itself",
            )


def _needed(work: Work) -> Iterator[tuple[str, ...]]:
    for names in _ALWAYS:
        if "author" in names and work.type in _ORGANIZED:
            yield (*names, "publisher")
        else:
            yield names
    yield from _BY_TYPE.get(work.type, ())


def _has(work: Work, names: tuple[str, ...]) -> bool:
    return any(name in work.fields for name in names)


RULE = Rule(
    code=CODE,
    severity="fault",
    title="An entry of the bibliography lacks a field",
    why="Author, title and year are printed by every style; an article needs its journal, a "
    "chapter its book, a thesis its school, a web page its address.",
    bad=Example(
        file="references.bib",
        instead_of="  journal = {Invented Journal of Sleep},\n  year    = {2016},",
        text="  year    = {2016},",
    ),
    good=Example(
        file="references.bib",
        instead_of="  journal = {Invented Journal of Sleep},\n  year    = {2016},",
        text="  journaltitle = {Invented Journal of Sleep},\n  date    = {2016-05},",
    ),
    needs=("bibliography",),
    check=_check,
)
