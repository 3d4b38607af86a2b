"""Charted variables and evidence maps."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from numerate.review.synthesis.charting import Charted, evidence_map, variable_counts

SHEETS = Path(__file__).parents[4] / "shared" / "real" / "sheets"


def charted(*rows: tuple[str, str, str]) -> list[Charted]:
    """Values from triples of source, variable and value."""
    return [Charted(source=s, variable=v, value=x) for s, v, x in rows]


def test_shares_of_all_and_of_known_stand_apart() -> None:
    """Five sources, of which four are known; two of them share code: 40% of all, 50% of known."""
    given = charted(
        ("a", "code", "shared"),
        ("b", "code", " shared "),
        ("b", "code", "shared"),
        ("c", "code", "not shared"),
        ("d", "code", "not shared"),
        ("e", "code", ""),
    )
    found = variable_counts(given, "abcde")["code"]
    shared = next(one for one in found.values if one.value == "shared")
    assert (shared.n, shared.of_all, shared.of_known) == (2, 40, 50)
    assert (found.known, found.unknown, found.several) == (4, ("e",), False)


def test_several_values_of_a_source() -> None:
    """A source in two countries counts in both, once each; shares add up to more than 100%."""
    given = charted(("a", "country", "Chile"), ("a", "country", "Peru"), ("b", "country", "Peru"))
    found = variable_counts(given, ["a", "b"])["country"]
    assert [(one.value, one.n) for one in found.values] == [("Peru", 2), ("Chile", 1)]
    assert found.several
    assert sum(one.of_all for one in found.values) == 150


def test_declared_values_keep_their_order_and_their_zero() -> None:
    """A scale has its own order, and a value that no source has is a finding too."""
    given = charted(("a", "level", "high"), ("b", "level", "high"), ("c", "level", "odd"))
    found = variable_counts(given, "abc", {"level": ("low", "middle", "high")})["level"]
    assert [(one.value, one.n) for one in found.values] == [
        ("low", 0),
        ("middle", 0),
        ("high", 2),
        ("odd", 1),
    ]


def test_an_unknown_source_is_refused() -> None:
    """A misspelt source must not add a study to the review."""
    with pytest.raises(ValueError, match="'z' is charted for code"):
        variable_counts(charted(("z", "code", "shared")), ["a"])


@pytest.mark.skipif(not SHEETS.is_dir(), reason="the sheets of other reviews are not here")
def test_the_percentages_of_a_published_map() -> None:
    """Of 581 appraised studies 207 stated conflicts of interest, 87 shared data, 1 code.

    The counts and the base are those of the published map (mlagisz/SM_PFAS_wildlife).
    """
    with (SHEETS / "pfas_appraisal.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ("COI_statement", "Raw_data", "Analysis_code")
    given = [
        Charted(source=row["Study_ID"], variable=name, value=row[name])
        for row in rows
        for name in names
    ]
    found = variable_counts(given, [row["Study_ID"] for row in rows])
    assert found["COI_statement"].sources == 581
    assert [found[name].count("Yes") for name in names] == [207, 87, 1]
    yes = next(one for one in found["Raw_data"].values if one.value == "Yes")
    assert yes.of_all == Fraction(8700, 581)


def test_a_source_in_two_cells_counts_once_in_the_map() -> None:
    """Cells count placements, the map counts sources, and empty cells are listed row by row."""
    found = evidence_map(
        [
            ("a", "drug", "pain", "trial"),
            ("a", "drug", "sleep", "trial"),
            ("b", "drug", "pain", "cohort"),
        ],
        ["drug", "talk"],
        ["pain", "sleep"],
        ["trial", "cohort"],
    )
    assert [one.n for one in found.cells] == [2, 1, 0, 0]
    assert found.cell("drug", "pain").by_level == (("trial", ("a",)), ("cohort", ("b",)))
    assert found.gaps == (("talk", "pain"), ("talk", "sleep"))
    assert found.sources == 2


@pytest.mark.parametrize(
    ("placed", "told"),
    [
        (("a", "herb", "pain", ""), "row 'herb'"),
        (("a", "drug", "pian", ""), "column 'pian'"),
        (("a", "drug", "pain", "x"), "level 'x'"),
    ],
)
def test_a_place_that_is_not_there(placed: tuple[str, str, str, str], told: str) -> None:
    """A source that is placed nowhere would make a gap that there is not."""
    with pytest.raises(ValueError, match=told):
        evidence_map([placed], ["drug"], ["pain"])
