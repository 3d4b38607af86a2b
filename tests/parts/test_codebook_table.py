"""The part ``codebook`` on the compendium's dictionary."""

from __future__ import annotations

import json
from pathlib import Path

from numerate import parts
from numerate.review.extraction import read_extraction
from tests.parts.making import run

DATA = Path(__file__).parents[2] / "data"


def test_every_column_of_the_dictionary_has_a_row() -> None:
    """As many tables and columns as datapackage.json has, read apart from the engine."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    columns = sum(len(one["schema"]["fields"]) for one in package["resources"])
    made = run(parts.codebook(), read_extraction(DATA))
    assert made.value("codebook.tables") == len(package["resources"])
    assert made.value("codebook.columns") == columns
    assert len(made.tables["codebook"].body) == columns + len(package["resources"])
