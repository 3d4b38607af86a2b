"""Faults planted one at a time in a clean review: each is found by its rule, at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.proof.check.catalogue import RULES
from numerate.proof.check.runner import Report
from tests.proof.check.faults_of_data import IN_DATA
from tests.proof.check.faults_of_references import IN_REFERENCES
from tests.proof.check.faults_of_text import IN_TEXT
from tests.proof.check.planting import Planted, changed

PLANTED = (*IN_TEXT, *IN_DATA, *IN_REFERENCES)
IDS = [f"{number}-{planted.code}" for number, planted in enumerate(PLANTED)]
FEWEST = 60


def expected_place(root: Path, planted: Planted) -> tuple[str, int | None]:
    """The file and line at which the issue must stand; no line when it is about a whole file."""
    name = planted.other or planted.file
    if planted.at == "":
        return name, None
    mark = planted.at or planted.new or planted.old
    text = (root / name).read_text(encoding="utf-8")
    return name, text.count("\n", 0, text.index(mark)) + 1


@pytest.mark.parametrize("planted", PLANTED, ids=IDS)
def test_a_planted_fault_is_found_at_its_line(
    planted: Planted, review: Path, run: Callable[[Path], Report]
) -> None:
    """The line is that of the text planted, or the one named beside it."""
    changed(review, planted.file, planted.old, planted.new)
    where = expected_place(review, planted)
    found = [issue for issue in run(review).issues if issue.code == planted.code]
    assert where in [(issue.file, issue.line) for issue in found]


def test_faults_of_every_rule_are_planted() -> None:
    """At least sixty, and one of each rule; pages are rendered and tested in test_pages.py."""
    codes = {planted.code for planted in PLANTED}
    assert len(PLANTED) >= FEWEST
    assert {rule.code for rule in RULES} - codes == {"stale-pages"}
