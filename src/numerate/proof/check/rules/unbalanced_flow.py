"""Unbalanced flows: boxes of the flow diagram that do not follow from those before."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unbalanced-flow",
    severity="fault",
    title="The flow diagram does not add up",
    why="Records screened are records identified less those removed before, and so on to the "
    "studies (PRISMA 2020). Boxes and counts are named; the diagram is not drawn.",
    bad=Example(
        text="S1,2024-03-04,ERIC,6\n", file="data/searches.csv", instead_of="S1,2024-03-04,ERIC,5\n"
    ),
    good=Example(
        text="S1,2024-03-04,ERIC,5\n", file="data/searches.csv", instead_of="S1,2024-03-04,ERIC,5\n"
    ),
    needs=("ledger",),
)
