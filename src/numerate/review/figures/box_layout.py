"""Where the boxes of a flow diagram stand: laid out by Graphviz, the same on every machine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import graphviz

from numerate.ground import programs

_INCH: Final = 72.0
COLUMNS: Final = ("previous", "main", "side", "other", "other-side")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """A box and its size in points, to be placed in a column and a row."""

    id: str
    column: str
    row: int
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A box and its place: the left upper corner and the size, in points, y downwards."""

    id: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another; with a ``turn``, round the corner of a column and a row."""

    tail: str
    head: str
    turn: tuple[str, int] | None = None


def dot(sized: Sequence[Sized], arrows: Sequence[Arrow], gap: tuple[float, float]) -> str:
    """The flow diagram in the DOT language: ranks are rows, weights hold columns straight.

    Args:
        sized: Boxes of fixed size.
        arrows: Connections between them.
        gap: Room between columns and between rows, in points.
    """
    graph = graphviz.Digraph(
        graph_attr={
            "splines": "line",
            "nodesep": f"{gap[0] / _INCH:.4f}",
            "ranksep": f"{gap[1] / _INCH:.4f}",
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
    )
    turns = {
        _corner(arrow): Sized(
            id=_corner(arrow), column=arrow.turn[0], row=arrow.turn[1], width=0.1, height=0.1
        )
        for arrow in arrows
        if arrow.turn
    }
    nodes = [*sized, *turns.values()]
    for row in sorted({node.row for node in nodes}):
        _rank(graph, [node for node in nodes if node.row == row])
    for column in COLUMNS:
        stack = sorted((node for node in nodes if node.column == column), key=lambda n: n.row)
        for upper, lower in pairwise(stack):
            graph.edge(upper.id, lower.id, weight="100")
    return str(graph.source)


def _corner(arrow: Arrow) -> str:
    return f"{arrow.tail}-turn"


def _rank(graph: graphviz.Digraph, nodes: Sequence[Sized]) -> None:
    ordered = sorted(nodes, key=lambda node: COLUMNS.index(node.column))
    with graph.subgraph() as same:
        same.attr(rank="same")
        for node in ordered:
            same.node(
                node.id, width=f"{node.width / _INCH:.4f}", height=f"{node.height / _INCH:.4f}"
            )
    for left, right in pairwise(ordered):
        graph.edge(left.id, right.id)


def place(
    sized: Sequence[Sized], arrows: Sequence[Arrow], gap: tuple[float, float]
) -> tuple[dict[str, Placed], tuple[tuple[tuple[float, float], ...], ...]]:
    """Where each box stands, and the line of each arrow, from tail to head.

    Raises:
        NumerateError: When the program graphviz-pure is missing or fails.
    """
    source = dot(sized, arrows, gap)
    made = json.loads(programs.run("graphviz-pure", ["-Tjson0"], stdin=source.encode()).out)
    top = float(made["bb"].split(",")[3])
    sizes = {node.id: (node.width, node.height) for node in sized}
    placed = {
        node["name"]: _placed(node, top, sizes.get(node["name"], (0, 0)))
        for node in made["objects"]
        if "pos" in node
    }
    lines = tuple(_line(arrow, placed) for arrow in arrows)
    return {node.id: placed[node.id] for node in sized}, lines


def _placed(node: dict[str, str], top: float, size: tuple[float, float]) -> Placed:
    across, up = (float(number) for number in node["pos"].split(","))
    width, height = size
    x, y = round(across - width / 2, 2), round(top - up - height / 2, 2)
    return Placed(id=node["name"], x=x, y=y, width=width, height=height)


def _line(arrow: Arrow, placed: dict[str, Placed]) -> tuple[tuple[float, float], ...]:
    tail, head = placed[arrow.tail], placed[arrow.head]
    if arrow.turn:
        corner = placed[_corner(arrow)].middle
        edge = head.x if corner[0] < head.x else head.x + head.width
        return (tail.middle[0], tail.y + tail.height), corner, (edge, corner[1])
    if abs(tail.middle[1] - head.middle[1]) < 1:
        return (tail.x + tail.width, tail.middle[1]), (head.x, head.middle[1])
    return (tail.middle[0], tail.y + tail.height), (head.middle[0], head.y)
