"""A review without a fault raises nothing, whether its facts are read or computed anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from numerate.ground.project import open_project
from numerate.proof.check.facts import remembered
from numerate.proof.check.recomputation import recomputed
from numerate.proof.check.review import read_documents
from numerate.proof.check.runner import Report
from tests.proof.check.planting import STUDIES, changed


def test_the_clean_review_is_clean(clean_review: Path, run: Callable[[Path], Report]) -> None:
    """No rule finds anything in a review that was written to keep them all."""
    assert [str(issue) for issue in run(clean_review).issues] == []


def test_facts_are_the_same_read_or_computed(clean_review: Path) -> None:
    """What _generated/ holds, when its digests say that it is fresh, is what the analysis gives."""
    project = open_project(clean_review)
    read = remembered(project)
    computed = recomputed(project, read_documents(project))[0].facts
    assert read is not None
    assert computed is not None
    assert replace(read, stored=False) == computed


def test_facts_are_computed_when_anything_moved(review: Path) -> None:
    """One cell of data, one module, one generated file: none of it is taken for fresh."""
    project = open_project(review)
    assert remembered(project) is not None
    for file, old, new in (
        (STUDIES, "Norway,48,", "Norway,49,"),
        ("analysis/flow.py", "COUNTED = {", "COUNTED = {  # changed"),
        ("_generated/tables/flow.json", "Records identified", "Records found"),
    ):
        before = (review / file).read_bytes()
        changed(review, file, old, new)
        assert remembered(project) is None
        (review / file).write_bytes(before)
    assert remembered(project) is not None
