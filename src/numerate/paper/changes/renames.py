"""Renames: what has another name in the later version, as renames.csv declares it.

what,old,new
key,flow.screened,flow.unique
table,features,characteristics
figure,flowchart,prisma
data,papers,reports
column,studies.n,studies.participants
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from numerate.ground.errors import stop_on
from numerate.ground.issues import Issue, quoted
from numerate.paper.changes.version import RENAMES

KINDS = ("key", "table", "figure", "data", "column")
_HEADER = ["what", "old", "new"]


@dataclass(frozen=True, slots=True)
class Renames:
    """The later name of each earlier one, by what it names: one of KINDS."""

    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def key(self, old: str) -> str:
        """The later key of a number, claim or citation set."""
        return self.named.get("key", {}).get(old, old)

    def table(self, old: str) -> str:
        """The later key of a printed table."""
        return self.named.get("table", {}).get(old, old)

    def figure(self, old: str) -> str:
        """The later key of a figure."""
        return self.named.get("figure", {}).get(old, old)

    def data(self, old: str) -> str:
        """The later name of a data table."""
        return self.named.get("data", {}).get(old, old)

    def data_before(self, new: str) -> str:
        """The earlier name of a data table."""
        for old, later in self.named.get("data", {}).items():
            if later == new:
                return old
        return new

    def columns_before(self, table: str) -> dict[str, str]:
        """The earlier name of each renamed column of a data table, by its later name."""
        found = {}
        for old, new in self.named.get("column", {}).items():
            earlier, _, before = old.partition(".")
            later, _, after = new.partition(".")
            if later == table and self.data(earlier) == table:
                found[after] = before
        return found


def read_renames(text: str) -> Renames:
    r"""The renames that a renames.csv declares.

    Raises:
        NumerateError: With every line that is not such a declaration.

    >>> read_renames("what,old,new\nkey,a.b,a.c\n").key("a.b")
    'a.c'
    """
    if not text.strip():
        return Renames()
    named: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    lines = list(csv.reader(io.StringIO(text, newline="")))
    issues = list(_faults(lines))
    stop_on(issues)
    for line in lines[1:]:
        if line:
            what, old, new = (cell.strip() for cell in line)
            named[what][old] = new
    return Renames(named)


def _faults(lines: list[list[str]]) -> Iterator[Issue]:
    if [cell.strip() for cell in lines[0]] != _HEADER:
        yield _fault(1, ",".join(lines[0]), "the header what,old,new")
        return
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = [cell.strip() for cell in line]
        if len(cells) != len(_HEADER) or not all(cells):
            yield _fault(number, ",".join(line), "three cells: what, old, new")
        elif cells[0] not in KINDS:
            yield _fault(number, cells[0], f"one of {', '.join(KINDS)}")
        elif cells[0] == "column" and not all("." in cell for cell in cells[1:]):
            yield _fault(number, ",".join(line), "columns as table.column")
        elif (cells[0], cells[1]) in seen:
            yield _fault(number, f"{cells[1]} twice", "one new name for each old one")
        seen.add((cells[0], cells[1] if len(cells) > 1 else ""))


def _fault(line: int, found: str, expected: str) -> Issue:
    return Issue(
        code="bad-rename",
        file=RENAMES,
        line=line,
        found=quoted(found),
        expected=expected,
        todo="correct the line; docs/versions.md shows the file",
    )
