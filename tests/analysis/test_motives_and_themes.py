"""Motives and themes: the numbers of the published article, and claims that data can break."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis import motives, themes
from numerate.review.extraction import Extraction
from numerate.review.results import Claim, Ledger

Changed = Callable[[str, str, str, str], Extraction]


@pytest.mark.parametrize(
    ("motive", "printed"),
    [
        ("amusement", "22%–62%"),
        ("carelessness", "2%–48%"),
        ("showing_off", "5%–44%"),
        ("social_belonging", "1%–23%"),
        ("social_support", "4%–19%"),
        ("social_rewards", "5%–16%"),
        ("roasting", "9%–14%"),
        ("sexual", "2%–7%"),
        ("malice", "1%–7%"),
    ],
)
def test_ranges(ledger: Ledger, motive: str, printed: str) -> None:
    """Every range of endorsement is printed as in the article, Perpetrator Motives."""
    assert ledger.numbers[f"motives.{motive}.range"].text == printed


def test_order_of_motives(data: Extraction) -> None:
    """Computed order is that of the article: by upper, then by lower bound."""
    assert motives.reasons(data).order == (
        "amusement", "carelessness", "showing_off", "social_belonging", "social_support",
        "social_rewards", "roasting", "sexual", "malice",
    )  # fmt: skip


def test_a_motive_that_is_no_longer_rare(changed: Changed, data: Extraction) -> None:
    """Malice at 20% in one study is no longer a fraction; the claim names the item."""
    row = data["motive_items"].where(motive="malice").ids[0]
    results = motives.results(changed("motive_items", row, "percent", "20"))
    found = {one.key: one for one in results if isinstance(one, Claim)}
    assert not found["motives.malice.only_a_fraction"].holds
    assert found["motives.malice.only_a_fraction"].against == (row,)


@pytest.mark.parametrize(
    ("theme", "n"),
    [
        ("manhood_act", 13),
        ("manhood_act.bodies", 11),
        ("manhood_act.camaraderie", 11),
        ("manhood_act.dominance", 10),
        ("targeted_attack", 4),
        ("accountability", 7),
        ("coping", 3),
    ],
)
def test_studies_per_theme(ledger: Ledger, theme: str, n: int) -> None:
    """Every theme has as many studies as in the article, Social Contexts and Dynamics."""
    assert ledger.numbers[f"themes.{theme}.n"].value == n


def test_order_of_themes(data: Extraction) -> None:
    """The targeted attack stands second by richness though it has fewer studies (the article)."""
    assert themes.coding(data).main == (
        "manhood_act", "targeted_attack", "accountability", "coping",
    )  # fmt: skip


def test_excluded_study_moves_every_count(
    changed: Changed, computed: Callable[[Extraction], Ledger], data: Extraction
) -> None:
    """One qualitative report excluded after all: 13 and 68 become 12 and 67 wherever they stand."""
    report = data["studies"].where(study_id="l01").one("report_id")
    ledger = computed(changed("fulltext_decisions", report, "decision", "exclude"))
    for key, value in (
        ("flow.included", 67),
        ("flow.included.qual", 12),
        ("qual.n", 12),
        ("themes.synthesis.n", 12),
        ("themes.manhood_act.n", 12),
    ):
        assert ledger.numbers[key].value == value, key
    assert not ledger.claims["qual.all_but_one_recent"].holds
    assert int(ledger.numbers["recheck.differs.n"]) > 0
