"""Unknown claims: keys of claims that nothing tests."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-claim",
    severity="fault",
    title="A claim is named that nothing tests",
    why="The words would look as if they had been tested.",
    bad=Example(text="[Most were shorter]{claim=findings.most}.\n"),
    good=Example(text="[Most were shorter]{claim=findings.most_shorter}.\n"),
    needs=("documents", "ledger"),
)
