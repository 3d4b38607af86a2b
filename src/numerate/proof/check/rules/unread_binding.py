"""Unread bindings: attributes that Pandoc took for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.rules.typed_number import blanked

CODE = "unread-binding"
_UNREAD = re.compile(
    r"\{[^{}]*?\b(?:num|list|plural|claim|cite|ref|table)\s*=[^{}]*\}?|\{\s*\.fixed\s*\}"
)


def _check(review: Review) -> Iterator[Issue]:
    for _, passage in review.texts:
        if "{" not in passage.text:
            continue
        text = blanked(passage, ("code", "math"))
        for match in _UNREAD.finditer(text):
            yield issue(
                CODE,
                passage.place(match.start() + 1),
                found=f"{match[0]} is read as text and will be printed",
                expected="[text]{num=key}, without a blank between ] and {",
                todo="put the words in brackets right before the braces; "
                "quote values with blanks or dots at their end",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A binding is read as plain text",
    why="A blank before the brace, or brackets that do not pair, and Pandoc prints the binding "
    "for readers to see, with a number that nothing holds to the data.",
    bad=Example(text="The review includes [4] {num=flow.included} studies.\n"),
    good=Example(text="The review includes [4]{num=flow.included} studies.\n"),
    check=_check,
)
