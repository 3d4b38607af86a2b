"""Unknown citation sets: keys of sets that nothing computes."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-citation-set",
    severity="fault",
    title="A citation set is named that nothing computes",
    why="The studies meant would not be cited.",
    bad=Example(text="Some found less [(…)]{cite=findings.shorter}.\n"),
    good=Example(text="Some found less [(…)]{cite=findings.shorter_studies}.\n"),
    needs=("documents", "ledger"),
)
