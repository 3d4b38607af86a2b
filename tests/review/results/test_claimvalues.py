"""Claim values: words and values against the numbers that a rule tells."""

from __future__ import annotations

import pytest

from numerate.review.results.claimvalues import disagreement, value_against, words_against

HALF = "30 of 48 (62.5%); 'over half' means more than half"
ALL = "Sexism, positive votes: 3 of 3 (100.0%); 'all' means without exception"
FEW = "datasets in the domain, of all quantitative studies: 13 of 55 (23.6%)"


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (">0.5", HALF),
        ("share_positive<1", HALF),
        ("=1", ALL),
        ("=n-1", "3 of 4 (75.0%) vote positive; 'all but one' leaves one"),
        ("~0.667", "nonsignificant: 22 of 33 (66.7%)"),
        ("=0.667", "nonsignificant: 14 of 21 (66.7%)"),
        ("<=0.07", "endorsed by 7% at most"),
        (">3", "68 included studies > 3 × 21 of the comparison review"),
        ("<13", "8 of 13 qualitative studies had participants"),
        ("vague:handful", FEW),
        ("2020|2025", "8 of 8 studies published in 2020 or later"),
        ("modal", HALF),
    ],
)
def test_values_that_the_claim_found(value: str, rule: str) -> None:
    """A value that the numbers of the rule meet, or that names no number, is not contradicted."""
    assert value_against(value, rule) == ""


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (">0.7", HALF),
        ("=1", HALF),
        ("=0", ALL),
        ("=n-1", ALL),
        ("~0.5", "nonsignificant: 22 of 33 (66.7%)"),
        ("<=0.05", "endorsed by 7% at most"),
        (">4", "68 included studies > 3 × 21 of the comparison review"),
        ("<8", "8 of 13 qualitative studies had participants"),
        ("vague:most", FEW),
        ("2019|2025", "8 of 8 studies published in 2020 or later"),
    ],
)
def test_values_that_the_claim_did_not_find(value: str, rule: str) -> None:
    """A value that the numbers of the rule do not meet is told with both."""
    assert value in value_against(value, rule)


def test_printed_words() -> None:
    """Words of share and vague words are tested on what the claim found; negations are left."""
    assert words_against("over half", HALF) == ""
    assert words_against("over two-thirds", HALF)
    assert words_against("all analyses", HALF)
    assert words_against("most studies", HALF) == ""
    assert words_against("only a handful", FEW) == ""
    assert words_against("numerous studies", "5 of 55 (9.1%)")
    assert words_against("not all studies", HALF) == ""
    assert words_against("most widely studied", "gender 48, next 33") == ""


def test_words_and_value_of_one_entry() -> None:
    """The printed share and the value of an entry must be one share, with one direction."""
    assert disagreement("over half", ">0.5") == ""
    assert disagreement("roughly two-thirds", "~0.667") == ""
    assert disagreement("over half", "<0.5")
    assert disagreement("a quarter", "=0.5")
