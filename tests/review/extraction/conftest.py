"""A small extraction of three tables to read, whole or broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.extraction import Extraction, read_extraction

REPORTS = """\
report,year,effect,funded,read_on,strand,country,children
P1,1999,0.5,true,2024-02-29,quantitative,NA,12
P2,2021,-1e-3,FALSE,2021-11-29,qualitative,not reported,
P3,2024,,true,,quantitative,Namibia,1204
"""
RATINGS = """\
report,reviewer,score
P1,first,3
P1,second,03
P2,first,1
"""
DISCUSSIONS = """\
report,reviewer,note
P1,second,"agreed
after reading again"
P2,first,"said ""yes"", at last"
"""


def field(name: str, kind: str, **constraints: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A column of the dictionary."""
    entry: dict[str, Any] = {"name": name, "type": kind, "description": f"the {name}"}
    return entry | ({"constraints": constraints} if constraints else {})


DICTIONARY: dict[str, Any] = {
    "name": "small",
    "missingValues": ["", "not reported"],
    "resources": [
        {
            "name": "reports",
            "path": "reports.csv",
            "schema": {
                "primaryKey": "report",
                "fields": [
                    field("report", "string", pattern="P[0-9]+"),
                    field("year", "year", required=True, minimum=1990, maximum=2024),
                    field("effect", "number", minimum=-1, maximum=1),
                    field("funded", "boolean"),
                    field("read_on", "date", minimum="2021-01-01"),
                    field("strand", "string", enum=["quantitative", "qualitative"]),
                    field("country", "string"),
                    field("children", "integer", unique=True),
                ],
            },
        },
        {
            "name": "ratings",
            "path": "ratings.csv",
            "schema": {
                "primaryKey": ["report", "reviewer"],
                "foreignKeys": [
                    {"fields": "report", "reference": {"resource": "reports", "fields": "report"}}
                ],
                "fields": [
                    field("report", "string"),
                    field("reviewer", "string"),
                    field("score", "integer", enum=[1, 2, 3]),
                ],
            },
        },
        {
            "name": "discussions",
            "path": "discussions.csv",
            "schema": {
                "foreignKeys": [
                    {
                        "fields": ["report", "reviewer"],
                        "reference": {"resource": "ratings", "fields": ["report", "reviewer"]},
                    }
                ],
                "fields": [
                    field("report", "string"),
                    field("reviewer", "string"),
                    field("note", "string", required=True),
                ],
            },
        },
    ],
}

Files = Mapping[str, str | bytes | None]


@pytest.fixture
def dictionary() -> dict[str, Any]:
    """The small extraction's dictionary, for a test to change."""
    return deepcopy(DICTIONARY)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes the small extraction with some files replaced (None: left out)."""

    def write(files: Files | None = None) -> Path:
        present: dict[str, str | bytes | None] = {
            "datapackage.json": json.dumps(DICTIONARY, indent=1),
            "reports.csv": REPORTS,
            "ratings.csv": RATINGS,
            "discussions.csv": DISCUSSIONS,
        }
        data = tmp_path / "data"
        data.mkdir(exist_ok=True)
        for name, content in (present | dict(files or {})).items():
            if content is not None:
                raw = content if isinstance(content, bytes) else content.encode()
                (data / name).write_bytes(raw)
        return data

    return write


@pytest.fixture
def read(folder: Callable[..., Path]) -> Callable[..., Extraction]:
    """Reads the small extraction with some files replaced."""
    return lambda **files: read_extraction(folder(_named(files)))


@pytest.fixture
def faults(folder: Callable[..., Path]) -> Callable[..., tuple[Issue, ...]]:
    """The issues of reading the small extraction with some files replaced."""

    def issues(**files: str | bytes | None) -> tuple[Issue, ...]:
        with pytest.raises(NumerateError) as caught:
            read_extraction(folder(_named(files)))
        return caught.value.issues

    return issues


def _named(files: Files) -> Files:
    ends = {"datapackage": ".json"}
    return {name + ends.get(name, ".csv"): content for name, content in files.items()}
