"""Metadata values as pandoc's tree: made from settings, and read as inlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numerate.paper.manuscript.ast import Node, Walker, text, words


def meta_inlines(node: Node) -> list[Node]:
    """A metadata value as inlines.

    >>> meta_inlines({"t": "MetaString", "c": "review"})
    [{'t': 'Str', 'c': 'review'}]
    """
    kind, content = node["t"], node["c"]
    if kind == "MetaInlines":
        return list(content)
    if kind == "MetaBlocks":
        found: list[Node] = []
        for block in content:
            if block["t"] in {"Para", "Plain"}:
                found.extend(([{"t": "Space"}] if found else []) + block["c"])
        return found
    if kind == "MetaList":
        return meta_inlines(content[0]) if content else []
    if kind == "MetaBool":
        return [text(str(content).lower())]
    return words(str(content)) if kind == "MetaString" else []


def walked(node: Node, walker: Walker) -> None:
    """Walk everything that one metadata value holds."""
    kind, content = node["t"], node["c"]
    if kind == "MetaInlines":
        walker.inlines(content)
    elif kind == "MetaBlocks":
        walker.blocks(content)
    elif kind in {"MetaList", "MetaMap"}:
        for item in content if kind == "MetaList" else content.values():
            walked(item, walker)


def as_meta(value: Any) -> Node:  # noqa: ANN401 - any YAML value
    """A setting as pandoc's metadata, its text taken as it is.

    >>> as_meta({"toc": True})
    {'t': 'MetaMap', 'c': {'toc': {'t': 'MetaBool', 'c': True}}}
    """
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {str(k): as_meta(v) for k, v in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [as_meta(v) for v in value]}
    return {"t": "MetaString", "c": "" if value is None else str(value)}
