"""Unexplained silences: comments that let an issue pass without saying why."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

CODE = "unexplained-silence"

RULE = Rule(
    code=CODE,
    severity="fault",
    title="A silence gives no reason",
    why="Whoever reads the source next must know why the rule does not hold here. Without a reason "
    "nothing is let pass.",
    bad=Example(text="A textbook gives 20 minutes. <!-- numerate: allow typed-number -->\n"),
    good=Example(
        text="A textbook gives 20 minutes. <!-- numerate: allow typed-number: of the textbook -->\n"
    ),
)
