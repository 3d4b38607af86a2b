"""The checklist of a guideline: its items in short words, and where each is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from numerate.review.guidelines import PRISMA, Guideline, Place
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

_WIDTH = 4


def checklist_table(places: Mapping[str, Sequence[Place]], guideline: Guideline = PRISMA) -> Table:
    """The checklist with the place of every item; an item without a place says "Not reported".

    Args:
        places: Where each item is reported, by the item's number, in reading order.
        guideline: The guideline whose checklist it is.
    """
    rest = f"{guideline.licence}), in shortened words. Places are computed from marks in the text."
    parts = "sub-items" if any(one.number[-1:].isalpha() for one in guideline.items) else "items"
    return table(
        guideline.key,
        definition=f"The {len(guideline.items)} {parts} of the {guideline.name} checklist and "
        "where each is reported",
        columns=[
            TableColumn(width=0.2),
            TableColumn(width=0.07),
            TableColumn(width=0.4),
            TableColumn(width=0.33),
        ],
        head=[["Topic", "Item", "What is reported", "Where"]],
        body=_body(places, guideline),
        notes=[
            [
                f"Items of {guideline.cited}",
                {"link": f"https://doi.org/{guideline.doi}", "text": [f"doi:{guideline.doi}"]},
                rest,
            ]
        ],
    )


def _body(places: Mapping[str, Sequence[Place]], guideline: Guideline) -> Iterator[TableRow]:
    section = topic = ""
    for item in guideline.items:
        if item.section != section:
            section = item.section
            yield group_row(section, _WIDTH, section.lower().replace(" ", "_"))
        shown = "" if item.topic == topic else item.topic
        topic = item.topic
        absent = "Not reported" if not item.optional else "Not reported (asked only if done)"
        where = Cell(text=_where(places.get(item.number, ()), absent))
        yield row(shown, item.number, item.text, where, name=f"item{item.number}")


def _where(places: Sequence[Place], absent: str) -> tuple[Inline, ...]:
    if not places:
        return (absent,)
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
