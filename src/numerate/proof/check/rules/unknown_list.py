"""Unknown lists: keys of lists that nothing computes."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-list",
    severity="fault",
    title="A list is named that nothing computes",
    why="Nothing can be printed. The nearest keys are named.",
    bad=Example(text="Searched were [ERIC and MEDLINE]{list=search.database_name}.\n"),
    good=Example(text="Searched were [ERIC and MEDLINE]{list=search.database_names}.\n"),
    needs=("documents", "ledger"),
)
