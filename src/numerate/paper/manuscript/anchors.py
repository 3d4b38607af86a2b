"""Anchors: attributes that mark places in the text, such as ``prisma="16a"``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from numerate.paper.manuscript.ast import Node, Walker, copied, pair, stringify
from numerate.paper.manuscript.document import Document, Label
from numerate.review.guidelines import Place

TITLE = "Title"
_IN_METADATA = (("title", TITLE), ("subtitle", TITLE), ("abstract", "Abstract"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One mark in the text.

    Attributes:
        value: What the attribute holds.
        document: Name of the document.
        heading: Title of the section around it; "Title" or "Abstract" in the metadata.
        id: Id of that section's heading; empty when it has none.
    """

    value: str
    document: str
    heading: str
    id: str


def anchors(document: Document, attribute: str) -> tuple[Anchor, ...]:
    """All marks of one kind in a document, in reading order.

    Args:
        document: The document, parsed.
        attribute: Name of the attribute on headings, divs and spans.
    """
    found: list[Anchor] = []
    here = ("", "")

    def note(node: Node) -> None:
        if node["t"] in {"Header", "Div", "Span"}:
            attr = node["c"][1] if node["t"] == "Header" else node["c"][0]
            value = pair(attr, attribute)
            if value:
                found.append(
                    Anchor(value=value, document=document.name, heading=here[0], id=here[1])
                )

    def block(node: Node) -> list[Node] | None:
        nonlocal here
        if node["t"] == "Header":
            here = (stringify(node["c"][2]), node["c"][1][0])
        note(node)
        return None

    def inline(node: Node) -> list[Node] | None:
        note(node)
        return None

    walker = Walker(block, inline)
    for key, heading in _IN_METADATA:
        here = (heading, "")
        for node in _metadata(document, key):
            walker.blocks([node])
    here = ("", "")
    if document.reading.has(attribute):
        walker.blocks(document.ast)
    return tuple(found)


def reported_places(
    documents: Sequence[Document], names: Mapping[str, Mapping[str, Label]], attribute: str
) -> dict[str, list[Place]]:
    """Where each item of a guideline is reported, by its number, in reading order.

    Args:
        documents: The documents; ``prisma="16a 16b"`` on a heading, div or span marks items.
        names: The labels of each document, so that places can be linked.
        attribute: The attribute of the guideline.
    """
    places: dict[str, list[Place]] = {}
    for document in documents:
        for anchor in anchors(document, attribute):
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
    return places


def _metadata(document: Document, key: str) -> Iterator[Node]:
    value = document.meta.get(key)
    if value and value["t"] == "MetaBlocks":
        yield from copied(value["c"])
    elif value and value["t"] == "MetaInlines":
        yield {"t": "Plain", "c": copied(value["c"])}
