"""Callouts: notes, tips, warnings, cautions and important remarks in a box of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from numerate.paper.manuscript.ast import Node, attributes, div, plain, put, stringify, taken, words
from numerate.paper.manuscript.crossrefs import CALLOUTS, type_of

_KINDS = ("note", "tip", "warning", "important", "caution")


def kind_of(node: Node) -> str:
    """The kind of callout that a block is, empty when it is none.

    >>> kind_of(div([], attributes("", ["callout-tip"])))
    'tip'
    """
    if node["t"] != "Div":
        return ""
    for name in node["c"][0][1]:
        if name == "callout":
            return "none"
        kind = name.removeprefix("callout-")
        if kind != name and kind in _KINDS:
            return str(kind)
    return ""


def callout(
    node: Node,
    kind: str,
    settings: Mapping[str, Any],
    named: Mapping[str, str],
    markdown: Callable[[str], list[Node]],
) -> Node:
    """A callout as Div.callout with Div.callout-title (where it has one) and Div.callout-body."""
    attr, content = node["c"]
    stated = taken(attr, "title")
    title = markdown(stated) if stated else []
    if not title and content and content[0]["t"] == "Header":
        title = content.pop(0)["c"][2]
    appearance = taken(attr, "appearance") or settings.get("callout-appearance")
    appearance = str(appearance or ("simple" if kind == "none" else "default"))
    icon = taken(attr, "icon") or str(settings.get("callout-icon", kind != "none")).lower()
    if appearance == "minimal":
        appearance, icon = "simple", "false"
    numbered = type_of(attr[0]) in CALLOUTS  # its label is title enough
    if not stringify(title) and appearance != "simple" and not numbered:
        title = words(named.get(f"callout-{kind}-title", kind.capitalize()))
    classes = [name for name in attr[1] if name not in {"callout", f"callout-{kind}"}]
    own = [
        "callout",
        *([f"callout-{kind}"] if kind != "none" else []),
        f"callout-style-{appearance}",
    ]
    made = [attr[0], [*own, *classes], attr[2]]
    if icon == "false":
        put(made, "icon", "false")
    children = [div([plain(title)], attributes("", ["callout-title"]))] if title else []
    return div([*children, div(content, attributes("", ["callout-body"]))], made)


def is_callout(node: Node) -> bool:
    """Whether a node has the shape that this file gives to callouts."""
    return bool(node["t"] == "Div" and node["c"][0][1][:1] == ["callout"])


def title_of(node: Node) -> list[Node]:
    """The title of a callout; a place for it is made where it has none."""
    first = node["c"][1][0]
    if "callout-title" not in first["c"][0][1]:
        first = div([plain([])], attributes("", ["callout-title"]))
        node["c"][1].insert(0, first)
    return first["c"][1][0]["c"]  # type: ignore[no-any-return]  # JSON
