"""Decisions, codings and judgements from the made-up exports; the numbers are in their README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.review.records.exported import Asked
from numerate.review.records.intake import Outcome
from numerate.review.records.pseudonyms import Pseudonyms, read_pseudonyms

Importer = Callable[..., Outcome]
Table = Callable[[str], list[dict[str, str]]]

ASREVIEW = ("asreview.csv", "asreview-v1.csv", "asreview.ris", "project.asreview")


@pytest.mark.parametrize("name", ASREVIEW)
def test_what_was_not_seen_is_not_excluded(
    take: Importer, table: Table, examples: Path, name: str
) -> None:
    """Ten seen, six of them relevant; two are priors, the first article one; four are unseen."""
    take(examples / name)
    screening = table("screening")
    assert Counter(row["decision"] for row in screening) == {"include": 6, "exclude": 4}
    assert Counter(row["prior"] for row in screening) == {"no": 8, "yes": 2}
    unseen = {row["record_id"] for row in table("unseen_records")}
    assert len(unseen) == 4
    assert not unseen & {row["record_id"] for row in screening}


def test_the_log_ties_reasons_to_reviewers_and_stages(
    take: Importer, table: Table, examples: Path
) -> None:
    """Three exclusions of each reviewer at full text, each with that reviewer's own reason."""
    take(examples / "rayyan.zip")
    excluded = [row for row in table("fulltext") if row["decision"] == "exclude"]
    assert Counter(row["reason"] for row in excluded) == {
        "no comparison": 3,
        "sleep not measured": 3,
    }
    assert len({(row["reviewer"], row["reason"]) for row in excluded}) == 2
    remarks = {(row["kind"], row["text"]) for row in table("record_remarks")}
    assert ("label", "key paper") in remarks
    assert ("label", "odd") not in remarks  # it was taken back


def test_notes_alone_are_of_the_stage_that_is_named(
    take: Importer, table: Table, examples: Path
) -> None:
    """An export of the full-text stage, of which the notes say nothing."""
    take(examples / "rayyan-articles.csv", asked=Asked(stage="fulltext"))
    assert len(table("fulltext")) == 28
    assert table("screening") == []


def test_a_log_alone_finds_its_articles_again(take: Importer, table: Table, examples: Path) -> None:
    """Articles imported before are known by the tool's own ids; without them nothing is decided."""
    log = examples / "rayyan-customizations_log.csv"
    outcome = take(log)
    assert [issue.code for issue in outcome.issues] == ["unknown-article"]
    take(examples / "rayyan-articles.ris")
    take(log)
    assert len(table("fulltext")) == 16


def test_lists_of_references_hold_the_decisions_of_the_team(
    take: Importer, table: Table, examples: Path
) -> None:
    """Four included, four excluded with a reason, six irrelevant: by the names of the files."""
    take(*sorted(examples.glob("review_*")))
    full = table("fulltext_decisions")
    assert Counter((row["decision"], row["reason"]) for row in full) == {
        ("include", ""): 4,
        ("exclude", "No comparison"): 4,
    }
    assert Counter(row["decision"] for row in table("screening_decisions")) == {"exclude": 6}


def test_an_extraction_keeps_consensus_and_reviewers_apart(
    take: Importer, table: Table, examples: Path
) -> None:
    """Four studies in consensus; two questions of one name stay two."""
    take(examples / "covidence-extraction.csv")
    final = [row for row in table("extraction_answers") if row["reviewer"] == "consensus"]
    assert Counter(row["question"] for row in final) == {
        "Country": 4,
        "Children analysed": 4,
        "Country (2)": 1,
    }
    assert len({row["reviewer"] for row in table("extraction_answers")}) == 3


def test_codings_know_their_words(take: Importer, table: Table, examples: Path) -> None:
    """The passages that the made-up project marks, counted in characters from 0."""
    take(examples / "codings.qdpx")
    assert [(row["code_id"], row["text"]) for row in table("codings")] == [
        ("c2", "We read the same book."),
        ("c3", "Then she lies in my arm"),
        ("c1", "Then she lies in my arm"),
    ]
    assert [row["parent"] for row in table("codebook")] == ["", "c1", ""]


def test_what_a_matrix_counts_is_asked(take: Importer, table: Table, examples: Path) -> None:
    """CSV and XLSX give the same nine cells; what they count comes from the person."""
    outcome = take(examples / "nvivo-matrix.xlsx")
    assert [issue.code for issue in outcome.issues] == ["missing-measure"]
    take(examples / "nvivo-matrix.csv", asked=Asked(measure="coding references"))
    cells = table("code_matrix")
    assert sum(int(row["value"]) for row in cells) == 18
    assert {row["measure"] for row in cells} == {"coding references"}


def test_appraisals_are_one_row_a_criterion(take: Importer, table: Table, examples: Path) -> None:
    """Three trials with seven MMAT answers each; five domains and an overall judgement each."""
    take(examples / "mmat.csv", examples / "robvis.csv")
    answers = table("appraisal")
    assert Counter(row["answer"] for row in answers) == {"yes": 14, "no": 4, "can't tell": 3}
    assert {row["category"] for row in answers} == {"screening", "randomized"}
    overall = [row for row in table("risk_of_bias") if row["domain"] == "Overall"]
    assert [row["judgement"] for row in overall] == ["some concerns", "high", "some concerns"]


def test_pseudonyms_are_stable_and_need_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same person is the same for one secret, another for another, and names may be tied."""
    monkeypatch.setenv("NUMERATE_SECRETS", str(tmp_path / "here"))
    names = read_pseudonyms(tmp_path / "review")
    (tmp_path / "here" / "aliases.csv").write_text("Ada,ada@example.org\n", encoding="utf-8")
    again = read_pseudonyms(tmp_path / "review")
    assert names.of("ada@example.org") == again.of("Ada") != names.of("Ada")
    assert Pseudonyms(b"another secret").of("ada@example.org") != names.of("ada@example.org")
