"""The evidence gap map."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.figures.gap_map import draw_gap_map
from numerate.review.synthesis.charting import evidence_map

Read = Callable[[str], Any]
SVG = "{http://www.w3.org/2000/svg}"
PLACED = [
    *[(f"s{i}", "drug", "pain", "trial") for i in range(16)],
    *[(f"t{i}", "drug", "pain", "cohort") for i in range(4)],
    ("s1", "talk", "sleep", "trial"),
]
MAP = evidence_map(PLACED, ["drug", "talk", "herb"], ["pain", "sleep"], ["trial", "cohort"])


def test_areas_are_as_the_counts(read: Read) -> None:
    """Sixteen sources have twice the radius of four: the area, not the radius, is the count."""
    page = read(draw_gap_map(MAP, "Map").svg)
    radii = sorted({float(node.get("r")) for node in page.root.iter(f"{SVG}circle")})
    assert math.isclose(radii[-1] / radii[-2], 2, rel_tol=0.02)


def test_gaps_are_said() -> None:
    """Every cell in its row, with its levels, and the empty ones by name and number."""
    alt = draw_gap_map(MAP, "Map", unit="studies").alt
    assert alt == (
        "Map. drug: pain 20 (trial 16, cohort 4); no studies for sleep. talk: sleep 1 (trial 1); "
        "no studies for pain. herb: no studies for pain, sleep. 4 of 6 cells are empty."
    )


def test_all_is_on_the_page(read: Read) -> None:
    """Long names of many columns slant, and stay on the paper."""
    columns = [f"Outcome with a long name {i}" for i in range(9)]
    found = evidence_map([("a", "drug", columns[8], "")], ["drug"], columns)
    page = read(draw_gap_map(found, "Map", row_head="Intervention").svg)
    assert all(words.inside(page.rects[0]) for words in page.words if not words.turned)


def test_names_from_data_are_text(read: Read) -> None:
    """An outcome called <b>&</b> is printed as such."""
    found = evidence_map([("a", "<i>x</i>", "<b>&</b>", "")], ["<i>x</i>"], ["<b>&</b>"])
    assert {"<i>x</i>", "<b>&</b>"} <= set(read(draw_gap_map(found, "Map").svg).texts)


def test_more_levels_than_can_be_told_apart() -> None:
    """Five colours side by side in a cell are refused."""
    levels = [str(i) for i in range(5)]
    with pytest.raises(ValueError, match="at most 4 levels"):
        draw_gap_map(evidence_map([], ["r"], ["c"], levels), "Map")
