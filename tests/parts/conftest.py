"""The published data sets, and what metafor makes of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2].parent / "shared" / "reference" / "meta_analysis"


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Results of metafor 3.8-1 by name; skipped where they are absent."""
    if not FOLDER.is_dir():
        pytest.skip("../shared/reference/meta_analysis is not there")
    found: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def published() -> Callable[[str], list[dict[str, str]]]:
    """Reads one of the published data sets."""

    def read(name: str) -> list[dict[str, str]]:
        if not FOLDER.is_dir():
            pytest.skip("../shared/reference/meta_analysis is not there")
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read
