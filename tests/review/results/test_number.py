"""Numbers, claims and citation sets: what they refuse, and the origin they carry."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from numerate.review import results
from numerate.review.extraction import Rows
from numerate.review.results import CitationSet, Claim, Number, Style, citation_set, claim, number

ROOT = Path(__file__).parents[3]
STUDIES = Rows.of(
    "studies", ["id", "strand"], [("a", "qual"), ("b", "quant"), ("c", "quant")], key="id"
)


def counted(strand: str) -> Number:
    """A number as an analysis makes it."""
    rows = STUDIES.where(strand=strand)
    return number(f"flow.{strand}", rows.count(), "Studies of a strand", rows=rows)


@pytest.mark.parametrize(
    "key",
    ["flow", "Flow.included", "flow.", ".flow", "flow..a", "flow.In", "1a.b", "a b.c", "a.b\n"],
)
def test_keys_are_dotted_names_in_lower_case(key: str) -> None:
    """What is no such name is refused, so that every key can be written in a .qmd."""
    with pytest.raises(ValueError, match="not a dotted name"):
        number(key, 1, "One")


@pytest.mark.parametrize("key", ["a.b", "flow.included.round3", "covariates.self_esteem.n", "a1.2"])
def test_dotted_names_are_keys(key: str) -> None:
    """Letters, digits and underscores in two parts or more."""
    assert number(key, 1, "One").key == key


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.73, "is not whole"),
        (Fraction(1, 3), "is not whole"),
        ((1, 2.5), "is not whole"),
        (True, "is not a number"),
        (float("nan"), "is not a number"),
    ],
)
def test_a_count_is_whole(value: float | Fraction | tuple[float, float], told: str) -> None:
    """A share without a style would be printed as 1 or 0; it is refused with the key."""
    with pytest.raises(ValueError, match=told):
        number("flow.share", value, "A share")


def test_whole_values_of_any_type_are_counts() -> None:
    """4/2 is 2; a year, a date or a text needs no rounding."""
    assert number("a.b", Fraction(4, 2), "Two").text == "2"
    assert number("a.b", date(2024, 5, 29), "A day").text == "May 29, 2024"
    assert number("a.b", "none", "A word").text == "none"
    assert number("a.b", 0.73, "A share", style=Style("decimal", 2)).text == "0.73"


def test_the_origin_names_the_function_that_computed() -> None:
    """Function, file and line are those of ``counted`` in this file, as inspect finds them."""
    origin = counted("quant").origin
    assert (
        origin.function.endswith("test_number.counted") or origin.function == f"{__name__}.counted"
    )
    assert Path(origin.file) == Path(__file__)
    assert origin.line == inspect.getsourcelines(counted)[1]


def test_the_origin_is_the_function_around_a_comprehension() -> None:
    """Before Python 3.12 a comprehension has a frame of its own; origins must not depend on it."""
    made = [number("a.b", n, "N") for n in (1, 2)]
    made += list(number("a.b", n, "N") for n in (1, 2))  # noqa: C400 - a generator is the case
    name = "test_the_origin_is_the_function_around_a_comprehension"
    assert {one.origin.function for one in made} == {f"{__name__}.{name}"}
    assert len({one.origin.line for one in made}) == 1


def test_an_origin_tells_the_rows_and_the_numbers() -> None:
    """Selections of each table used, and the keys of numbers it was computed from."""
    whole, part = number("a.all", STUDIES.count(), "All", rows=STUDIES), counted("quant")
    share = number(
        "a.share",
        Fraction(200, 3),
        "Share",
        rows=[STUDIES, STUDIES.where(strand="quant")],
        of=[whole, part],
        style=Style("percent"),
    )
    assert [(one.table, one.how, one.count) for one in share.origin.selections] == [
        ("studies", "", 3),
        ("studies", "strand = quant", 2),
    ]
    assert share.origin.selections[1].rows == ("b", "c")
    assert share.origin.of == ("a.all", "flow.quant")


def test_an_origin_shows_no_path_of_this_machine() -> None:
    """Files are told as seen from the compendium; one outside of it by its name alone."""
    origin = counted("qual").origin
    assert origin.as_json(ROOT)["file"] == "tests/review/results/test_number.py"
    assert origin.as_json(ROOT / "src")["file"] == "test_number.py"


def test_an_origin_in_the_engine_is_the_same_wherever_that_is_installed() -> None:
    """A checkout holds the engine inside the root, a wheel outside: the file must read alike."""
    origin = replace(counted("qual").origin, file=results.__file__)
    assert origin.as_json(ROOT)["file"] == "numerate/review/results/__init__.py"
    assert origin.as_json(ROOT / "tests")["file"] == "numerate/review/results/__init__.py"


def test_a_claim_names_what_stands_against_it_only_when_it_fails() -> None:
    """Rows against a claim that holds would be noise; at most twenty are named."""
    many = Rows.of("records", ["id"], [(f"R{n:02}",) for n in range(30)], key="id")
    holds = claim("a.b", holds=True, rule="3 > 2", definition="More", rows=many, against=many)
    fails = claim("a.b", holds=False, rule="2 > 3", definition="More", rows=many, against=many)
    assert holds.against == ()
    assert fails.against == tuple(f"R{n:02}" for n in range(20))
    assert isinstance(fails, Claim)
    assert fails.origin.function.endswith("only_when_it_fails")


def test_a_citation_set_is_sorted_and_has_each_key_once() -> None:
    """Studies share reports, and some studies have none; order of rows does not matter."""
    made = citation_set("a.b", ["b2020", None, "a2019", "b2020"], "Two", rows=STUDIES)
    assert isinstance(made, CitationSet)
    assert made.citations == ("a2019", "b2020")


def test_a_number_is_an_int_where_it_is_a_count() -> None:
    """Sums of counts need no detour over their texts; a share has no such value."""
    assert int(counted("quant")) + int(counted("qual")) == STUDIES.count()
    with pytest.raises(TypeError, match=r"a\.b is not a whole number"):
        int(number("a.b", 0.5, "Half", style=Style("decimal", 1)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.int64(10_324), "10,324"),
        (np.uint8(7), "7"),
        (pd.Series([1, 2, 3]).sum(), "6"),
        (pd.Series([3, None], dtype="Int64").max(), "3"),
    ],
)
def test_counts_of_pandas_and_numpy_are_counts(value: Any, text: str) -> None:  # noqa: ANN401
    """A sum of pandas is a numpy integer; the author need not know, and JSON gets a plain one."""
    made = number("a.b", value, "A count")
    assert (made.text, type(made.value)) == (text, int)


@pytest.mark.parametrize("value", [None, pd.NA, pd.NaT, [1, 2], np.array([1, 2]), {1}, object()])
def test_what_is_no_number_names_the_key_and_the_cure(value: object) -> None:
    """The message is read by an author who knows the key, not the engine."""
    with pytest.raises(ValueError, match=r"^a\.b: .* is not a number but a \w+; give a count"):
        number("a.b", value, "A count")  # type: ignore[arg-type]


def test_a_misspelt_kind_of_style_names_the_kinds() -> None:
    """What a style may be is said where it is misspelt."""
    with pytest.raises(ValueError, match="'pct'; one of count, decimal, percent, p, year, date"):
        Style("pct")  # type: ignore[arg-type]
