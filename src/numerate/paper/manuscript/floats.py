"""Floats: figures, tables, listings and kinds of the author's own, found and given one shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerate.paper.manuscript.ast import (
    Attr,
    Node,
    attributes,
    block_lists,
    div,
    pair,
    plain,
    put,
    taken,
    words,
)
from numerate.paper.manuscript.captions import caption_and_attributes, listed_caption
from numerate.paper.manuscript.crossrefs import Crossrefs, type_of

Markdown = Callable[[str], list[Node]]

_KEPT_ON_IMAGE = frozenset({"width", "height"})
_LOCATIONS = ("margin", "top", "bottom")


def is_float(node: Node) -> bool:
    """Whether a node has the shape that this file gives to floats.

    >>> is_float(div([], attributes("tbl-1", ["float", "float-tbl"])))
    True
    """
    return bool(node["t"] == "Div" and node["c"][0][1][:1] == ["float"])


def caption_of(node: Node) -> list[Node] | None:
    """The caption's inlines of a float, None when it has no caption block."""
    for child in reversed(node["c"][1]):
        if child["t"] == "Div" and "float-caption" in child["c"][0][1]:
            return child["c"][1][0]["c"]  # type: ignore[no-any-return]  # JSON
    return None


class Floats:
    """Turns what authors write as floats into one shape: Div.float with a Div.float-caption."""

    def __init__(self, crossrefs: Crossrefs, markdown: Markdown) -> None:
        """Take the kinds of the document and the function that reads markdown in attributes."""
        self._crossrefs = crossrefs
        self._markdown = markdown

    def _category(self, identifier: str) -> str:
        found = self._crossrefs.categories.get(type_of(identifier))
        return found.key if found is not None and found.floats else ""

    def block(self, node: Node) -> Node | None:
        """The float that a block is, None when it is none."""
        kind = node["t"]
        if kind == "Figure":
            return self._figure(node)
        if kind == "Table":
            return self._table(node)
        if kind == "Para":
            return self._paragraph(node)
        if kind == "CodeBlock":
            return self._listing(node)
        if kind == "Div" and self._category(node["c"][0][0]) and not is_float(node):
            return self._division(node)
        return None

    def _made(self, attr: Attr, content: list[Node], caption: list[Node]) -> Node:
        category = self._category(attr[0])
        location = self._location(attr, category)
        classes = ["float", f"float-{category}", *(c for c in attr[1] if "cap-location" not in c)]
        kept = [
            item for item in attr[2] if item[0] not in {"cap-location", f"{category}-cap-location"}
        ]
        made = [attr[0], classes, [["label", ""], ["caption-location", location], *kept]]
        if category == "fig":
            _alternative_text(made, content)
        return div([*content, div([plain(caption)], attributes("", ["float-caption"]))], made)

    def _location(self, attr: Attr, category: str) -> str:
        settings = self._crossrefs.settings
        stated: list[Any] = [pair(attr, f"{category}-cap-location"), pair(attr, "cap-location")]
        stated += [c.rpartition("cap-location-")[2] for c in attr[1] if "cap-location-" in c]
        stated += [settings.get(f"{category}-cap-location"), settings.get("cap-location")]
        found = next((str(s) for s in stated if s in _LOCATIONS), "")
        if found == "margin":
            found = ""
        return found or self._crossrefs.categories[category].caption_location

    def _figure(self, node: Node) -> Node | None:
        attr, caption, content = node["c"]
        if not self._category(attr[0]) or len(content) != 1 or content[0]["t"] != "Plain":
            return None
        image = _only_image(content[0]["c"])
        made: Attr = [attr[0], list(attr[1]), list(attr[2])]
        if image is not None:
            _moved_attributes(image, made)
            image["c"][1] = []
        inlines = [inline for block in caption[1] for inline in block.get("c", [])]
        return self._made(made, content, inlines)

    def _table(self, node: Node) -> Node | None:
        own = node["c"][0]
        if not self._category(own[0]):
            return None
        caption, _ = caption_and_attributes(node)
        node["c"][1] = [None, []]
        made: Attr = [own[0], [], own[2]]
        node["c"][0] = ["", own[1], []]
        return self._made(made, [node], caption)

    def _paragraph(self, node: Node) -> Node | None:
        """A paragraph that is one image with an id and no caption, bare or within a link."""
        image = _only_image(node["c"])
        if image is None:
            return None
        attr = image["c"][0]
        if not self._category(attr[0]):
            return _linked_figure(node, image) if node["c"][0]["t"] == "Link" else None
        made: Attr = [attr[0], [], []]
        _moved_attributes(image, made)
        attr[0] = ""
        caption, image["c"][1] = image["c"][1], []
        return self._made(made, [plain(node["c"])], caption)

    def _listing(self, node: Node) -> Node | None:
        attr = node["c"][0]
        if type_of(attr[0]) != "lst":
            return None
        caption = taken(attr, "lst-cap")
        if caption is None:
            return None
        identifier, attr[0] = attr[0], ""
        return self._made([identifier, [], []], [node], self._markdown(caption))

    def _division(self, node: Node) -> Node:
        attr, content = node["c"]
        category = self._category(attr[0])
        made: Attr = [attr[0], list(attr[1]), list(attr[2])]
        caption = self._division_caption(made, content, category)
        if len(content) == 1 and content[0]["t"] in {"Para", "Figure"}:
            inlines = content[0]["c"] if content[0]["t"] == "Para" else content[0]["c"][2][0]["c"]
            image = _only_image(inlines)
            bare = content[0]["t"] == "Para"
            if image is not None and bare:
                _moved_attributes(image, made)
                image["c"][1] = []
                content[0] = plain(inlines)
        return self._made(made, content, caption)

    def _division_caption(self, attr: Attr, content: list[Node], category: str) -> list[Node]:
        """The caption of a float written as a division; what held it is removed."""
        bound = pair(attr, "table") is not None
        if content and content[-1]["t"] == "Para" and (len(content) > 1 or bound):
            return content.pop()["c"]  # type: ignore[no-any-return]  # JSON
        meant = listed_caption(content[-1]) if content and (len(content) > 1 or bound) else None
        if meant is not None and category in {"fig", "tbl"} and not _has_caption(content):
            content.pop()
            return meant
        stated = taken(attr, f"{category}-cap")
        if stated is not None:
            return self._markdown(stated)
        if category == "lst":
            for block in content:
                listed = taken(block["c"][0], "lst-cap") if block["t"] == "CodeBlock" else None
                if listed is not None:
                    return self._markdown(listed)
        table = _first_table(content)
        if table is None:
            return []
        caption, found = caption_and_attributes(table)
        if caption:
            table["c"][1] = [None, []]
            table["c"][0][1] += found[1]
            table["c"][0][2] += found[2]
        return caption


def _only_image(inlines: list[Node]) -> Node | None:
    if len(inlines) != 1:
        return None
    only = inlines[0]
    if only["t"] == "Link":
        return _only_image(only["c"][1])
    return only if only["t"] == "Image" else None


def _linked_figure(node: Node, image: Node) -> Node | None:
    """A figure without a number for a captioned image within a link."""
    caption, image["c"][1] = image["c"][1], []
    if not caption:
        return None
    return {"t": "Figure", "c": [attributes(), [None, [plain(caption)]], [plain(node["c"])]]}


def _moved_attributes(image: Node, attr: Attr) -> None:
    """Classes and pairs of an image that belong to its float; sizes stay with the image."""
    own = image["c"][0]
    attr[1] += [name for name in own[1] if name != "border"]
    attr[2] += [item for item in own[2] if item[0] not in _KEPT_ON_IMAGE]
    own[2] = [item for item in own[2] if item[0] in _KEPT_ON_IMAGE]
    own[1] = [name for name in own[1] if name == "border"]


def _alternative_text(attr: Attr, content: list[Node]) -> None:
    alternative = taken(attr, "fig-alt") or taken(attr, "alt")
    images = [image for block in content for image in _images(block)]
    if alternative is None or not images:
        return
    for image in images:
        put(image["c"][0], "alt", alternative)
        image["c"][1] = words(alternative)


def _images(block: Node) -> list[Node]:
    if block["t"] in {"Plain", "Para"}:
        image = _only_image(block["c"])
        return [image] if image is not None else []
    return []


def _has_caption(blocks: list[Node]) -> bool:
    table = _first_table(blocks)
    return table is not None and bool(caption_and_attributes(table)[0])


def _first_table(blocks: list[Node]) -> Node | None:
    for block in blocks:
        if block["t"] == "Table":
            return block
        for inner in block_lists(block):
            found = _first_table(inner)
            if found is not None:
                return found
    return None
