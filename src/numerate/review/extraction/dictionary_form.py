"""What the entries of a data dictionary look like, and how one that does not is told."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import jsonschema

from numerate.ground.issues import Issue
from numerate.review.extraction.schema import TYPES

RULES = "numerate:rules"
TREE = "numerate:tree"
MOST_RULES = 200  # of one table
_LONGEST = 200
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
        "groups": {"type": "object", "additionalProperties": {"type": "array", "minItems": 1}},
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
        TREE: {"type": "boolean"},
        "reference": {
            "type": "object",
            "required": ["fields"],
            "properties": {"resource": {"type": "string"}, "fields": _NAMES},
        },
    },
}
_RULE: dict[str, Any] = {
    "type": "object",
    "required": ["name", "description", "check"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "description": {"type": "string", "minLength": 1},
        "check": {"type": "string", "minLength": 1},
        "when": {"type": "string", "minLength": 1},
        "per": {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "array", "items": {"type": "string", "minLength": 1}},
            ]
        },
    },
    "additionalProperties": False,
}
_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "number": "a number",
    "object": "an object in braces",
    "string": "a text",
}
PACKAGE_RULES: dict[str, Any] = {
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
                            "uniqueKeys": {"type": "array", "items": _NAMES},
                            RULES: {"type": "array", "items": _RULE, "maxItems": MOST_RULES},
                        },
                    },
                },
            },
        },
    },
}


def bad_dictionary(
    shown: str, line: int | None, names: Sequence[str], found: str, expected: str
) -> Issue:
    """The issue of an entry of the dictionary."""
    return Issue(
        code="bad-dictionary",
        file=shown,
        line=line,
        found=f"{' '.join(names) or 'the file'}: {found}",
        expected=expected,
        todo="mend the entry; docs/data.md lists what a dictionary may say",
    )


def bad_entry(
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
    found, expected = f"holds {_shortened(value)}", "an entry of another kind"
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
    elif error.validator == "maxItems":
        found, expected = f"{len(value)} entries", f"at most {rule}"
    elif error.validator in ("minItems", "minLength"):
        expected = "at least one entry" if error.validator == "minItems" else "a name"
    elif error.validator == "type":
        kinds = [rule] if isinstance(rule, str) else rule
        expected = " or ".join(_KINDS[kind] for kind in kinds)
    elif error.validator == "anyOf":
        expected = "a name or a list of names"
    line = line_of(text, _names_on(package, path))
    return bad_dictionary(shown, line, _told(package, path), found, expected)


def _shortened(value: Any) -> str:  # noqa: ANN401 - parsed JSON
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


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


def line_of(text: str, path: Sequence[str]) -> int | None:
    """The line on which the last of these names is given, each looked for after the one before."""
    position = 0
    for name in path:
        given = re.compile(r'"name"\s*:\s*' + re.escape(json.dumps(name, ensure_ascii=False)))
        match = given.search(text, position)
        position = match.start() if match else position
    return text.count("\n", 0, position) + 1 if path else None
