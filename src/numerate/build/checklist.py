"""The PRISMA 2020 checklist of a review: each item's place, from the marks in its documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from numerate.manuscript.anchors import anchors
from numerate.manuscript.document import Document, Label
from numerate.results import Ledger
from numerate.results.checklist import Place, checklist_table

ATTRIBUTE = "prisma"


def with_checklist(
    ledger: Ledger, documents: Sequence[Document], names: Mapping[str, Mapping[str, Label]]
) -> Ledger:
    """The ledger with the checklist's table, when the documents mark any item.

    Args:
        ledger: What analysis computed.
        documents: The documents; ``prisma="16a 16b"`` on a heading, div or span marks items.
        names: The labels of each document, so that places can be linked.
    """
    places: dict[str, list[Place]] = {}
    for document in documents:
        for anchor in anchors(document, ATTRIBUTE):
            linked = anchor.id in names[document.name]
            place = Place(
                document=document.name.capitalize(),
                title=anchor.heading,
                ref=f"{document.name}#{anchor.id}" if linked else "",
            )
            for item in anchor.value.split():
                known = places.setdefault(item, [])
                if place not in known:
                    known.append(place)
    if not places:
        return ledger
    table = checklist_table(places)
    tables = dict(sorted({**ledger.tables, table.key: table}.items()))
    return dataclasses.replace(ledger, tables=tables)
