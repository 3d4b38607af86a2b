"""The page on records: its commands are run as they stand there."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from numerate.cli import main

PROJECT = Path(__file__).parents[3]


def test_the_example_of_the_page_gives_what_it_says(
    compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """18 records, 4 of them duplicates, 28 decisions on title and abstract, 16 at full text."""
    page = (PROJECT / "docs" / "records.md").read_text(encoding="utf-8")
    shutil.copytree(PROJECT / "examples", compendium / "examples")
    monkeypatch.chdir(compendium)
    commands = re.findall(r"^numerate (import examples/.*|dedup)$", page, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert main(command.split()) == 0
    counts = {}
    for name in ("records", "duplicates", "screening", "fulltext"):
        with (compendium / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            counts[name] = len(list(csv.DictReader(file)))
    assert counts == {"records": 18, "duplicates": 4, "screening": 28, "fulltext": 16}


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
