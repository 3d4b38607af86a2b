"""The order of headings: a first level, and none left out on the way down."""

from __future__ import annotations

from numerate.paper.manuscript.ast import Node, Walker


def order_headings(blocks: list[Node], top: int) -> int:
    """Give the headings levels that begin at ``top`` and never skip one on the way down.

    Readers of screens go by heading levels (WCAG 2.2, technique G141). A manuscript that begins
    with ``##`` and one that begins with ``#`` come out alike.

    Args:
        blocks: The body, changed in place.
        top: Level of the first rank: 1 where the title is no heading, 2 below an ``h1``.

    Returns:
        By how many levels the first heading moved down; negative when it moved up.

    >>> from numerate.paper.manuscript.ast import header
    >>> body = [header(2, []), header(4, []), header(2, [])]
    >>> order_headings(body, 2)
    0
    >>> [block["c"][0] for block in body]
    [2, 3, 2]
    """
    open_ranks: list[int] = []
    moved: list[int] = []

    def visit(node: Node) -> list[Node] | None:
        if node["t"] == "Header":
            rank = node["c"][0]
            while open_ranks and open_ranks[-1] >= rank:
                open_ranks.pop()
            open_ranks.append(rank)
            node["c"][0] = top + len(open_ranks) - 1
            moved.append(node["c"][0] - rank)
        return None

    Walker(block=visit).blocks(blocks)
    return moved[0] if moved else 0
