"""Conditional content: what is shown only in some formats, profiles or under some metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numerate.paper.manuscript.ast import Attr, Node, attr_of
from numerate.paper.manuscript.formats import matches

VISIBLE = "content-visible"
HIDDEN = "content-hidden"
_CONDITIONS = ("format", "meta", "profile")


def is_conditional(node: Node) -> bool:
    """Whether a node is shown only under a condition.

    >>> is_conditional({"t": "Div", "c": [["", ["content-hidden"], []], []]})
    True
    """
    attr = attr_of(node)
    return attr is not None and (VISIBLE in attr[1] or HIDDEN in attr[1])


def is_shown(
    attr: Attr, fmt: str, settings: Mapping[str, Any], profiles: Sequence[str] = ()
) -> bool:
    """Whether the conditions on an element let it show in a format.

    >>> from numerate.paper.manuscript.ast import attributes
    >>> is_shown(attributes("", ["content-visible"], {"when-format": "html"}), "pdf", {})
    False
    >>> is_shown(attributes("", ["content-hidden"], {"when-format": "html"}), "pdf", {})
    True
    """
    holds = True
    for name in _CONDITIONS:
        for word, wanted in (("when", True), ("unless", False)):
            stated = [value for key, value in attr[2] if key == f"{word}-{name}"]
            if stated:
                met = any(_met(name, str(v), fmt, settings, profiles) for v in stated)
                holds = holds and met is wanted
    return holds if VISIBLE in attr[1] else not holds


def _met(
    name: str, value: str, fmt: str, settings: Mapping[str, Any], profiles: Sequence[str]
) -> bool:
    if name == "format":
        return matches(fmt, value)
    if name == "profile":
        return value in profiles
    found: Any = settings
    for key in value.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found is True


def cleared(attr: Attr) -> None:
    """Remove what states the condition, once it is settled."""
    attr[1] = [name for name in attr[1] if name not in {VISIBLE, HIDDEN}]
    keys = {f"{word}-{name}" for name in _CONDITIONS for word in ("when", "unless")}
    attr[2] = [item for item in attr[2] if item[0] not in keys]
