"""YAML as Quarto reads it: the core schema, dates stay text, faults with file and line."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from numerate.ground.issues import Issue

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _Base  # type: ignore[assignment]  # same interface, slower


class _Loader(_Base):
    """Reads only true, false, null and numbers as such; a repeated key is a fault."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own


_CORE = (
    ("bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF"),
    ("null", re.compile(r"^(?:~|null|Null|NULL|)$"), "~nN\0"),
    ("int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), "-+0123456789"),
    (
        "float",
        re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$"),
        "-+.0123456789",
    ),
)
for _name, _pattern, _first in _CORE:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", _pattern, ["" if c == "\0" else c for c in _first]
    )


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    loader.flatten_mapping(node)
    made: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            key = str(key)
        if key in made:
            raise yaml.MarkedYAMLError(
                problem=f"the key '{key}' stands here a second time",
                problem_mark=key_node.start_mark,
            )
        made[key] = loader.construct_object(value_node, deep=True)
    return made


def _as_written(loader: _Loader, node: yaml.Node) -> Any:  # noqa: ANN401 - any YAML value
    """A value with a tag of its own (``!expr``) as its plain value."""
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return _mapping(loader, node) if isinstance(node, yaml.MappingNode) else None


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor(None, _as_written)  # None means every other tag


def load(text: str, file: str, offset: int = 0) -> dict[str, Any] | Issue:
    r"""The mapping that a YAML text holds, or what is wrong with it.

    Args:
        text: The YAML.
        file: Its file, for the issue.
        offset: Lines that stand before the text in that file.

    >>> load("date: 2023-11-29\ntoc: yes", "a.qmd")
    {'date': '2023-11-29', 'toc': 'yes'}
    >>> load("a: 1\na: 2", "a.qmd", 1).place
    'a.qmd:3:1'
    """
    try:
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a loader of plain values
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Issue(
            code="bad-yaml",
            file=file,
            line=mark.line + 1 + offset if mark else None,
            column=mark.column + 1 if mark else None,
            found=" ".join(part for part in (error.context, error.problem) if part),
            expected="well-formed YAML",
            todo="correct the line; quote a text that holds : # { } [ ] & * ! | > ' \" % @",
        )
    except yaml.YAMLError as error:
        return Issue(
            code="bad-yaml",
            file=file,
            found=" ".join(str(error).split()),
            expected="well-formed YAML",
            todo="remove what is not text from the file",
        )
    if value is None:
        return {}
    if not isinstance(value, dict):
        return Issue(
            code="bad-yaml",
            file=file,
            line=1 + offset,
            found=f"a {type(value).__name__}",
            expected="keys with values, such as title: …",
            todo="write each setting as key: value",
        )
    return {str(key): item for key, item in value.items()}
