"""Motives."""

from __future__ import annotations

from fractions import Fraction

from numerate.review.synthesis.motives import (
    Comparison,
    Endorsement,
    MotiveRange,
    by_range,
    by_study,
    contrasts,
    motive_ranges,
    together,
)

PUBLISHED = {
    "malice": (1, 7),
    "sexual": (2, 7),
    "amusement": (22, 62),
    "roasting": (9, 14),
    "carelessness": (2, 48),
}


def endorsed(motive: str, *percents: int) -> list[Endorsement]:
    """One item per percentage, each of its own study."""
    return [
        Endorsement(id=f"{motive}{p}", study=f"s{p}", motive=motive, percent=Fraction(p))
        for p in percents
    ]


def compared(motive: str, higher: str, *, significant: bool) -> Comparison:
    """A comparison of one study."""
    return Comparison(id="g1", study="s", motive=motive, higher=higher, significant=significant)


def test_range() -> None:
    """The range runs from the lowest to the highest item, whatever the order of rows."""
    found = motive_ranges(endorsed("amusement", 40, 22, 62))["amusement"]
    assert [int(found.low), int(found.high)] == [22, 62]
    assert (found.lowest, found.highest) == (("amusement22",), ("amusement62",))
    assert len(found.studies) == 3


def test_order() -> None:
    """By upper then lower bound, as the article lists them: sexual 2-7 stands before malice 1-7."""
    ranges: dict[str, MotiveRange] = {}
    for motive, ends in PUBLISHED.items():
        ranges |= motive_ranges(endorsed(motive, *ends))
    assert by_range(ranges) == ["amusement", "carelessness", "roasting", "sexual", "malice"]


def test_gender_comparison() -> None:
    """Comparisons are counted by the group with the higher share, significant ones apart."""
    found = contrasts(
        [
            compared("roasting", "girls and women", significant=True),
            compared("roasting", "girls and women", significant=False),
            compared("malice", "boys and men", significant=False),
        ]
    )
    both = together([found["roasting"], found["malice"]])
    assert both.n == 3
    assert len(both.higher("girls and women")) == 2
    assert len(both.higher("girls and women", significantly=True)) == 1
    assert len(both.significant) == 1


def test_per_study() -> None:
    """Each study's comparisons are counted by the group with the higher share."""
    found = by_study([compared("roasting", "girls and women", significant=True)] * 2)
    assert found["s"]["girls and women"] == 2
