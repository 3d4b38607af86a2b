"""Reporting guidelines: their items in short words, and the attribute that marks a place for one.

PRISMA-LSR adds four items to PRISMA 2020; what it adds to PRISMA's own items (the word "living" and
the version in the title, the reason for the living mode, what triggered the version) is reported
where PRISMA's item is, and marked with that.
"""

from __future__ import annotations

from dataclasses import dataclass

from numerate.review.guidelines.guideline_items import (
    ABSTRACT_ITEMS,
    DTA_ABSTRACT_ITEMS,
    DTA_ITEMS,
    ENTREQ_ITEMS,
    LSR_ITEMS,
    PRISMA_ITEMS,
    PRISMA_S_ITEMS,
    SCR_ITEMS,
    SWIM_ITEMS,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One sub-item: its number, its section and topic, and what is to be reported.

    Attributes:
        number: Its number in the standard.
        section: The section of the report.
        topic: What it is about.
        text: What is to be reported, in our words.
        optional: Whether it is asked only of reviews that did what it is about.
    """

    number: str
    section: str
    topic: str
    text: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is reported.

    Attributes:
        document: How readers call the document, such as ``Article``.
        title: Title of the section around the anchor; empty when the whole document is meant.
        ref: Label that a link can point to, such as ``article#sec-flow``; empty without one.
    """

    document: str
    title: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A reporting guideline.

    Attributes:
        name: How readers call it.
        attribute: What marks a place in the manuscript, as in ``{prisma="16a"}``.
        items: Its items, in order.
        cited: How a note calls its source, up to the DOI.
        doi: Where it is published.
        licence: Its licence, with the comma before it; empty when it may not be reprinted.
    """

    name: str
    attribute: str
    items: tuple[Item, ...]
    cited: str
    doi: str
    licence: str = ""

    @property
    def key(self) -> str:
        """The key of its checklist's table."""
        return f"{self.attribute.replace('-', '_')}_checklist"

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its items, in order."""
        return tuple(item.number for item in self.items)


def _items(lines: str, optional: tuple[str, ...] = ()) -> tuple[Item, ...]:
    parts = (line.split("|") for line in lines.strip().splitlines())
    return tuple(
        Item(number, section, topic, text, number in optional)
        for section, topic, number, text in parts
    )


PRISMA = Guideline(
    name="PRISMA 2020",
    attribute="prisma",
    items=_items(PRISMA_ITEMS),
    cited="the PRISMA 2020 statement (Page et al., 2021; ",
    doi="10.1136/bmj.n71",
    licence=", CC BY 4.0",
)
PRISMA_ABSTRACT = Guideline(
    name="PRISMA 2020 for Abstracts",
    attribute="prisma-abstract",
    items=_items(ABSTRACT_ITEMS),
    cited="PRISMA 2020 for Abstracts (Page et al., 2021; ",
    doi="10.1136/bmj.n71",
    licence=", CC BY 4.0",
)
PRISMA_S = Guideline(
    name="PRISMA-S",
    attribute="prisma-s",
    items=_items(PRISMA_S_ITEMS),
    cited="PRISMA-S (Rethlefsen et al., 2021; ",
    doi="10.1186/s13643-020-01542-z",
    licence=", CC BY 4.0",
)
SWIM = Guideline(
    name="SWiM",
    attribute="swim",
    items=_items(SWIM_ITEMS),
    cited="Synthesis without meta-analysis (Campbell et al., 2020; ",
    doi="10.1136/bmj.l6890",
    licence=", CC BY 4.0",
)
PRISMA_SCR = Guideline(
    name="PRISMA-ScR",
    attribute="prisma-scr",
    items=_items(SCR_ITEMS, optional=("12", "16")),
    cited="PRISMA-ScR (Tricco et al., 2018; ",
    doi="10.7326/M18-0850",
)
PRISMA_DTA = Guideline(
    name="PRISMA-DTA",
    attribute="prisma-dta",
    items=_items(DTA_ITEMS),
    cited="PRISMA-DTA (McInnes et al., 2018; ",
    doi="10.1001/jama.2017.19163",
)
PRISMA_DTA_ABSTRACT = Guideline(
    name="PRISMA-DTA for Abstracts",
    attribute="prisma-dta-abstract",
    items=_items(DTA_ABSTRACT_ITEMS),
    cited="PRISMA-DTA for Abstracts (Cohen et al., 2021; ",
    doi="10.1136/bmj.n265",
)
ENTREQ = Guideline(
    name="ENTREQ",
    attribute="entreq",
    items=_items(ENTREQ_ITEMS),
    cited="ENTREQ (Tong et al., 2012; ",
    doi="10.1186/1471-2288-12-181",
)
PRISMA_LSR = Guideline(
    name="PRISMA-LSR",
    attribute="prisma-lsr",
    items=_items(LSR_ITEMS),
    cited="PRISMA-LSR, which are added to those of PRISMA 2020 (Akl et al., 2024; ",
    doi="10.1136/bmj-2024-079183",
    licence=", CC BY 4.0",
)
GUIDELINES = (
    PRISMA,
    PRISMA_S,
    SWIM,
    PRISMA_ABSTRACT,
    PRISMA_SCR,
    PRISMA_DTA,
    PRISMA_DTA_ABSTRACT,
    ENTREQ,
    PRISMA_LSR,
)
# one of these guides the whole report; the others belong to parts or kinds of it
WHOLE = (PRISMA, PRISMA_SCR, PRISMA_DTA)
# what any review is asked for, so that a check says when it did not look
USUAL = (PRISMA, PRISMA_S, SWIM)
