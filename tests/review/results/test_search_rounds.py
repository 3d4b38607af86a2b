"""Search rounds: columns of the flow from rows of data."""

from __future__ import annotations

from numerate.review.results.search_rounds import RoundColumn, round_columns


def test_rounds_that_no_group_names_stand_alone() -> None:
    """Five rounds, two groups declared by hand: columns in the order of their first round."""
    made = round_columns([5, 4, 3, 2, 1], {"late": [4, 5], "early": [1, 2]})
    assert [(one.key, one.rounds, one.declared) for one in made] == [
        ("early", (1, 2), True),
        ("round3", (3,), False),
        ("late", (4, 5), True),
    ]


def test_a_group_holds_only_rounds_that_there_are() -> None:
    """Of an earlier state the column keeps its key and tells what it has; an empty one goes."""
    (column,) = round_columns([1], {"early": [1, 2], "late": [7]})
    assert (column.key, column.label) == ("early", "Search 1")
    assert round_columns([], {"early": [1, 2]}) == ()


def test_rounds_in_a_sentence() -> None:
    """Ordinals, written by hand."""
    assert RoundColumn("a", "", (3,)).told == "the third round"
    assert RoundColumn("a", "", (1, 2, 3)).told == "the first, second and third rounds"
