"""The parts ``searches`` and ``exclusions`` on the compendium's tables and on small ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from numerate import parts
from numerate.review.extraction import read_extraction
from tests.parts.making import run, tables

DATA = Path(__file__).parents[2] / "data"


def test_the_searches_of_the_published_review() -> None:
    """Six databases, three rounds; 12,958, 5,823 and 6,742 records as the article prints them."""
    made = run(parts.searches(), read_extraction(DATA))
    assert [made.text(f"searches.{key}") for key in (
        "databases", "rounds", "hits", "hits.round1", "hits.round2", "hits.round3",
    )] == ["6", "3", "25,523", "12,958", "5,823", "6,742"]  # fmt: skip
    assert made.claims["searches.hits_told"].holds


def test_a_search_without_its_query_or_hits_is_against_the_claims() -> None:
    """What a log does not tell is printed as not reported and fails the claim that it does."""
    data = tables(searches=(("search_id", "database", "date", "hits", "query"), [
        ("1", "MEDLINE", date(2024, 3, 4), 12, "a AND b"),
        ("2", "Embase", date(2024, 3, 6), None, None),
    ]))  # fmt: skip
    made = run(parts.searches(), data)
    assert made.text("searches.last") == "March 6, 2024"
    assert not made.claims["searches.strings_told"].holds
    assert made.claims["searches.hits_told"].against == ("2",)
    cells = [c["text"] for line in made.tables["searches"].as_json()["body"] for c in line["cells"]]
    assert ["not reported"] in cells


def test_the_exclusions_of_the_published_review() -> None:
    """182 reports, each with its reason."""
    made = run(parts.exclusions(), read_extraction(DATA))
    assert made.value("exclusions.n") == 182
    assert made.claims["exclusions.all_reasoned"].holds
    assert len(made.tables["exclusions"].body) == 182
