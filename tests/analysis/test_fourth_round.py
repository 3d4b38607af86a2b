"""A fourth search round added as rows only: the paper follows by itself, in every format."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from numerate.ground.project import EXTENSIONS, GENERATED, open_project
from numerate.paper.render.rendering import render
from tests.analysis.fourth_round import add_fourth_round
from tests.conftest import TextOf

ROOT = Path(__file__).parents[2]
FOLDERS = ("data", "analysis", "manuscript", EXTENSIONS)

# Sentences written by hand: what the article says of three rounds, and what four make of it.
ARTICLE = {
    "were searched up to May 29, 2024": "were searched up to January 15, 2026",
    "two further searches followed, on November 30, 2022 and on May 29, 2024": (
        "three further searches followed, on November 30, 2022; on May 29, 2024; and on "
        "January 15, 2026"
    ),
    "(from 2021 and from 2022)": "(from 2021, from 2022 and from 2024)",
    "The three rounds returned 12,958, 5,823 and 6,742 records": (
        "The four rounds returned 12,958, 5,823, 6,742 and 8 records"
    ),
    "Records of the third round (n = 1,874)": "Records of the third and fourth rounds (n = 1,882)",
    "In the third round, 1,818 of 1,874 records were excluded, 55 of 56 reports": (
        "In the third and fourth rounds, 1,819 of 1,882 records were excluded, 62 of 63 reports"
    ),
    "and 20 articles were included": "and 25 articles were included",
    "Of 25,523 records": "Of 25,531 records",
}
SUPPLEMENT = {
    "for the third round and in total": "for the third round, for the fourth round and in total",
    "shows the third round as": "shows the fourth round as",
}


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compendium with a fourth round, rendered to all formats."""
    root = tmp_path_factory.mktemp("fourth")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_quarto.yml", "references.bib"):
        shutil.copy(ROOT / name, root / name)
    add_fourth_round(root)
    render(open_project(root), engine="embedded")
    return root


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("-\n", ""))


@pytest.mark.parametrize("suffix", ["html", "pdf", "docx"])
def test_the_text_follows_in_every_format(updated: Path, text_of: TextOf, suffix: str) -> None:
    """Abstract, method, results and supplement tell four rounds, and no sentence tells three."""
    for name, sentences in (("article", ARTICLE), ("supplement", SUPPLEMENT)):
        text = _words(text_of(updated / f"_rendered/manuscript/{name}.{suffix}"))
        missing = [new for new in sentences.values() if new and new not in text]
        stale = [old for old in sentences if old in text]
        assert (missing, stale) == ([], [])


def _generated(root: Path, name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((root / GENERATED / name).read_text(encoding="utf-8"))


def test_tables_and_figures_have_a_column_more(updated: Path) -> None:
    """The flow, the searches and the reasons tell search 4; its boxes are counted by hand."""
    heads = [one["text"] for one in _generated(updated, "tables/flow_rounds.json")["head"][0]]
    columns = ["Searches 1 and 2", "Search 3", "Search 4", "All searches"]
    assert [one[0] for one in heads[1:]] == columns
    numbers = _generated(updated, "numbers.json")["numbers"]
    boxes = ("records", "title_abstract", "excluded_ta", "eligible", "retrieved", "included")
    assert [numbers[f"flow.{box}.round4"]["value"] for box in boxes] == [8, 8, 1, 7, 7, 5]
    assert "Search 4" in _generated(updated, "figures/prisma.json")["alt"]
    searches = _generated(updated, "tables/searches.json")["body"]
    assert [one["id"] for one in searches if one["kind"] == "total"] == [
        "round1", "round2", "round3", "round4",
    ]  # fmt: skip


def test_nothing_else_changes(updated: Path) -> None:
    """What earlier rounds gave, their agreement, and the qualitative strand are as before."""
    before, after = (_generated(root, "numbers.json")["numbers"] for root in (ROOT, updated))
    still = re.compile(
        r"flow\.\w+\.(?:rounds12|round[123])|agreement\..*|screening\.single\..*|qual\..*|themes\..*"
        r"|motives\..*|search\.date\.round[123]|search\.year_from\.round[23]"
    )
    kept = [key for key in before if still.fullmatch(key)]
    assert len(kept) > 100
    assert [key for key in kept if before[key]["text"] != after[key]["text"]] == []
