"""The faults planted in the references and in how they are cited."""

from __future__ import annotations

from tests.proof.check.planting import ARTICLE, BIB, END, Planted

_BIRKE = "Birke, Ben and Ulme, Uta"
_CARDO = "Stories, screens and sleep: {A} trial at home"

IN_REFERENCES = (
    Planted(
        code="bad-bibliography",
        file=BIB,
        old="  year    = {2019},\n",
        new="  year    = {2019,\n",
    ),
    Planted(
        code="nested-citation",
        file=ARTICLE,
        old=END,
        new="Others agree [@birke2019, but **not @cardo2020**].\n\n" + END,
        at="Others agree",
    ),
    Planted(
        code="repeated-field",
        file=BIB,
        old="  volume  = {4},\n",
        new="  volume  = {4},\n  volume  = {5},\n",
        at="@article{birke2019,",
    ),
    Planted(
        code="unclear-name",
        file=BIB,
        old=_BIRKE,
        new="National Institute of Sleep and Ulme, Uta",
        at="@article{birke2019,",
    ),
    Planted(
        code="title-capitals",
        file=BIB,
        old=_CARDO,
        new="Stories, Screens and Sleep in the Homes of Young Children",
        at="@article{cardo2020,",
    ),
    Planted(
        code="bad-doi",
        file=BIB,
        old="  volume  = {5},\n",
        new="  volume  = {5},\n  doi     = {see the journal},\n",
        at="@article{cardo2020,",
    ),
    Planted(
        code="unread-markup",
        file=BIB,
        old=_CARDO,
        new="Stories, screens and sleep: {A} trial at <b>home",
        at="@article{cardo2020,",
    ),
)
