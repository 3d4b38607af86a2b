"""Raw HTML that every format can show: tables, figures, images, marks of a phrase."""

from __future__ import annotations

import json
import re
from html import unescape

from numerate.ground import programs
from numerate.paper.manuscript.ast import (
    Attr,
    Node,
    Walker,
    attributes,
    block_lists,
    div,
    words,
)

_OPEN = re.compile(r"<(?:table|figure)[\s>]", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:table|figure)\s*>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b(?P<attributes>[^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)[^>]*?>")
_ANY = re.compile(r"<[^>]+>|<!--.*?-->", re.DOTALL)
_PHRASES = {
    "sub": "Subscript",
    "sup": "Superscript",
    "b": "Strong",
    "strong": "Strong",
    "i": "Emph",
    "em": "Emph",
    "u": "Underline",
    "s": "Strikeout",
    "del": "Strikeout",
}
_KEPT = "numerate-html"


def is_html(node: Node) -> bool:
    """Whether a node is raw HTML."""
    return node["t"] in {"RawBlock", "RawInline"} and node["c"][0].startswith("html")


def has_tables(text: str) -> bool:
    """Whether a text may hold tables or figures written in HTML."""
    return _OPEN.search(text) is not None


def read_tables(blocks: list[Node]) -> None:
    """Turn tables and figures written in HTML into pandoc's own, in place; one call for all."""
    found: list[list[Node]] = []
    _collect(blocks, found)
    if not found:
        return
    wrapped = [div(nodes, attributes(f"{_KEPT}-{n}")) for n, nodes in enumerate(found)]
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": wrapped}
    page = programs.run("pandoc", ["-f", "json", "-t", "html"], stdin=json.dumps(tree).encode())
    read = programs.run("pandoc", ["-f", "html+raw_html", "-t", "json"], stdin=page.out)
    made = {b["c"][0][0]: b["c"][1] for b in json.loads(read.out)["blocks"] if b["t"] == "Div"}

    def visit(node: Node) -> list[Node] | None:
        if node["t"] == "Div" and node["c"][0][0].startswith(f"{_KEPT}-"):
            number = int(node["c"][0][0].rpartition("-")[2])
            return made.get(node["c"][0][0]) or found[number]
        return None

    Walker(visit).blocks(blocks)


def _collect(blocks: list[Node], found: list[list[Node]]) -> None:
    """Replace each run of blocks from an opening to its closing tag by a numbered place."""
    index = 0
    while index < len(blocks):
        node = blocks[index]
        if is_html(node) and _OPEN.search(node["c"][1]):
            end = _end(blocks, index)
            if end:
                found.append(blocks[index:end])
                blocks[index:end] = [div([], attributes(f"{_KEPT}-{len(found) - 1}"))]
        elif node["t"] not in {"Para", "Plain"}:
            for inner in block_lists(node):
                _collect(inner, found)
        index += 1


def _end(blocks: list[Node], start: int) -> int:
    depth = 0
    for index in range(start, len(blocks)):
        node = blocks[index]
        if is_html(node):
            depth += len(_OPEN.findall(node["c"][1])) - len(_CLOSE.findall(node["c"][1]))
            if depth <= 0:
                return index + 1
    return 0


def images_in(value: str) -> list[Node]:
    """The images that raw HTML shows.

    >>> images_in('<p><img src="a.png" alt="A bar"></p>')[0]["c"][2]
    ['a.png', '']
    """
    return [_image(match["attributes"]) for match in _IMAGE.finditer(value)]


def _image(stated: str) -> Node:
    found = {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(stated)
    }
    source = found.pop("src", "")
    kept = {k: v for k, v in found.items() if k in {"width", "height", "alt"}}
    attr: Attr = attributes(found.get("id", ""), found.get("class", "").split(), kept)
    return {"t": "Image", "c": [attr, words(found.get("alt", "")), [source, ""]]}


def html_text(value: str) -> str:
    """The text that raw HTML shows.

    >>> html_text("<p>Twelve &amp; more</p><!-- no -->")
    'Twelve & more'
    """
    return " ".join(unescape(_ANY.sub(" ", value)).split())


def paired(inlines: list[Node]) -> None:
    """Turn ``<sub>…</sub>`` and its like within one run of inlines into pandoc's own, in place."""
    if "RawInline" not in [node["t"] for node in inlines]:
        return
    index = 0
    while index < len(inlines):
        name = _phrase(inlines[index], close=False)
        if name:
            end = next(
                (
                    i
                    for i in range(index + 1, len(inlines))
                    if _phrase(inlines[i], close=True) == name
                ),
                0,
            )
            if end:
                inner = inlines[index + 1 : end]
                paired(inner)
                inlines[index : end + 1] = [{"t": _PHRASES[name], "c": inner}]
        index += 1


def _phrase(node: Node, *, close: bool) -> str:
    if node["t"] != "RawInline" or not is_html(node):
        return ""
    found = _TAG.fullmatch(node["c"][1].strip())
    if found is None or bool(found["close"]) is not close:
        return ""
    name = found["name"].lower()
    return name if name in _PHRASES else ""
