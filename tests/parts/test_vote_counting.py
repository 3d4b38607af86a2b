"""The part ``votes`` on a small set counted by hand."""

from __future__ import annotations

from pathlib import Path

from numerate import parts
from numerate.review.extraction import read_extraction
from tests.parts.making import faults, run, tables

COLUMNS = ("key", "study", "construct", "direction", "significant")


def findings(*rows: tuple[str, str, str, str]) -> dict[str, object]:
    """A table of findings with a key for each row."""
    return {"findings": (COLUMNS, [(str(i), *row) for i, row in enumerate(rows)])}


def test_votes_and_the_sign_test() -> None:
    """Five of six positive: p = 0.21875 by the binomial distribution; one is not significant."""
    rows = [(f"s{i}", "dose", "positive", "yes" if i else "no") for i in range(5)]
    made = run(parts.votes(), tables(**findings(*rows, ("s5", "dose", "negative", "yes"))))
    assert [made.value(f"votes.dose.{end}") for end in (
        "n", "positive", "negative", "nonsignificant",
    )] == [6, 4, 1, 1]  # fmt: skip
    assert made.text("direction.dose.p") == ".219"
    assert made.text("direction.dose.pct") == "83%"
    assert made.claims["direction.dose.most_positive"].holds
    assert not made.claims["direction.dose.all_positive"].holds
    assert set(made.figures) == {"votes", "directions"}


def test_no_direction_is_told_so() -> None:
    """Where nothing has a direction there is no share and no p, and neither is printed as 0."""
    made = run(parts.votes(), tables(**findings(("a", "age", "", "no"))))
    assert made.text("direction.age.p") == "not estimable"
    assert not made.claims["direction.age.all_positive"].holds


def test_a_direction_that_is_none_has_its_line() -> None:
    """``postive`` is no direction."""
    data = tables(**findings(("a", "age", "positive", "yes"), ("b", "age", "postive", "yes")))
    assert [one[:2] for one in faults(parts.votes(), data)] == [("unknown-word", 3)]


def test_a_difference_without_direction_is_mixed_and_significance_is_yes_or_no() -> None:
    """Groups that differ vote for no side; a p value is no word for significance."""
    made = run(parts.votes(), tables(**findings(("a", "sex", "difference", "yes"))))
    assert made.value("votes.sex.mixed") == 1
    data = tables(**findings(("a", "sex", "positive", "p < .05")))
    assert [one[:2] for one in faults(parts.votes(), data)] == [("unknown-word", 2)]


def test_the_findings_of_the_published_review_are_all_counted() -> None:
    """Every label of the compendium's findings has its vote, none is refused."""
    data = read_extraction(Path(__file__).parents[2] / "data")
    made = run(parts.votes(columns={"construct": "raw_label"}), data)
    assert made.value("votes.constructs") == data["findings"].distinct("raw_label")
