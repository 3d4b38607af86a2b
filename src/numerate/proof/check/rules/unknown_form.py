"""Unknown forms: wordings that a number does not have."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-form",
    severity="fault",
    title="A number is asked for in a form that it does not have",
    why="A percentage has no words and a date no ordinal; the forms that there are, are named.",
    bad=Example(text="There are [four]{num=flow.included as=word} studies.\n"),
    good=Example(text="There are [four]{num=flow.included as=words} studies.\n"),
    needs=("documents", "ledger"),
)
