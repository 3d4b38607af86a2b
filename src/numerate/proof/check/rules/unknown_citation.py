"""Unknown citations: keys that no bibliography holds."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="unknown-citation",
    severity="fault",
    title="A work is cited that no bibliography holds",
    why="The paper would print the key, in bold, with a question mark.",
    bad=Example(text="It follows the statement [@page2012].\n"),
    good=Example(text="It follows the statement [@page2021].\n"),
    needs=("documents",),
)
