"""What would be printed otherwise than written, or not at all, without a word from any program.

A note that nobody defined is printed as ``[^note]``; a link without an address stops Typst; a
binding that a formula cannot hold is typeset as letters. Each is a fault with its line, whichever
engine renders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Node, Walker, stringify
from numerate.paper.manuscript.keys import IN_FORMULA
from numerate.paper.manuscript.metatree import walked
from numerate.paper.manuscript.places import Place, Places

_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_BINDING = re.compile(r"\{[^{}]*?\b(?:num|claim|cite|ref|list|plural|table)\s*=[^{}]*\}")


def losses(blocks: list[Node], meta: Mapping[str, Node], places: Places) -> list[Issue]:
    """Everything that both engines would lose or print otherwise than written.

    Args:
        blocks: The document's blocks; not changed.
        meta: Its metadata, as pandoc read it.
        places: Where things stand in the source.
    """
    found: list[Node] = []

    def visit(node: Node) -> list[Node] | None:
        found.append(node)
        return None

    kinds = frozenset({"Str", "Link", "Image", "Math"})
    walker = Walker(visit, visit, kinds)
    for node in meta.values():
        walked(node, walker)
    walker.blocks(blocks)
    return [
        *_undefined_notes(found, places),
        *_empty_links(found, places),
        *_bound_formulas(found, places),
    ]


def _placed(place: Place | None) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column} if place else {}


def _undefined_notes(found: list[Node], places: Places) -> Iterator[Issue]:
    counts: dict[str, int] = {}
    for node in found:
        if node["t"] != "Str" or "[^" not in node["c"]:
            continue
        for match in _NOTE.finditer(node["c"]):
            place = places.prose(match[0], counts.get(match[0], 0))
            counts[match[0]] = counts.get(match[0], 0) + 1
            if place is None:  # the author escaped it
                continue
            yield Issue(
                code="undefined-footnote",
                **_placed(place),
                found=f"the footnote {match[0]}, which is defined nowhere",
                expected=f"a paragraph that begins with {match[0]}:",
                todo="write the note, correct its name, or write \\[ for the sign itself",
            )


def _empty_links(found: list[Node], places: Places) -> Iterator[Issue]:
    number = 0
    for node in found:
        if node["t"] not in {"Link", "Image"} or node["c"][2][0].strip():
            continue
        place = places.prose("]()", number) or places.prose("]( )", number)
        number += 1
        what = "link" if node["t"] == "Link" else "picture"
        yield Issue(
            code="empty-link",
            **_placed(place),
            found=f"the {what} [{stringify(node['c'][1])}]() leads nowhere",
            expected="an address or a file between the round brackets",
            todo="state it, or take the brackets off",
        )


def _bound_formulas(found: list[Node], places: Places) -> Iterator[Issue]:
    counts: dict[str, int] = {}
    for node in found:
        formula = IN_FORMULA.sub("", node["c"][1]) if node["t"] == "Math" else ""
        for match in _BINDING.finditer(formula):
            before = formula[match.start() - 1 : match.start()].strip("\n")
            place = places.formula(before + match[0], counts.get(before + match[0], 0))
            counts[before + match[0]] = counts.get(before + match[0], 0) + 1
            yield Issue(
                code="unread-binding",
                **_placed(place and replace(place, column=place.column + len(before))),
                found=f"{match[0]} stands in a formula, where it is printed as letters",
                expected="[4]{num=key}, the one binding that a formula can hold",
                todo="put the words in brackets right before the braces, or close the formula",
            )
