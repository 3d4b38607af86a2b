"""Appendices: sections marked as such, which HTML shows after everything else."""

from __future__ import annotations

from numerate.paper.manuscript.ast import Node


def appendices_last(blocks: list[Node]) -> None:
    """Move every section whose heading has the class ``appendix`` to the end, in place.

    They stay in their order; a list of references that the author placed stays where it is.
    """
    if not any(_opens(node) for node in blocks):
        return
    kept: list[Node] = []
    moved: list[Node] = []
    depth = 0
    for node in blocks:
        if node["t"] == "Header":
            if depth and node["c"][0] <= depth:
                depth = 0
            if not depth and _opens(node):
                depth = node["c"][0]
        (moved if depth else kept).append(node)
    blocks[:] = [*kept, *moved]


def _opens(node: Node) -> bool:
    return node["t"] == "Header" and "appendix" in node["c"][1][1]
