"""GRADE levels from reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.pooling.certainty import (
    DOWN,
    LEVELS,
    SIGNS,
    Reason,
    Start,
    faults,
    large_effect,
    level,
    statement,
)

ONE = Reason("imprecision", -1, "few events")


@pytest.mark.parametrize(
    ("start", "steps", "wanted"),
    [
        ("randomised", (), "High"),
        ("randomised", (-1,), "Moderate"),
        ("randomised", (-1, -1), "Low"),
        ("randomised", (-2, -2), "Very low"),
        ("non-randomised", (), "Low"),
        ("non-randomised", (1,), "Moderate"),
        ("non-randomised", (2, 1), "High"),
        ("non-randomised with ROBINS-I", (), "High"),
        ("non-randomised with ROBINS-I", (-3,), "Very low"),
    ],
)
def test_levels(start: Start, steps: tuple[int, ...], wanted: str) -> None:
    """By hand: start less what lowers, plus what raises, never beyond the ends."""
    assert level(start, [Reason("any", step, "why") for step in steps]) == wanted


@given(st.lists(st.integers(-2, 0), max_size=5))
def test_more_reasons_never_raise(steps: list[int]) -> None:
    """A further judgement downwards leaves the level or lowers it; order does not matter."""
    reasons = [Reason(domain, step) for domain, step in zip(DOWN, steps, strict=False)]
    before = LEVELS.index(level("randomised", reasons))
    assert LEVELS.index(level("randomised", [*reasons, ONE])) >= before
    assert level("randomised", reasons) == level("randomised", reasons[::-1])


def test_a_level_that_reasons_do_not_give_is_a_fault() -> None:
    """One step down is Moderate; a paper that says Low has left a reason out."""
    (fault,) = faults("randomised", [ONE], "Low")
    assert fault.expected == "Moderate: randomised evidence, imprecision -1"
    assert faults("randomised", [ONE], " moderate ") == ()


@pytest.mark.parametrize(
    ("start", "reason", "word"),
    [
        ("randomised", Reason("imprecission", -1, "few"), "imprecission"),
        ("randomised", Reason("imprecision", -3, "few"), "between -2 and +0"),
        ("randomised", Reason("imprecision", 1, "many"), "between -2 and +0"),
        ("randomised", Reason("risk of bias", -3, "all high"), "between -2 and +0"),
        ("non-randomised", Reason("large effect", -1, "x"), "between +0 and +2"),
        ("non-randomised", Reason("dose-response", 2, "x"), "between +0 and +1"),
        ("randomised", Reason("imprecision", -1, "  "), "a reason in words"),
    ],
)
def test_judgements_that_cannot_be(start: Start, reason: Reason, word: str) -> None:
    """An unknown domain, too many levels, the wrong way, no reason."""
    found = faults(start, [reason])
    assert len(found) == 1
    assert word in found[0].found + found[0].expected


def test_a_domain_is_judged_once_and_nothing_is_both_raised_and_lowered() -> None:
    """Two rows of one domain; a large effect beside imprecision."""
    twice = faults("randomised", [ONE, ONE])
    assert twice[0].found == "imprecision is judged 2 times"
    both = faults("non-randomised", [ONE, Reason("large effect", 1, "RR 4")])
    assert both[0].found == "raised for large effect and lowered for imprecision"


def test_three_levels_down_with_robins() -> None:
    """Critical risk of bias in ROBINS-I may count three."""
    reason = Reason("risk of bias", -3, "critical in all studies")
    assert faults("non-randomised with ROBINS-I", [reason], "Very low") == ()


def test_verbs_fit_the_level() -> None:
    """GRADE guidelines 26, and its word for no difference."""
    assert statement("Low", "increases") == "may increase"
    assert statement("High", "makes little to no difference to").startswith("makes little")
    assert "very uncertain" in statement("Very low")


def test_large_effects_in_both_directions() -> None:
    """0.49 and 2.1 once, 0.19 and 5.1 twice, 0.5 and 2 not."""
    assert [large_effect(x) for x in (0.49, 2.1, 0.19, 5.1, 0.5, 2.0)] == [1, 1, 2, 2, 0, 0]


def test_every_level_has_its_sign() -> None:
    """Four circles each."""
    assert [len(SIGNS[each]) for each in LEVELS] == [4, 4, 4, 4]
