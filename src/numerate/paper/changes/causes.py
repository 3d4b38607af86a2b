"""Causes: why a number is another one, computed from the data and the code of both versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from numerate.paper.changes.difference import (
    Cause,
    CodeChanged,
    DataMoved,
    EngineChanged,
    NumbersMoved,
    RowsMoved,
    Untold,
)
from numerate.paper.changes.functions import Code, around, behind, code_of, differing
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.selections import Chosen, Conditions, Selector
from numerate.paper.changes.sheets import changed_rows
from numerate.paper.changes.version import Version

_Find = Callable[[str, Code, Code, Mapping[str, str]], list[CodeChanged]]
_NOTHING = Chosen(frozenset(), exact=True)


@dataclass(slots=True)
class Causes:
    """Finds the causes of changes between two versions."""

    old: Version
    new: Version
    renames: Renames
    _before: Selector = field(init=False)
    _after: Selector = field(init=False)
    _code: tuple[Code, Code] | None = None
    _moved_code: dict[str, str] = field(default_factory=dict)
    _moved_rows: dict[tuple[Any, ...], RowsMoved] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._before = Selector(self.old)
        self._after = Selector(self.new)

    @property
    def selectors(self) -> tuple[Selector, Selector]:
        """What finds selected rows in the earlier and in the later version."""
        return self._before, self._after

    def code(self) -> tuple[CodeChanged, ...]:
        """Everything in the analysis whose code differs."""
        self._read_code()
        return tuple(CodeChanged(name=name, how=how) for name, how in self._moved_code.items())

    def of(
        self, old: Mapping[str, Any], new: Mapping[str, Any], moved: Callable[[str], bool]
    ) -> tuple[Cause, ...]:
        """Why an entry of numbers.json differs; at least one cause.

        Args:
            old: The earlier entry; empty when it is new.
            new: The later entry; empty when it is gone.
            moved: Whether the number of a later key changed.
        """
        found: list[Cause] = list(self._rows(old, new))
        keys = dict.fromkeys([*new.get("of", ()), *map(self.renames.key, old.get("of", ()))])
        changed = tuple(key for key in keys if moved(key))
        if changed:
            found.append(NumbersMoved(keys=changed))
        functions = {side["origin"]["function"] for side in (old, new) if side.get("origin")}
        found += self._functions(sorted(functions), behind)
        if not found:
            found += self._functions(sorted(functions), around)
        if found:
            return tuple(found)
        if self.old.engine != self.new.engine:
            return (EngineChanged(old=self.old.engine, new=self.new.engine),)
        tables = self.tables_moved()
        return (DataMoved(tables=tables),) if tables else (Untold(),)

    def tables_moved(self) -> tuple[str, ...]:
        """The data tables whose content differs."""
        names = {self.renames.data(name) for name in self.old.data} | set(self.new.data)
        return tuple(sorted(name for name in names if self._table_moved(name)))

    def moved(self, table: str, before: Chosen, after: Chosen) -> RowsMoved:
        """What became of selected rows of a table, by its later name."""
        signs = (table, before.rows, after.rows)
        if signs not in self._moved_rows:
            self._moved_rows[signs] = self._moved(table, before, after)
        return self._moved_rows[signs]

    def _moved(self, table: str, before: Chosen, after: Chosen) -> RowsMoved:
        was = self._before.sheet(self.renames.data_before(table))
        now = self._after.sheet(table)
        gone, come = before.rows - after.rows, after.rows - before.rows
        entered = tuple(sorted(come & was.rows.keys()))
        left = tuple(sorted(gone & now.rows.keys()))
        names = self.renames.columns_before(table)
        both = sorted(before.rows & after.rows & was.rows.keys() & now.rows.keys())
        return RowsMoved(
            table=table,
            added=tuple(sorted(come - was.rows.keys())),
            removed=tuple(sorted(gone - now.rows.keys())),
            entered=entered,
            left=left,
            changed=changed_rows(was, now, both, names),
            turned=changed_rows(was, now, (*entered, *left), names),
            exact=before.exact and after.exact,
        )

    def _rows(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[RowsMoved]:
        """The rows that moved in each table that either entry selects from."""
        before = _by_table(old, self.renames.data)
        after = _by_table(new, lambda name: name)
        for table in dict.fromkeys([*after, *before]):
            ones, others = before.get(table, []), after.get(table, [])
            if _same(ones, others):
                continue
            was = _together(self._before.stored(one) for one in ones)
            now = _together(self._after.stored(one) for one in others)
            moved = self.moved(table, was, now)
            if moved:
                yield moved
            if moved.entered or moved.left or not moved:
                yield from self._within(was, now)

    def _within(self, was: Chosen, now: Chosen) -> Iterator[RowsMoved]:
        """What moved in the tables that the conditions of a selection name."""
        before = {self.renames.data(table): how for table, how in was.within}
        after = dict(now.within)
        for table in dict.fromkeys([*after, *before]):
            ones, others = _NOTHING, _NOTHING
            if table in before:
                ones = self._before.meeting(self.renames.data_before(table), before[table])
            if table in after:
                others = self._after.meeting(table, after[table])
            moved = self.moved(table, ones, others)
            if moved:
                yield moved
            if moved.entered or moved.left or not moved:
                yield from self._within(ones, others)

    def _functions(self, names: Iterable[str], find: _Find) -> list[CodeChanged]:
        if self.old.code == self.new.code:
            return []
        before, after = self._read_code()
        found = [one for name in names for one in find(name, before, after, self._moved_code)]
        return list(dict.fromkeys(found))

    def _read_code(self) -> tuple[Code, Code]:
        if self._code is None:
            if self.old.code == self.new.code:
                self._code = (Code(), Code())
            else:
                self._code = (code_of(self.old.code), code_of(self.new.code))
                self._moved_code = differing(*self._code)
        return self._code

    def _table_moved(self, table: str) -> bool:
        earlier = self.renames.data_before(table)
        if self.old.data.get(earlier) == self.new.data.get(table):
            return False
        was, now = self._before.sheet(earlier), self._after.sheet(table)
        columns = self.renames.columns_before(table)
        return was.rows.keys() != now.rows.keys() or bool(changed_rows(was, now, now.rows, columns))


def _by_table(
    entry: Mapping[str, Any], name: Callable[[str], str]
) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for selection in entry.get("origin", {}).get("rows", ()):
        found.setdefault(name(str(selection["table"])), []).append(selection)
    return found


def _same(ones: list[Mapping[str, Any]], others: list[Mapping[str, Any]]) -> bool:
    """Whether the checksums say that the very same rows were selected."""
    marks = [[(one.get("hash"), one["count"]) for one in side] for side in (ones, others)]
    return marks[0] == marks[1]


def _together(chosen: Iterable[Chosen]) -> Chosen:
    rows: frozenset[str] = frozenset()
    exact = True
    within: dict[tuple[str, Conditions], None] = {}
    for one in chosen:
        rows |= one.rows
        exact = exact and one.exact
        within |= dict.fromkeys(one.within)
    return Chosen(rows, exact=exact, within=tuple(within))
