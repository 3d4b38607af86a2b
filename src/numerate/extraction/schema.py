"""The data dictionary: data/datapackage.json (a Frictionless Data Package) as frozen values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema

from numerate.errors import NumerateError
from numerate.issues import Issue

TYPES = ("string", "integer", "number", "boolean", "date", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, as the dictionary declares it.

    Attributes:
        name: Header in the CSV.
        type: One of string, integer, number, boolean, date, year (Table Schema).
        description: What the column means.
        unit: Unit of a quantity, empty when it has none.
        required: Whether a cell may be missing.
        unique: Whether values may repeat.
        enum: The only values allowed; empty when any is.
        minimum: Smallest value allowed.
        maximum: Largest value allowed.
        pattern: Regular expression that every value matches as a whole.
        missing: Texts that mean "no value" in this column.
        sensitive: Whether rows that show this column must be withheld from readers.
    """

    name: str
    type: str
    description: str = ""
    unit: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    missing: tuple[str, ...] = ("",)
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns whose values must occur as a row of another table."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """One table of the extraction, as the dictionary declares it."""

    name: str
    path: str
    title: str = ""
    description: str = ""
    columns: tuple[Column, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()


_COLUMN_RULES: dict[str, Any] = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "type": {"enum": list(TYPES)},
        "description": {"type": "string", "minLength": 1},
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
_PACKAGE_RULES: dict[str, Any] = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "schema"],
                "properties": {
                    "name": {"type": "string"},
                    "path": {"type": "string", "pattern": r"^[^/\\][^\\]*\.csv$"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {"type": "array", "minItems": 1, "items": _COLUMN_RULES},
                        },
                    },
                },
            },
        }
    },
}


def read_schema(path: Path, shown: str) -> tuple[TableSchema, ...]:
    """The tables that a datapackage.json declares, in its order.

    Args:
        path: The file.
        shown: The path that issues show.

    Raises:
        NumerateError: When the file is missing, is not JSON, or breaks the standard's rules.
    """
    package = _parsed(path, shown)
    text = path.read_text(encoding="utf-8-sig")
    validator = jsonschema.Draft202012Validator(_PACKAGE_RULES)
    faults = [
        Issue(
            code="bad-dictionary",
            file=shown,
            line=_line_of(text, package, list(error.absolute_path)),
            found=f"{_told(error.absolute_path)}: {error.message}",
            expected="a Data Package whose columns each have name, type and description",
            todo="mend the entry; docs/data.md lists what a column may say",
        )
        for error in validator.iter_errors(package)
    ]
    if faults:
        raise NumerateError(faults)
    default = _texts(package.get("missingValues", [""]))
    return tuple(_table(resource, default) for resource in package["resources"])


def _parsed(path: Path, shown: str) -> dict[str, Any]:
    try:
        parsed = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise NumerateError(
            Issue(
                code="missing-file",
                file=shown,
                found="the data dictionary is not there",
                expected="a Frictionless Data Package",
                todo="restore the file, or start a compendium from the one in this repository",
            )
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise NumerateError(
            Issue(
                code="bad-json",
                file=shown,
                line=getattr(error, "lineno", None),
                column=getattr(error, "colno", None),
                found=getattr(error, "msg", str(error)),
                expected="valid JSON in UTF-8",
                todo="mend the line; a comma too many or too few is the usual cause",
            )
        ) from error
    return parsed if isinstance(parsed, dict) else {}


def _table(resource: dict[str, Any], default: tuple[str, ...]) -> TableSchema:
    schema = resource["schema"]
    missing = _texts(schema.get("missingValues", default))
    keys = schema.get("foreignKeys", [])
    return TableSchema(
        name=resource["name"],
        path=resource["path"],
        title=resource.get("title", ""),
        description=resource.get("description", ""),
        columns=tuple(_column(field, missing) for field in schema["fields"]),
        primary_key=_names(schema.get("primaryKey", [])),
        foreign_keys=tuple(
            ForeignKey(
                columns=_names(key["fields"]),
                table=key["reference"].get("resource") or resource["name"],
                references=_names(key["reference"]["fields"]),
            )
            for key in keys
        ),
    )


def _column(field: dict[str, Any], missing: tuple[str, ...]) -> Column:
    rules = field.get("constraints", {})
    return Column(
        name=field["name"],
        type=field["type"],
        description=field["description"],
        unit=field.get("unit", ""),
        required=rules.get("required", False),
        unique=rules.get("unique", False),
        enum=tuple(str(value) for value in rules.get("enum", [])),
        minimum=_bound(rules.get("minimum")),
        maximum=_bound(rules.get("maximum")),
        pattern=rules.get("pattern"),
        missing=_texts(field["missingValues"]) if "missingValues" in field else missing,
        sensitive=bool(field.get("sensitive", False)),
    )


def _texts(values: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON: strings, or objects with "value"
    return tuple(value["value"] if isinstance(value, dict) else str(value) for value in values)


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _bound(value: float | str | None) -> float | None:
    """A bound as a number; a date counts its days, as the column's values will."""
    if isinstance(value, str) and value[:4].isdigit() and "-" in value:
        return float(date.fromisoformat(value).toordinal())
    return None if value is None else float(value)


def _told(path: Any) -> str:  # noqa: ANN401 - a deque of keys and positions
    return ".".join(str(part) for part in path) or "the file"


def _line_of(text: str, package: Any, path: list[Any]) -> int | None:  # noqa: ANN401 - parsed JSON
    """The line on which the nearest named entry above a fault stands."""
    names: list[str] = []
    node = package
    for part in path:
        node = node[part]
        if isinstance(node, dict) and isinstance(node.get("name"), str):
            names.append(node["name"])
    position = 0
    for name in names:
        found = text.find(json.dumps(name, ensure_ascii=False), position)
        position = found if found >= 0 else position
    return text.count("\n", 0, position) + 1 if names else None
