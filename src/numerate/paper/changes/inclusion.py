"""Inclusion: which studies came, went or were extracted anew, and which works are cited."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from numerate.paper.changes.causes import Causes
from numerate.paper.changes.compared_prose import Prose
from numerate.paper.changes.difference import RowsMoved, StudyChange
from numerate.paper.changes.selections import Chosen, Selector
from numerate.paper.changes.sheets import Sheet
from numerate.paper.changes.version import Version

STUDIES, INCLUDED = "studies", "flow.included"
_NAMES = ("label", "name", "title", "citation")
_ENTRY = re.compile(r"^\s*@(?P<kind>\w+)\s*\{\s*(?P<key>[^,\s]+)\s*,", re.MULTILINE)
_NO_WORK = frozenset({"comment", "string", "preamble"})
_CELL_CITES = re.compile(r'(?<!\\)"cite": (\[[^\]]*\])')
_CITED = re.compile(r"(?<![\w.])-?@\{?([A-Za-z0-9_][\w:.#$%&+?<>~/-]*)")


def included(selector: Selector) -> frozenset[str]:
    """The ids of the studies that a version includes.

    Rows of the data table ``studies``; where the number ``flow.included`` counts rows of another
    table, those studies that name one of these rows.
    """
    studies = selector.sheet(STUDIES)
    entry = selector.version.numbers.get(INCLUDED, {})
    selections = entry.get("origin", {}).get("rows", ())
    if len(selections) != 1:
        return frozenset(studies.rows)
    chosen = selector.stored(selections[0])
    table = str(selections[0]["table"])
    if table == STUDIES:
        return chosen.rows
    facts = selector.version.dictionary.get(table)
    place = studies.position(facts.key[0]) if facts and len(facts.key) == 1 else None
    if place is None:
        return frozenset(studies.rows)
    return frozenset(name for name, cells in studies.rows.items() if cells[place] in chosen.rows)


def study_changes(
    causes: Causes,
) -> tuple[tuple[StudyChange, ...], tuple[StudyChange, ...], tuple[StudyChange, ...]]:
    """The studies added, removed and extracted anew."""
    before, after = causes.selectors
    was, now = included(before), included(after)
    changed = _extracted_anew(causes, was & now)
    return (
        tuple(_study(after, name) for name in sorted(now - was)),
        tuple(_study(before, name) for name in sorted(was - now)),
        changed,
    )


def references(version: Version, prose: Prose) -> frozenset[str]:
    """The keys of the works that a version's documents and printed tables cite."""
    works = {
        found["key"]
        for found in _ENTRY.finditer(version.bibliography)
        if found["kind"].lower() not in _NO_WORK
    }
    header = "\n".join(line.text for one in version.documents.values() for line in one.header)
    cited = {found.rstrip(".:") for found in _CITED.findall(header)}  # nocite, among others
    for mark in (mark for passages in prose.values() for one in passages for mark in one.marks):
        if mark.kind == "citation":
            cited.update(mark.key.split())
        elif mark.kind == "cite":
            cited.update(version.citations.get(mark.key, {}).get("keys", ()))
        elif mark.kind == "list":
            members = version.lists.get(mark.key, {}).get("members", ())
            cited.update(key for member in members for key in member.get("cite", ()))
    for table in version.tables.values():
        cited.update(_cited_in(table))
    return frozenset(cited & works)


def _cited_in(table: Mapping[str, Any]) -> set[str]:
    told = json.dumps([table.get("body", ()), table.get("notes", ())])
    return {key for found in _CELL_CITES.findall(told) for key in json.loads(found)}


def _study(selector: Selector, name: str) -> StudyChange:
    return StudyChange(study=name, label=_label(selector.sheet(STUDIES), name))


def _label(studies: Sheet, name: str) -> str:
    for column in _NAMES:
        found = studies.cell(name, column)
        if found:
            return found
    return name


def _extracted_anew(causes: Causes, studies: frozenset[str]) -> tuple[StudyChange, ...]:
    """The studies of both versions with rows that differ, and these rows."""
    after = causes.selectors[1]
    moved = set(causes.tables_moved())
    found: dict[str, list[RowsMoved]] = {}
    for table, facts in after.version.dictionary.items():
        column = _study_column(table, facts.references)
        if table in moved and (column or table == STUDIES):
            for study, rows in _by_study(causes, table, column, studies).items():
                found.setdefault(study, []).append(rows)
    whole = after.sheet(STUDIES)
    return tuple(
        StudyChange(study=name, label=_label(whole, name), tables=tuple(found[name]))
        for name in sorted(found)
    )


def _study_column(table: str, references: Mapping[str, str]) -> str:
    if table == STUDIES:
        return ""
    return next((column for column, other in references.items() if other == STUDIES), "")


def _by_study(
    causes: Causes, table: str, column: str, studies: frozenset[str]
) -> dict[str, RowsMoved]:
    before, after = causes.selectors
    was = before.sheet(causes.renames.data_before(table))
    now = after.sheet(table)
    everything = causes.moved(
        table, Chosen(frozenset(was.rows), exact=True), Chosen(frozenset(now.rows), exact=True)
    )
    earlier = causes.renames.columns_before(table).get(column, column)
    held: dict[str, dict[str, list[object]]] = {}
    for how, rows, side, name in (
        ("added", everything.added, now, column),
        ("removed", everything.removed, was, earlier),
        ("changed", everything.changed, now, column),
    ):
        for one in rows:
            row = one if isinstance(one, str) else one.row
            study = side.cell(row, name) if column else row
            if study in studies:
                held.setdefault(str(study), {}).setdefault(how, []).append(one)
    return {
        study: RowsMoved(table=table, **{how: tuple(rows) for how, rows in parts.items()})  # type: ignore[arg-type]  # the rows of each kind as the loop gathered them
        for study, parts in held.items()
    }
