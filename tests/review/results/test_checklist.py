"""The checklists of reporting guidelines."""

from __future__ import annotations

import pytest

from numerate.review.guidelines import (
    ENTREQ,
    GUIDELINES,
    PRISMA,
    PRISMA_DTA,
    PRISMA_DTA_ABSTRACT,
    PRISMA_LSR,
    PRISMA_SCR,
    Guideline,
    Place,
)
from numerate.review.results.checklist import checklist_table


def test_items() -> None:
    """The standard has 27 items with 42 sub-items, each numbered once."""
    numbers = [item.number for item in PRISMA.items]
    assert len(numbers) == len(set(numbers)) == 42
    assert len({number.rstrip("abcdef") for number in numbers}) == 27


def test_other_guidelines() -> None:
    """As many items as each statement says: SWiM nine, the first in two parts; none comes twice."""
    counts = {one.name: len(set(one.numbers)) for one in GUIDELINES}
    assert counts == {
        "PRISMA 2020": 42,
        "PRISMA-S": 16,
        "SWiM": 10,
        "PRISMA 2020 for Abstracts": 12,
        "PRISMA-ScR": 22,
        "PRISMA-DTA": 27,
        "PRISMA-DTA for Abstracts": 12,
        "ENTREQ": 21,
        "PRISMA-LSR": 4,
    }
    assert all(len(one.numbers) == len(set(one.numbers)) for one in GUIDELINES)
    assert len({one.attribute for one in GUIDELINES}) == len(GUIDELINES)


def test_what_the_extension_for_test_accuracy_leaves_out_and_adds() -> None:
    """PRISMA-DTA (2018) has no items 15 and 22, and D1 and D2; its abstract no 8, and A1."""
    whole = set(PRISMA_DTA.numbers)
    assert {"15", "22"} & whole == set()
    assert {"D1", "D2"} <= whole
    numbers = list(PRISMA_DTA.numbers)
    assert numbers[numbers.index("D1") - 1] == "3"
    assert numbers[numbers.index("D2") - 1] == "14"
    assert "8" not in PRISMA_DTA_ABSTRACT.numbers
    assert "A1" in PRISMA_DTA_ABSTRACT.numbers


def test_optional_items_of_scoping_reviews() -> None:
    """Tricco et al. (2018): 20 essential items and two optional ones, 12 and 16, on appraisal."""
    assert [item.number for item in PRISMA_SCR.items if item.optional] == ["12", "16"]
    rows = {line.id: line for line in checklist_table({}, PRISMA_SCR).body}
    assert rows["item12"].cells[3].text == ("Not reported (asked only if done)",)
    assert rows["item13"].cells[3].text == ("Not reported",)


@pytest.mark.parametrize(
    ("guideline", "number", "topic"),
    [
        (PRISMA, "4", "Objectives"),
        (PRISMA, "13f", "Synthesis methods"),
        (PRISMA, "23b", "Discussion"),
        (PRISMA_SCR, "10", "Data charting process"),
        (PRISMA_SCR, "17", "Results of individual sources"),
        (PRISMA_SCR, "22", "Funding"),
        (PRISMA_DTA, "11", "Definitions for data extraction"),
        (PRISMA_DTA, "13", "Diagnostic accuracy measures"),
        (PRISMA_DTA, "23", "Additional analysis"),
        (ENTREQ, "3", "Approach to searching"),
        (ENTREQ, "10", "Rationale for appraisal"),
        (ENTREQ, "19", "Derivation of themes"),
        (PRISMA_LSR, "L1", "Living mode parameters"),
        (PRISMA_LSR, "L4", "Authors and their roles"),
    ],
)
def test_numbers_and_topics_are_the_standards(
    guideline: Guideline, number: str, topic: str
) -> None:
    """Items that are easily mixed up, after the published checklists."""
    assert {item.number: item.topic for item in guideline.items}[number] == topic


def test_places() -> None:
    """An item shows every place once, with its link; an item without a place says so."""
    flow = Place("Article", "Search and selection", "article#sec-flow")
    made = checklist_table({"16a": [flow, flow, Place("Supplement")]})
    rows = {line.id: line for line in made.body}
    assert rows["item16a"].cells[3].text == (
        "Article",
        ", ",
        {"ref": "article#sec-flow"},
        " (Search and selection)",
        "; ",
        "Supplement",
    )
    assert rows["item1"].cells[3].text == ("Not reported",)


def test_each_checklist_has_its_key_and_source() -> None:
    """The table of ENTREQ is printed by its own key, and names its source."""
    made = checklist_table({}, ENTREQ)
    assert made.key == "entreq_checklist"
    assert made.definition.startswith("The 21 items of the ENTREQ checklist")
    assert "https://doi.org/10.1186/1471-2288-12-181" in str(made.notes)
