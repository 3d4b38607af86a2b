"""The review's extraction, copies of it with one thing changed, and what analysis makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis import AFTER, PARTS
from numerate.review.extraction import Extraction, read_extraction
from numerate.review.extraction.rows import Table
from numerate.review.results import Ledger, collect

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def data() -> Extraction:
    """The extraction of the review."""
    return read_extraction(ROOT / "data")


@pytest.fixture(scope="session")
def computed() -> Callable[[Extraction], Ledger]:
    """Gives the ledger of all parts on an extraction, charts left out to save time."""

    def compute(extraction: Extraction) -> Ledger:
        parts = [part for part in PARTS if not part.__module__.endswith("charts")]
        results = [result for part in parts for result in part(extraction)]
        first, _ = collect(results, ROOT)
        results += [result for part in AFTER for result in part(extraction, first)]
        whole, issues = collect(results, ROOT)
        assert not issues
        return whole

    return compute


@pytest.fixture(scope="session")
def ledger(data: Extraction, computed: Callable[[Extraction], Ledger]) -> Ledger:
    """Everything that analysis computes from the extraction of the review."""
    return computed(data)


@pytest.fixture(scope="session")
def changed(data: Extraction) -> Callable[[str, str, str, str], Extraction]:
    """Gives the extraction with one cell changed: table, name of the row, column, new text."""

    def change(table: str, name: str, column: str, text: str) -> Extraction:
        old = data.tables[table]
        (place,) = (index for index, one in enumerate(old.names) if one == name)
        texts = {key: list(cells) for key, cells in old.texts.items()}
        texts[column][place] = text
        typed = old.typed.copy()
        cells = typed[column].tolist()
        cells[place] = type(cells[place])(text)
        typed[column] = pd.Series(cells, index=typed.index).astype(typed[column].dtype)
        return _with(data, table, Table(old.schema, typed, texts, old.lines))

    return change


@pytest.fixture(scope="session")
def without(data: Extraction) -> Callable[..., Extraction]:
    """Gives the extraction without some rows of a table: table, names of the rows."""

    def drop(table: str, *names: str) -> Extraction:
        old = data.tables[table]
        kept = [index for index, name in enumerate(old.names) if name not in names]
        texts = {key: [cells[index] for index in kept] for key, cells in old.texts.items()}
        typed = old.typed.iloc[kept].reset_index(drop=True)
        lines = [old.lines[index] for index in kept]
        return _with(data, table, Table(old.schema, typed, texts, lines))

    return drop


def _with(data: Extraction, name: str, table: Table) -> Extraction:
    return Extraction({**data.tables, name: table})
