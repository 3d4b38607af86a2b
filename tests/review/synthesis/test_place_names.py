"""Place names in sentences and keys."""

from __future__ import annotations

import pytest

from numerate.review.synthesis.place_names import in_prose, key_part


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Netherlands", "the Netherlands"),
        ("United Arab Emirates", "the United Arab Emirates"),
        ("Dominican Republic", "the Dominican Republic"),
        ("Solomon Islands", "the Solomon Islands"),
        ("Iceland", "Iceland"),
        ("the Gambia", "the Gambia"),
    ],
)
def test_names_that_take_the_article(name: str, told: str) -> None:
    """As the Oxford style guide writes them in running text."""
    assert in_prose(name) == told


@pytest.mark.parametrize(
    ("name", "part"),
    [("Türkiye", "turkiye"), ("Bosnia & Herzegovina", "bosnia_herzegovina"), ("日本", "unnamed"),
     ("2 × 2 design", "2_2_design")],
)  # fmt: skip
def test_any_name_gives_a_part_of_a_key(name: str, part: str) -> None:
    """Lower case, letters without accents, one underscore between words."""
    assert key_part(name) == part
