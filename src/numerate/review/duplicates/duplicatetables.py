"""The tables that deduplication writes, and their entries in the data dictionary."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from numerate.review.duplicates.deduplication import METHODS, Deduplication
from numerate.review.duplicates.groups import BY_METHOD, BY_PERSON
from numerate.review.duplicates.worksheet import COLUMNS as ASKED
from numerate.review.duplicates.worksheet import DIFFERENT, SAME
from numerate.review.records.fields import DATABASE, RECORD_ID, RECORDS, ROUND

DUPLICATES = "duplicates"
DOUBTFUL = "doubtful_pairs"

_Field = tuple[str, str, str, dict[str, Any]]
_DUPLICATE_FIELDS: tuple[_Field, ...] = (
    (RECORD_ID, "string", "Record that was removed.", {"required": True, "unique": True}),
    ("kept_id", "string", "Record of the same report that is kept.", {"required": True}),
    (
        "matched_id",
        "string",
        "Record that the removed one was found to equal: the kept one, or one that leads to it.",
        {"required": True},
    ),
    ("method", "string", "Method of the run.", {"required": True, "enum": list(METHODS)}),
    ("pass", "string", "Pass or rule that found the pair.", {"required": True}),
    ("fields", "string", "Fields that the pass looks at.", {}),
    (
        "similarity",
        "number",
        "Similarity of the two titles, from 0 to 100.",
        {"required": True, "minimum": 0, "maximum": 100},
    ),
    (
        "decided_by",
        "string",
        "Whether the method or a person decided.",
        {"required": True, "enum": [BY_METHOD, BY_PERSON]},
    ),
    (ROUND, "string", "Search round of the removed record.", {}),
    (DATABASE, "string", "Database of the removed record.", {}),
    ("kept_round", "string", "Search round of the kept record.", {}),
    ("kept_database", "string", "Database of the kept record.", {}),
)
_DOUBTFUL_FIELDS: tuple[_Field, ...] = (
    ("first_id", "string", "One record.", {"required": True}),
    ("second_id", "string", "The other record.", {"required": True}),
    ("reason", "string", "What raised the doubt; empty in a row added by hand.", {}),
    (
        "similarity",
        "number",
        "Similarity of the two titles, from 0 to 100.",
        {"minimum": 0, "maximum": 100},
    ),
    (
        "answer",
        "string",
        "What a person said: same report, or different ones; empty while nobody has answered.",
        {"enum": [SAME, DIFFERENT]},
    ),
    ("answered_by", "string", "Who answered.", {}),
    ("note", "string", "Why.", {}),
    ("first_title", "string", "Title of one record.", {}),
    ("second_title", "string", "Title of the other.", {}),
    ("first_source", "string", "Authors, year and place of one record.", {}),
    ("second_source", "string", "Authors, year and place of the other.", {}),
)
_UNITS = {"similarity": "points of 100"}


def duplicates_csv(found: Deduplication) -> bytes:
    """One row a removed record, by identifier; the same bytes for the same records and answers."""
    rows = [
        (
            one.removed.record,
            one.kept.record,
            one.matched,
            found.method,
            one.rule,
            "; ".join(one.fields),
            f"{one.similarity:.1f}",
            one.decided_by,
            one.removed.round,
            one.removed.database,
            one.kept.round,
            one.kept.database,
        )
        for one in sorted(found.merges, key=lambda one: one.removed.record)
    ]
    return _csv([name for name, *_ in _DUPLICATE_FIELDS], rows)


def doubtful_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The worksheet's rows as a table."""
    return _csv(ASKED, rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return made.getvalue().encode()


def described(package: Mapping[str, Any]) -> dict[str, Any]:
    """The dictionary with an entry for each of the two tables; entries that are there stay.

    Rounds and databases have the type that the records table gives them.
    """
    resources = list(package.get("resources", []))
    named = {resource.get("name"): resource for resource in resources}
    types = {
        field.get("name"): field.get("type", "string")
        for field in named.get(RECORDS, {}).get("schema", {}).get("fields", [])
    }
    entries = (
        (DUPLICATES, "One row a record that was removed as a duplicate", _DUPLICATE_FIELDS, 3),
        (DOUBTFUL, "Pairs of records that a person decides", _DOUBTFUL_FIELDS, 2),
    )
    for name, title, columns, linked in entries:
        if name not in named:
            resources.append(_resource(name, title, columns, linked, types))
    return {**package, "resources": resources}


def _resource(
    name: str,
    title: str,
    columns: Sequence[_Field],
    linked: int,
    types: Mapping[str, str],
) -> dict[str, Any]:
    """One entry; its first columns name records."""
    made = []
    for column, kind, description, constraints in columns:
        said = types.get(column.removeprefix("kept_"), kind) if column != RECORD_ID else kind
        one: dict[str, Any] = {"name": column, "type": said, "description": description}
        if column in _UNITS:
            one["unit"] = _UNITS[column]
        elif said in {"integer", "number"}:
            one["unit"] = "search round"
        if constraints:
            one["constraints"] = constraints
        if "required" not in constraints:
            one["missingValues"] = [""]
        made.append(one)
    keys = [column for column, *_ in columns[:linked]]
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "schema": {
            "fields": made,
            "primaryKey": keys[:1] if name == DUPLICATES else keys,
            "foreignKeys": [
                {"fields": key, "reference": {"resource": RECORDS, "fields": RECORD_ID}}
                for key in keys
            ],
        },
    }


def dictionary_bytes(package: Mapping[str, Any]) -> bytes:
    """The dictionary as the file has it."""
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
