"""Floats out of order: tables or figures whose numbers do not follow their first mention."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from numerate.ground.issues import Issue
from numerate.proof.check.mentions import first_mentions, floats
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "float-out-of-order"


def _check(review: Review) -> Iterator[Issue]:
    for document in review.documents:
        mentions = first_mentions(document, review)
        names = review.names[document.name]
        kinds: dict[str, list[str]] = {}
        for key, entry in floats(document).items():
            if key in mentions and entry.parent is None:
                kinds.setdefault(entry.category, []).append(key)
        for keys in kinds.values():
            for before, after in pairwise(keys):
                if mentions[before].order > mentions[after].order:
                    yield issue(
                        CODE,
                        mentions[after].place,
                        found=f"{names[after].label} is mentioned before {names[before].label}",
                        expected="first mentions in the order of the numbers",
                        todo="change the order of the tables or figures, or of the sentences",
                        severity="advice",
                    )


RULE = Rule(
    code=CODE,
    severity="advice",
    title="Tables or figures are first mentioned out of order",
    why="Journals ask for Table 1 to be mentioned before Table 2.",
    bad=Example(
        text="See @tbl-b, then @tbl-a.\n\n::: {#tbl-a table=studies}\nStudies.\n:::\n\n"
        "::: {#tbl-b table=flow}\nFlow.\n:::\n"
    ),
    good=Example(
        text="See @tbl-a, then @tbl-b.\n\n::: {#tbl-a table=studies}\nStudies.\n:::\n\n"
        "::: {#tbl-b table=flow}\nFlow.\n:::\n"
    ),
    check=_check,
)
