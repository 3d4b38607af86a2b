"""The report on a paper, and the command that prints it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.proof.recheck.paper_recheck import recheck_paper
from numerate.proof.recheck.paper_report import PAPER_REPORT
from tests.proof.recheck.reading import paper

TEXT = "We read 146 of 195 (74.8%). Then 147 of 195 (75.4%) <b>remained</b>."


def test_text_tells_place_sentence_and_counts() -> None:
    """The text says how many statements of each kind were read, and where the wrong one stands."""
    told = PAPER_REPORT.told([recheck_paper(paper(TEXT))], "text")
    assert "2 statements read in 2 sentences, 1 consistent; 1 cannot be" in told
    assert "paragraph 1: percentage: 146 of 195 is 74.9%, not 74.8%" in told
    assert "in:    We read 146 of 195 (74.8%)." in told


def test_json() -> None:
    """JSON has every statement with its place, sentence and fault."""
    (one,) = json.loads(PAPER_REPORT.told([recheck_paper(paper(TEXT))], "json"))
    assert one["kinds"]["percentage"] == {"read": 2, "consistent": 1}
    assert [bool(statement["fault"]) for statement in one["statements"]] == [True, False]


def test_words_of_the_paper_are_escaped() -> None:
    """What a stranger's paper says is never markup of the report."""
    wrong = TEXT.replace("75.4%", "75.9%")
    page = PAPER_REPORT.told([recheck_paper(paper(wrong))], "html")
    assert "&lt;b&gt;remained" in page
    assert "<mark>146 of 195 (74.8%</mark>" in page
    assert "<b>" not in PAPER_REPORT.told([recheck_paper(paper(wrong))], "markdown").replace(
        "\\\\<", ""
    )


def test_a_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command reads a file of any review, without a compendium, and exits with 1 on a fault."""
    file = tmp_path / "paper.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["recheck", "--text", str(file)]) == 1
    assert "146 of 195 is 74.9%" in capsys.readouterr().out
    file.write_text("We read 146 of 195 (74.9%).", encoding="utf-8")
    assert main(["recheck", "--text", str(file), "--format", "markdown"]) == 0
    assert "| percentages with their base | 1 | 1 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["recheck"], ["recheck", "list.csv", "--text", "a.txt"],
     ["recheck", "--text", "a.txt", "--format", "csv"], ["recheck", "a.csv", "--format", "html"],
     ["recheck", "--text", "nowhere.txt"]],
)  # fmt: skip
def test_what_cannot_run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to recheck, both at once, a format of the other, or no file: exit code 2, and why."""
    assert main(arguments) == 2
    assert "expected:" in capsys.readouterr().err
