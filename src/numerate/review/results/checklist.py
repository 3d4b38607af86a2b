"""The PRISMA 2020 checklist: its items in short words, and the table of where each is reported.

Source: Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ 2021;372:n71 (CC BY
4.0). The numbers are the standard's; the wording here is shortened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from numerate.review.guidelines import PRISMA, Place
from numerate.review.results.tables import (
    Cell,
    Inline,
    Table,
    TableColumn,
    TableRow,
    group_row,
    row,
    table,
)

KEY = "prisma_checklist"
_SOURCE = "https://doi.org/10.1136/bmj.n71"
_WIDTH = 4


def checklist_table(places: Mapping[str, Sequence[Place]]) -> Table:
    """The checklist with the place of every item; an item without a place says "Not reported".

    Args:
        places: Where each item is reported, by the item's number, in reading order.
    """
    return table(
        KEY,
        definition="The 42 sub-items of the PRISMA 2020 checklist and where each is reported",
        columns=[
            TableColumn(width=0.2),
            TableColumn(width=0.07),
            TableColumn(width=0.4),
            TableColumn(width=0.33),
        ],
        head=[["Topic", "Item", "What is reported", "Where"]],
        body=_body(places),
        notes=[
            [
                "Items of the PRISMA 2020 statement (Page et al., 2021; ",
                {"link": _SOURCE, "text": ["doi:10.1136/bmj.n71"]},
                ", CC BY 4.0), in shortened words. Places are computed from marks in the text.",
            ]
        ],
    )


def _body(places: Mapping[str, Sequence[Place]]) -> Iterator[TableRow]:
    section = topic = ""
    for item in PRISMA.items:
        if item.section != section:
            section = item.section
            yield group_row(section, _WIDTH, section.lower().replace(" ", "_"))
        shown = "" if item.topic == topic else item.topic
        topic = item.topic
        where = Cell(text=_where(places.get(item.number, ())))
        yield row(shown, item.number, item.text, where, name=f"item{item.number}")


def _where(places: Sequence[Place]) -> tuple[Inline, ...]:
    if not places:
        return ("Not reported",)
    parts: list[Inline] = []
    for place in dict.fromkeys(places):
        if parts:
            parts.append("; ")
        parts.append(place.document)
        if place.ref:
            parts += [", ", {"ref": place.ref}]
        if place.title:
            parts.append(f" ({place.title})" if place.ref else f", {place.title}")
    return tuple(parts)
