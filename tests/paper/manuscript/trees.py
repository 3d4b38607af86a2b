"""Reading finished trees in tests, without the code under test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from numerate.ground.issues import Issue
from numerate.ground.project import extension_dir
from numerate.paper.manuscript.document import Document, finished

Write = Callable[..., Path]
Read = Callable[..., Document]
Faults = Callable[..., list[Issue]]

_GAPS = frozenset({"Space", "SoftBreak", "LineBreak"})


def tree(document: Document, fmt: str = "html") -> dict[str, Any]:
    """The finished tree of a document."""
    return finished(document, fmt, extension=extension_dir(), root=document.root)


def text(node: object) -> str:
    """All words of a tree in reading order, without looking at what they belong to."""
    return " ".join("".join(_words(node)).split())


def _words(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            yield str(content)
        elif kind in _GAPS:
            yield " "
        elif kind in {"CodeBlock", "RawBlock"}:
            yield f" {content[1]} "  # type: ignore[index]  # JSON
        elif kind in {"Code", "Math", "RawInline"}:
            yield str(content[1])  # type: ignore[index]  # JSON
        elif kind in {"Para", "Plain", "Header", "Cell", "Div"}:
            yield " "
            yield from _words(content)
            yield " "
        else:
            yield from _words(content)


def nodes(node: object, kind: str) -> list[dict[str, Any]]:
    """All nodes of a type in a tree, in reading order."""
    found: list[dict[str, Any]] = []
    if isinstance(node, list):
        for item in node:
            found += nodes(item, kind)
    elif isinstance(node, dict):
        if node.get("t") == kind:
            found.append(node)
        for item in node.values():
            found += nodes(item, kind)
    return found


def by_class(node: object, name: str, kind: str = "Div") -> list[dict[str, Any]]:
    """All nodes of a type that have a class."""
    return [found for found in nodes(node, kind) if name in found["c"][0][1]]


def by_id(node: object, identifier: str) -> dict[str, Any]:
    """The division with an id."""
    return next(found for found in nodes(node, "Div") if found["c"][0][0] == identifier)


def captions(node: object) -> list[str]:
    """The captions of all floats, in reading order."""
    return [text(found) for found in by_class(node, "float-caption")]


def pairs(node: dict[str, Any]) -> dict[str, str]:
    """The attributes of a node."""
    return dict(node["c"][0][2])


def codes(issues: list[Issue]) -> list[str]:
    """The codes of issues with their places, in order of place."""
    return [
        f"{issue.place} {issue.code}"
        for issue in sorted(issues, key=lambda i: (i.file, i.line or 0))
    ]
