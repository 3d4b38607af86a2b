"""Unmentioned floats: tables and figures that the text never points to."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.mentions import first_mentions, floats, mentioned_elsewhere
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "unmentioned-float"


def _check(review: Review) -> Iterator[Issue]:
    for document in review.documents:
        known = floats(document)
        mentioned = {*first_mentions(document, review), *mentioned_elsewhere(document, review)}
        parts = {entry.parent for key, entry in known.items() if key in mentioned}
        for key, entry in known.items():
            if key in mentioned or key in parts or entry.parent in mentioned:
                continue
            label = review.names[document.name][key].label
            yield issue(
                CODE,
                document.places.of("id", key),
                found=f"{label} ({key}) is never mentioned",
                expected="a sentence that sends readers to it",
                todo=f"write @{key} where it is needed, or take it out",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A table or figure is never mentioned",
    why="Journals ask that the text points to every table and figure; one that it does not is "
    "often left over. A reference from the other document counts.",
    bad=Example(text="Studies differ.\n\n::: {#tbl-studies table=studies}\nStudies.\n:::\n"),
    good=Example(
        text="Studies differ (@tbl-studies).\n\n::: {#tbl-studies table=studies}\nStudies.\n:::\n"
    ),
    check=_check,
)
