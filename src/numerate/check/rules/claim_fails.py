"""Failing claims: words that the data no longer bear out."""

from __future__ import annotations

from numerate.check.rule import Example, Rule

RULE = Rule(
    code="claim-fails",
    severity="fault",
    title="A claim does not hold",
    why="The sentence says what the data deny; the rule, the numbers and the rows against it are named.",
    bad=Example(
        text="C,R04,cardo2020,Cardo et al. (2020),2020,NA,64,1.5\nD,R11,dunlin2022,Dunlin (2022),2022,Norway,1010,4\n",
        file="data/studies.csv",
        instead_of="C,R04,cardo2020,Cardo et al. (2020),2020,NA,64,1.5\nD,R11,dunlin2022,Dunlin (2022),2022,Norway,1010,-4\n",
    ),
    good=Example(
        text="C,R04,cardo2020,Cardo et al. (2020),2020,NA,64,2.5\nD,R11,dunlin2022,Dunlin (2022),2022,Norway,1010,-4\n",
        file="data/studies.csv",
        instead_of="C,R04,cardo2020,Cardo et al. (2020),2020,NA,64,1.5\nD,R11,dunlin2022,Dunlin (2022),2022,Norway,1010,-4\n",
    ),
    needs=("documents", "ledger"),
)
