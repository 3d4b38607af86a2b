"""Harmless changes raise nothing, not even in a strict check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.proof.check.runner import Report
from tests.proof.check.harmless import HARMLESS
from tests.proof.check.planting import ARTICLE, SUPPLEMENT, changed

FEWEST = 40


@pytest.mark.parametrize("number", range(len(HARMLESS)))
def test_a_harmless_change_raises_nothing(
    number: int, review: Path, run: Callable[[Path], Report]
) -> None:
    """Each change is one that authors make every day and that makes nothing wrong."""
    file, old, new = HARMLESS[number]
    changed(review, file, old, new)
    assert [str(issue) for issue in run(review).issues] == []


def test_windows_line_ends_raise_nothing(review: Path, run: Callable[[Path], Report]) -> None:
    """All sources with CRLF: columns, lines and digests are what they were."""
    for file in (ARTICLE, SUPPLEMENT, "data/studies.csv", "analysis/flow.py"):
        path = review / file
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [str(issue) for issue in run(review).issues] == []


def test_there_are_enough() -> None:
    """At least forty, each another one."""
    assert len(set(HARMLESS)) == len(HARMLESS) >= FEWEST
