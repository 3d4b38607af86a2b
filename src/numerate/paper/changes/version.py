"""A version of a review: its built numbers, its data, code and texts, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import (
    ANALYSIS,
    BIBLIOGRAPHY,
    DATA,
    DATAPACKAGE,
    GENERATED,
    MANUSCRIPT,
)
from numerate.paper.manuscript.source import Source, read_source
from numerate.paper.manuscript.source_files import HELD_ROOT, FilesInMemory
from numerate.review.extraction.dictionary import understood
from numerate.review.extraction.package_file import parsed_package

SCHEMAS = (1, 2)  # 1 told the conditions of a selection in words only
NUMBERS = "numbers.json"
RENAMES = "renames.csv"

Entries = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the dictionary says of one data table.

    Attributes:
        path: Its CSV, from the folder of the data.
        key: The columns of its primary key.
        missing: The texts that mean "no value", by column; the table's own under "".
        references: For each column that is a foreign key alone, the table it points to.
    """

    path: str
    key: tuple[str, ...] = ()
    missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a review, whole enough to be compared.

    Attributes:
        name: How a reader calls it, such as ``v1.0`` or ``the working tree``.
        numbers: The numbers of numbers.json by key.
        claims: Its claims by key.
        citations: Its citation sets by key.
        lists: Its lists by key.
        tables: The printed tables by key, as _generated/tables/ keeps them.
        figures: The figures by key: their facts, with the drawing under ``svg``.
        labels: What each document calls its tables, figures and sections.
        dictionary: The data tables by name.
        data: The CSV of each data table, by name.
        code: The source of each module under analysis/, by path.
        documents: The source of each document with its includes in place, by path.
        bibliography: The text of references.bib.
        engine: The version of numerate that built it; empty when unknown.
        renames: The text of its renames.csv.
        unread: What bars a part of its documents from being read, as advice.
    """

    name: str
    numbers: Entries = field(default_factory=dict)
    claims: Entries = field(default_factory=dict)
    citations: Entries = field(default_factory=dict)
    lists: Entries = field(default_factory=dict)
    tables: Entries = field(default_factory=dict)
    figures: Entries = field(default_factory=dict)
    labels: Mapping[str, Any] = field(default_factory=dict)
    dictionary: Mapping[str, Facts] = field(default_factory=dict)
    data: Mapping[str, bytes] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Source] = field(default_factory=dict)
    bibliography: str = ""
    engine: str = ""
    renames: str = ""
    unread: tuple[Issue, ...] = ()


def is_part(path: str) -> bool:
    """Whether a file of a compendium is read for a comparison.

    >>> [is_part(p) for p in ("data/studies.csv", "_generated/figures/a.png", "tests/test_a.py")]
    [True, False, False]
    """
    top, _, rest = path.partition("/")
    settings = path.rpartition("/")[2].startswith("_") and path.endswith((".yml", ".yaml"))
    if not rest:
        return path in {BIBLIOGRAPHY, RENAMES} or path.endswith(".qmd") or settings
    kinds = {
        DATA: (".csv", DATAPACKAGE),
        ANALYSIS: (".py",),
        MANUSCRIPT: (".qmd", ".md"),
        GENERATED: (".json", ".svg"),
    }
    return top in kinds and (path.endswith(kinds[top]) or (top == MANUSCRIPT and settings))


def version(name: str, files: Mapping[str, bytes], documents: Iterable[str]) -> Version:
    """A version from its files.

    Args:
        name: How a reader calls it.
        files: The content of each file, by its path from the root.
        documents: The paths of the documents, in their order.

    Raises:
        NumerateError: When there are no built numbers, or they cannot be understood.
    """
    built = _numbers(name, files)
    dictionary = dict(_dictionary(name, files))
    sources, unread = _documents(name, files, documents)
    stamp = _json(name, files, f"{GENERATED}/inputs.json", {})
    return Version(
        name=name,
        numbers=built["numbers"],
        claims=built.get("claims", {}),
        citations=built.get("citations", {}),
        lists=built.get("lists", {}),
        tables=dict(_inside(name, files, "tables")),
        figures=dict(_figures(name, files)),
        labels=_json(name, files, f"{GENERATED}/labels.json", {}),
        dictionary=dictionary,
        data={
            table: files[f"{DATA}/{facts.path}"]
            for table, facts in dictionary.items()
            if f"{DATA}/{facts.path}" in files
        },
        code={
            path: _text(body)
            for path, body in files.items()
            if path.startswith(f"{ANALYSIS}/") and path.endswith(".py")
        },
        documents=sources,
        bibliography=_text(files.get(BIBLIOGRAPHY, b"")),
        engine=str(stamp.get("numerate", "")),
        renames=_text(files.get(RENAMES, b"")),
        unread=unread,
    )


def _documents(
    name: str, files: Mapping[str, bytes], documents: Iterable[str]
) -> tuple[dict[str, Source], tuple[Issue, ...]]:
    """The documents that are there, read as they are rendered, and what could not be read."""
    store = FilesInMemory(files)
    sources, unread = {}, []
    for path in documents:
        if path in files:
            sources[path], issues = read_source(HELD_ROOT / path, HELD_ROOT, store)
            unread += [replace(one, found=f"{name}: {one.found}") for one in issues]
    return sources, tuple(replace(one, severity="advice") for one in unread)


def _numbers(name: str, files: Mapping[str, bytes]) -> Mapping[str, Entries]:
    path = f"{GENERATED}/{NUMBERS}"
    if path not in files:
        raise NumerateError(
            Issue(
                code="not-built",
                file=path,
                found=f"{name} has no built numbers",
                expected=f"{path}, or data and an analysis to build it from",
                todo="name another version, or build this one and commit _generated/",
            )
        )
    built = _json(name, files, path, {})
    if built.get("schema") not in SCHEMAS or not isinstance(built.get("numbers"), dict):
        raise NumerateError(
            Issue(
                code="other-schema",
                file=path,
                found=f"{name} has numbers of schema {built.get('schema', 'unknown')}",
                expected=f"schema {SCHEMAS[0]} or {SCHEMAS[-1]}, which this numerate reads",
                todo="compare with the numerate that wrote it, or build that version anew",
            )
        )
    return built


def _dictionary(name: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, Facts]]:
    """The data tables as far as their dictionary can be understood: a comparison mends nothing."""
    path = f"{DATA}/{DATAPACKAGE}"
    try:
        package = parsed_package(_text(files.get(path, b"{}")), path)
    except NumerateError as error:
        raise NumerateError(
            [replace(issue, found=f"{name}: {issue.found}") for issue in error.issues]
        ) from error
    for table in understood(package):
        yield (
            table.name,
            Facts(
                path=table.path,
                key=table.primary_key,
                missing={
                    "": frozenset(table.missing),
                    **{
                        column.name: frozenset(column.missing)
                        for column in table.columns
                        if column.missing != table.missing
                    },
                },
                references={
                    key.columns[0]: key.table for key in table.foreign_keys if len(key.columns) == 1
                },
            ),
        )


def _figures(name: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, facts in _inside(name, files, "figures"):
        svg = files.get(f"{GENERATED}/figures/{key}.svg", b"")
        yield key, {**facts, "svg": _text(svg)}


def _inside(
    name: str, files: Mapping[str, bytes], folder: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    start = f"{GENERATED}/{folder}/"
    for path in sorted(files):
        if path.startswith(start) and path.endswith(".json"):
            yield path[len(start) : -len(".json")], _json(name, files, path, {})


def _json(
    name: str, files: Mapping[str, bytes], path: str, default: dict[str, Any]
) -> dict[str, Any]:
    if path not in files:
        return default
    try:
        found = json.loads(files[path].decode("utf-8-sig"))
    except ValueError as error:
        raise NumerateError(
            Issue(
                code="bad-json",
                file=path,
                found=f"{name}: {error}",
                expected="JSON",
                todo="restore the file, or build that version anew",
            )
        ) from error
    return found if isinstance(found, dict) else default


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
