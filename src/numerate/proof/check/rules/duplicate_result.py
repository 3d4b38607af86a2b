"""Duplicate results: keys that the analysis yields twice."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="duplicate-result",
    severity="fault",
    title="The analysis yields one key twice",
    why="One of the two values would be lost without a word.",
    bad=Example(
        text="PARTS = (flow.results, findings.results, flow.results)\n",
        file="analysis/__init__.py",
        instead_of="PARTS = (flow.results, findings.results)\n",
    ),
    good=Example(
        text="PARTS = (flow.results, findings.results)\n",
        file="analysis/__init__.py",
        instead_of="PARTS = (flow.results, findings.results)\n",
    ),
    needs=("ledger",),
)
