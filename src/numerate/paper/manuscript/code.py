"""Code blocks: file names above them, line numbers, and cells that are only shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from numerate.paper.manuscript.ast import Node, attributes, div, plain, taken
from numerate.paper.manuscript.cells import ESCAPED_CLASS

_ESCAPED = re.compile(r"```\{(\{+[^<}]+\}+)\}")


def code_block(node: Node, settings: Mapping[str, Any]) -> Node:
    """A code block with its line numbers asked for as pandoc's class, and below its file's name."""
    attr = node["c"][0]
    if ESCAPED_CLASS in attr[1]:
        node["c"][1] = f"```{taken(attr, 'cell') or ''}\n{node['c'][1]}\n```"
        attr[1] = ["markdown"]
    elif "```{{" in node["c"][1]:
        node["c"][1] = _ESCAPED.sub(r"```\1", node["c"][1])
        attr[1] = attr[1] or ["markdown"]
    stated = taken(attr, "code-line-numbers")
    numbers = str(settings.get("code-line-numbers", False)) if stated is None else stated
    if attr[1] and numbers.lower() not in {"false", "0"} and "number-lines" not in attr[1]:
        attr[1].append("number-lines")
    name = taken(attr, "filename")
    if name is None:
        return node
    title = div(
        [plain([{"t": "Code", "c": [attributes(), name]}])], attributes("", ["code-filename"])
    )
    return div([title, node], attributes("", ["code-with-filename"]))


def inline_code(node: Node) -> Node | None:
    """Inline code whose ``{{python}}`` is shown as ``{python}``; None for other code.

    >>> inline_code({"t": "Code", "c": [["", [], []], "{{python}} x"]})["c"][1]
    '{python} x'
    """
    value = node["c"][1]
    if value.startswith("{{") and not value.startswith("{{<") and "}}" in value:
        return {"t": "Code", "c": [node["c"][0], value[1:].replace("}}", "}", 1)]}
    return None
