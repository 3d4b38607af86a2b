"""Keys between tables: primary keys occur once, foreign keys point at rows that exist."""

from __future__ import annotations

from collections.abc import Mapping

from numerate.extraction.rows import Table
from numerate.extraction.schema import ForeignKey
from numerate.issues import Issue
from numerate.project import DATA


def key_issues(tables: Mapping[str, Table]) -> list[Issue]:
    """Every repeated primary key and every foreign key without a row to point at.

    A foreign key is not followed where its cells are missing, nor when the table it points at
    could not be read (that table's own issues say why).
    """
    issues: list[Issue] = []
    for table in tables.values():
        issues += _repeated_keys(table)
        for key in table.schema.foreign_keys:
            if key.table in tables:
                issues += _dangling_keys(table, key, tables[key.table])
    return issues


def _repeated_keys(table: Table) -> list[Issue]:
    columns = table.schema.primary_key
    if not columns:
        return []
    first: dict[tuple[str, ...], int] = {}
    issues: list[Issue] = []
    for values, line in zip(_tuples(table, columns), table.lines, strict=True):
        if values in first:
            issues.append(
                Issue(
                    code="duplicate-key",
                    file=f"{DATA}/{table.schema.path}",
                    line=line,
                    found=f"{_named(columns, values)} again (first on line {first[values]})",
                    expected=f"each {' + '.join(columns)} once: it is the table's primary key",
                    todo="remove the repeated row, or give it a key of its own",
                )
            )
        else:
            first[values] = line
    return issues


def _dangling_keys(table: Table, key: ForeignKey, target: Table) -> list[Issue]:
    known = set(_tuples(target, key.references))
    missing = {column.name: set(column.missing) for column in table.schema.columns}
    return [
        Issue(
            code="dangling-key",
            file=f"{DATA}/{table.schema.path}",
            line=line,
            found=f"{_named(key.columns, values)}",
            expected=f"a row of table '{key.table}' with that {' + '.join(key.references)}",
            todo=f"correct the value, or add the row to data/{target.schema.path}",
        )
        for values, line in zip(_tuples(table, key.columns), table.lines, strict=True)
        if values not in known
        and not any(value in missing[name] for name, value in zip(key.columns, values, strict=True))
    ]


def _tuples(table: Table, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(zip(*(table.texts[column] for column in columns), strict=True))


def _named(columns: tuple[str, ...], values: tuple[str, ...]) -> str:
    return ", ".join(f"{c} '{v}'" for c, v in zip(columns, values, strict=True))
