"""The parts ``agreement`` and ``double_extraction``."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate import parts
from numerate.review.extraction import read_extraction
from tests.parts.making import faults, run, tables

DATA = Path(__file__).parents[2] / "data"
COLUMNS = ("key", "record_id", "reviewer", "decision")


def screened(*rows: tuple[str, str, str]) -> list[tuple[str, ...]]:
    """Ratings with a key for each row."""
    return [(str(i), *row) for i, row in enumerate(rows)]


def test_kappa_of_a_known_table() -> None:
    """40, 5, 10 and 45 of 100 give 85% and a kappa of 0.70 (Cohen's formula by hand)."""
    pairs = [("include", "include")] * 40 + [("include", "exclude")] * 5
    pairs += [("exclude", "include")] * 10 + [("exclude", "exclude")] * 45
    rows = [row for i, (a, b) in enumerate(pairs) for row in ((f"r{i}", "x", a), (f"r{i}", "y", b))]
    made = run(parts.agreement(), tables(screening=(COLUMNS, screened(*rows))))
    assert made.text("agreement.screening.percent") == "85.0%"
    assert made.value("agreement.screening.kappa") == pytest.approx(0.70)
    assert "Cohen's kappa" in made.text("agreement.screening.methods")


def test_the_agreement_of_the_published_review() -> None:
    """Both stages as the article prints them: 95.6% and .37, 74.9% and .38."""
    made = run(parts.agreement(), read_extraction(DATA))
    ends = ("n", "percent", "kappa", "alone")
    screening = [made.text(f"agreement.screening.{end}") for end in ends]
    assert screening == ["8,450", "95.6%", "0.37", "1,874"]
    fulltext = [made.text(f"agreement.fulltext.{end}") for end in ends]
    assert fulltext == ["195", "74.9%", "0.38", "55"]


def test_maybe_counts_as_include_and_is_said() -> None:
    """The rule for maybe is part of the sentence for Methods."""
    rows = screened(("1", "x", "maybe"), ("1", "y", "include"), ("2", "x", "exclude"),
                    ("2", "y", "exclude"))  # fmt: skip
    made = run(parts.agreement(), tables(screening=(COLUMNS, rows)))
    assert made.value("agreement.screening.agreed") == 2
    assert "maybe counted as include" in made.text("agreement.screening.methods")


def test_labels_given_to_train_a_model_are_no_ratings() -> None:
    """Of records 1 to 4, 3 and 4 have a prior: 2 are rated by two, 1 of them alike (by hand)."""
    said = [
        ("1", "x", "include", "no"), ("1", "y", "include", None), ("2", "x", "include", "no"),
        ("2", "y", "exclude", "no"), ("3", "x", "include", "yes"), ("3", "y", "include", "yes"),
        ("4", "x", "exclude", "yes"), ("4", "y", "exclude", "no"),
    ]  # fmt: skip
    rows = [(str(place), *one) for place, one in enumerate(said)]
    data = tables(screening=((*COLUMNS, "prior"), rows))
    made = run(parts.agreement(), data)
    ends = ("n", "agreed", "disagreed", "alone")
    assert [made.value(f"agreement.screening.{end}") for end in ends] == [2, 1, 1, 1]
    assert made.text("agreement.screening.percent") == "50.0%"


def test_labels_alone_are_nothing_rated() -> None:
    """A table of training labels only is told as one without ratings."""
    rows = [("1", "1", "x", "include", "yes"), ("2", "1", "y", "include", "yes")]
    found = faults(parts.agreement(), tables(screening=((*COLUMNS, "prior"), rows)))
    assert [one[0] for one in found] == ["nothing-rated"]


def test_a_rating_that_is_none_has_its_line() -> None:
    """``exlude`` is on no scale."""
    rows = screened(("1", "x", "include"), ("1", "y", "exlude"))
    found = faults(parts.agreement(), tables(screening=(COLUMNS, rows)))
    assert [one[:2] for one in found] == [("rating-off-scale", 3)]


def test_double_extraction() -> None:
    """120 and 120.0 are alike, Chile and a blank are not; the consensus is no extractor."""
    rows = [
        ("1", "s1", "n", "a", "120"), ("2", "s1", "n", "b", "120.0"),
        ("3", "s1", "country", "a", "Chile"), ("4", "s1", "country", "b", None),
        ("5", "s1", "country", "Consensus", "Peru"),
    ]  # fmt: skip
    data = tables(extraction_answers=(("key", "study", "question", "reviewer", "answer"), rows))
    made = run(parts.double_extraction(), data)
    assert (made.value("extraction.cells"), made.value("extraction.agreed")) == (2, 1)
    assert made.text("extraction.percent") == "50.0%"
    assert made.text("extraction.n.percent") == "100.0%"
