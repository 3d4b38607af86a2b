"""Themes."""

from __future__ import annotations

import pytest

from numerate.review.synthesis.themes import Extract, Theme, by_richness, ranks, theme_counts

THEMES = [
    Theme(id="accountability", label="A lack of accountability"),
    Theme(id="act", label="A manhood act"),
    Theme(id="bodies", label="Bodies as valuables", parent="act"),
    Theme(id="camaraderie", label="Camaraderie", parent="act"),
    Theme(id="attack", label="A targeted attack"),
]


def coded(theme: str, studies: str) -> list[Extract]:
    """One extract per letter, each letter a study."""
    return [
        Extract(id=f"{theme}{index}", study=study, theme=theme)
        for index, study in enumerate(studies)
    ]


EXTRACTS = (
    coded("act", "f")
    + coded("bodies", "aab")
    + coded("camaraderie", "abcde")
    + coded("attack", "aaaaaab")
    + coded("accountability", "abcde")
)


def test_parent_is_the_union() -> None:
    """A main theme holds its own extracts and those of its sub-themes, each study once."""
    counts = theme_counts(THEMES, EXTRACTS)
    assert counts["act"].studies == ("a", "b", "c", "d", "e", "f")
    assert counts["act"].richness == 9
    assert counts["bodies"].by_study == (("a", 2), ("b", 1))
    assert counts["bodies"].of("c") == 0


def test_order_by_richness() -> None:
    """Extracts order the themes, not studies: two studies with seven extracts go before five."""
    counts = theme_counts(THEMES, EXTRACTS)
    assert counts["attack"].n < counts["accountability"].n
    assert by_richness(counts) == ["act", "camaraderie", "bodies", "attack", "accountability"]
    assert ranks(counts) == {"act": 1, "attack": 2, "accountability": 3}


def test_empty_theme_is_kept() -> None:
    """A theme without extracts is counted as 0 studies, not left out."""
    counts = theme_counts(THEMES, [])
    assert {count.n for count in counts.values()} == {0}


def test_circle() -> None:
    """A theme that stands above itself is refused with the circle named."""
    circle = [Theme(id="a", label="A", parent="b"), Theme(id="b", label="B", parent="a")]
    with pytest.raises(ValueError, match="a < b"):
        theme_counts(circle, [])
