"""Idle silences: comments that let nothing pass."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

CODE = "idle-silence"

RULE = Rule(
    code=CODE,
    severity="fault",
    title="A silence has no effect",
    why="The issue it was written for is gone, or it stands at the wrong line or names a rule that "
    "there is not. It would hide the next fault on its line. A rule that was not run is left out.",
    bad=Example(text="All is well. <!-- numerate: allow typed-number: an old worry -->\n"),
    good=Example(
        text="A textbook gives 20 minutes. <!-- numerate: allow typed-number: of the textbook -->\n"
    ),
)
