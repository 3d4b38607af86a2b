"""Nested citations: works within the words of another citation."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="nested-citation",
    severity="fault",
    title="A work is cited in emphasis, quotation or a note within another citation",
    why="Citation processors print the inner work in place of the outer one. Works that plain "
    "words join, as in [see @a and @b], are printed right.",
    bad=Example(text="It follows a statement [@page2021, *unlike @amsel2016*].\n"),
    good=Example(text="It follows a statement [@page2021, unlike @amsel2016].\n"),
    needs=("documents",),
)
