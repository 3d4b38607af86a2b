"""Sources that are broken, huge or missing: an issue each, and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.proof.check.runner import Report
from tests.proof.check.planting import ARTICLE, HEAD, changed

BROKEN = {
    "broken YAML": ("keywords: [bedtime", "keywords: {bedtime", "bad-yaml"),
    "unclosed division": (HEAD, "::: {.note}\nNever closed.\n\n" + HEAD, "unclosed-division"),
    "nested spans": ("[2]{num=flow.duplicates}", "[[2]{num=flow.duplicates}]{num=flow.records}",
                     "nested-binding"),
    "includes in circles": (HEAD, "{{< include _a.qmd >}}\n\n" + HEAD, "circular-include"),
    "a lost include": (HEAD, "{{< include _gone.qmd >}}\n\n" + HEAD, "missing-file"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_sources_give_an_issue(
    name: str, review: Path, run: Callable[[Path], Report]
) -> None:
    """Each gives the issue of its kind; the rest of the check goes on."""
    old, new, code = BROKEN[name]
    (review / "manuscript/_a.qmd").write_text("{{< include _b.qmd >}}\n", encoding="utf-8")
    (review / "manuscript/_b.qmd").write_text("{{< include _a.qmd >}}\n", encoding="utf-8")
    changed(review, ARTICLE, old, new)
    report = run(review)
    assert code in {issue.code for issue in report.issues}
    assert dict(report.checked)["document"] >= 1


def test_text_that_is_not_utf8_gives_an_issue(review: Path, run: Callable[[Path], Report]) -> None:
    """Latin-1 is named with its line and column."""
    path = review / ARTICLE
    path.write_bytes(path.read_bytes().replace(b"Everyone", b"Everyon\xe9", 1))
    found = [issue for issue in run(review).issues if issue.code == "bad-encoding"]
    assert [(issue.line, issue.column) for issue in found] == [(18, 8)]


def test_five_megabytes_give_an_issue(review: Path, run: Callable[[Path], Report]) -> None:
    """A source of 5 MB is read, and said to be large."""
    row = "| a story | told in the evening to a child that does not want to sleep |\n"
    block = "```\n" + row * (5_000_000 // len(row)) + "```\n"
    changed(review, ARTICLE, HEAD, f"{block}\n{HEAD}")
    assert "large-document" in {issue.code for issue in run(review).issues}


def test_no_manuscript_gives_an_issue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder: exit code 1 and one issue, which says where a manuscript belongs."""
    assert main(["-C", str(tmp_path), "check"]) == 1
    assert "no-manuscript" in capsys.readouterr().out


def test_no_folder_cannot_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2: the command cannot run."""
    assert main(["-C", "nowhere", "check"]) == 2
    assert "missing-file" in capsys.readouterr().err


def test_faulty_data_do_not_stop_the_check_of_the_text(
    review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong cell and a typed number are both told, and what could not be checked."""
    changed(review, "data/studies.csv", "Norway,48,", "Norway,many,")
    changed(review, ARTICLE, HEAD, HEAD + "\nWe read 300 books.\n")
    assert main(["-C", str(review), "check"]) == 1
    out = capsys.readouterr().out
    assert "wrong-type" in out
    assert "typed-number" in out
    assert "data or analysis have faults" in out


def test_the_three_formats_tell_the_same(review: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text for people, JSON for programs, annotations for pull requests."""
    changed(review, ARTICLE, HEAD, HEAD + "\nWe read 300 books: 100%, surely.\n")
    assert main(["-C", str(review), "check", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [issue["code"] for issue in told["issues"]] == ["typed-number", "typed-number"]
    assert told["faults"] == 2
    assert told["checked"]["document"] == 2
    assert main(["-C", str(review), "check", "--format", "github"]) == 1
    out = capsys.readouterr().out
    assert f"::error file={ARTICLE},line=18,col=9,title=typed-number::«300» is typed" in out
    assert "«100%25» is typed" in out
