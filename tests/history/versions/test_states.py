"""Earlier states: this review after search rounds 1 and 2, and what round 3 changed.

The published review states 48 articles after two rounds and 68 after three.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.ground.project import Project, open_project
from numerate.history.versions.computing import in_states
from numerate.paper.changes.comparison import diff
from numerate.paper.changes.difference import DataMoved, Difference, Untold

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def project() -> Project:
    """The compendium of this repository."""
    return open_project(ROOT)


@pytest.fixture(scope="module")
def update(project: Project) -> Difference:
    """What round 3 changed."""
    old, new = in_states(("round2", "round3"), project)
    return diff(old.version, new.version)


def test_twenty_studies_came(update: Difference) -> None:
    """68 studies after round 3, 48 before: 20 added, none removed or extracted anew."""
    assert len(update.studies_added) == 20
    assert not update.studies_removed
    assert not update.studies_changed


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("flow.included", "48", "68"),
        ("flow.unique", "8,450", "10,324"),
        ("search.rounds.n", "2", "3"),
    ],
)
def test_the_flow_moved_as_published(update: Difference, key: str, old: str, new: str) -> None:
    """Counts that the published article gives per search round."""
    (change,) = (one for one in update.numbers if one.key == key)
    assert change.old is not None
    assert change.new is not None
    assert (change.old.text, change.new.text) == (old, new)


def test_a_round_that_was_not_yet_has_no_number(update: Difference) -> None:
    """Before the third search there is no column for it, so its 20 studies come anew."""
    (change,) = (one for one in update.numbers if one.key == "flow.included.round3")
    assert change.old is None
    assert change.new is not None
    assert change.new.text == "20"


def test_every_number_that_moved_names_its_rows(update: Difference) -> None:
    """Only rows came, so rows or numbers made from them are the cause.

    ``recheck.reproduced.n`` counts rows of ``reported``, which is no table of round 3.
    """
    vague = {
        change.key
        for change in update.numbers
        if any(isinstance(cause, Untold | DataMoved) for cause in change.causes)
    }
    assert vague <= {"recheck.reproduced.n"}


def test_claims_that_round_three_brought(update: Difference) -> None:
    """With 48 studies the review is not "more than three times" the 21 of the one before it."""
    turned = {one.key: (one.old, one.new) for one in update.claims}
    assert turned["flow.more_than_three_times"] == (False, True)
    sentences = ["".join(p.text for p in one.pieces if p.how != "deleted") for one in
                 update.sentences if "claims" in one.why]  # fmt: skip
    assert any("more than three times as many studies" in one for one in sentences)


def test_the_title_tells_the_number_of_studies(update: Difference) -> None:
    """The first sentence that changed is the title: 48 studies became 68."""
    first = update.sentences[0]
    assert first.heading == "Title"
    marked = [(piece.how, piece.text) for piece in first.pieces if piece.how != "same"]
    assert marked == [("deleted", "48"), ("inserted", "68")]
