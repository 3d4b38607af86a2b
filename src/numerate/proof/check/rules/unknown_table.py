"""Unknown tables: keys of tables that nothing makes."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-table",
    severity="fault",
    title="A table is named that nothing makes",
    why="An empty caption would be printed.",
    bad=Example(text="::: {#tbl-a table=study}\nStudies.\n:::\n\nSee @tbl-a.\n"),
    good=Example(text="::: {#tbl-a table=studies}\nStudies.\n:::\n\nSee @tbl-a.\n"),
    needs=("documents", "ledger"),
)
