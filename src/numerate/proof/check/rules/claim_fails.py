"""Failing claims: words that the data no longer bear out."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="claim-fails",
    severity="fault",
    title="A claim does not hold",
    why="The sentence says what the data deny; the rule, its numbers and the rows against it are "
    "named.",
    bad=Example(
        file="data/studies.csv",
        instead_of="Namibia,120,-3.25",
        text="Namibia,120,3.25",
    ),
    good=Example(
        file="data/studies.csv",
        instead_of="Namibia,120,-3.25",
        text="Namibia,120,-1.25",
    ),
    needs=("documents", "ledger"),
)
