"""Empty citation sets: a sentence that cites studies of which there is none."""

from __future__ import annotations

from numerate.proof.check.rule import Example, Rule

RULE = Rule(
    code="empty-citation-set",
    severity="fault",
    title="A citation set without a work is printed",
    why="The sentence says that some study found this, and no study is left: it would end in a "
    "blank before its full stop.",
    bad=Example(
        file="analysis/findings.py",
        instead_of='shorter.values("citation")',
        text="[]",
    ),
    good=Example(
        file="analysis/findings.py",
        instead_of='shorter.values("citation")',
        text='shorter.values("citation")[:1]',
    ),
    needs=("documents", "ledger"),
)
