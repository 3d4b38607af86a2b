"""Undeclared renames: data tables, columns and keys that seem to go on under another name."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.ground.project import DATA, DATAPACKAGE
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.sheets import Sheet, header, sheet
from numerate.paper.changes.version import RENAMES, Version

_SAME = 0.8


def undeclared(old: Version, new: Version, renames: Renames) -> list[Issue]:
    """What the reader must know before a comparison: faults for tables, advice for the rest."""
    return [
        *_tables(old, new, renames),
        *_columns(old, new, renames),
        *_keys(old, new, renames),
    ]


def _tables(old: Version, new: Version, renames: Renames) -> Iterator[Issue]:
    gone = [name for name in old.data if renames.data(name) not in new.data]
    come = [name for name in new.data if renames.data_before(name) not in old.data]
    for name in gone:
        rows = _sheet(old, name).rows.keys()
        for other in come:
            same = len(rows & _sheet(new, other).rows.keys())
            if rows and same >= _SAME * len(rows):
                yield Issue(
                    code="renamed-table",
                    file=f"{DATA}/{DATAPACKAGE}",
                    found=f"the data table '{name}' of {old.name} is gone, and '{other}' has "
                    f"{same:,} of its {len(rows):,} rows",
                    expected="the same names of data tables, or a line that says which became "
                    "which",
                    todo=f"write the line data,{name},{other} to {RENAMES}, under the header "
                    "what,old,new",
                )


def _columns(old: Version, new: Version, renames: Renames) -> Iterator[Issue]:
    for name in new.data:
        earlier = renames.data_before(name)
        if earlier not in old.data or old.data[earlier] == new.data[name]:
            continue
        names = renames.columns_before(name)
        before = set(header(old.data[earlier]))
        after = {names.get(column, column): column for column in header(new.data[name])}
        gone = sorted(before - after.keys())
        come = sorted(after[column] for column in after.keys() - before)
        if gone:
            told = f", and has now {_list(come)}" if come else ""
            yield Issue(
                code="other-columns",
                file=f"{DATA}/{new.dictionary[name].path}",
                line=1,
                found=f"the data table '{name}' had {_list(gone)} in {old.name}{told}",
                expected="the same columns in both versions",
                todo="rows are compared by the columns that both have; if a column only got "
                f"another name, write column,{earlier}.{gone[0]},{name}.… to {RENAMES}",
                severity="advice",
            )


def _keys(old: Version, new: Version, renames: Renames) -> Iterator[Issue]:
    gone = {key for key in old.numbers if renames.key(key) not in new.numbers}
    known = {renames.key(key) for key in old.numbers}
    by_words: dict[tuple[str, str], list[str]] = {}
    for key, entry in new.numbers.items():
        if key not in known:
            words = (entry.get("definition", ""), entry["text"])
            by_words.setdefault(words, []).append(key)
    for key in sorted(gone):
        entry = old.numbers[key]
        fitting = by_words.get((entry.get("definition", ""), entry["text"]), [])
        if len(fitting) == 1:
            yield Issue(
                code="renamed-key",
                found=f"the number '{key}' of {old.name} is gone, and '{fitting[0]}' has its "
                "definition and value",
                expected="the same keys, or a line that says which became which",
                todo=f"if it is the same number, write key,{key},{fitting[0]} to {RENAMES}",
                severity="advice",
            )


def _sheet(version: Version, name: str) -> Sheet:
    return sheet(version.data[name], version.dictionary[name].key)


def _list(names: list[str]) -> str:
    word = "column" if len(names) == 1 else "columns"
    return f"the {word} {', '.join(names)}"
