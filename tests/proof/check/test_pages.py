"""Rendered pages are stale when something that went into them has another content now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from numerate.ground.project import open_project
from numerate.paper.render.rendering import render
from numerate.proof.check.runner import Report
from tests.proof.check.planting import SUPPLEMENT, changed


def test_pages_are_stale_by_content(review: Path, run: Callable[[Path], Report]) -> None:
    """Fresh after rendering, and after a touch; stale when a source says something else."""
    render(open_project(review), formats=("html",), engine="embedded")
    assert run(review).issues == ()
    (review / SUPPLEMENT).touch()
    assert run(review).issues == ()
    changed(review, SUPPLEMENT, "gives the counts behind", "lists the counts behind")
    found = [issue for issue in run(review).issues if issue.code == "stale-pages"]
    assert "_rendered/manuscript/supplement.html" in {issue.file for issue in found}
    assert all(SUPPLEMENT in issue.found for issue in found)
