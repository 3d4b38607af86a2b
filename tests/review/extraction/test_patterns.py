"""Patterns end, whatever they are and whatever they are held against."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from numerate.ground.issues import Issue
from numerate.review.extraction.patterns import matcher

Json = dict[str, Any]


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+b", "(.*)*b", "([a-z]+)*b", "a*a*a*a*a*a*b"])
def test_backtracking_without_end_is_none(pattern: str) -> None:
    """Each holds a backtracking engine for minutes on this text."""
    start = time.process_time()
    assert not matcher(pattern)("a" * 3_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "pattern",
    ["(((a{1000}){1000}){1000})", "(" * 20_000 + "a" + ")" * 20_000, r"(a)\1", "(?<=a)b", "[", "*"],
)
def test_what_cannot_be_bounded_is_refused(pattern: str) -> None:
    """Repetition of repetitions, endless nesting, look-around, back-references, and no pattern."""
    with pytest.raises(ValueError, match=r"\w"):
        matcher(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("R[0-9]{5}", "R00001"),
        ("R[0-9]{5}", "R0001"),
        ("[a-z][a-z_]*", "no_reason"),
        ("[a-z][a-z_]*", "no_reason\n"),
        ("(q|l)[0-9]{2}", "l07"),
        ("Gr.ße", "Größe"),
        ("", ""),
    ],
)
def test_both_engines_agree(pattern: str, text: str) -> None:
    """What Python's re says of the whole text is said here too."""
    assert bool(matcher(pattern)(text)) is bool(re.fullmatch(pattern, text))


def test_a_hostile_pattern_in_a_dictionary_is_no_hang(
    faults: Callable[..., tuple[Issue, ...]], dictionary: Json
) -> None:
    """The country of a report is held against ``(a+)+b`` and told as not allowed."""
    field = dictionary["resources"][0]["schema"]["fields"][6]
    field["constraints"] = {"pattern": "(a+)+b"}
    head = "report,year,effect,funded,read_on,strand,country,children\n"
    rows = head + f"P1,1999,,,,,{'a' * 5000},\n"
    found = faults(
        datapackage=json.dumps(dictionary), reports=rows, ratings="report,reviewer,score\n",
        discussions="report,reviewer,note\n",
    )  # fmt: skip
    assert "not-allowed" in {issue.code for issue in found}
