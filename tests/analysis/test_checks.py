"""Faults between this review's tables: each is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis import checks
from analysis.evidence import evidence
from numerate.ground.issues import Issue
from numerate.review.extraction import Extraction

Changed = Callable[[str, str, str, str], Extraction]


def the_issue(extraction: Extraction) -> Issue:
    """The only issue of an extraction."""
    (issue,) = checks.issues(extraction)
    return issue


def test_the_review_is_sound(data: Extraction) -> None:
    """The extraction as it stands has no fault."""
    assert not list(checks.issues(data))


def test_two_votes_from_one_dataset(data: Extraction, changed: Changed) -> None:
    """Two papers on one dataset that report one analysis differently are told."""
    studies = data["studies"]
    shared = studies.where(dataset_id=studies.where(study_id="q25").one("dataset_id"))
    own, other = (data["findings"].where(study_id=name, raw_label="sex") for name in shared.ids)
    assert own.count() == other.count() == 1
    moved = changed("findings", other.ids[0], "significant", "yes")
    issue = the_issue(moved)
    assert issue.code == "two-votes-from-one-dataset"
    assert issue.file == "data/findings.csv"
    assert own.ids[0] in issue.found


@pytest.mark.parametrize(
    ("column", "text", "codes"),
    [
        ("answer", "perhaps", {"answer-off-scale"}),
        ("criterion", "1.3", {"criterion-of-wrong-category", "criterion-not-answered"}),
    ],
)
def test_appraisal(
    data: Extraction, changed: Changed, column: str, text: str, codes: set[str]
) -> None:
    """An answer off the scale, or a criterion of qualitative studies for a survey, is told."""
    found = list(checks.issues(changed("appraisal", "q01/4.1", column, text)))
    assert {issue.code for issue in found} == codes
    line = data["appraisal"].where(study_id="q01", criterion="4.1").lines[0]
    assert f"data/appraisal.csv:{line}" in {issue.place for issue in found}


def test_overlapping_participants(changed: Changed) -> None:
    """The pair that shares a dataset, entered as two datasets, counts its people twice: told."""
    issue = the_issue(changed("studies", "q31", "dataset_id", "d31"))
    assert issue.code == "overlapping-participants"
    assert "'q31' and 'q25'" in issue.found


def test_broken_reference_leaves_the_analysis_running(changed: Changed) -> None:
    """An unmapped label takes its finding out instead of stopping the parts with an error."""
    known = evidence(changed("findings", "F0002", "raw_label", "male sex"))
    assert "F0002" not in {finding.id for finding in known.findings}
