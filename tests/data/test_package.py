"""The extraction as a Frictionless Data Package."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Rows = Callable[[str], tuple[dict[str, str], ...]]

DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: list[dict[str, Any]] = PACKAGE["resources"]
NAMES = [one["name"] for one in RESOURCES]
CODES = {"not reported", "not applicable", "unclear", "not attributed"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_the_package_valid() -> None:
    """The reference library of the standard reads every table and finds no fault."""
    from frictionless import Package  # noqa: PLC0415 - loads a second, only for this test

    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(RESOURCES)


def test_every_table_is_a_file_and_the_other_way_round() -> None:
    """No file of data/ is undeclared and no declared table is absent."""
    assert {one["path"] for one in RESOURCES} == {one.name for one in DATA.glob("*.csv")}


def test_every_column_is_explained() -> None:
    """Each table and column has a title and a description, and each column a plain type."""
    for resource in RESOURCES:
        assert resource["title"], resource["name"]
        assert resource["description"].endswith("."), resource["name"]
        for field in resource["schema"]["fields"]:
            place = (resource["name"], field["name"])
            assert field["type"] in {"string", "integer", "number", "date"}, place
            assert field["title"], place
            assert field["description"].endswith("."), place


def test_missing_codes_are_named() -> None:
    """Four codes stand for missing values, each explained; blanks only among reported numbers."""
    declared = {code for one in RESOURCES for code in one["schema"]["missingValues"]}
    assert declared == CODES | {""}
    assert set(PACKAGE["missingValueMeanings"]) == CODES
    blank = [one["name"] for one in RESOURCES if "" in one["schema"]["missingValues"]]
    assert blank == ["reported"]


def test_a_code_stands_only_where_it_is_declared(rows: Rows) -> None:
    """A column that is required holds no missing code, and no table holds one it does not name."""
    for resource in RESOURCES:
        codes = set(resource["schema"]["missingValues"])
        required = [
            field["name"]
            for field in resource["schema"]["fields"]
            if field.get("constraints", {}).get("required")
        ]
        for row in rows(resource["name"]):
            assert set(row.values()) & CODES <= codes, resource["name"]
            assert not {row[column] for column in required} & CODES, (resource["name"], row)


@pytest.mark.parametrize("name", NAMES)
def test_files_are_plain(rows: Rows, name: str) -> None:
    """UTF-8 without BOM, LF, no blanks around cells, no empty cell, no e-mail address."""
    raw = (DATA / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not re.search(rb"[\w.]+@[\w.]+", raw)
    cells = [cell for row in rows(name) for cell in row.values()]
    assert all(cell == cell.strip() for cell in cells)
    assert name == "reported" or all(cells)


@pytest.mark.parametrize("name", [one for one in NAMES if one != "reported"])
def test_every_row_has_its_basis(rows: Rows, name: str) -> None:
    """Each row, and each cell that differs from its row, is the article's or reconstructed."""
    table = rows(name)
    columns = [column for column in table[0] if column == "basis" or column.endswith("_basis")]
    assert "basis" in columns
    assert {row[column] for row in table for column in columns} <= {"article", "reconstructed"}


def test_readme_says_first_that_rows_are_reconstructed() -> None:
    """A reader of data/README.md learns it in the first five lines."""
    head = " ".join((DATA / "README.md").read_text(encoding="utf-8").splitlines()[:5])
    assert "reconstructed" in head
    assert "not a statement about any real study" in head
