"""The checklists of a review: each item's place, from the marks in its documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from numerate.paper.manuscript.anchors import reported_places
from numerate.paper.manuscript.document import Document
from numerate.paper.manuscript.naming import Names
from numerate.review.guidelines import GUIDELINES, PRISMA, Place
from numerate.review.results import Ledger
from numerate.review.results.checklist import checklist_table


def with_checklist(
    ledger: Ledger,
    places: Mapping[str, Sequence[Place]],
    documents: Sequence[Document] = (),
    names: Names | None = None,
) -> Ledger:
    """The ledger with PRISMA's checklist when items are marked, and each other that is printed.

    Args:
        ledger: What analysis computed.
        places: Where each item of PRISMA 2020 is reported, by its number.
        documents: The documents; one that prints ``prisma_scr_checklist`` has it made.
        names: The labels of each document.
    """
    tables = dict(ledger.tables)
    if places:
        tables[PRISMA.key] = checklist_table(places)
    printed = {use.key for document in documents for use in document.uses if use.kind == "table"}
    for guideline in GUIDELINES:
        if guideline.key in printed and guideline.key not in tables:
            found = reported_places(documents, names or {}, guideline.attribute)
            tables[guideline.key] = checklist_table(found, guideline)
    return dataclasses.replace(ledger, tables=dict(sorted(tables.items())))
