"""Vocabulary."""

from __future__ import annotations

from fractions import Fraction

import pytest

from numerate.review.synthesis.vocabulary import RELATIONS, WORDS, meaning_of, say, say_near


@pytest.mark.parametrize(
    ("word", "part", "whole", "holds"),
    [
        ("all", 14, 14, True),
        ("all", 0, 0, False),
        ("none", 0, 48, True),
        ("nearly all", 14, 15, True),
        ("nearly all", 15, 15, False),
        ("over half", 24, 48, False),
        ("over half", 25, 48, True),
        ("frequently", 3, 6, True),
        ("a handful", 13, 55, True),
        ("a handful", 14, 55, False),
        ("a handful", 3, 13, True),
        ("very few", 10, 55, True),
        ("very few", 11, 55, False),
        ("some", 1, 4, True),
        ("some", 4, 4, False),
        ("several", 2, 55, False),
        ("numerous", 14, 55, True),
        ("numerous", 9, 55, False),
    ],
)
def test_bounds(word: str, part: int, whole: int, *, holds: bool) -> None:
    """Each word holds at its bound as the written scale of the review says."""
    assert say(word, part, whole).holds is holds


@pytest.mark.parametrize(("part", "holds"), [(21, False), (22, True), (23, False)])
def test_roughly_two_thirds(part: int, *, holds: bool) -> None:
    """Of 33, only 22 lies within 3 points of two-thirds; one study more or less is 3.03 away."""
    assert say_near("roughly two-thirds", part, 33, Fraction(2, 3)).holds is holds


def test_around_a_third() -> None:
    """29.4% is not within 3 points of a third: 20 of the 68 articles had one reviewer."""
    saying = say_near("around a third", 20, 68, Fraction(1, 3))
    assert not saying.holds
    assert saying.rule.startswith("20 of 68 (29.4%)")


def test_rule_tells_numbers_and_meaning() -> None:
    """The rule names the count, its base, the percentage and what the word means."""
    assert say("most", 10, 19).rule == "10 of 19 (52.6%); 'most' means more than half"


def test_unknown_word() -> None:
    """A word without a written meaning cannot be used by a claim."""
    with pytest.raises(KeyError, match="quite a lot"):
        meaning_of("quite a lot")


def test_each_word_once() -> None:
    """No word has two meanings."""
    words = [word for entry in WORDS for word in entry.words]
    words += [word for entry in RELATIONS for word in entry[0]]
    assert len(words) == len(set(words))
