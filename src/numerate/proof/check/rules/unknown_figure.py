"""Unknown figures: keys of figures that nothing draws."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-figure",
    severity="fault",
    title="A figure is named that nothing draws",
    why="There would be no picture.",
    bad=Example(text="![Flow](/_generated/figures/flow.svg){#fig-a}\n\nSee @fig-a.\n"),
    good=Example(text="![Flow](/_generated/figures/prisma.svg){#fig-a}\n\nSee @fig-a.\n"),
    needs=("documents", "ledger"),
)
