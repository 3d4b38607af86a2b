"""Unknown items: marks for items that a reporting guideline does not have."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.paper.manuscript.document import Document
from numerate.paper.manuscript.places import Place
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.review.guidelines import GUIDELINES

CODE = "unknown-item"


def _check(review: Review) -> Iterator[Issue]:
    for guideline in GUIDELINES:
        first, last = guideline.numbers[0], guideline.numbers[-1]
        for document, anchor in review.anchors(guideline.attribute):
            for item in anchor.value.split():
                if item not in guideline.numbers:
                    yield issue(
                        CODE,
                        _place(document, guideline.attribute, anchor.value),
                        found=f'{guideline.attribute}="{anchor.value}" names an item {item}',
                        expected=f"items of {guideline.name}: {first} to {last}",
                        todo="correct the number; sub-items have letters, such as 13a",
                    )


def _place(document: Document, attribute: str, value: str) -> Place | None:
    for form in (f'{attribute}="{value}"', f"{attribute}='{value}'", f"{attribute}={value}"):
        found = document.places.text(form)
        if found is not None:
            return found
    return None


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A mark names an item that the guideline does not have",
    why="The item that was meant would be missing from the checklist.",
    bad=Example(text='# Results {prisma="16c"}\n\nText.\n'),
    good=Example(text='# Results {prisma="16b"}\n\nText.\n'),
    check=_check,
)
