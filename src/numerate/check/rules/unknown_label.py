"""Unknown labels: references to the other document that lead nowhere."""

from __future__ import annotations

from numerate.check.rule import Example, Rule

RULE = Rule(
    code="unknown-label",
    severity="fault",
    title="A reference to the other document leads nowhere",
    why="Readers would look for a table that is not there.",
    bad=Example(text="See [Table S1]{ref=supplement#tbl-flows}.\n"),
    good=Example(text="See [Table S1]{ref=supplement#tbl-flow}.\n"),
    needs=("documents", "ledger"),
)
