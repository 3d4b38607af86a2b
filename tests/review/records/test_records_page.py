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
    """18 records, 28 decisions on title and abstract, 16 at full text."""
    page = (PROJECT / "docs" / "records.md").read_text(encoding="utf-8")
    shutil.copytree(PROJECT / "examples", compendium / "examples")
    monkeypatch.chdir(compendium)
    commands = re.findall(r"^numerate (import examples/.*)$", page, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        assert main(command.split()) == 0
    counts = {}
    for name in ("records", "screening", "fulltext"):
        with (compendium / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            counts[name] = len(list(csv.DictReader(file)))
    assert counts == {"records": 18, "screening": 28, "fulltext": 16}
