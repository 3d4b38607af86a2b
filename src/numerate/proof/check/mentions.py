"""Mentions: where the text refers to each table, figure and listing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from numerate.paper.manuscript.ast import Node, Walker
from numerate.paper.manuscript.crossrefs import Entry
from numerate.paper.manuscript.document import Document, resolved
from numerate.paper.manuscript.places import Place
from numerate.proof.check.review import Review

_NO_FLOATS = frozenset({"sec", "eq"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One reference to a float: how far into the document it stands, and its place."""

    order: int
    place: Place | None


def floats(document: Document) -> Mapping[str, Entry]:
    """The tables, figures, listings and the like of a document by their ids, in order."""
    crossrefs = resolved(document).crossrefs
    kept = {
        key
        for key, entry in crossrefs.index.items()
        if entry.category not in _NO_FLOATS
        and entry.category in crossrefs.categories
        and crossrefs.categories[entry.category].floats
    }
    return {key: entry for key, entry in crossrefs.index.items() if key in kept}


def first_mentions(document: Document, review: Review) -> dict[str, Mention]:
    """The first reference to each id within its own document."""
    found: dict[str, Mention] = {}
    order = 0
    for passage in review.passages(document):
        for mark in passage.marked("citation", "ref"):
            for key in mark.key.split():
                order += 1
                name = _own(key, document) if mark.kind == "ref" else _lowered(key)
                if name:
                    place = passage.place(mark.start)
                    found.setdefault(name, Mention(order=order, place=place))
    return found


def mentioned_elsewhere(document: Document, review: Review) -> set[str]:
    """Ids that links, other documents or computed tables refer to."""
    found = set(_links(review.tree(document)))
    for other in review.documents:
        uses = (use.key for use in other.uses if use.kind == "ref")
        found.update(name for key in uses if (name := _own(key, document)))
    for key in review.tables_used:
        for part in review.facts.tables[key].parts() if review.facts else ():
            name = str(part.get("ref", ""))
            found.add(_own(name, document) if "#" in name else name)
    return found - {""}


def _own(key: str, document: Document) -> str:
    name, _, label = key.partition("#")
    return label if name == document.name else ""


def _lowered(key: str) -> str:
    return key[:1].lower() + key[1:]


def _links(tree: list[Node]) -> Iterator[str]:
    found: list[str] = []

    def inline(node: Node) -> None:
        target = node["c"][2][0]
        if target.startswith("#"):
            found.append(target[1:])

    Walker(None, inline, frozenset({"Link"})).blocks(tree)
    return iter(found)
