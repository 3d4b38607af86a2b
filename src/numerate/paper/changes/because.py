"""Because: the causes of a change in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from numerate.paper.changes.difference import (
    Cause,
    CodeChanged,
    DataMoved,
    EngineChanged,
    NumbersMoved,
    RowsMoved,
)
from numerate.paper.changes.sheets import RowChanged

SHOWN = 5
_HOW = (
    ("added", "added"),
    ("removed", "removed"),
    ("entered", "now selected"),
    ("left", "no longer selected"),
)


def because(causes: Iterable[Cause]) -> tuple[str, ...]:
    """Each cause as a short line.

    >>> because([RowsMoved(table="studies", added=("q12", "q13"))])
    ('studies: 2 rows added (q12, q13)',)
    """
    return tuple(_told(cause) for cause in causes)


def rows_moved(moved: RowsMoved) -> str:
    """What became of the rows of one table."""
    parts = []
    turned = {row.row: row for row in moved.turned}
    for name, words in _HOW:
        rows: tuple[str, ...] = getattr(moved, name)
        if rows:
            shown = [_row(turned[row]) if row in turned else row for row in rows[:SHOWN]]
            parts.append(f"{counted(len(rows), 'row')} {words} ({_cut(shown, rows)})")
    if moved.changed:
        shown = [_row(row) for row in moved.changed[:SHOWN]]
        parts.append(f"{counted(len(moved.changed), 'row')} changed ({_cut(shown, moved.changed)})")
    among = "" if moved.exact else ", among rows that meet the conditions it could read"
    return f"{moved.table}: {'; '.join(parts)}{among}"


def listed(names: Sequence[str], shown: int = SHOWN) -> str:
    """The first names, and how many more there are.

    >>> listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    return _cut(list(names[:shown]), names)


def counted(count: int, what: str) -> str:
    """A count with its noun.

    >>> counted(1, "row"), counted(1200, "row"), counted(2, "study")
    ('1 row', '1,200 rows', '2 studies')
    """
    if count == 1:
        return f"1 {what}"
    return f"{count:,} " + (f"{what[:-1]}ies" if what.endswith("y") else f"{what}s")


def _told(cause: Cause) -> str:
    if isinstance(cause, RowsMoved):
        return rows_moved(cause)
    if isinstance(cause, CodeChanged):
        return f"code: {cause.name} {cause.how}" + (f", {cause.told}" if cause.told else "")
    if isinstance(cause, NumbersMoved):
        return f"computed from {listed(cause.keys)}"
    if isinstance(cause, EngineChanged):
        return f"numerate: {cause.old or 'unknown'} → {cause.new or 'unknown'}"
    if isinstance(cause, DataMoved):
        return f"data that its origin does not name: {listed(cause.tables)}"
    return "nothing that its origin names changed; name all its rows in the analysis"


def _row(row: RowChanged) -> str:
    cells = [f"{one.column} {one.old or 'empty'} → {one.new or 'empty'}" for one in row.cells]
    return f"{row.row}: {listed(cells)}"


def _cut(shown: list[str], whole: Sequence[object]) -> str:
    rest = len(whole) - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more" if rest else "")
