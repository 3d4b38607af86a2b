"""Quotation marks in the language of a manuscript, the same in each format and engine.

Pandoc writes English marks in HTML and Word whatever the language; these are CLDR's.
"""

from __future__ import annotations

from collections.abc import Mapping

from numerate.ground.own_words import base_language, own_words
from numerate.paper.manuscript.ast import Node, Walker, text
from numerate.paper.manuscript.metatree import walked

_SPACED = {"«": "«\N{NO-BREAK SPACE}", "»": "\N{NO-BREAK SPACE}»"}


def marked_quotations(blocks: list[Node], meta: Mapping[str, Node], lang: str) -> None:
    """Write the marks of quotations as text, in place; English is left to pandoc."""
    if base_language(lang) == "en":
        return
    marks = [own_words(lang)["quotes"][n] for n in range(4)]
    if base_language(lang) == "fr":
        marks = [_SPACED.get(mark, mark) for mark in marks]

    def visit(node: Node) -> list[Node] | None:
        kind, inner = node["c"]
        walker.inlines(inner)
        first = 0 if kind["t"] == "DoubleQuote" else 2
        return [text(marks[first]), *inner, text(marks[first + 1])]

    walker = Walker(None, visit, frozenset({"Quoted"}))
    for node in meta.values():
        walked(node, walker)
    walker.blocks(blocks)
