"""Rows: selections of a table that say how they were made, and refuse what cannot be meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from numerate.ground.errors import DataError
from numerate.review.extraction import Extraction, Rows
from numerate.review.extraction.rows import SHOWN_ROWS

Read = Callable[..., Extraction]


def test_selections_add_up_in_words(read: Read) -> None:
    """Each step adds its condition to the words that an origin stores."""
    rows = read()["reports"].where(strand=["quantitative", "qualitative"]).present("effect")
    rows = rows.at_least("year", 2000)
    assert rows.selection.how == (
        "strand = quantitative or qualitative; effect is given; year ≥ 2000"
    )
    assert rows.selection.rows == ("P2",)


def test_where_and_without_share_out_the_rows(read: Read) -> None:
    """P1 and P3 are quantitative in conftest's REPORTS, P2 is not."""
    reports = read()["reports"]
    assert reports.where(strand="quantitative").ids == ["P1", "P3"]
    assert reports.without(strand="quantitative").ids == ["P2"]


def test_missing_values_are_neither_equal_nor_lost(read: Read) -> None:
    """A report without a country is not in Namibia, so "without" keeps it."""
    reports = read()["reports"]
    assert reports.without(country="Namibia").ids == ["P1", "P2"]
    assert reports.absent("country").ids == ["P2"]
    assert reports.present("country").ids == ["P1", "P3"]


def test_rows_by_the_rows_of_another_table(read: Read) -> None:
    """P1 and P2 have ratings in conftest's RATINGS, P3 has none."""
    data = read()
    assert data["reports"].among("report", data["ratings"]).ids == ["P1", "P2"]
    rest = data["reports"].not_among("report", data["ratings"].where(reviewer="first"))
    assert rest.ids == ["P3"]
    assert rest.selection.how == "report not in (ratings: reviewer = first)"


def test_values_keep_row_order_and_python_types(read: Read) -> None:
    """Whole numbers, decimals, truth values and dates come as Python's own, for JSON's sake."""
    reports = read()["reports"]
    assert reports.values("year") == [1999, 2021, 2024]
    assert [type(value) for value in reports.values("year")] == [int] * 3
    assert reports.values("effect") == [0.5, -0.001, None]
    assert type(reports.least("effect")) is float
    assert type(reports.greatest("children")) is int
    assert reports.values("funded") == [True, False, True]
    assert (reports.least("read_on"), reports.greatest("read_on")) == (
        date(2021, 11, 29),
        date(2024, 2, 29),
    )


def test_dates_select_rows(read: Read) -> None:
    """A date is a condition and a group like any other value."""
    reports = read()["reports"]
    assert reports.where(read_on=date(2021, 11, 29)).ids == ["P2"]
    assert list(reports.groups("read_on")) == [date(2021, 11, 29), date(2024, 2, 29)]


def test_totals_are_exact_and_of_whole_numbers_only(read: Read) -> None:
    """12 + 1204 = 1216; a column of decimals has no total that a count could be."""
    reports = read()["reports"]
    assert reports.total("children") == 1216
    with pytest.raises(TypeError, match="holds no whole numbers"):
        reports.total("effect")


def test_distinct_values_leave_missing_out(read: Read) -> None:
    """Two named countries and one missing are two distinct values."""
    reports = read()["reports"]
    assert reports.distinct("country") == 2
    assert reports.unique("country") == ["NA", "Namibia"]


@pytest.mark.parametrize(
    "condition",
    [{"strand": "quantitativ"}, {"year": "1999"}, {"children": True}, {"funded": "true"}],
)
def test_an_impossible_value_is_refused(read: Read, condition: dict[str, str | bool]) -> None:
    """A misspelt value or one of another type would count zero rows without a word."""
    reports = read()["reports"]
    with pytest.raises(ValueError, match="never holds"):
        reports.where(**condition)
    with pytest.raises(ValueError, match="never holds"):
        reports.without(**condition)


def test_unknown_names_are_refused(read: Read) -> None:
    """A column or table that the dictionary lacks is a KeyError that names it."""
    data = read()
    with pytest.raises(KeyError, match="no column 'strnd'"):
        data["reports"].where(strnd="quantitative")
    with pytest.raises(KeyError, match="no table 'report'"):
        data["report"]


def test_one_value_needs_one_row(read: Read) -> None:
    """Three rows have no single country, one row has."""
    reports = read()["reports"]
    assert reports.where(report="P3").one("country") == "Namibia"
    with pytest.raises(ValueError, match="3 rows, not one"):
        reports.one("country")


def test_composite_keys_name_rows_by_all_columns(read: Read) -> None:
    """A rating is named by report and reviewer; a table without a key by its whole text."""
    data = read()
    assert data["ratings"].ids == ["P1/first", "P1/second", "P2/first"]
    assert data["discussions"].ids[1] == 'P2/first/said "yes", at last'


def test_a_selection_names_at_most_twenty_rows() -> None:
    """Twenty rows are named, twenty-one are told by count and digest only: origins stay small."""
    many = Rows.of("records", ["id"], [(f"R{n:02}",) for n in range(21)], key="id")
    assert SHOWN_ROWS == 20
    assert many.selection.rows == ()
    assert many.selection.count == 21
    assert len(many.without(id="R00").selection.rows) == 20


@pytest.mark.parametrize(
    ("values", "line"), [([], 1), ([("n", "many")], 2), ([("n", "2"), ("n", "3")], 3)]
)
def test_a_constant_that_is_not_there_is_told_at_its_line(
    values: list[tuple[str, str]], line: int
) -> None:
    """A deleted row, a word for a number, a row twice: the place is in the data."""
    rows = Rows.of("protocol", ["key", "value"], values, key="key")
    with pytest.raises(DataError) as caught:
        rows.whole("value")
    assert [issue.place for issue in caught.value.issues] == [f"data/protocol.csv:{line}"]
