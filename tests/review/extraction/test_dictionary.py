"""The data dictionary is read strictly: nothing in it is ignored that would change a result."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from numerate.ground.issues import Issue, told
from numerate.review.extraction.dictionary import read_schema, understood

Faults = Callable[..., tuple[Issue, ...]]
Golden = Callable[[str, str], None]
Json = dict[str, Any]
Change = Callable[[Json], Any]


def column(dictionary: Json, name: str) -> Json:
    """A column of the table of reports."""
    fields: list[Json] = dictionary["resources"][0]["schema"]["fields"]
    return next(field for field in fields if field["name"] == name)


def rules(dictionary: Json, name: str) -> Json:
    """The constraints of such a column."""
    constraints: Json = column(dictionary, name).setdefault("constraints", {})
    return constraints


def table(dictionary: Json, place: int) -> Json:
    """The schema of a table: 0 reports, 1 ratings, 2 discussions."""
    schema: Json = dictionary["resources"][place]["schema"]
    return schema


def test_a_dictionary_is_read_as_declared(folder: Callable[..., Path]) -> None:
    """Names, keys, rules and missing codes of conftest's DICTIONARY come out as written there."""
    reports, ratings, discussions = read_schema(folder() / "datapackage.json", "data/d.json")
    assert (reports.name, reports.path, reports.primary_key) == (
        "reports",
        "reports.csv",
        ("report",),
    )
    year = reports.column("year")
    assert year is not None
    assert (year.type, year.required, year.minimum, year.maximum) == ("year", True, 1990, 2024)
    assert year.missing == ("", "not reported")
    assert ratings.primary_key == ("report", "reviewer")
    (key,) = discussions.foreign_keys
    assert (key.columns, key.table, key.references) == (
        ("report", "reviewer"),
        "ratings",
        ("report", "reviewer"),
    )


def test_a_primary_key_is_required(folder: Callable[..., Path]) -> None:
    """Table Schema 1, primaryKey: its fields cannot be null, whatever their constraints say."""
    reports, *_ = read_schema(folder() / "datapackage.json", "data/d.json")
    key = reports.column("report")
    assert key is not None
    assert key.required


def test_an_empty_resource_points_at_the_table_itself(
    folder: Callable[..., Path], dictionary: Json
) -> None:
    """Table Schema 1, foreignKeys: the resource "" is the table that declares the key."""
    table(dictionary, 0)["foreignKeys"] = [
        {"fields": "country", "reference": {"resource": "", "fields": "report"}}
    ]
    data = folder({"datapackage.json": json.dumps(dictionary)})
    reports, *_ = read_schema(data / "datapackage.json", "data/d.json")
    assert reports.foreign_keys[0].table == "reports"


BROKEN: dict[str, Change] = {
    "no_description": lambda d: column(d, "year").pop("description"),
    "unknown_type": lambda d: column(d, "year").update(type="datetime"),
    "unchecked_rule": lambda d: rules(d, "country").update(minLength=2),
    "path_outside": lambda d: d["resources"][0].update(path="../reports.csv"),
    "no_tables": lambda d: d.update(resources=[]),
    "repeated_table": lambda d: d["resources"].append(d["resources"][0]),
    "repeated_column": lambda d: table(d, 0)["fields"].append(column(d, "year")),
    "key_of_no_column": lambda d: table(d, 0).update(primaryKey="id"),
    "key_to_no_table": lambda d: table(d, 1)["foreignKeys"][0]["reference"].update(
        resource="report"
    ),
    "key_to_no_column": lambda d: table(d, 1)["foreignKeys"][0]["reference"].update(fields="id"),
    "key_of_unlike_types": lambda d: table(d, 1)["foreignKeys"][0].update(fields="score"),
    "key_of_unlike_length": lambda d: table(d, 2)["foreignKeys"][0].update(fields="report"),
    "bad_pattern": lambda d: rules(d, "report").update(pattern="P[0-9"),
    "bad_bound": lambda d: rules(d, "read_on").update(minimum="2021-13-01"),
    "bound_on_text": lambda d: rules(d, "country").update(minimum=1),
    "empty_range": lambda d: rules(d, "year").update(minimum=2025),
    "enum_of_other_type": lambda d: rules(d, "children").update(enum=["many"]),
    "allowed_and_missing": lambda d: rules(d, "strand")["enum"].append("not reported"),
    "codes_no_list": lambda d: d.update(missingValues="NA"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_dictionary_is_told(
    faults: Faults, dictionary: Json, golden: Golden, name: str
) -> None:
    """Each entry that cannot be meant stops the reading, at its line and in the golden words."""
    BROKEN[name](dictionary)
    issues = faults(datapackage=json.dumps(dictionary, indent=1))
    assert {issue.code for issue in issues} == {"bad-dictionary"}
    golden(f"dictionary/{name}.txt", told(issues))


def test_a_fault_stands_on_the_line_of_its_entry(faults: Faults, dictionary: Json) -> None:
    """The line given is the one that holds the column's name."""
    rules(dictionary, "year").update(minimum=2025)
    text = json.dumps(dictionary, indent=1)
    (issue,) = faults(datapackage=text)
    assert issue.line is not None
    assert '"name": "year"' in text.splitlines()[issue.line - 1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing", None),
        ("not_json", '{\n "resources": [\n  {"name": "reports" "path": "x.csv"}\n ]\n}'),
        ("not_utf8", '{"name": "Übersicht"}'.encode("latin-1")),
        ("no_object", "[]"),
    ],
)
def test_an_unreadable_dictionary_is_told(
    faults: Faults, golden: Golden, name: str, content: str | bytes | None
) -> None:
    """A dictionary that is missing, no JSON, no UTF-8 or no object has a message of its own."""
    golden(f"dictionary/{name}.txt", told(faults(datapackage=content)))


@pytest.mark.parametrize(
    "package",
    [[], None, {"resources": 7}, {"resources": [7, {"name": "a"}]}, {"missingValues": 3}],
)
def test_an_old_dictionary_is_read_as_far_as_it_goes(package: object) -> None:
    """What cannot be understood is left out, and nothing is raised."""
    assert understood(package) == ()


def test_an_old_dictionary_with_one_bad_entry_keeps_the_rest(dictionary: Json) -> None:
    """A key, a column and a pattern that are no fault for a comparison."""
    schema = dictionary["resources"][1]["schema"]
    schema["foreignKeys"] += [{"fields": 3}]
    schema["fields"] += ["score", {"type": "string"}]
    schema["fields"][2]["constraints"] = {"pattern": "(", "minimum": []}
    table = understood(dictionary)[1]
    assert [column.name for column in table.columns] == ["report", "reviewer", "score"]
    assert table.primary_key == ("report", "reviewer")
    assert [key.table for key in table.foreign_keys] == ["reports"]
