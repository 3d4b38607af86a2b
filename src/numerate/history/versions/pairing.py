"""Pairing: which block, row or inline of the later document was which of the earlier one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from numerate.paper.changes.ordered_pairs import ordered_pairs
from numerate.paper.manuscript.ast import Node, attr_of, stringify

BLANK = frozenset({"Space", "SoftBreak"})
_ALIKE = 0.4
_COUNTED = re.compile(r'"citation(?:Hash|NoteNum)": \d+')  # how many citations came before


def paired(
    before: Sequence[Node], now: Sequence[Node]
) -> Iterator[tuple[Node | None, Node | None]]:
    """Each block beside the one it was; None where it came or went."""
    if [one["t"] for one in before] == [one["t"] for one in now] and len(now) == 1:
        yield before[0], now[0]
        return
    yield from ordered_pairs(before, now, sign, _told, words_shared)


Shown = tuple[str, Counter[str]]  # the name of a block or row, empty without one, and its words


def words_shared(was: Shown, now: Shown) -> bool:
    """Whether name or most words of two blocks or rows agree."""
    return bool(now[0] and was[0] == now[0]) or _share(was[1], now[1])


def row_told(row: Any) -> Shown:  # noqa: ANN401 - JSON of a row
    """A table's row as pairs are found: the words of its first cell, and all."""
    return first_words(row), Counter(row_words(row).split())


def _told(node: Node) -> Shown:
    return _identity(node), Counter(_words(node).split())


def _share(ones: Counter[str], others: Counter[str]) -> bool:
    total = ones.total() + others.total()
    return total > 0 and 2 * (ones & others).total() / total >= _ALIKE


def sign(node: Node) -> str:
    """What a node is recognised by; a picture by nothing, for the later one is shown."""
    return _COUNTED.sub("", json.dumps(node, sort_keys=True)) if node["t"] != "Image" else "Image"


def signs(nodes: Sequence[Node]) -> list[str]:
    """What each inline of a list is recognised by; blanks by a blank."""
    return [" " if node["t"] in BLANK else sign(node) for node in nodes]


def _words(node: Node) -> str:
    return f"{node['t']} {stringify([node])}"


def _identity(node: Node) -> str:
    """The id of a block: a float, section or reference that has one is the same thing."""
    attr = attr_of(node)
    return f"{node['t']}#{attr[0]}" if attr and attr[0] else ""


def row_words(row: Any) -> str:  # noqa: ANN401 - JSON of a row
    """The words of a table's row, cell by cell."""
    return "\x04".join(stringify(cell[4]) for cell in row[1])


def first_words(row: Any) -> str:  # noqa: ANN401 - JSON of a row
    """The words of a row's first cell."""
    return stringify(row[1][0][4]) if row[1] else ""


def shape(row: Any) -> list[tuple[int, int]]:  # noqa: ANN401 - JSON of a row
    """How many rows and columns each cell of a row spans."""
    return [(cell[2], cell[3]) for cell in row[1]]
