"""The parts of floats, boxes and things side by side, as every format needs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from numerate.paper.manuscript.ast import SPACE, Node, attr_of, pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Float:
    """A numbered table, figure or listing.

    Attributes:
        identifier: What links name, or empty.
        kind: ``tbl``, ``fig``, ``lst`` or a kind of the author's.
        classes: Its classes.
        above: Whether the caption stands above the content.
        caption: The caption with its label, as inlines.
        content: Everything but the caption.
    """

    identifier: str
    kind: str
    classes: tuple[str, ...]
    above: bool
    caption: list[Node]
    content: list[Node]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: its kind (``note``, ``tip`` …), its title as inlines, its text."""

    kind: str
    title: list[Node]
    body: list[Node]


def has_class(node: Node, name: str) -> bool:
    """Whether a block is a division of a class."""
    return node["t"] == "Div" and name in node["c"][0][1]


def run_together(blocks: Iterable[Node]) -> list[Node]:
    """The paragraphs of some blocks as one run of inlines.

    >>> run_together([{"t": "Para", "c": [{"t": "Str", "c": "a"}]}])
    [{'t': 'Str', 'c': 'a'}]
    """
    found: list[Node] = []
    for one in blocks:
        if one["t"] in {"Plain", "Para"}:
            found += [SPACE, *one["c"]] if found else one["c"]
    return found


def float_of(node: Node) -> Float:
    """The parts of a division of class ``float``."""
    attr, blocks = node["c"]
    captions = [one for one in blocks if has_class(one, "float-caption")]
    return Float(
        identifier=attr[0],
        kind=next((name[6:] for name in attr[1] if name.startswith("float-")), "fig"),
        classes=tuple(attr[1]),
        above=pair(attr, "caption-location") == "top",
        caption=run_together(one for held in captions for one in held["c"][1]),
        content=[one for one in blocks if not has_class(one, "float-caption")],
    )


def callout_of(node: Node) -> Callout:
    """The parts of a division of class ``callout``."""
    attr, blocks = node["c"]
    title: list[Node] = []
    body: list[Node] = []
    for one in blocks:
        if has_class(one, "callout-title"):
            title += run_together(one["c"][1])
        else:
            body += one["c"][1] if has_class(one, "callout-body") else [one]
    kind = next((name[8:] for name in attr[1] if name.startswith("callout-")), "note")
    return Callout(kind, title, body)


def column_shares(node: Node) -> list[float]:
    """The widths of what a ``layout`` or ``columns`` division puts side by side, as shares.

    >>> column_shares({"t": "Div", "c": [["", ["layout"], [["columns", "2"]]], []]})
    [1.0, 1.0]
    """
    attr, blocks = node["c"]
    if "columns" in attr[1]:
        widths = [pair(attr_of(one) or ["", [], []], "width") or "" for one in blocks]
        return [float(w.strip("% ")) if w.endswith("%") else 100 / len(widths) for w in widths]
    given = pair(attr, "widths")
    if given:
        return [abs(float(w.strip("% "))) for w in given.strip("[] ").replace(",", " ").split()]
    return [1.0] * int(pair(attr, "columns") or 1)


def is_equation(node: Node) -> bool:
    """Whether an inline is a display equation that may carry a number."""
    return node["t"] == "Span" and "equation" in node["c"][0][1]


def equation_number(node: Node) -> str:
    """The number of an equation as printed, ``(1)``; empty when it has none."""
    number = (pair(node["c"][0], "number") or "").strip("()")
    return f"({number})" if number else ""
