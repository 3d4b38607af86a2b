"""Reading the data dictionary: data/datapackage.json, a Frictionless Data Package.

Source: Data Package and Table Schema, version 1 (https://specs.frictionlessdata.io), and uniqueKeys
of version 2 (https://datapackage.org). Read is the part that docs/data.md lists. A constraint
outside of it is a fault: a rule nobody checks is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema

from numerate.ground.errors import NumerateError
from numerate.review.extraction.contradictions import (
    bound_as_number,
    cell_text,
    contradictions,
    names,
)
from numerate.review.extraction.dictionary_form import (
    PACKAGE_RULES,
    RULES,
    TREE,
    bad_dictionary,
    bad_entry,
    line_of,
)
from numerate.review.extraction.package_file import read_package
from numerate.review.extraction.row_rules import rule_faults, unusable
from numerate.review.extraction.schema import Column, ForeignKey, Rule, TableSchema


def read_schema(path: Path, shown: str) -> tuple[TableSchema, ...]:
    """The tables that a datapackage.json declares, in its order.

    Args:
        path: The file.
        shown: The path that issues show.

    Raises:
        NumerateError: When the file is missing, is not JSON, breaks the standard's rules, or
            declares what cannot be (a key on a column that it does not have, say).
    """
    package, text = read_package(path, shown)
    validator = jsonschema.Draft202012Validator(PACKAGE_RULES)
    faults = [bad_entry(error, package, text, shown) for error in validator.iter_errors(package)]
    if faults:
        raise NumerateError(faults)
    faults = [
        bad_dictionary(shown, line_of(text, wrong.names), wrong.names, wrong.found, wrong.expected)
        for wrong in contradictions(package)
    ]
    if faults:
        raise NumerateError(faults)
    tables = _tables(package, text)
    faults = [unusable(*fault) for fault in rule_faults(tables)]
    if faults:
        raise NumerateError(faults)
    return tables


def understood(package: Any) -> tuple[TableSchema, ...]:  # noqa: ANN401 - parsed JSON
    """The tables of a dictionary as far as they can be understood; never a fault.

    For dictionaries of earlier versions, which are compared and not mended: constraints and rules
    are left out, and so is an entry that has not the form it should have.

    >>> held = {"resources": [{"name": "a", "path": "a.csv", "schema": {"primaryKey": 7,
    ...                        "fields": [{"name": "x"}, "y"]}}, {"name": "b"}]}
    >>> [(table.name, [column.name for column in table.columns]) for table in understood(held)]
    [('a', ['x'])]
    """
    rules = PACKAGE_RULES["properties"]
    entries = package.get("resources") if isinstance(package, dict) else None
    kept = [
        {"name": one["name"], "path": one["path"], "schema": _known_schema(one.get("schema"))}
        for one in (entries if isinstance(entries, list) else [])
        if isinstance(one, dict)
        and isinstance(one.get("name"), str)
        and isinstance(one.get("path"), str)
    ]
    default = package.get("missingValues", [""]) if kept else [""]
    missing = default if _fits(default, rules["missingValues"]) else [""]
    return _tables({"missingValues": missing, "resources": kept})


def _known_schema(schema: Any) -> dict[str, Any]:  # noqa: ANN401 - parsed JSON
    """The entries of a table's schema that have the form they should have."""
    rules = PACKAGE_RULES["properties"]["resources"]["items"]["properties"]["schema"]["properties"]
    held = schema if isinstance(schema, dict) else {}
    fields = held.get("fields") if isinstance(held.get("fields"), list) else []
    keys = held.get("foreignKeys") if isinstance(held.get("foreignKeys"), list) else []
    known = {
        name: held[name]
        for name in ("missingValues", "primaryKey")
        if name in held and _fits(held[name], rules[name])
    }
    codes = rules["missingValues"]
    return known | {
        "fields": [
            {"name": one["name"], "type": str(one.get("type", "")), "description": ""}
            | ({"missingValues": one["missingValues"]} if _has_codes(one, codes) else {})
            for one in fields or []
            if isinstance(one, dict) and isinstance(one.get("name"), str)
        ],
        "foreignKeys": [one for one in keys or [] if _fits(one, rules["foreignKeys"]["items"])],
    }


def _has_codes(field: dict[str, Any], codes: dict[str, Any]) -> bool:
    return "missingValues" in field and _fits(field["missingValues"], codes)


def _fits(value: Any, rules: dict[str, Any]) -> bool:  # noqa: ANN401 - parsed JSON
    return jsonschema.Draft202012Validator(rules).is_valid(value)


def _tables(package: dict[str, Any], text: str = "") -> tuple[TableSchema, ...]:
    default = _texts(package.get("missingValues", [""]))
    return tuple(_table(resource, default, text) for resource in package["resources"])


def _table(resource: dict[str, Any], default: tuple[str, ...], text: str) -> TableSchema:
    schema = resource["schema"]
    missing = _texts(schema.get("missingValues", default))
    primary = names(schema.get("primaryKey", []))
    return TableSchema(
        name=resource["name"],
        path=resource["path"],
        title=resource.get("title", ""),
        description=resource.get("description", ""),
        columns=tuple(_column(field, missing, primary) for field in schema["fields"]),
        primary_key=primary,
        foreign_keys=tuple(
            ForeignKey(
                columns=names(key["fields"]),
                table=key["reference"].get("resource") or resource["name"],
                references=names(key["reference"]["fields"]),
                tree=bool(key.get(TREE, False)),
            )
            for key in schema.get("foreignKeys", [])
        ),
        missing=missing,
        unique_keys=tuple(names(key) for key in schema.get("uniqueKeys", [])),
        rules=tuple(
            Rule(
                name=one["name"],
                description=one["description"],
                check=one["check"],
                when=one.get("when", ""),
                per=names(one["per"]) if "per" in one else None,
                line=line_of(text, (resource["name"], one["name"])),
            )
            for one in schema.get(RULES, [])
        ),
    )


def _column(field: dict[str, Any], missing: tuple[str, ...], primary: tuple[str, ...]) -> Column:
    rules = field.get("constraints", {})
    return Column(
        name=field["name"],
        type=field["type"],
        description=field["description"],
        unit=field.get("unit", ""),
        required=rules.get("required", False) or field["name"] in primary,
        unique=rules.get("unique", False),
        enum=tuple(cell_text(value) for value in rules.get("enum", [])),
        minimum=bound_as_number(rules.get("minimum")),
        maximum=bound_as_number(rules.get("maximum")),
        pattern=rules.get("pattern"),
        missing=_texts(field["missingValues"]) if "missingValues" in field else missing,
        sensitive=bool(field.get("sensitive", False)),
        groups={
            key: tuple(cell_text(value) for value in values)
            for key, values in field.get("groups", {}).items()
        },
        role=str(field.get("role", "")),
    )


def _texts(values: list[Any]) -> tuple[str, ...]:
    return tuple(value["value"] if isinstance(value, dict) else str(value) for value in values)
