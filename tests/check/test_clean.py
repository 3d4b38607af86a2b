"""A review without a fault raises nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from numerate.check.runner import Report


def test_the_clean_review_is_clean(clean_review: Path, run: Callable[[Path], Report]) -> None:
    """No rule finds anything in a review that was written to keep them all."""
    assert [str(issue) for issue in run(clean_review).issues] == []
