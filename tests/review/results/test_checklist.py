"""The PRISMA 2020 checklist."""

from __future__ import annotations

from numerate.review.guidelines import GUIDELINES, PRISMA, Place
from numerate.review.results.checklist import checklist_table


def test_items() -> None:
    """The standard has 27 items with 42 sub-items, each numbered once."""
    numbers = [item.number for item in PRISMA.items]
    assert len(numbers) == len(set(numbers)) == 42
    assert len({number.rstrip("abcdef") for number in numbers}) == 27


def test_other_guidelines() -> None:
    """PRISMA-S has 16 items; SWiM nine, the first in two parts; none comes twice."""
    counts = {one.name: len(set(one.numbers)) for one in GUIDELINES}
    assert counts == {"PRISMA 2020": 42, "PRISMA-S": 16, "SWiM": 10}


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
