"""The page on records: its commands are run as they stand there."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.review.synthesis.prisma_csv import flow_from_csv

TextOf = Callable[[Path], str]

PROJECT = Path(__file__).parents[3]


EXPORTS = PROJECT / "examples" / "records"
FORMATS = ("ris", "nbib", "xml", "bib", "wos.txt", "scopus.csv", "pubmed.csv")
COUNTS = {  # by hand, from the table in the README of the examples
    "flow.identified": "18",
    "flow.duplicates": "4",
    "flow.screened": "14",
    "flow.excluded": "6",
    "flow.sought": "8",
    "flow.assessed": "8",
    "flow.reports_excluded": "4",
    "flow.reason.no_comparison": "4",
    "flow.included": "4",
    "exclusions.n": "4",
}


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the analysis and the article of the examples, and the exports."""
    folder = tmp_path / "review"
    for name in ("analysis", "manuscript"):
        shutil.copytree(EXPORTS / name, folder / name)
    shutil.copy(EXPORTS / "_quarto.yml", folder)
    shutil.copytree(EXPORTS, folder / "exports", ignore=shutil.ignore_patterns("*.py", "_*"))
    monkeypatch.chdir(folder)
    return folder


def values(folder: Path) -> dict[str, str]:
    """Each number of a build as it is printed."""
    told = json.loads((folder / "_generated" / "numbers.json").read_text(encoding="utf-8"))
    return {key: entry["text"] for key, entry in told["numbers"].items()}


def test_the_commands_of_the_page_give_the_article(empty: Path, text_of: TextOf) -> None:
    """Agreement is 11 of 14, by chance 98 of 196, so kappa is .57; all of it counted by hand."""
    page = (PROJECT / "docs" / "records.md").read_text(encoding="utf-8")
    commands = re.findall(r"^numerate (import exports/.*|dedup|render)$", page, re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        assert main(command.split()) == 0
    for name, count in (("records", 18), ("duplicates", 4), ("screening", 28), ("fulltext", 16)):
        with (empty / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == count
    found = values(empty)
    assert {key: found[key] for key in COUNTS} == COUNTS
    assert main(["flow-csv", "--output", "flow.csv"]) == 0
    flow = flow_from_csv((empty / "flow.csv").read_text(encoding="utf-8"))
    searches = flow.searches[0]
    assert (searches.identified, searches.duplicates, searches.screened) == (18, 4, 14)
    assert (searches.excluded, searches.assessed, flow.included.studies) == (6, 8, 4)
    for ending in ("html", "pdf", "docx"):
        text = text_of(empty / "_rendered" / "manuscript" / f"article.{ending}")
        assert "agreed on 11 of 14 records (78.6%; Cohen's kappa 0.57" in text
        assert "Records screened (n = 14)" in text or ending == "docx"
        assert "Poems at bedtime" in text


@pytest.mark.parametrize("ending", FORMATS)
def test_numbers_do_not_depend_on_the_format(empty: Path, ending: str) -> None:
    """The same counts from each format of the searches, with Covidence's lists as decisions."""
    lists = sorted(str(one) for one in (empty / "exports").glob("review_90210_*"))
    for letter, database in (("a", "eric"), ("b", "psycinfo")):
        file = str(empty / "exports" / f"search-{letter}.{ending}")
        assert main(["import", file, "--database", database, "--quiet"]) == 0
    assert main(["import", *lists, "--quiet"]) == 0
    assert main(["dedup"]) == 0
    analysis = empty / "analysis" / "__init__.py"
    text = analysis.read_text(encoding="utf-8")
    analysis.write_text(text.replace(" parts.agreement(),", ""), encoding="utf-8")
    article = empty / "manuscript" / "article.qmd"
    article.write_text("[4]{num=flow.included} studies\n", encoding="utf-8")
    assert main(["build", "--quiet"]) == 0
    found = values(empty)
    assert {key: found[key] for key in COUNTS} == COUNTS


def test_reviewers_who_differ_stop_the_flow_with_the_line(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the sheet of the meeting two reports are open, and both are named."""
    for name in ("search-a.nbib", "search-b.scopus.csv", "rayyan.zip"):
        assert main(["import", f"exports/{name}", "--quiet"]) == 0
    assert main(["dedup"]) == 0
    assert main(["build", "--quiet"]) == 1
    told = capsys.readouterr().err
    assert "data/fulltext.csv:6: unsettled-report: 'What parents read at night'" in told
    assert "data/fulltext.csv:16: unsettled-report: 'Poems at bedtime'" in told
    assert not (empty / "_generated").exists()


@pytest.mark.parametrize(
    "ending", ["ris", "nbib", "xml", "bib", "wos.txt", "scopus.csv", "pubmed.csv"]
)
def test_every_format_has_the_same_duplicates(
    compendium: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """Four records of the second search are of the first, whichever format both came in."""
    monkeypatch.chdir(compendium)
    folder = PROJECT / "examples" / "records"
    for letter, database in (("a", "eric"), ("b", "psycinfo")):
        file = str(folder / f"search-{letter}.{ending}")
        assert main(["import", file, "--database", database, "--quiet"]) == 0
    assert main(["dedup"]) == 0
    text = (compendium / "data" / "duplicates.csv").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 1 + 4


def test_an_article_is_the_record_that_was_kept(
    compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decisions that are imported after the deduplication stand on records that it kept."""
    monkeypatch.chdir(compendium)
    folder = PROJECT / "examples" / "records"
    for name in ("search-b.scopus.csv", "search-a.ris"):
        assert main(["import", str(folder / name), "--database", name[7], "--quiet"]) == 0
    assert main(["dedup"]) == 0
    assert main(["import", str(folder / "rayyan.zip"), "--quiet"]) == 0
    with (compendium / "data" / "duplicates.csv").open(encoding="utf-8", newline="") as file:
        removed = {row["record_id"] for row in csv.DictReader(file)}
    with (compendium / "data" / "screening.csv").open(encoding="utf-8", newline="") as file:
        assert not removed & {row["record_id"] for row in csv.DictReader(file)}
