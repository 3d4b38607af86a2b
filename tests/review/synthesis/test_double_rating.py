"""Ratings by several people: stages, rounds, pairs, the rule for maybe, and what is to discuss."""

from __future__ import annotations

import pytest

from numerate.review.synthesis.double_rating import (
    LEFT_OUT,
    Rating,
    Scale,
    group_agreement,
    pair_agreement,
    rating_faults,
)

THREE = Scale(categories=("include", "maybe", "exclude"))
MAYBE_IN = Scale(categories=THREE.categories, becomes={"maybe": "include"})
MAYBE_OUT = Scale(categories=THREE.categories, becomes={"maybe": LEFT_OUT})


def rated(*rows: str) -> list[Rating]:
    """Ratings from rows ``item rater value stage round``."""
    made = []
    for line, row in enumerate(rows, start=2):
        item, rater, value, *rest = row.split()
        stage, round_ = (*rest, "", "")[:2]
        made.append(
            Rating(
                item=item,
                rater=rater,
                value=value,
                stage=stage,
                round=round_,
                file="data/screening.csv",
                line=line,
            )
        )
    return made


GIVEN = rated("r1 ann include", "r1 bo maybe", "r2 ann exclude", "r2 bo exclude", "r3 ann maybe")


@pytest.mark.parametrize(
    ("scale", "n", "agreed", "alone"), [(THREE, 2, 1, 1), (MAYBE_IN, 2, 2, 1), (MAYBE_OUT, 1, 1, 1)]
)
def test_the_rule_for_maybe_changes_what_is_counted(
    scale: Scale, n: int, agreed: int, alone: int
) -> None:
    """By hand: kept, r1 differs; as include, r1 agrees; left out, r1 has one rating and r3 none."""
    found = group_agreement(GIVEN, scale)[0]
    assert (found.n, found.agreed, found.alone) == (n, agreed, alone)


def test_the_rule_is_told() -> None:
    """Categories that remain, their number, and what became of the others."""
    assert THREE.rule == "three categories, include, maybe and exclude"
    assert MAYBE_OUT.rule == "two categories, include and exclude, with maybe left out"


def test_stages_and_rounds_stand_apart() -> None:
    """The same record at two stages and a second round is three groups, in the order of the rows.

    A record rated at both stages is never paired across them.
    """
    given = rated(
        "r1 ann include title one",
        "r1 bo exclude title one",
        "r1 ann include text one",
        "r1 bo include text one",
        "r9 ann exclude title two",
        "r9 bo exclude title two",
    )
    found = group_agreement(given, THREE, by=("stage", "round"))
    assert [(one.stage, one.round, one.n, one.agreed) for one in found] == [
        ("title", "one", 1, 0),
        ("text", "one", 1, 1),
        ("title", "two", 1, 1),
    ]
    assert [(one.stage, one.n) for one in group_agreement(given, THREE)] == [
        ("title", 2),
        ("text", 1),
    ]
    assert group_agreement(given, THREE, by=())[0].n == 3


def test_pairs_of_a_changing_team() -> None:
    """Three people, each record by two of them: no kappa of two raters over all, one per pair."""
    given = rated(
        "r1 ann include", "r1 bo include", "r2 bo exclude", "r2 cy include", "r3 ann exclude"
    )
    whole = group_agreement(given, THREE)[0]
    assert whole.two is None
    assert whole.panel is not None
    assert (whole.raters, whole.n, whole.alone) == (("ann", "bo", "cy"), 2, 1)
    pairs = pair_agreement(given, THREE)
    assert [(one.raters, one.n, one.agreed) for one in pairs] == [
        (("ann", "bo"), 1, 1),
        (("bo", "cy"), 1, 0),
    ]
    assert all(one.two is not None for one in pairs)


def test_disagreements_are_listed_for_discussion() -> None:
    """Sorted by item, each with who said what, and the kind of conflict."""
    given = rated("r2 bo exclude", "r2 ann include", "r1 ann maybe", "r1 bo include")
    found = group_agreement(given, THREE)[0].disagreements
    assert [(one.item, one.kind) for one in found] == [
        ("r1", "include / maybe"),
        ("r2", "exclude / include"),
    ]
    assert found[1].ratings == (("ann", "include"), ("bo", "exclude"))


def test_spelling_of_a_category_does_not_make_a_disagreement() -> None:
    """Capitals and spaces are the spreadsheet's, not the reviewer's; a blank is no rating."""
    given = [
        Rating(item="r1", rater="ann", value=" Include"),
        Rating(item="r1", rater="bo", value="include "),
        Rating(item="r2", rater="ann", value="exclude"),
        Rating(item="r2", rater="bo", value="  "),
    ]
    found = group_agreement(given, THREE)[0]
    assert (found.n, found.agreed, found.alone) == (1, 1, 1)
    assert rating_faults(given, THREE) == []


def test_faults_have_their_row() -> None:
    """A word off the scale and a person who rated twice, each with file, line and what to do."""
    given = rated("r1 ann include", "r1 ann exclude", "r2 bo perhaps")
    twice, off = sorted(rating_faults(given, THREE), key=lambda issue: issue.line or 0)
    assert (twice.code, twice.place) == ("rated-twice", "data/screening.csv:3")
    assert twice.found == "ann rated r1 'exclude', after 'include' in line 2"
    assert (off.code, off.place) == ("rating-off-scale", "data/screening.csv:4")
    assert "include, maybe, exclude" in off.expected


def test_no_item_rated_by_two() -> None:
    """One person alone has no agreement: nothing is computed and nothing fails."""
    found = group_agreement(rated("r1 ann include"), THREE)[0]
    assert (found.n, found.alone, found.two, found.panel) == (0, 1, None, None)
