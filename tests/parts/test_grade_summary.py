"""The part ``summary_of_findings``: levels from reasons, verbs held to levels, absolute effects."""

from __future__ import annotations

from typing import Any

import pytest

from numerate import parts
from numerate.review.extraction import Extraction
from tests.parts.making import faults, run, tables

# Colditz et al. 1994, JAMA 271, 698-702: cases and people with BCG, and without
BCG = (
    (4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867),
    (33, 5069, 47, 5808), (180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391),
    (29, 7499, 45, 7277), (17, 1716, 65, 1665), (186, 50634, 141, 27338), (5, 2498, 3, 2341),
    (27, 16913, 29, 17854),
)  # fmt: skip
TUBERCULOSIS = parts.pooled("tuberculosis", measure="RR", interval="HKSJ")
LOW = (
    ("tuberculosis", "risk of bias", -1, "most trials"),
    ("tuberculosis", "inconsistency", -1, "I²"),
)


def review(
    reasons: tuple[tuple[str, str, Any, str], ...] = LOW, **outcome: str | float | None
) -> Extraction:
    """The BCG trials with judgements and one outcome."""
    told = {"outcome": "tuberculosis", "comparator_risk": 0.02, **outcome}
    return tables(
        effects=(("study", "events", "n", "control_events", "control_n"),
                 [(f"t{i}", *row) for i, row in enumerate(BCG)]),
        outcomes=(tuple(told), [tuple(told.values())]),
        certainty=(("key", "outcome", "domain", "levels", "reason"),
                   [(str(i), *row) for i, row in enumerate(reasons)]),
    )  # fmt: skip


SUMMARY = parts.summary_of_findings(analyses=(TUBERCULOSIS,), intervention="BCG")


def test_the_worked_example_of_absolute_effects() -> None:
    """RR 0.4894 (0.3301 to 0.7257) at 20 per 1,000: 10 (7 to 15), 10 fewer (13 to 5 fewer)."""
    made = run(SUMMARY, review())
    texts = [made.text(f"sof.tuberculosis.risk{end}") for end in ("0", "1", "1_lower", "1_upper")]
    assert texts == ["20", "10", "7", "15"]
    told = made.text("sof.tuberculosis.difference")
    assert told == "10 fewer per 1,000 (13 fewer to 5 fewer)"
    assert made.text("sof.tuberculosis.signs") == "⊕⊕⊝⊝"
    assert made.text("sof.tuberculosis").endswith("357,347 participants; low-certainty evidence")
    body = made.tables["summary_of_findings"].as_json()["body"]
    assert len(body) == 1
    assert [note["marker"] for note in made.tables["summary_of_findings"].as_json()["notes"]] == [
        None, "a", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(("reasons", "verb"), [
    ((), "reduces"),
    (LOW[:1], "probably_reduces"),
    (LOW, "may_reduces"),
    ((*LOW, ("tuberculosis", "imprecision", -1, "few")), "very_uncertain_reduces"),
])  # fmt: skip
def test_a_claim_holds_for_one_level_alone(
    reasons: tuple[tuple[str, str, Any, str], ...], verb: str
) -> None:
    """The verb of a claim fits the level that the reasons give, and no other verb does."""
    made = run(SUMMARY, review(reasons))
    verbs = [f"{how}{what}" for how in ("", "probably_", "may_", "very_uncertain_")
             for what in ("reduces", "increases", "little_difference")]  # fmt: skip
    assert [one for one in verbs if made.claims[f"sof.tuberculosis.{one}"].holds] == [verb]


def test_a_risk_that_is_not_stated_is_that_of_the_control_groups() -> None:
    """1,510 of 166,283 without BCG are 9 per 1,000, and the table says whose risk it is."""
    made = run(SUMMARY, review(comparator_risk=None))
    assert made.text("sof.tuberculosis.risk0") == "9"
    assert "control groups" in made.numbers["sof.tuberculosis.risk0"].definition


@pytest.mark.parametrize(("given", "code", "words"), [
    ({"certainty": "Moderate"}, "certainty", "the level is given as Moderate"),
    ({"start": "random"}, "unknown-word", "start is 'random'"),
    ({"comparator_risk": 20.0}, "share-as-percentage", "comparator_risk is 20"),
    ({"analysis": "death"}, "unknown-word", "pooled by no analysis 'death'"),
    ({"reasons": (("tuberculosis", "bias", -1, "x"),)}, "certainty", "the domain 'bias'"),
    ({"reasons": (("tuberculosis", "imprecision", -1, ""),)}, "certainty", "without a reason"),
    ({"reasons": (("tb", "imprecision", -1, "x"),)}, "unknown-word", "the outcome 'tb'"),
    ({"reasons": (("tuberculosis", "imprecision", "one", "x"),)}, "wrong-type", "levels is one"),
])  # fmt: skip
def test_judgements_that_cannot_be(given: dict[str, Any], code: str, words: str) -> None:
    """A level that the reasons do not give, an unknown word: a fault with its line."""
    found = faults(SUMMARY, review(**given))
    assert any(one == code and line == 2 and words in told for one, line, told in found), found
