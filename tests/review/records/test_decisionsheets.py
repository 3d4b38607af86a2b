"""Decisions that a team keeps in a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from numerate.review.records.exported import Asked
from numerate.review.records.intake import Outcome

Importer = Callable[..., Outcome]
Table = Callable[[str], list[dict[str, str]]]


def sheet(folder: Path, text: str) -> Path:
    """A sheet in a file that is named after nothing."""
    path = folder / "meeting.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_decisions_of_the_team_find_their_records(
    take: Importer, table: Table, examples: Path
) -> None:
    """Seven lines on five records, three of them of the first stage; nothing becomes a record."""
    take(examples / "search-a.ris", examples / "search-b.ris")
    outcome = take(examples / "settled.csv")
    assert len(table("records")) == 18
    assert len(table("screening_decisions")) == 3
    assert [row["reason"] for row in table("fulltext_decisions")] == ["no comparison"] * 4
    assert not [one for one in outcome.issues if one.code == "repeated-source-id"]
    assert take(examples / "settled.csv").written == ()


def test_a_column_of_reviewers_makes_them_each_ones(
    take: Importer, table: Table, compendium: Path
) -> None:
    """Two people on one article, in words of their own; the stage is the one that is named."""
    text = "title;reviewer;decision\nReading aloud;Ada;Included\nReading aloud;Bo;no\n"
    take(sheet(compendium.parent, text), asked=Asked(stage="fulltext"))
    assert sorted(row["decision"] for row in table("fulltext")) == ["exclude", "include"]
    assert len({row["reviewer"] for row in table("fulltext")}) == 2
    assert len(table("records")) == 1


def test_words_that_are_no_decision_are_refused_with_their_line(
    take: Importer, table: Table, compendium: Path
) -> None:
    """A word and a stage that nobody knows; a blank decision is none yet and no fault."""
    text = (
        "Title,Stage,Decision\nOne,full text,include\nTwo,full text,perhaps\n"
        "Three,third,exclude\nFour,full text,\n"
    )
    outcome = take(sheet(compendium.parent, text))
    refused = {(one.line, one.found) for one in outcome.issues if one.severity == "fault"}
    assert {line for line, _ in refused} == {3, 4}
    assert any("'perhaps' is none of include, exclude and maybe" in found for _, found in refused)
    assert len(table("fulltext_decisions")) == 1
