"""The tables that parts read: columns by their roles, cells as numbers, faults with their line.

A column has the role that its entry in the dictionary names (``"role": "events"``), that an
argument of the part names (``columns={"events": "deaths"}``), or that it is called by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import DATA
from numerate.parts.declaration import Declaration
from numerate.review.extraction import Extraction, Rows


def slug(text: object) -> str:
    """A text as a part of a key: small letters, digits and underscores.

    >>> slug("Frimodt-Møller et al."), slug("É. 2"), slug("7–9 years")
    ('frimodt_moller_et_al', 'e_2', '7_9_years')
    """
    plain = unicodedata.normalize("NFKD", str(text)).casefold()
    for letter, spelt in (("ø", "o"), ("æ", "ae"), ("ł", "l"), ("đ", "d"), ("ß", "ss")):
        plain = plain.replace(letter, spelt)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_") or "none"


@dataclass(frozen=True, slots=True)
class RoleTable:
    """Some rows of a table, whose columns are asked for by role.

    Attributes:
        rows: The rows.
        names: The column of each role that the table has.
        part: The part that reads it.
        extra: Values of roles that stand in other rows, as those of a control group do.
    """

    rows: Rows
    names: Mapping[str, str]
    part: Declaration
    extra: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def __contains__(self, role: str) -> bool:
        return role in self.names or role in self.extra

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.rows.table.schema.name

    @property
    def file(self) -> str:
        """The path of the table, for messages."""
        return f"{DATA}/{self.rows.table.schema.path}"

    def column(self, *roles: str) -> str:
        """The column of the first of some roles that the table has.

        Raises:
            NumerateError: When it has none of them.
        """
        for role in roles:
            if role in self.names:
                return self.names[role]
        every = self.rows.table.typed.columns
        near = [match for role in roles for match in get_close_matches(role, list(every), n=1)]
        hint = f', perhaps {{"{roles[0]}": "{near[0]}"}}' if near else ""
        raise NumerateError(
            Issue(
                code="missing-column",
                file=self.file,
                line=1,
                found=f"no column for {' or '.join(roles)}, which {self.part.called} reads",
                expected=f"a column of that name, or of that role, among: {', '.join(every)}",
                todo=f"add it, give the column that role in the dictionary, or name it in "
                f"columns={{…}} of {self.part.place[0]}:{self.part.place[1]}{hint}",
            )
        )

    def values(self, *roles: str) -> list[Any]:
        """The values of a role, row by row; None where missing."""
        held = next((self.extra[role] for role in roles if role in self.extra), None)
        return self.rows.values(self.column(*roles)) if held is None else list(held)

    def with_rows(self, rows: Rows) -> RoleTable:
        """The same columns of other rows."""
        return RoleTable(rows, self.names, self.part)

    def where(self, role: str, value: Any) -> RoleTable:  # noqa: ANN401 - whatever the column holds
        """The rows with a value in the column of a role."""
        return self.with_rows(self.rows.where(**{self.column(role): value}))

    def fault(self, place: int, code: str, found: str, expected: str, todo: str) -> Issue:
        """A fault of the row at a place among the rows."""
        return Issue(
            code=code, file=self.file, line=self.rows.lines[place], found=found,
            expected=expected, todo=todo,
        )  # fmt: skip


def read_roles(
    part: Declaration,
    data: Extraction,
    table: str,
    columns: Mapping[str, str] | Iterable[tuple[str, str]] = (),
) -> RoleTable:
    """A table of the extraction by roles.

    Args:
        part: The part that reads it.
        data: The extraction.
        table: Its name.
        columns: The column of a role, where neither its name nor the dictionary tells.

    Raises:
        NumerateError: When there is no such table, or an argument names no column of it.
    """
    if table not in data.tables:
        near = get_close_matches(table, list(data), n=1)
        raise part.wrong(
            "unknown-table",
            f"there is no table '{table}'",
            f"one of: {', '.join(data)}",
            f"correct the name{f', perhaps to {near[0]}' if near else ''}, or describe the table "
            "in data/datapackage.json",
        )
    rows = data[table]
    schema = rows.table.schema
    names = {column.name: column.name for column in schema.columns}
    names |= {str(column): str(column) for column in rows.table.typed.columns}
    names |= {column.role: column.name for column in schema.columns if column.role}
    given = dict(columns)
    lacking = [column for column in given.values() if column not in names.values()]
    if lacking:
        raise part.wrong(
            "unknown-column",
            f"'{table}' has no column {', '.join(map(repr, lacking))}",
            f"one of: {', '.join(schema_names(rows))}",
            "correct columns={…}",
        )
    return RoleTable(rows, names | given, part)


def schema_names(rows: Rows) -> Sequence[str]:
    """The columns of a table, in its order."""
    return [str(column) for column in rows.table.typed.columns]


def unique_slugs(part: Declaration, names: Iterable[str]) -> dict[str, str]:
    """The slug of each name.

    Raises:
        NumerateError: When two names have one slug, so that their keys would be one.
    """
    found: dict[str, str] = {}
    holder: dict[str, str] = {}
    for name in names:
        made = slug(name)
        other = holder.setdefault(made, name)
        if other != name:
            raise part.wrong(
                "same-key",
                f"'{other}' and '{name}' would have one key, '{made}'",
                "names that differ in letters or digits",
                "rename one of them in the data",
            )
        found[name] = made
    return found
