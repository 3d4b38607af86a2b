"""Equations that can be referred to: displayed mathematics with an id in braces after it."""

from __future__ import annotations

import re
from collections.abc import Callable

from numerate.paper.manuscript.ast import Node, attributes, span, stringify
from numerate.paper.manuscript.captions import parsed_attributes

_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def is_displayed(node: Node) -> bool:
    """Whether an inline is displayed mathematics.

    >>> is_displayed({"t": "Math", "c": [{"t": "DisplayMath"}, "x"]})
    True
    """
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def equations(inlines: list[Node], number: Callable[[str], str]) -> None:
    r"""Wrap each displayed formula with an ``{#eq-…}`` after it in Span.equation, in place.

    Pandoc does not read ``\tag{A}``; it becomes the number of its formula.

    Args:
        inlines: A paragraph's inlines.
        number: Gives the next equation's number for its id, which wins over a tag.
    """
    if "Math" not in [node["t"] for node in inlines]:
        return
    index = 0
    while index < len(inlines):
        if is_displayed(inlines[index]):
            end, value = _attributes_after(inlines, index)
            tag = _untagged(inlines[index])
            if end:
                attr = parsed_attributes(value)
                made = attributes(attr[0], ["equation"], {"number": number(attr[0])})
                made[2] += attr[2]
                inlines[index:end] = [span([inlines[index]], made)]
            elif tag:
                made = attributes("", ["equation"], {"number": f"({tag})"})
                inlines[index] = span([inlines[index]], made)
        index += 1


def _untagged(node: Node) -> str:
    r"""The tag of a formula, taken out of it; empty without one.

    >>> node = {"t": "Math", "c": [{"t": "DisplayMath"}, "x = 1 \\tag{A}"]}
    >>> _untagged(node), node["c"][1]
    ('A', 'x = 1 ')
    """
    found = _TAG.search(node["c"][1])
    if found is None:
        return ""
    node["c"][1] = _TAG.sub("", node["c"][1])
    return found[1].strip("$ ")


def _attributes_after(inlines: list[Node], index: int) -> tuple[int, str]:
    """Where the attributes after a formula end, and their text; 0 without any."""
    start = index + 1
    while start < len(inlines) and inlines[start]["t"] in {"Space", "SoftBreak"}:
        start += 1
    if start >= len(inlines) or inlines[start]["t"] != "Str":
        return 0, ""
    if not inlines[start]["c"].startswith("{#eq-"):
        return 0, ""
    for end in range(start + 1, len(inlines) + 1):
        value = stringify(inlines[start:end]).translate(_STRAIGHT)
        if value.endswith("}"):
            return end, value
    return 0, ""
