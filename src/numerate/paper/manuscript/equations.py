"""Equations that can be referred to: displayed mathematics with an id in braces after it."""

from __future__ import annotations

from collections.abc import Callable

from numerate.paper.manuscript.ast import Node, attributes, span, stringify
from numerate.paper.manuscript.captions import parsed_attributes

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def is_displayed(node: Node) -> bool:
    """Whether an inline is displayed mathematics.

    >>> is_displayed({"t": "Math", "c": [{"t": "DisplayMath"}, "x"]})
    True
    """
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def equations(inlines: list[Node], number: Callable[[str], str]) -> None:
    """Wrap each displayed formula with an ``{#eq-…}`` after it in Span.equation, in place.

    Args:
        inlines: A paragraph's inlines.
        number: Gives the next equation's number for its id.
    """
    if "Math" not in [node["t"] for node in inlines]:
        return
    index = 0
    while index < len(inlines):
        if is_displayed(inlines[index]):
            end, value = _attributes_after(inlines, index)
            if end:
                attr = parsed_attributes(value)
                made = attributes(attr[0], ["equation"], {"number": number(attr[0])})
                made[2] += attr[2]
                inlines[index:end] = [span([inlines[index]], made)]
        index += 1


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
