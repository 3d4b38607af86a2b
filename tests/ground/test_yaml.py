"""YAML: values as Quarto's core schema has them, faults at their line."""

from __future__ import annotations

import pytest

from numerate.ground.issues import Issue
from numerate.ground.yaml import load


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021-11-29", "2021-11-29"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("null", None),
        ("007", "007"),
        ("12", 12),
        ("1.5", 1.5),
        ("1:30", "1:30"),
        ("!expr x", "x"),
    ],
)
def test_values_are_those_of_the_core_schema(text: str, value: object) -> None:
    """YAML 1.2's core schema: dates, yes and sexagesimals stay text."""
    assert load(f"key: {text}", "a.yml") == {"key": value}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: [1,\n", 3), ("a: 1\na: 2\n", 2), ("title: a: b\n", 1), ("- a\n", 1)],
)
def test_faults_name_their_line(text: str, line: int) -> None:
    """An open list, a repeated key, a second colon and a list instead of keys."""
    found = load(text, "a.yml")
    assert isinstance(found, Issue)
    assert (found.code, found.file, found.line) == ("bad-yaml", "a.yml", line)
