"""Broken bibliographies: entries that cannot be read."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="bad-bibliography",
    severity="fault",
    title="An entry of the bibliography cannot be read",
    why="A brace or a comma is missing, or a key has a blank, a parenthesis or another sign that "
    "ends a citation: programs stop there, and the works after that place are lost.",
    bad=Example(
        file="references.bib",
        instead_of="@article{page2021,",
        text="@article{page 2021,",
    ),
    good=Example(
        file="references.bib", instead_of="@article{page2021,", text="@article{page2021 ,"
    ),
    needs=("documents",),
)
