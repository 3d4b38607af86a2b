"""Printed tables: which rows came and went, and which cells differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from numerate.paper.changes.compared_wording import cell_text
from numerate.paper.changes.difference import CellChange, FigureChange, TableChange
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.version import Version

_KINDS = {"tables": "tbl", "figures": "fig"}


def table_changes(old: Version, new: Version, renames: Renames) -> tuple[TableChange, ...]:
    """Every printed table that differs, cell by cell."""
    before = {renames.table(key): found for key, found in old.tables.items()}
    found = []
    for key in sorted(before.keys() | new.tables.keys()):
        change = _table(key, before.get(key), new.tables.get(key), old, new)
        if change is not None:
            found.append(change)
    return tuple(found)


def figure_changes(old: Version, new: Version, renames: Renames) -> tuple[FigureChange, ...]:
    """Every figure whose drawing or words differ."""
    before = {renames.figure(key): found for key, found in old.figures.items()}
    found = []
    for key in sorted(before.keys() | new.figures.keys()):
        was, now = before.get(key, {}), new.figures.get(key, {})
        signs = [(one.get("svg"), one.get("alt")) for one in (was, now)]
        if signs[0] == signs[1]:
            continue
        found.append(
            FigureChange(
                key=key,
                label=label_of(new, "figures", key) or label_of(old, "figures", key),
                definition=str((now or was).get("definition", "")),
                old_svg=str(was.get("svg", "")),
                new_svg=str(now.get("svg", "")),
                old_alt=str(was.get("alt", "")),
                new_alt=str(now.get("alt", "")),
            )
        )
    return tuple(found)


def label_of(version: Version, kind: str, key: str) -> str:
    """What the documents call a printed table or figure; empty when none prints it so."""
    wanted = f"{_KINDS[kind]}-{key}".replace("_", "-")
    for labels in version.labels.values():
        if isinstance(labels, Mapping):
            for name, entry in labels.items():
                if name.replace("_", "-") == wanted:
                    return str(entry["label"])
    return ""


def _table(
    key: str,
    was: Mapping[str, Any] | None,
    now: Mapping[str, Any] | None,
    old: Version,
    new: Version,
) -> TableChange | None:
    label = label_of(new, "tables", key) or label_of(old, "tables", key)
    definition = str((now or was or {}).get("definition", ""))
    if was is None or now is None:
        how = "added" if was is None else "removed"
        return TableChange(key=key, label=label, definition=definition, how=how)
    before, after = dict(_rows(was)), dict(_rows(now))
    cells = [*_around(was, now, old, new)]
    for name, row in after.items():
        if name in before:
            cells += _cells(before[name], row, now, old, new)
    change = TableChange(
        key=key,
        label=label,
        definition=definition,
        rows_added=tuple(_row(after[one], new) for one in after if one not in before),
        rows_removed=tuple(_row(before[one], old) for one in before if one not in after),
        cells=tuple(cells),
    )
    return change if change.cells or change.rows_added or change.rows_removed else None


def _rows(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
    """The rows of a table by id, or by their first words; a number tells equal ones apart."""
    seen: dict[str, int] = {}
    for row in table.get("body", ()):
        name = str(row.get("id") or "")
        if not name and row["cells"]:
            name = str(row["cells"][0]["text"])
        seen[name] = seen.get(name, 0) + 1
        yield (name, seen[name]), row


def _row(row: Mapping[str, Any], version: Version) -> str:
    texts = [cell_text(version, cell["text"]) for cell in row["cells"]]
    return " | ".join(text for text in texts if text)


def _cells(
    was: Mapping[str, Any],
    now: Mapping[str, Any],
    table: Mapping[str, Any],
    old: Version,
    new: Version,
) -> Iterator[CellChange]:
    heads = _heads(table, new)
    before = _placed(was["cells"])
    after = _placed(now["cells"])
    name = cell_text(new, now["cells"][0]["text"]) if now["cells"] else ""
    for key in dict.fromkeys([*after, *before]):
        texts = [
            cell_text(version, side[key][1]["text"]) if key in side else ""
            for side, version in ((before, old), (after, new))
        ]
        if texts[0] != texts[1]:
            place = (after.get(key) or before[key])[0]
            column = heads.get(place, key)
            yield CellChange(row=name, column=column, old=texts[0], new=texts[1])


def _placed(cells: list[Mapping[str, Any]]) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """The cells of a row by id or place, with the column at which each begins."""
    found: dict[str, tuple[int, Mapping[str, Any]]] = {}
    column = 0
    for place, cell in enumerate(cells, start=1):
        found[str(cell.get("id") or place)] = (column, cell)
        column += int(cell.get("colspan", 1))
    return found


def _heads(table: Mapping[str, Any], version: Version) -> dict[int, str]:
    """The words over each column, from the header row with most cells."""
    rows = table.get("head", ())
    if not rows:
        return {}
    fullest = max(rows, key=len)
    found: dict[int, str] = {}
    column = 0
    for cell in fullest:
        found[column] = cell_text(version, cell["text"])
        column += int(cell.get("colspan", 1))
    return found


def _around(
    was: Mapping[str, Any], now: Mapping[str, Any], old: Version, new: Version
) -> Iterator[CellChange]:
    """What differs in the header and the notes."""
    for part, name in (("head", "header"), ("notes", "note")):
        texts = []
        for table, version in ((was, old), (now, new)):
            held = table.get(part, ())
            rows = [one if part == "head" else [one] for one in held]
            texts.append([" | ".join(cell_text(version, c["text"]) for c in row) for row in rows])
        if texts[0] != texts[1]:
            yield CellChange(row="", column=name, old=" ".join(texts[0]), new=" ".join(texts[1]))
