"""The stages of a review as its data dictionary declares them: which table plays which part.

``data/datapackage.json`` may hold a property ``flow``, so that records can be followed to studies::

    "flow": {
      "stages": [
        {"name": "records", "table": "records", "id": "record_id", "pass": {"kept": "yes"},
         "found": {"by": ["round", "database"], "table": "searches", "count": "hits"}},
        {"name": "screening", "table": "decisions", "id": "record_id",
         "pass": {"decision": "include"}},
        {"name": "retrieval", "table": "retrieval", "id": "report_id", "from": "record_id",
         "pass": {"retrieved": "yes"}},
        {"name": "full text", "table": "fulltext", "id": "report_id",
         "pass": {"decision": "include"}, "reason": "reason"},
        {"name": "studies", "table": "studies", "id": "study_id", "from": "report_id"}],
      "citations": {"table": "studies", "study": "study_id", "citation": "citation"},
      "characteristics": ["characteristics"], "excluded": ["excluded_reports"]}

Each stage takes what passes the one before. ``from`` is the column that names it (by default the
id); ``pass`` says which rows go on, null being a missing value; ``where`` leaves out other rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import DATA, DATAPACKAGE, Project
from numerate.paper.manuscript.source import read_text
from numerate.review.extraction.package_file import parsed_package

Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: its rows in the order of the file, column by column.

    Attributes:
        name: What the review calls it.
        file: The file of its table.
        ids: What each row is about.
        sources: What of the stage before each row comes from.
        outcomes: Whether each row goes on; None when nothing was decided.
        lines: The line of each row.
        reasons: The reason of each row, empty where none is given; None when no reasons are kept.
        found: For records: the search that each row came from.
    """

    name: str
    file: str
    ids: tuple[str, ...]
    sources: tuple[str, ...]
    outcomes: tuple[bool | None, ...]
    lines: tuple[int, ...]
    reasons: tuple[str, ...] | None = None
    found: tuple[str, ...] = ()

    @property
    def passed(self) -> dict[str, int]:
        """The line of each thing that goes on."""
        triples = zip(self.ids, self.outcomes, self.lines, strict=True)
        return {name: line for name, outcome, line in triples if outcome}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What the searches say they found: a count and a line for each search."""

    file: str
    counts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """All stages of a review.

    Attributes:
        stages: From records to studies.
        hits: What each search says it found; None when it is not declared.
        citations: For each study with a citation its key and line, and the file.
        characteristics: Keys of the computed tables that describe the studies.
        excluded: Keys of the computed tables that list excluded reports.
        issues: What is wrong with the declaration.
    """

    stages: tuple[Stage, ...] = ()
    hits: Hits | None = None
    citations: Mapping[str, tuple[str, str, int]] = field(default_factory=dict)
    characteristics: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def studies(self) -> Stage | None:
        """The last stage: the included studies."""
        return self.stages[-1] if self.stages else None

    @property
    def judged(self) -> Stage | None:
        """The stage that keeps reasons: full texts."""
        return next((stage for stage in self.stages if stage.reasons is not None), None)


class _MisfitError(Exception):
    """A declaration that does not fit the data: what was found and what was expected."""


def read_stages(project: Project) -> Stages | None:
    """The stages that the dictionary declares, with their rows; None when it declares none."""
    text = read_text(project.data / DATAPACKAGE, project.root)
    if not isinstance(text, str):
        return None
    try:
        package = parsed_package(text, f"{DATA}/{DATAPACKAGE}")
    except NumerateError:  # told when the data are read
        return None
    declared = package.get("flow") if isinstance(package, dict) else None
    if declared is None:
        return None
    tables = _Tables(project, package)
    try:
        return _read(declared, tables)
    except _MisfitError as error:
        found, expected = error.args
        return Stages(issues=(_bad(found, expected, text),))


def _bad(found: str, expected: str, text: str) -> Issue:
    return Issue(
        code="bad-flow",
        file=f"{DATA}/{DATAPACKAGE}",
        line=text.count("\n", 0, text.find('"flow"')) + 1,
        found=found,
        expected=expected,
        todo="correct the property flow of the dictionary; docs/check.md explains it",
    )


def _read(declared: Any, tables: _Tables) -> Stages:  # noqa: ANN401 - any JSON value
    if not isinstance(declared, dict) or not isinstance(declared.get("stages"), list):
        raise _MisfitError("flow without a list of stages", '"flow": {"stages": [{"table": …}, …]}')
    stages = tuple(_stage(one, tables) for one in declared["stages"])
    first = declared["stages"][0] if declared["stages"] else {}
    return Stages(
        stages=stages,
        hits=_hits(first["found"], tables) if isinstance(first.get("found"), dict) else None,
        citations=_citations(declared.get("citations"), tables),
        characteristics=tuple(declared.get("characteristics", ())),
        excluded=tuple(declared.get("excluded", ())),
    )


@dataclass(slots=True)
class _Tables:
    """The tables of the data, each read when it is asked for."""

    project: Project
    package: Mapping[str, Any]
    _read: dict[str, tuple[list[str], list[list[str]], list[int]]] = field(default_factory=dict)

    def resource(self, name: object) -> Mapping[str, Any]:
        resources = self.package.get("resources", [])
        found = next((one for one in resources if one.get("name") == name), None)
        if found is None:
            names = ", ".join(str(one.get("name")) for one in resources)
            raise _MisfitError(f"a stage in the table '{name}'", f"one of the tables {names}")
        return found  # type: ignore[no-any-return]  # JSON

    def file(self, name: object) -> str:
        return f"{DATA}/{self.resource(name)['path']}"

    def rows(self, name: object) -> tuple[list[str], list[list[str]], list[int]]:
        """Header, rows and the line of each row."""
        path = str(self.resource(name)["path"])
        if path not in self._read:
            self._read[path] = _csv(self.project.data / path, self.project.root)
        return self._read[path]

    def column(self, name: object, columns: str | Sequence[str]) -> list[str]:
        """One column, or several joined."""
        header, rows, _ = self.rows(name)
        wanted = [columns] if isinstance(columns, str) else list(columns)
        for one in wanted:
            if one not in header:
                raise _MisfitError(
                    f"the column '{one}' of the table '{name}'",
                    f"one of the columns {', '.join(header)}",
                )
        places = [header.index(one) for one in wanted]
        if len(places) == 1:
            return [row[places[0]] for row in rows]
        return ["/".join(row[at] for at in places) for row in rows]

    def missing(self, name: object, column: str) -> frozenset[str]:
        """The texts that mean no value in a column."""
        schema = self.resource(name).get("schema", {})
        fields = {one.get("name"): one for one in schema.get("fields", ())}
        for stated in (fields.get(column, {}), schema, self.package):
            codes = stated.get("missingValues")
            if codes is not None:
                return frozenset(c["value"] if isinstance(c, dict) else c for c in codes)
        return frozenset({""})

    def holds(self, name: object, condition: Condition) -> list[bool | None]:
        """Whether each row meets a condition; None where a value that it asks for is missing."""
        _, rows, _ = self.rows(name)
        result: list[bool | None] = [True] * len(rows)
        for column, wanted in condition.items():
            missing = self.missing(name, column)
            asked = wanted if isinstance(wanted, list) else [wanted]
            values = {_cell(one) for one in asked if one is not None}
            absent = None in asked
            for at, value in enumerate(self.column(name, column)):
                if value in missing:
                    result[at] = result[at] if absent else None
                elif value not in values:
                    result[at] = False if result[at] is not None else None
        return result


def _cell(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _csv(path: Path, root: Path) -> tuple[list[str], list[list[str]], list[int]]:
    text = read_text(path, root)
    reader = csv.reader(io.StringIO(text if isinstance(text, str) else "", newline=""))
    header = next(reader, [])
    rows: list[list[str]] = []
    lines: list[int] = []
    before = reader.line_num
    for row in reader:
        if len(row) == len(header):
            rows.append(row)
            lines.append(before + 1)
        before = reader.line_num
    return header, rows, lines


def _stage(declared: Any, tables: _Tables) -> Stage:  # noqa: ANN401 - any JSON value
    if not isinstance(declared, dict) or "table" not in declared or "id" not in declared:
        raise _MisfitError("a stage without table and id", '{"table": …, "id": …}')
    name = declared["table"]
    _, _, lines = tables.rows(name)
    ids = tables.column(name, declared["id"])
    source: str | list[str] = declared["from"] if "from" in declared else declared["id"]
    sources = tables.column(name, source)
    kept = tables.holds(name, declared.get("where", {}))
    found = declared.get("found", {})
    columns: list[Sequence[Any]] = [
        ids,
        sources,
        tables.holds(name, declared.get("pass", {})),
        lines,
    ]
    reason = declared.get("reason")
    columns.append(_reasons(name, reason, tables) if reason else [""] * len(ids))
    columns.append(tables.column(name, found["by"]) if found else [""] * len(ids))
    rows = [row for row, keep in zip(zip(*columns, strict=True), kept, strict=True) if keep]
    split = tuple(zip(*rows, strict=True)) if rows else ((),) * len(columns)
    return Stage(
        name=str(declared.get("name", name)),
        file=tables.file(name),
        ids=split[0],
        sources=split[1],
        outcomes=split[2],
        lines=split[3],
        reasons=split[4] if reason else None,
        found=split[5] if found else (),
    )


def _reasons(name: object, column: str, tables: _Tables) -> list[str]:
    missing = tables.missing(name, column)
    return ["" if value in missing else value for value in tables.column(name, column)]


def _hits(declared: Mapping[str, Any], tables: _Tables) -> Hits:
    name = declared["table"]
    keys = tables.column(name, declared.get("id", declared["by"]))
    counts = tables.column(name, declared["count"])
    _, _, lines = tables.rows(name)
    return Hits(
        file=tables.file(name),
        counts={
            key: (int(count), line)
            for key, count, line in zip(keys, counts, lines, strict=True)
            if count.isdigit()
        },
    )


def _citations(
    declared: Any,  # noqa: ANN401 - any JSON value
    tables: _Tables,
) -> dict[str, tuple[str, str, int]]:
    if not isinstance(declared, dict):
        return {}
    name = declared["table"]
    missing = tables.missing(name, declared["citation"])
    _, _, lines = tables.rows(name)
    found: Iterable[tuple[str, str, int]] = zip(
        tables.column(name, declared["study"]),
        tables.column(name, declared["citation"]),
        lines,
        strict=True,
    )
    file = tables.file(name)
    return {study: (key, file, line) for study, key, line in found if key not in missing}
