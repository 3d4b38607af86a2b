"""The part ``charts``: counts with their base, and a map whose gaps are said."""

from __future__ import annotations

from numerate import parts
from tests.parts.making import faults, run, tables

CHARTED = [
    ("a", "intervention", "drug"), ("a", "outcome", "pain"), ("a", "outcome", "sleep"),
    ("b", "intervention", "talk"), ("b", "outcome", "pain"), ("c", "intervention", "drug"),
    ("c", "outcome", None),
]  # fmt: skip
DATA = tables(
    studies=(("study",), [("a",), ("b",), ("c",), ("d",)]),
    charted=(("key", "study", "variable", "value"), [(str(i), *r) for i, r in enumerate(CHARTED)]),
)


def test_counts_shares_and_what_is_missing() -> None:
    """Two of four studies measured pain, two of the two that tell an outcome."""
    made = run(parts.charts(), DATA)
    assert made.value("chart.outcome.pain") == 2
    assert made.text("chart.outcome.pain.pct") == "50%"
    assert made.text("chart.outcome.pain.pct_known") == "100%"
    assert made.value("chart.outcome.missing") == 2
    assert made.claims["chart.outcome.several"].holds


def test_the_map_says_its_empty_cells() -> None:
    """Talking therapy was never tried on sleep."""
    made = run(parts.charts(map=("intervention", "outcome")), DATA)
    assert (made.value("map.drug.pain"), made.value("map.empty"), made.value("map.cells")) == (
        1,
        1,
        4,
    )
    assert made.claims["map.complete"].rule == "empty: talk × sleep"
    assert "gap_map" in made.figures


def test_an_unknown_variable_is_told_at_the_declaration() -> None:
    """``outcomes`` was not charted."""
    part = parts.charts(map=("intervention", "outcomes"))
    ((code, line, _),) = faults(part, DATA)
    assert (code, line) == ("unknown-word", part.place[1])
