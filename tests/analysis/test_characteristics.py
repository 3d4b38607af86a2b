"""Characteristics of the studies when a part of what a study reports is missing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from analysis import characteristics, closing
from numerate.ground.issues import Issue
from numerate.review.extraction import Extraction, read_extraction
from numerate.review.results import Ledger, Number

DATA = Path(__file__).parents[2] / "data"


def test_a_missing_count_does_not_hide_a_study(tmp_path: Path) -> None:
    """Study l01 (18 boys and men of 52, aged 15 to 25) without that count keeps all the rest.

    By hand: 455 participants less 18, eight studies, ages 12 to 25 (25 is that of l01 alone).
    """
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / "qualitative_studies.csv"
    text = path.read_text(encoding="utf-8")
    old = "combined methods,18,34,0,0,15,25"
    assert text.count(old) == 1
    path.write_text(text.replace(old, "combined methods,not reported,34,0,0,15,25"), "utf-8")
    found = {
        made.key: made.value
        for made in characteristics.results(read_extraction(folder))
        if isinstance(made, Number)
    }
    assert found["qual.participants"] == 455 - 18
    assert found["qual.with_participants.n"] == 8
    assert found["qual.age.range"] == (12, 25)
    assert found["qual.participants.girls_women"] == 186


def test_an_unknown_key_of_a_statement_is_told_at_its_row(
    changed: Callable[[str, str, str, str], Extraction], ledger: Ledger
) -> None:
    """A key that no result has: the line of the statement, not the code that prints it."""
    other = changed("critical_findings", "finding02", "keys", "covariates.victimisation.n")
    found = [made for made in closing.results(other, ledger) if isinstance(made, Issue)]
    assert [(one.code, one.place) for one in found] == [
        ("unknown-key", "data/critical_findings.csv:3")
    ]
