"""Texts that settings put into a page: before and after the body, and into its head.

Quarto's ``include-before-body`` and its kin name files in the format's own language, pandoc's
``include-before`` holds Markdown. Both become Markdown here, a file as a raw block of its language,
so that bindings work in them and each format shows what it can.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Node, attributes, div
from numerate.paper.manuscript.source import read_text

BEFORE, AFTER, HEAD = "include-before", "include-after", "header-includes"
_TARGETS = {
    "include-before-body": BEFORE,
    "include-after-body": AFTER,
    "include-in-header": HEAD,
}
_LANGUAGE = {"html": "html", "pdf": "typst", "docx": "openxml"}
_ENDINGS = {".html": "html", ".htm": "html", ".typ": "typst", ".xml": "openxml", ".tex": "latex"}
_MARKDOWN = frozenset({".md", ".qmd", ".markdown", ".txt"})
_LAST = "numerate-after-body"


def with_insertions(settings: Mapping[str, Any], fmt: str, root: Path) -> dict[str, Any] | Issue:
    """The settings of a format with the texts of the files that they insert.

    Args:
        settings: The merged settings, paths made absolute.
        fmt: The format.
        root: The compendium's root.

    Returns:
        The settings, or what is wrong with a file.
    """
    result = dict(settings)
    for key, target in _TARGETS.items():
        texts = [str(text) for text in _listed(result.get(target))]
        for item in _listed(result.pop(key, None)):
            text = _text(item, fmt, root)
            if isinstance(text, Issue):
                return text
            texts.append(text)
        if texts:
            result[target] = "\n\n".join(texts) + "\n"
    return result


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(item: object, fmt: str, root: Path) -> str | Issue:
    if isinstance(item, Mapping) and "text" in item:
        return _raw(str(item["text"]), _LANGUAGE[fmt])
    name = item.get("file", "") if isinstance(item, Mapping) else item
    path = Path(str(name))
    found = read_text(path if path.is_absolute() else root / path, root)
    if isinstance(found, Issue) or path.suffix.lower() in _MARKDOWN:
        return found
    return _raw(found, _ENDINGS.get(path.suffix.lower(), _LANGUAGE[fmt]))


def _raw(text: str, language: str) -> str:
    return f"``````{{={language}}}\n{text}\n``````"


def inserted(blocks: list[Node], meta: Mapping[str, Node]) -> None:
    """Put the texts before and after the body into it, in place; what comes last is marked."""
    blocks[:0] = _blocks(meta.get(BEFORE))
    last = _blocks(meta.get(AFTER))
    if last:
        blocks.append(div(last, attributes("", [_LAST])))


def last_at_end(blocks: list[Node]) -> None:
    """Move what comes after the body behind the references, in place."""
    for index, node in enumerate(blocks):
        if node["t"] == "Div" and _LAST in node["c"][0][1]:
            del blocks[index]
            blocks += node["c"][1]
            return


def every_text(metas: Mapping[str, Mapping[str, Node]]) -> dict[str, Node]:
    """The metadata for HTML, and what other formats alone put before and after the body."""
    texts = dict(metas["html"])
    for fmt, meta in metas.items():
        for key in (BEFORE, AFTER):
            node = meta.get(key)
            if node is not None and node != texts.get(key):
                texts[f"{key} of {fmt}"] = node
    return texts


def in_head(meta: Mapping[str, Node], language: str) -> str:
    """What the settings put into the head of a page, in one language; missing texts are empty."""
    found = [
        node["c"][1]
        for node in _blocks(meta.get(HEAD))
        for node in ([node] if node["t"] == "RawBlock" else _inlines(node))
        if node["t"] in {"RawBlock", "RawInline"} and node["c"][0].startswith(language)
    ]
    return "\n".join(found)


def _inlines(node: Node) -> list[Node]:
    return list(node["c"]) if node["t"] in {"Para", "Plain"} else []


def _blocks(node: Node | None) -> list[Node]:
    if node is None:
        return []
    if node["t"] == "MetaBlocks":
        return list(node["c"])
    return [{"t": "Para", "c": node["c"]}] if node["t"] == "MetaInlines" else []
