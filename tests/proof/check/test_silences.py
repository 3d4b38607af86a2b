"""Silences: one comment lets one issue pass at one place, and says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.proof.check.runner import Report
from tests.proof.check.planting import ARTICLE, BIB, FINDINGS, HEAD, changed

SILENCE = "<!-- numerate: allow typed-number: of the textbook -->"


@pytest.mark.parametrize(
    "text",
    [
        f"Children sleep 9 hours. {SILENCE}",
        f"{SILENCE}\nChildren sleep 9 hours.",
        f"{SILENCE}\n\nChildren sleep 9 hours.",
        f"- A child sleeps 9 hours. {SILENCE}",
        f"Children sleep\n9 hours. {SILENCE}\nAll is well.",
        (
            "Sleep 9 hours. <!-- numerate: allow typed-number, unbound-claim: of the book -->"
            "\n\n# Results\n\nMost studies agree. <!-- numerate: allow unbound-claim: a guess -->"
        ),
    ],
)
def test_a_silence_lets_its_issue_pass(
    text: str, review: Path, run: Callable[[Path], Report]
) -> None:
    """At the end of the line or on a line before it; the report counts it."""
    changed(review, ARTICLE, HEAD, f"{HEAD}\n{text}\n")
    report = run(review)
    assert "typed-number" not in {issue.code for issue in report.issues}
    assert "typed-number" in {issue.code for issue, _ in report.silenced}


def test_a_silence_is_about_its_own_line(review: Path, run: Callable[[Path], Report]) -> None:
    """The same fault a line further on is still found."""
    changed(review, ARTICLE, HEAD, f"{HEAD}\nSleep 9 hours. {SILENCE}\nSleep 8 hours.\n")
    assert [issue.code for issue in run(review).issues] == ["typed-number"]


def test_a_silence_in_code_is_none(review: Path, run: Callable[[Path], Report]) -> None:
    """A manual that shows the form does not silence anything."""
    changed(review, ARTICLE, HEAD, f"{HEAD}\nWrite `{SILENCE}` there.\n\n```\n{SILENCE}\n```\n")
    report = run(review)
    assert report.issues == ()
    assert report.silenced == ()


def test_analysis_and_references_have_their_own_comments(
    review: Path, run: Callable[[Path], Report]
) -> None:
    """After # before a function, and after % before an entry."""
    changed(review, ARTICLE, "[3]{num=findings.shorter} did not", "others did not")
    changed(
        review, FINDINGS, "def results(", "# numerate: allow unused-key: told soon\ndef results("
    )
    changed(review, BIB, "  journal = {BMJ},\n", "")
    changed(
        review,
        BIB,
        "@article{page2021,",
        "% numerate: allow incomplete-work: lost\n@article{page2021,",
    )
    report = run(review)
    assert {issue.code for issue, _ in report.silenced} == {"unused-key", "incomplete-work"}
    assert {issue.code for issue in report.issues} <= {"stale-generated"}
