"""Missing items: items of a reporting guideline that no place in the text is marked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from numerate.ground.issues import Issue
from numerate.ground.project import SETTINGS
from numerate.paper.manuscript.source import read_text
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.review.guidelines import GUIDELINES, WHOLE, Guideline

CODE = "missing-item"


def declared(review: Review) -> tuple[Guideline, ...]:
    """The guidelines that the settings declare, and those that the text marks items of."""
    own = review.project.settings.get("numerate")
    stated = own.get("reporting") if isinstance(own, Mapping) else None
    names = {str(name).lower() for name in stated} if isinstance(stated, list) else set()
    return tuple(one for one in GUIDELINES if one.attribute in names or marked(review, one))


def marked(review: Review, guideline: Guideline) -> set[str]:
    """The items of a guideline that places in the text are marked for."""
    return {
        item for _, anchor in review.anchors(guideline.attribute) for item in anchor.value.split()
    }


def _check(review: Review) -> Iterator[Issue]:
    place = _place(review)
    known = declared(review)
    if not set(WHOLE) & set(known) and review.facts is not None:
        yield issue(
            CODE,
            place,
            found="no place in the text is marked for an item of PRISMA 2020",
            expected='marks such as {prisma="16a"} on headings, divisions or spans',
            todo="mark where each item is reported; the checklist is made from the marks",
            severity="advice",
        )
    for guideline in known:
        found = marked(review, guideline)
        for item in guideline.items:
            if item.number not in found:
                yield issue(
                    CODE,
                    place,
                    found=f"{guideline.name} item {item.number} ({item.topic}) is marked nowhere",
                    expected=item.text,
                    todo="report it, also when it was not done, and mark the place with "
                    f'{guideline.attribute}="{item.number}"',
                    severity="advice" if item.optional else "fault",
                )


def _place(review: Review) -> tuple[str, int | None]:
    """The setting that declares guidelines, or the first line of the first document."""
    text = read_text(review.project.root / SETTINGS, review.project.root)
    for number, line in enumerate(text.split("\n") if isinstance(text, str) else (), start=1):
        if line.strip().startswith("reporting:"):
            return SETTINGS, number
    documents = review.documents
    return (review.project.relative(documents[0].path), 1) if documents else ("", None)


RULE = Rule(
    code=CODE,
    severity="fault",
    title="An item of a reporting guideline is reported nowhere",
    why="PRISMA 2020 and its kin (prisma-s, prisma-abstract, prisma-scr, prisma-dta, prisma-lsr), "
    "SWiM and ENTREQ are looked at when _quarto.yml names them under numerate: reporting: "
    "[prisma, swim], or when the text marks any of their items. "
    "A review that marks no item at all gets one advice.",
    bad=Example(text='# Method {prisma-s="1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"}\n\nWe searched.\n'),
    good=Example(
        text='# Method {prisma="1 2 3 4 5 6 7 8 9 10a 10b 11 12 13a 13b 13c 13d 13e 13f 14 15 16a '
        '16b 17 18 19 20a 20b 20c 20d 21 22 23a 23b 23c 23d 24a 24b 24c 25 26 27" '
        'prisma-s="1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"}\n\nWe searched.\n'
    ),
    check=_check,
)
