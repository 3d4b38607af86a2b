"""Shortcodes: what they stand for in text, links, code and metadata."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import (
    Node,
    Walker,
    attr_of,
    attributes,
    div,
    link,
    para,
    span,
    text,
    words,
)
from numerate.paper.manuscript.marks import MARK, Shortcode, unmarked
from numerate.paper.manuscript.metatree import meta_inlines
from numerate.paper.manuscript.places import Places

_WITH_TEXT = frozenset({"Str", "Code", "RawInline", "Math", "Link", "Image", "Span"})
# Words of the extension fancy-text, which many article templates bring along.
_WORDS = {
    "latex": "LaTeX",
    "tex": "TeX",
    "bibtex": "BibTeX",
    "ldots": "…",
    "vdots": "⋮",
    "ddots": "⋱",
    "pct": "%",
}
_KNOWN = frozenset({"meta", "var", "env", "pagebreak", "kbd", "video", "smallcaps", *_WORDS})


@dataclass(frozen=True, slots=True)
class Values:
    """What shortcodes read: the document's metadata as a tree and as settings, and variables.

    Attributes:
        asked: The shortcodes that stand outside code; only those have to be known.
    """

    shortcodes: tuple[Shortcode, ...]
    meta: Mapping[str, Node]
    settings: Mapping[str, Any]
    variables: Mapping[str, Any]
    asked: set[int] = field(default_factory=set)

    def inlines(self, index: int) -> list[Node]:
        """What a shortcode gives within a paragraph."""
        self.asked.add(index)
        code = self.shortcodes[index]
        first = code.arguments[0] if code.arguments else ""
        if code.escaped or code.name == "pagebreak":
            return [text(code.raw)] if code.escaped else []
        if code.name == "meta":
            return _meta_inlines(self.meta, first)
        if code.name == "video":
            return [link(words(code.options.get("title") or first), first)]
        if code.name == "kbd":
            return [span(words(first), attributes("", ["kbd"]))]
        if code.name == "smallcaps":
            return [{"t": "SmallCaps", "c": words(" ".join(code.arguments))}]
        return words(self.text(index))

    def text(self, index: int) -> str:
        """What a shortcode gives within code, a link target or an attribute."""
        code = self.shortcodes[index]
        if code.name.lower() in _WORDS:
            return _WORDS[code.name.lower()]
        if code.escaped or not code.arguments:
            return code.raw
        name = code.arguments[0]
        if code.name == "env":
            return os.environ.get(name) or (code.arguments[1] if len(code.arguments) > 1 else "")
        trees = {"var": self.variables, "meta": self.settings}
        value = _at(trees[code.name], name) if code.name in trees else None
        return code.raw if value is None else _plain(value)

    def fill(self, value: str, *, code: bool = False) -> str:
        """A text with its marks replaced by what the shortcodes give."""
        if "numSc" not in value:
            return value
        if not code:
            self.asked.update(int(number) for number in MARK.findall(value))
        return MARK.sub(lambda m: self.text(int(m[1])), value)


def shortcode_faults(values: Values, places: Places) -> list[Issue]:
    """Shortcodes that cannot be resolved here."""
    issues: list[Issue] = []
    for index, code in enumerate(values.shortcodes):
        if code.escaped or index not in values.asked:
            continue
        place = places.text(code.raw)
        file, line = (place.file, place.line) if place else ("", None)
        if code.name not in _KNOWN and code.name.lower() not in _WORDS:
            issues.append(
                Issue(
                    code="unknown-shortcode",
                    file=file,
                    line=line,
                    found=code.raw,
                    expected="one of: "
                    + ", ".join(sorted({*_KNOWN, "include"} - {*_WORDS, "smallcaps"})),
                    todo="render with Quarto (--engine quarto), or remove the shortcode",
                )
            )
            continue
        missing = _missing(code, values)
        if missing:
            issues.append(
                Issue(
                    code="unknown-value",
                    file=file,
                    line=line,
                    found=code.raw,
                    expected=missing,
                    todo="correct the name or add the value",
                )
            )
    return issues


def _missing(code: Shortcode, values: Values) -> str:
    if code.name in {"meta", "var", "env"} and not code.arguments:
        return "a name after " + code.name
    if code.name == "meta" and _at(values.settings, code.arguments[0]) is None:
        return "a key of the document's metadata"
    if code.name == "var" and _at(values.variables, code.arguments[0]) is None:
        return "a name in _variables.yml"
    if code.name == "env" and len(code.arguments) == 1 and code.arguments[0] not in os.environ:
        return "a variable of the environment, or a default after its name"
    return ""


def _at(tree: Any, dotted: str) -> Any:  # noqa: ANN401 - any YAML value
    for key in re.split(r"(?<!\\)\.", dotted):
        bare = key.replace("\\.", ".")
        if isinstance(tree, Mapping):
            tree = tree.get(bare)
        elif isinstance(tree, list) and bare.isdigit() and 0 < int(bare) <= len(tree):
            tree = tree[int(bare) - 1]
        else:
            return None
    return tree


def _plain(value: Any) -> str:  # noqa: ANN401 - any YAML value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and len(value) == 1:
        return _plain(value[0])
    return str(value)


def _meta_inlines(meta: Mapping[str, Node], dotted: str) -> list[Node]:
    node: Any = {"t": "MetaMap", "c": meta}
    for key in re.split(r"(?<!\\)\.", dotted):
        bare = key.replace("\\.", ".")
        if node["t"] == "MetaMap" and bare in node["c"]:
            node = node["c"][bare]
        elif node["t"] == "MetaList" and bare.isdigit() and 0 < int(bare) <= len(node["c"]):
            node = node["c"][int(bare) - 1]
        else:
            return []
    return meta_inlines(node)


def resolve(blocks: list[Node], values: Values) -> None:
    """Give every mark in the blocks its value."""
    if not values.shortcodes:
        return

    def block(node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind in {"Para", "Plain"} and len(node["c"]) == 1 and node["c"][0]["t"] == "Str":
            whole = MARK.fullmatch(node["c"][0]["c"])
            if whole:
                return _as_blocks(int(whole[1]), values)
        if kind == "CodeBlock":
            _fill_code(node, values)
        elif kind == "RawBlock":
            node["c"][1] = values.fill(node["c"][1])
        _fill_attributes(node, values)
        return None

    Walker(block, lambda node: _inline(node, values), _WITH_TEXT).blocks(blocks)


def resolve_inlines(nodes: list[Node], values: Values) -> None:
    """Give every mark in the inlines its value."""
    if values.shortcodes:
        Walker(None, lambda node: _inline(node, values), _WITH_TEXT).inlines(nodes)


def resolve_all(
    blocks: list[Node],
    meta: Mapping[str, Mapping[str, Node]],
    fragments: list[list[Node]],
    values: Values,
) -> None:
    """Give every mark in blocks, in the metadata of each format and in attributes its value."""
    resolve(blocks, values)
    for by_key in meta.values():
        for node in by_key.values():
            _resolve_meta(node, values)
    for inlines in fragments:
        resolve_inlines(inlines, values)


def _resolve_meta(node: Node, values: Values) -> None:
    kind, content = node["t"], node["c"]
    if kind == "MetaInlines":
        resolve_inlines(content, values)
    elif kind == "MetaBlocks":
        resolve(content, values)
    elif kind == "MetaString":
        node["c"] = values.fill(content)
    elif kind == "MetaList":
        for item in content:
            _resolve_meta(item, values)
    elif kind == "MetaMap":
        for item in content.values():
            _resolve_meta(item, values)


def _inline(node: Node, values: Values) -> list[Node] | None:
    kind = node["t"]
    if kind == "Str":
        return _split(node["c"], values) if "numSc" in node["c"] else None
    if kind in {"Code", "CodeBlock"}:
        _fill_code(node, values)
    elif kind in {"RawInline", "Math"}:
        node["c"][1] = values.fill(node["c"][1])
    elif kind in {"Link", "Image"}:
        node["c"][2] = [values.fill(part) for part in node["c"][2]]
        _fill_attributes(node, values)
    else:
        _fill_attributes(node, values)
    return None


def _fill_code(node: Node, values: Values) -> None:
    attr = node["c"][0]
    if ["shortcodes", "false"] in attr[2]:
        attr[2].remove(["shortcodes", "false"])
        node["c"][1] = unmarked(node["c"][1], values.shortcodes)
    else:
        node["c"][1] = values.fill(node["c"][1], code=True)


def _fill_attributes(node: Node, values: Values) -> None:
    attr = attr_of(node)
    for item in attr[2] if attr else ():
        item[1] = values.fill(item[1])


def _split(value: str, values: Values) -> list[Node]:
    found: list[Node] = []
    end = 0
    for match in MARK.finditer(value):
        if match.start() > end:
            found.append(text(value[end : match.start()]))
        found.extend(values.inlines(int(match[1])))
        end = match.end()
    if end < len(value):
        found.append(text(value[end:]))
    return found


def _as_blocks(index: int, values: Values) -> list[Node]:
    code = values.shortcodes[index]
    if code.name == "pagebreak" and not code.escaped:
        return [div([], attributes("", ["pagebreak"]))]
    values.asked.add(index)
    node = values.meta.get(code.arguments[0]) if code.name == "meta" and code.arguments else None
    if node is not None and node["t"] == "MetaBlocks":
        return list(node["c"])
    return [para(values.inlines(index))]
