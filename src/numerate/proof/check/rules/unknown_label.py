"""Unknown labels: references to the other document that lead nowhere."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-label",
    severity="fault",
    title="A reference to the other document leads nowhere",
    why="Readers would look for a table that is not there.",
    bad=Example(
        instead_of="[Table S1]{ref=supplement#tbl-flow}",
        text="[Table S1]{ref=supplement#tbl-flows}",
    ),
    good=Example(instead_of="{ref=supplement#tbl-flow}", text="{ref='supplement#tbl-flow'}"),
    needs=("documents", "ledger"),
)
