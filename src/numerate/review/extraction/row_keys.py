"""Keys between tables: primary keys occur once, foreign keys point at rows that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from numerate.ground.issues import Issue, quoted
from numerate.ground.project import DATA
from numerate.review.extraction.fault_places import gathered
from numerate.review.extraction.rows import Table
from numerate.review.extraction.schema import ForeignKey

# the value of a key of one column, or the values of a composite key
Key = Any


def key_issues(tables: Mapping[str, Table]) -> list[Issue]:
    """Every repeated primary key and every foreign key without a row to point at.

    A foreign key is not followed where its cells are missing, nor when the table it points at
    could not be read (that table's own issues say why).
    """
    issues: list[Issue] = []
    for table in tables.values():
        issues += _repeated_keys(table, table.schema.primary_key, "the table's primary key")
        for columns in table.schema.unique_keys:
            issues += _repeated_keys(table, columns, "one of the table's unique keys")
        for key in table.schema.foreign_keys:
            if key.table in tables:
                issues += _dangling_keys(table, key, tables[key.table])
            if key.tree:
                issues += _circles(table, key)
    return issues


def _repeated_keys(table: Table, columns: tuple[str, ...], what: str) -> list[Issue]:
    if not columns:
        return []
    first: dict[Key, int] = {}
    told = (
        Issue(
            code="duplicate-key",
            file=f"{DATA}/{table.schema.path}",
            line=line,
            found=f"{_named(columns, key)} again (first on line {first[key]})",
            expected=f"each {' + '.join(columns)} once: it is {what}",
            todo="remove the repeated row, or give it a key of its own",
        )
        for key, line in zip(_keys(table, columns), table.lines, strict=True)
        if key is not None and first.setdefault(key, line) != line
    )
    return gathered((columns, issue) for issue in told)


def _dangling_keys(table: Table, key: ForeignKey, target: Table) -> list[Issue]:
    known = {None, *_keys(target, key.references)}
    if not target.lines:
        pointing = sum(value is not None for value in _keys(table, key.columns))
        found = f"only the header, and {pointing} rows of {DATA}/{table.schema.path} point at it"
        return [empty_table(target, found)] if pointing else []
    told = (
        Issue(
            code="dangling-key",
            file=f"{DATA}/{table.schema.path}",
            line=line,
            found=_named(key.columns, values),
            expected=f"a row of table '{key.table}' with that {' + '.join(key.references)}",
            todo=f"correct the value, or add the row to {DATA}/{target.schema.path}",
        )
        for values, line in zip(_keys(table, key.columns), table.lines, strict=True)
        if values is not None and values not in known
    )
    return gathered((key.columns, issue) for issue in told)


def _circles(table: Table, key: ForeignKey) -> Iterator[Issue]:
    """Each circle of rows that stand above themselves, once, at its first line."""
    own = _keys(table, key.references)
    above = dict(zip(own, _keys(table, key.columns), strict=True))
    line_of = dict(zip(own, table.lines, strict=True))
    seen: set[Key] = set()
    for start in own:
        path: list[Key] = []
        here = start
        while here is not None and here in above and here not in seen:
            seen.add(here)
            path.append(here)
            here = above[here]
        if here not in path:
            continue
        circle = path[path.index(here) :]
        yield Issue(
            code="circular-key",
            file=f"{DATA}/{table.schema.path}",
            line=min(line_of[one] for one in circle),
            found=" under ".join(_named(key.references, one) for one in (*circle, circle[0])),
            expected="a tree: no row stands above itself",
            todo=f"correct {' + '.join(key.columns)} in one of these rows",
        )


def empty_table(table: Table, found: str = "only the header") -> Issue:
    """The issue of a table without rows."""
    return Issue(
        code="empty-table",
        file=f"{DATA}/{table.schema.path}",
        line=1,
        found=found,
        expected="rows under the header",
        todo="put the rows back; an export that was cut short looks like this",
    )


def _keys(table: Table, columns: tuple[str, ...]) -> list[Key]:
    """The key of each row by value, so that 7 and 07 are one number; None where a cell is missing.

    A cell that is wrong in itself has its own issue and counts as missing here.
    """
    several = [_present(table.typed[column]) for column in columns]
    if len(columns) == 1:
        return several[0]
    together: list[Key] = list(zip(*several, strict=True))
    if any(None in values for values in several):
        return [None if None in values else values for values in together]
    return together


def _present(column: pd.Series[Any]) -> list[Any]:
    """The values of a column, with None where one is missing."""
    values = column.tolist()
    return values if column.dtype == object else [None if v is pd.NA else v for v in values]


def _named(columns: tuple[str, ...], key: Key) -> str:
    values = key if len(columns) > 1 else (key,)
    return ", ".join(f"{c} {quoted(str(v))}" for c, v in zip(columns, values, strict=True))
