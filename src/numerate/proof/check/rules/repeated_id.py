"""Repeated ids: two things with one name."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="repeated-id",
    severity="fault",
    title="One id stands at two places",
    why="A reference can lead to one of them only.",
    bad=Example(text="# Method {#sec-a}\n\nText.\n\n# Results {#sec-a}\n\nText.\n"),
    good=Example(text="# Method {#sec-a}\n\nText.\n\n# Results {#sec-b}\n\nText.\n"),
    needs=("documents",),
)
