"""The compendium of this repository: its generated files are those of its data, and small."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from numerate.ground.project import ANALYSIS, DATA, EXTENSION, GENERATED, MANUSCRIPT, open_project
from numerate.paper.building import build

ROOT = Path(__file__).parents[3]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the compendium, generated files included, for a test to change."""
    for name in (DATA, ANALYSIS, GENERATED, MANUSCRIPT, EXTENSION):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for name in ("_quarto.yml", "references.bib"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_generated_files_are_those_of_the_data(copy: Path) -> None:
    """_generated/ is committed: a build of what is committed beside it moves no byte."""
    assert build(open_project(copy)).changed == ()


def test_row_order_changes_no_result(copy: Path) -> None:
    """Every table turned round, with a byte order mark and Windows line ends: the same bytes."""
    for path in (copy / DATA).glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\r\n").writerows([header, *reversed(rows)])
    assert build(open_project(copy)).changed == ()


def test_origins_stay_small() -> None:
    """numbers.json stays under 1 MB although numbers stand on all 25,523 records."""
    path = ROOT / GENERATED / "numbers.json"
    assert path.stat().st_size < 1_000_000
    found = json.loads(path.read_text(encoding="utf-8"))
    origins = [entry["origin"] for part in ("numbers", "claims") for entry in found[part].values()]
    rows = [one for origin in origins for one in origin.get("rows", ())]
    assert max(len(one.get("ids", ())) for one in rows) <= 20
    assert max(one["count"] for one in rows) == 25_523
