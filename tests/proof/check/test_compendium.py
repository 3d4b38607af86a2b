"""The compendium itself: a strict check of it is clean, and every silence gives its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from numerate.proof.check.runner import Report

ROOT = Path(__file__).parents[3]


def test_the_compendium_is_clean(run: Callable[[Path], Report]) -> None:
    """A strict check finds nothing; what silences let pass has a reason each."""
    report = run(ROOT)
    assert [str(issue) for issue in report.issues if issue.code != "stale-pages"] == []
    assert all(silence.reason for _, silence in report.silenced)
