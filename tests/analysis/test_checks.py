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


def test_study_without_finding(data: Extraction, without: Callable[..., Extraction]) -> None:
    """A quantitative study that lost all its findings is told at its own line."""
    rows = data["findings"].where(study_id="q01")
    issue = the_issue(without("findings", *rows.ids))
    line = data["studies"].where(study_id="q01").lines[0]
    assert (issue.code, issue.place) == ("study-without-finding", f"data/studies.csv:{line}")


def test_label_without_construct(data: Extraction, changed: Changed) -> None:
    """A label that nobody mapped is told at its first use."""
    issue = the_issue(changed("findings", "F0002", "raw_label", "male sex"))
    line = data["findings"].where(finding_id="F0002").lines[0]
    assert (issue.code, issue.place) == ("label-without-construct", f"data/findings.csv:{line}")
    assert "'male sex'" in issue.found


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


def test_theme_without_extract(data: Extraction, without: Callable[..., Extraction]) -> None:
    """A theme whose extracts are all gone is told at its line in themes.csv."""
    codes = data["codes"].where(theme="coping").values("code")
    left = without("extracts", *data["extracts"].where(code=codes).ids)
    found = [issue for issue in checks.issues(left) if issue.code == "theme-without-extract"]
    line = data["themes"].where(theme="coping").lines[0]
    assert [issue.place for issue in found] == [f"data/themes.csv:{line}"]


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


def test_percentage_above_100(data: Extraction, changed: Changed) -> None:
    """A share of perpetrators above 100% is told at its cell's line."""
    issue = the_issue(changed("motive_items", "m01", "percent", "162"))
    line = data["motive_items"].where(item_id="m01").lines[0]
    assert (issue.code, issue.place) == (
        "percentage-out-of-range",
        f"data/motive_items.csv:{line}",
    )


def test_overlapping_participants(changed: Changed) -> None:
    """The pair that shares a dataset, entered as two datasets, counts its people twice: told."""
    issue = the_issue(changed("studies", "q31", "dataset_id", "d31"))
    assert issue.code == "overlapping-participants"
    assert "'q31' and 'q25'" in issue.found


def test_broken_reference_leaves_the_analysis_running(changed: Changed) -> None:
    """An unmapped label takes its finding out instead of stopping the parts with an error."""
    known = evidence(changed("findings", "F0002", "raw_label", "male sex"))
    assert "F0002" not in {finding.id for finding in known.findings}
