"""Dead references: cross references to nothing."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="dead-reference",
    severity="fault",
    title="A cross reference leads nowhere",
    why="The paper would print the id with a question mark.",
    bad=Example(text="See @tbl-study.\n\n::: {#tbl-studies table=studies}\nStudies.\n:::\n"),
    good=Example(text="See @tbl-studies.\n\n::: {#tbl-studies table=studies}\nStudies.\n:::\n"),
    needs=("documents",),
)
