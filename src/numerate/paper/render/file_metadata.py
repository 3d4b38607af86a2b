"""A finished document's metadata: pandoc's Meta values as text, flags, inlines and lists."""

from __future__ import annotations

from typing import Any

from numerate.paper.manuscript.ast import Node, para, plain, stringify, words

Meta = dict[str, Any]
_FALSE = frozenset({"", "false", "no", "none", "off"})


def inlines_in(meta: Meta, key: str) -> list[Node]:
    """A value as inlines; empty when it is missing or a list.

    >>> inlines_in({"title": {"t": "MetaString", "c": "A review"}}, "title")
    [{'t': 'Str', 'c': 'A'}, {'t': 'Space'}, {'t': 'Str', 'c': 'review'}]
    """
    value = meta.get(key) or {}
    kind, content = value.get("t"), value.get("c", "")
    if kind == "MetaString":
        return words(content)
    if kind == "MetaInlines":
        return list(content)
    if kind == "MetaBlocks":
        found: list[Node] = []
        for block in content:
            if block["t"] in {"Para", "Plain"}:
                found += [{"t": "Space"}, *block["c"]] if found else block["c"]
        return found
    return []


def blocks_in(meta: Meta, key: str) -> list[Node]:
    """A value as blocks; empty when it is missing.

    >>> blocks_in({"abstract": {"t": "MetaString", "c": "Short."}}, "abstract")
    [{'t': 'Para', 'c': [{'t': 'Str', 'c': 'Short.'}]}]
    """
    value = meta.get(key) or {}
    if value.get("t") == "MetaBlocks":
        return [para(b["c"]) if b["t"] == "Plain" else b for b in value["c"]]
    inlines = inlines_in(meta, key)
    return [para(inlines)] if inlines else []


def text_in(meta: Meta, *keys: str) -> str:
    """The text of the first of the keys that has one, without marks.

    >>> text_in({"lang": {"t": "MetaString", "c": "en-US"}}, "language", "lang")
    'en-US'
    """
    for key in keys:
        value = meta.get(key) or {}
        if value.get("t") == "MetaBool":
            return "true" if value["c"] else "false"
        found = stringify([plain(inlines_in(meta, key))])
        if found:
            return found
    return ""


def flag_in(meta: Meta, key: str, *, default: bool = False) -> bool:
    """Whether a switch is on.

    >>> flag_in({"toc": {"t": "MetaBool", "c": True}}, "toc")
    True
    """
    if key not in meta:
        return default
    return text_in(meta, key).lower() not in _FALSE


def number_in(meta: Meta, key: str, default: float) -> float:
    """A number, or the default where there is none.

    >>> number_in({"linestretch": {"t": "MetaString", "c": "1.5"}}, "linestretch", 1)
    1.5
    """
    try:
        return float(text_in(meta, key))
    except ValueError:
        return default


def items_in(meta: Meta, key: str) -> list[Meta]:
    """The values of a list, a single value as a list of one.

    >>> items_in({"keywords": {"t": "MetaList", "c": [{"t": "MetaString", "c": "a"}]}}, "keywords")
    [{'t': 'MetaString', 'c': 'a'}]
    """
    value = meta.get(key) or {}
    if value.get("t") == "MetaList":
        return list(value["c"])
    return [value] if value else []


def maps_in(meta: Meta, key: str) -> list[Meta]:
    """The maps of a list; other values in it are left out."""
    return [dict(item["c"]) for item in items_in(meta, key) if item.get("t") == "MetaMap"]


def map_in(meta: Meta, key: str) -> Meta:
    """A map, empty when it is missing."""
    value = meta.get(key) or {}
    return dict(value["c"]) if value.get("t") == "MetaMap" else {}


def texts_in(meta: Meta, key: str) -> list[str]:
    """The texts of a list.

    >>> texts_in({"keywords": {"t": "MetaString", "c": "one"}}, "keywords")
    ['one']
    """
    return [text for item in items_in(meta, key) if (text := text_in({"item": item}, "item"))]
