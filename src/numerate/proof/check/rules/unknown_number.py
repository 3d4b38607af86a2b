"""Unknown numbers: keys of numbers that nothing computes."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-number",
    severity="fault",
    title="A number is named that nothing computes",
    why="Nothing can be printed. The nearest keys are named.",
    bad=Example(text="There are [4]{num=flow.includd} studies.\n"),
    good=Example(text="There are [4]{num=flow.included} studies.\n"),
    needs=("documents", "ledger"),
)
