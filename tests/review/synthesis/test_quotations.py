"""Quotations for themes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from numerate.review.synthesis.quotations import Quotation, by_theme, quotation_issues

QUOTE = Quotation(
    id="q1", study="a", theme="act", text="It was a joke.", order=1, file="data/q.csv", line=5
)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (QUOTE, ""),
        (replace(QUOTE, order=3, study=""), ""),
        (replace(QUOTE, theme="law"), "the theme 'law'"),
        (replace(QUOTE, order=4), "the order 4"),
        (replace(QUOTE, study=""), "no study"),
        (replace(QUOTE, text=" "), "no words"),
        (replace(QUOTE, study="b"), "b for the theme act, which was not coded there"),
    ],
)
def test_each_fault_has_its_row(quote: Quotation, told: str) -> None:
    """The words of a study that does not hold the theme are no evidence for it."""
    found = quotation_issues([quote], ["act"], {"act": ["a"]})
    assert [one.place for one in found] == (["data/q.csv:5"] if told else [])
    assert all(told in one.found for one in found)


def test_participants_come_first() -> None:
    """Orders 1, 2, 3; quotations of one order keep theirs, and a theme without any is told."""
    given = [replace(QUOTE, id=name, order=order) for name, order in (("x", 2), ("y", 1), ("z", 1))]
    found = by_theme(given, ["law", "act"])
    assert [one.id for one in found["act"]] == ["y", "z", "x"]
    assert found["law"] == ()
