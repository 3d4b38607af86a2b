"""Reading the data dictionary: data/datapackage.json, a Frictionless Data Package.

Source: Data Package and Table Schema, version 1 (https://specs.frictionlessdata.io). Read is the
part that docs/data.md lists. A constraint outside of it is a fault: a rule nobody checks is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.extraction.contradictions import (
    bound_as_number,
    cell_text,
    contradictions,
    names,
)
from numerate.review.extraction.files import read_text
from numerate.review.extraction.schema import TYPES, Column, ForeignKey, TableSchema

_NAMES: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}},
    ]
}
_CODES: dict[str, Any] = {
    "type": "array",
    "items": {
        "anyOf": [{"type": "string"}, {"type": "object", "required": ["value"]}],
    },
}
_COLUMN_RULES: dict[str, Any] = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "type": {"enum": list(TYPES)},
        "description": {"type": "string", "minLength": 1},
        "unit": {"type": "string"},
        "role": {"type": "string", "minLength": 1},
        "missingValues": _CODES,
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"type": "boolean"},
                "unique": {"type": "boolean"},
                "enum": {"type": "array", "minItems": 1},
                "minimum": {"type": ["number", "string"]},
                "maximum": {"type": ["number", "string"]},
                "pattern": {"type": "string"},
            },
            "additionalProperties": False,
        },
    },
}
_KEY_RULES: dict[str, Any] = {
    "type": "object",
    "required": ["fields", "reference"],
    "properties": {
        "fields": _NAMES,
        "reference": {
            "type": "object",
            "required": ["fields"],
            "properties": {"resource": {"type": "string"}, "fields": _NAMES},
        },
    },
}
_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "number": "a number",
    "object": "an object in braces",
    "string": "a text",
}
_PACKAGE_RULES: dict[str, Any] = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "missingValues": _CODES,
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "schema"],
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "path": {"type": "string", "pattern": r"^(?!.*\.\.)[^/\\][^\\]*\.csv$"},
                    "title": {"type": "string"},
                    "description": {"type": "string"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {"type": "array", "minItems": 1, "items": _COLUMN_RULES},
                            "missingValues": _CODES,
                            "primaryKey": _NAMES,
                            "foreignKeys": {"type": "array", "items": _KEY_RULES},
                        },
                    },
                },
            },
        },
    },
}


def read_schema(path: Path, shown: str) -> tuple[TableSchema, ...]:
    """The tables that a datapackage.json declares, in its order.

    Args:
        path: The file.
        shown: The path that issues show.

    Raises:
        NumerateError: When the file is missing, is not JSON, breaks the standard's rules, or
            declares what cannot be (a key on a column that it does not have, say).
    """
    text = read_text(path, shown, absent=_absent(shown), encoding_todo="save the file in UTF-8")
    package = _parsed(text, shown)
    validator = jsonschema.Draft202012Validator(_PACKAGE_RULES)
    faults = [_bad_entry(error, package, text, shown) for error in validator.iter_errors(package)]
    if faults:
        raise NumerateError(faults)
    faults = [
        _bad_dictionary(
            shown, _line_of(text, wrong.names), wrong.names, wrong.found, wrong.expected
        )
        for wrong in contradictions(package)
    ]
    if faults:
        raise NumerateError(faults)
    default = _texts(package.get("missingValues", [""]))
    return tuple(_table(resource, default) for resource in package["resources"])


def _bad_dictionary(
    shown: str, line: int | None, names: Sequence[str], found: str, expected: str
) -> Issue:
    return Issue(
        code="bad-dictionary",
        file=shown,
        line=line,
        found=f"{' '.join(names) or 'the file'}: {found}",
        expected=expected,
        todo="mend the entry; docs/data.md lists what a dictionary may say",
    )


def _bad_entry(
    error: jsonschema.ValidationError,
    package: Any,  # noqa: ANN401 - parsed JSON
    text: str,
    shown: str,
) -> Issue:
    """The issue of one entry that breaks the rules, in words of ours: the library's change."""
    rule: Any = error.validator_value
    schema: Any = error.schema
    value: Any = error.instance
    path = list(error.absolute_path)
    found, expected = f"holds {json.dumps(value, ensure_ascii=False)}", "an entry of another kind"
    if error.validator == "required":
        lacking = [name for name in rule if name not in value]
        found, expected = f"no {' and no '.join(lacking)}", f"entries {', '.join(rule)}"
    elif error.validator == "additionalProperties":
        known = schema["properties"]
        found = f"the rule {', '.join(name for name in value if name not in known)}"
        expected = f"only rules that are checked: {', '.join(known)}"
    elif error.validator == "enum":
        expected = f"one of: {', '.join(rule)}"
    elif error.validator == "pattern":
        expected = "the path of a .csv inside data/, with forward slashes"
    elif error.validator in ("minItems", "minLength"):
        expected = "at least one entry" if error.validator == "minItems" else "a name"
    elif error.validator == "type":
        kinds = [rule] if isinstance(rule, str) else rule
        expected = " or ".join(_KINDS[kind] for kind in kinds)
    elif error.validator == "anyOf":
        expected = "a name or a list of names"
    line = _line_of(text, _names_on(package, path))
    return _bad_dictionary(shown, line, _told(package, path), found, expected)


def _absent(shown: str) -> Issue:
    return Issue(
        code="missing-file",
        file=shown,
        found="the data dictionary is not there",
        expected="a Frictionless Data Package",
        todo="restore the file; docs/data.md shows what it holds",
    )


def _parsed(text: str, shown: str) -> Any:  # noqa: ANN401 - parsed JSON, checked by the rules above
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NumerateError(
            Issue(
                code="bad-json",
                file=shown,
                line=error.lineno,
                column=error.colno,
                found=error.msg,
                expected="valid JSON",
                todo="mend the line; a comma too many or too few is the usual cause",
            )
        ) from error


def _table(resource: dict[str, Any], default: tuple[str, ...]) -> TableSchema:
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
            )
            for key in schema.get("foreignKeys", [])
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
        role=str(field.get("role", "")),
    )


def _texts(values: list[Any]) -> tuple[str, ...]:
    return tuple(value["value"] if isinstance(value, dict) else str(value) for value in values)


def _told(package: Any, path: list[Any]) -> list[str]:  # noqa: ANN401 - parsed JSON
    """A place in the dictionary as its reader would name it: ``studies year constraints``."""
    words: list[str] = []
    node = package
    for place, part in enumerate(path, 1):
        node = node[part]
        if isinstance(node, dict) and isinstance(node.get("name"), str):
            words.append(node["name"])
        elif place == len(path) or part not in ("resources", "schema", "fields"):
            words.append(f"entry {part + 1}" if isinstance(part, int) else part)
    return words


def _names_on(package: Any, path: list[Any]) -> list[str]:  # noqa: ANN401 - parsed JSON
    """The names of the table and column on the way to a place in the dictionary."""
    found: list[str] = []
    node = package
    for part in path:
        node = node[part]
        if isinstance(node, dict) and isinstance(node.get("name"), str):
            found.append(node["name"])
    return found


def _line_of(text: str, path: Sequence[str]) -> int | None:
    """The line on which the last of these names is given, each looked for after the one before."""
    position = 0
    for name in path:
        given = re.compile(r'"name"\s*:\s*' + re.escape(json.dumps(name, ensure_ascii=False)))
        match = given.search(text, position)
        position = match.start() if match else position
    return text.count("\n", 0, position) + 1 if path else None
