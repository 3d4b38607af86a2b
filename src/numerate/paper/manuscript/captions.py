"""Captions: their text, the attributes at their end, and those that Markdown takes for a list.

A caption such as "A) Risk of bias" or "2020. A year" is a list to Markdown. Where a caption is
expected, its marker and its words are put together again.
"""

from __future__ import annotations

import re
from typing import Any

from numerate.paper.manuscript.ast import SPACE, Attr, Node, attributes, stringify, text
from numerate.paper.manuscript.crossrefs import roman

_ITEM = re.compile(
    r"""
      \#(?P<identifier>[^\s}]+)
    | \.(?P<class>[^\s}=]+)
    | (?P<key>[\w:.-]+)\s*=\s*
      (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}]*))
    | (?P<dash>-)(?=\s|$)
    """,
    re.VERBOSE,
)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def parsed_attributes(value: str) -> Attr:
    """Identifier, classes and pairs in a text such as ``{#tbl-x .striped tbl-colwidths="[1,2]"}``.

    >>> parsed_attributes('{#tbl-x .striped tbl-colwidths="[30,70]"}')
    ['tbl-x', ['striped'], [['tbl-colwidths', '[30,70]']]]
    """
    inner = value.strip().removeprefix("{").removesuffix("}")
    found = attributes()
    for item in _ITEM.finditer(inner):
        if item["identifier"]:
            found[0] = item["identifier"]
        elif item["class"]:
            found[1].append(item["class"])
        elif item["key"]:
            values = (item["double"], item["single"], item["bare"])
            text = next(v for v in values if v is not None)
            found[2].append([item["key"], text.replace('\\"', '"')])
        else:
            found[1].append("unnumbered")
    return found


def split_attributes(inlines: list[Node]) -> tuple[list[Node], Attr]:
    """Inlines without the attributes that end them, and those attributes.

    >>> from numerate.paper.manuscript.ast import words
    >>> split_attributes(words("Studies {#tbl-studies}"))
    ([{'t': 'Str', 'c': 'Studies'}], ['tbl-studies', [], []])
    """
    nodes = list(inlines)
    while nodes and nodes[-1]["t"] in {"Space", "SoftBreak"}:
        nodes.pop()
    if not nodes or nodes[-1]["t"] != "Str" or not nodes[-1]["c"].endswith("}"):
        return nodes, attributes()
    for index, node in enumerate(nodes):
        if node["t"] == "Str" and node["c"].startswith("{"):
            value = stringify(nodes[index:]).translate(_STRAIGHT)
            before = nodes[:index]
            while before and before[-1]["t"] in {"Space", "SoftBreak"}:
                before.pop()
            return before, parsed_attributes(value)
    return nodes, attributes()


def caption_and_attributes(table: Node) -> tuple[list[Node], Attr]:
    """The caption of a table without its attributes, and the attributes."""
    blocks = table["c"][1][1]
    if not blocks or "c" not in blocks[-1]:
        return [], attributes()
    return split_attributes(blocks[-1]["c"])


def listed_caption(block: Node) -> list[Node] | None:
    """The caption that a list was meant as, with its markers; None for other blocks.

    Lists with more than a paragraph in an item are lists.

    >>> from numerate.paper.manuscript.ast import plain, words
    >>> style = [1, {"t": "UpperAlpha"}, {"t": "OneParen"}]
    >>> listed = {"t": "OrderedList", "c": [style, [[plain(words("Risk of bias"))]]]}
    >>> stringify(listed_caption(listed))
    'A) Risk of bias'
    """
    if block["t"] not in {"OrderedList", "BulletList"}:
        return None
    items = block["c"][1] if block["t"] == "OrderedList" else block["c"]
    if any(len(item) != 1 or item[0]["t"] not in {"Plain", "Para"} for item in items):
        return None
    found: list[Node] = []
    for number, item in enumerate(items):
        marker = _marker(block["c"][0], number) if block["t"] == "OrderedList" else "-"
        found += [*([SPACE] if found else []), text(marker), SPACE, *item[0]["c"]]
    return found


def _marker(attributes_of_list: list[Any], after: int) -> str:
    start, style, delimiter = attributes_of_list
    number = start + after
    shown = {
        "LowerAlpha": chr(ord("a") + (number - 1) % 26),
        "UpperAlpha": chr(ord("A") + (number - 1) % 26),
        "LowerRoman": roman(number).lower(),
        "UpperRoman": roman(number),
    }.get(style["t"], str(number))
    ends = {"OneParen": "{})", "TwoParens": "({})"}
    return ends.get(delimiter["t"], "{}.").format(shown)
