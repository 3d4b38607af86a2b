"""Unused works: entries of the bibliography that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Walker
from numerate.paper.manuscript.document import Document
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "unused-work"


def _check(review: Review) -> Iterator[Issue]:
    named = {key for document in review.documents for key in _uncited(document)}
    if "*" in named:
        return
    cited = review.cited | named
    for work in review.works or ():
        if work.key not in cited:
            yield issue(
                CODE,
                (work.file, work.line),
                found=f"{work.key} is cited nowhere",
                expected="works that the paper cites",
                todo="cite it, name it under nocite, or take it out",
                severity="advice",
            )


def _uncited(document: Document) -> list[str]:
    """The keys that the metadata lists without citing them."""
    node = document.meta.get("nocite")
    found: list[str] = []
    if node is not None and node["t"] in {"MetaInlines", "MetaBlocks"}:
        walker = Walker(
            None,
            lambda one: found.extend(c["citationId"] for c in one["c"][0]),
            frozenset({"Cite"}),
        )
        if node["t"] == "MetaInlines":
            walker.inlines(node["c"])
        else:
            walker.blocks(node["c"])
    return found


RULE = Rule(
    code=CODE,
    severity="advice",
    title="A work in the bibliography is cited nowhere",
    why="It is not printed, and often a citation of it was lost.",
    bad=Example(
        file="references.bib",
        instead_of="@article{page2021,",
        text="@book{quill2018,\n  author = {Quill, Q.},\n  title = {Sleep},\n  year = {2018},\n"
        "  publisher = {Invented Press},\n}\n@article{page2021,",
    ),
    good=Example(
        file="references.bib", instead_of="@article{page2021,", text="@article{page2021 ,"
    ),
    needs=("documents", "bibliography"),
    check=_check,
)
