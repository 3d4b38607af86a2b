"""Headings form a ladder without missing rungs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from numerate.paper.manuscript.ast import header
from numerate.paper.render.headings import order_headings


def levels_after(levels: list[int], top: int) -> list[int]:
    """The levels that headings of some levels get."""
    body = [header(level, []) for level in levels]
    order_headings(body, top)
    return [block["c"][0] for block in body]


@given(st.lists(st.integers(1, 6), min_size=1), st.sampled_from([1, 2]))
def test_no_level_is_skipped_on_the_way_down(levels: list[int], top: int) -> None:
    """WCAG technique G141: each heading is at most one level below the one before it."""
    found = levels_after(levels, top)
    assert found[0] == top
    assert all(after <= before + 1 for before, after in pairwise(found))
    assert min(found) >= top


def test_an_ordered_manuscript_keeps_its_levels() -> None:
    """Sections at level 1 with parts below stay as they are, or move down together."""
    assert levels_after([1, 2, 2, 3, 1], 1) == [1, 2, 2, 3, 1]
    assert levels_after([1, 2, 2, 3, 1], 2) == [2, 3, 3, 4, 2]
