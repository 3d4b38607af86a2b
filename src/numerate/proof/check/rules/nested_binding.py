"""Nested bindings: a number or claim inside a text that is replaced."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.paper.manuscript.prose import Mark
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "nested-binding"


def _check(review: Review) -> Iterator[Issue]:
    for _, passage in review.texts:
        marks = list(passage.marked("num", "list", "plural", "claim", "cite", "ref"))
        for inner in marks:
            around = next((one for one in marks if _replaces(one, inner)), None)
            if around is not None:
                yield issue(
                    CODE,
                    passage.place(inner.start),
                    found=f"{inner.kind}={inner.key} inside of {around.kind}={around.key}",
                    expected="a binding around plain words",
                    todo="take one of them out: what stands inside is never printed",
                )


def _replaces(outer: Mark, inner: Mark) -> bool:
    """Whether the text of one mark, which is replaced, holds the other."""
    if outer is inner or outer.kind == "claim":
        return False
    return outer.start <= inner.start and inner.end <= outer.end and inner.end > inner.start


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A binding stands inside a text that is replaced",
    why="The text of num=, list=, plural=, cite= and ref= is replaced as a whole, so a binding "
    "inside it is lost. A number inside a claim is fine: a claim prints its own words.",
    bad=Example(text="There are [[4]{num=flow.included} studies]{num=studies.participants}.\n"),
    good=Example(text="There are [4]{num=flow.included} studies.\n"),
    check=_check,
)
