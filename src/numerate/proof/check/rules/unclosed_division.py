"""Unclosed divisions: blocks that open and never close."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unclosed-division",
    severity="fault",
    title="A division is never closed",
    why="Everything after it would belong to it: a callout that swallows the rest of the paper.",
    bad=Example(text="::: {.callout-note}\nA note.\n\nThe text goes on.\n"),
    good=Example(text="::: {.callout-note}\nA note.\n:::\n\nThe text goes on.\n"),
    needs=("documents",),
)
