"""Confidence in qualitative findings (GRADE-CERQual)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from numerate.review.synthesis.confidence import (
    COMPONENTS,
    Concern,
    ReviewFinding,
    confidence_counts,
    confidence_issues,
)

SOUND = ReviewFinding(
    id="f1",
    text="Shame kept people silent.",
    confidence="Moderate",
    explanation="Downgraded for adequacy.",
    studies=("a", "b"),
    file="data/findings.csv",
    line=2,
)
NONE = [
    Concern(finding="f1", component=name, concern="No or very minor concerns")
    for name in COMPONENTS
]


def codes(finding: ReviewFinding, concerns: list[Concern]) -> list[str]:
    """The codes of the issues of one finding."""
    return [issue.code for issue in confidence_issues([finding], concerns)]


def test_a_finding_with_all_four_components_is_sound() -> None:
    """Four components assessed, studies named, the level explained: nothing to tell."""
    assert codes(SOUND, NONE) == []


@pytest.mark.parametrize(
    ("finding", "concerns", "code"),
    [
        (replace(SOUND, confidence="Medium"), NONE, "unknown-word"),
        (replace(SOUND, studies=()), NONE, "finding-without-study"),
        (replace(SOUND, explanation=" "), NONE, "unexplained-confidence"),
        (SOUND, NONE[1:], "component-missing"),
        (SOUND, [*NONE, NONE[0]], "judged-twice"),
        (SOUND, [*NONE[1:], replace(NONE[0], concern="Serious")], "concern-without-reason"),
        (SOUND, [*NONE, replace(NONE[0], finding="smith2020")], "unknown-word"),
        (SOUND, [*NONE, replace(NONE[0], component="Imprecision")], "unknown-word"),
    ],
)
def test_each_fault_is_told(finding: ReviewFinding, concerns: list[Concern], code: str) -> None:
    """A word that is none, a component left out, a concern without reason, a study as finding."""
    assert codes(finding, concerns) == [code]


def test_high_confidence_beside_a_serious_concern_needs_an_explanation() -> None:
    """High needs no explanation without concerns; with a serious one it does."""
    high = replace(SOUND, confidence="High", explanation="")
    serious = [*NONE[1:], replace(NONE[0], concern="Serious", why="No reflexivity.")]
    assert codes(high, NONE) == []
    found = confidence_issues([high], serious)
    assert [one.code for one in found] == ["unexplained-confidence"]
    assert "serious concerns about methodological limitations" in found[0].found
    assert found[0].place == "data/findings.csv:2"


def test_findings_by_confidence() -> None:
    """All four levels are counted, in their order, whatever their spelling."""
    given = [replace(SOUND, confidence=word) for word in ("High", "high ", "Very low confidence")]
    assert confidence_counts(given) == {"High": 2, "Moderate": 0, "Low": 0, "Very low": 1}
