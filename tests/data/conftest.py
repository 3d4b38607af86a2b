"""The tables of data/ as plain CSV, read by the standard library and by pandas only."""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def _frame(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@pytest.fixture(scope="session")
def frame() -> Callable[[str], pd.DataFrame]:
    """A table by name, as a frame of text; do not change it in place."""
    return _frame


@pytest.fixture(scope="session")
def rows() -> Callable[[str], tuple[dict[str, str], ...]]:
    """A table by name, as rows of text."""
    return _rows


@pytest.fixture(scope="session")
def findings() -> pd.DataFrame:
    """Findings with their construct, domain, dataset and year."""
    return (
        _frame("findings")
        .merge(_frame("label_map")[["raw_label", "construct"]], on="raw_label")
        .merge(_frame("constructs")[["construct", "domain"]], on="construct")
        .merge(_frame("studies")[["study_id", "dataset_id", "year"]], on="study_id")
    )


@pytest.fixture(scope="session")
def counted(findings: pd.DataFrame) -> dict[str, tuple[int, int, int, int]]:
    """Votes by construct: positive, negative, nonsignificant, mixed; one vote per dataset."""
    outcome = findings["direction"].where(findings["significant"] == "yes", "nonsignificant")
    outcome = outcome.replace({"curvilinear": "mixed", "difference": "mixed"})
    votes: dict[str, list[str]] = {}
    for (construct, _), own in outcome.groupby([findings["construct"], findings["dataset_id"]]):
        kinds = set(own)
        votes.setdefault(str(construct), []).append(kinds.pop() if len(kinds) == 1 else "mixed")
    return {
        construct: (
            own.count("positive"),
            own.count("negative"),
            own.count("nonsignificant"),
            own.count("mixed"),
        )
        for construct, own in votes.items()
    }
