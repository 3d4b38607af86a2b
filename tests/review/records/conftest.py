"""What the tests of imports share: an empty compendium, the made-up exports, and real ones."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.project import DATA
from numerate.review.records.exported import Asked
from numerate.review.records.intake import Order, Outcome, take_in
from numerate.review.synthesis.prisma_csv import counts_from_csv

PROJECT = Path(__file__).parents[3]
EXAMPLES = PROJECT / "examples" / "records"
REAL = PROJECT.parent / "shared" / "real"

Importer = Callable[..., Outcome]
Table = Callable[[str], list[dict[str, str]]]


@pytest.fixture(autouse=True)
def _secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret of the pseudonyms lies in a folder of the test."""
    monkeypatch.setenv("NUMERATE_SECRETS", str(tmp_path / "secrets"))


@pytest.fixture
def compendium(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "stories"
    folder.mkdir()
    return folder


@pytest.fixture
def take(compendium: Path) -> Importer:
    """Imports files into the compendium; keywords are those of an order."""

    def taken(*files: Path, **told: object) -> Outcome:
        order = Order(
            files=tuple((file, file.name) for file in files),
            **{"asked": Asked(flow=counts_from_csv), **told},  # type: ignore[arg-type]
        )
        return take_in(compendium, compendium / DATA, order, lambda _: None)

    return taken


@pytest.fixture
def table(compendium: Path) -> Table:
    """The rows of a table of the compendium; none when it is not there."""

    def rows(name: str) -> list[dict[str, str]]:
        path = compendium / DATA / f"{name}.csv"
        if not path.is_file():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture
def examples() -> Path:
    """The folder of made-up exports."""
    return EXAMPLES


@pytest.fixture
def real() -> Path:
    """The folder of real exports; the test is skipped where it is not there."""
    if not (REAL / "exports").is_dir():
        pytest.skip("the real exports are not beside the project")
    return REAL
