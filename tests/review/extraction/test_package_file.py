"""Dictionaries that no program wrote: each is one issue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from numerate.ground.issues import Issue


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"resources": ' + "[" * 900 + "]" * 900 + "}",
        '{"resources": ' + "9" * 5_000 + "}",
        "",
        "NaN",
        '"text"',
    ],
    ids=["brackets", "braces", "nested", "digits", "empty", "no number", "text"],
)
def test_a_hostile_dictionary_is_one_issue(
    faults: Callable[..., tuple[Issue, ...]], text: str
) -> None:
    """No recursion error, no wait: one issue about data/datapackage.json."""
    (issue,) = faults(datapackage=text)
    assert issue.file == "data/datapackage.json"
    assert len(str(issue)) < 1_000
