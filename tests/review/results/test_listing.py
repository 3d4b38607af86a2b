"""Lists: members, their order and their forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from numerate.review.extraction import Rows
from numerate.review.results import Member, Number, Style, collect, listing, number
from numerate.review.results.ledger import numbers_json


def _count(name: str, value: int) -> Member:
    return Member(name=name, number=number(f"country.{name.lower()}", value, f"From {name}"))


def _date(key: str, day: date) -> Number:
    return number(f"search.date.{key}", day, "Day of a search", style=Style("date"))


COUNTRIES = (_count("Peru", 7), _count("Italy", 12), _count("Chad", 7))


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("given", ["Peru", "Italy", "Chad"]),
        ("size", ["Italy", "Peru", "Chad"]),
        ("time", ["Peru", "Chad", "Italy"]),
        ("name", ["Chad", "Italy", "Peru"]),
    ],
)
def test_members_stand_in_the_order_that_is_stated(order: str, names: list[str]) -> None:
    """Largest first, earliest first, by name, or as given; equals keep their order."""
    made = listing("country.list", COUNTRIES, "Countries", order=order)  # type: ignore[arg-type]
    assert made.items["names"] == names


def test_the_forms_of_names_with_counts() -> None:
    """Names, values, and names with the values in parentheses, written by hand."""
    made = listing("country.list", COUNTRIES, "Countries", order="size")
    assert made.text == "Italy, Peru and Chad"
    assert made.items["counts"] == ["Italy (12)", "Peru (7)", "Chad (7)"]
    assert made.items["words"] == ["twelve", "seven", "seven"]
    assert made.items["Words"] == ["Twelve", "seven", "seven"]


def test_dates_have_the_forms_of_dates() -> None:
    """Every form that all members share can be asked for, and the earliest stands first."""
    days = [_date("b", date(2024, 5, 29)), _date("a", date(2022, 11, 30))]
    made = listing("search.dates", days, "Days", order="time")
    assert made.text == "November 30, 2022 and May 29, 2024"
    assert made.items["iso"] == ["2022-11-30", "2024-05-29"]
    assert "names" not in made.items


def test_citations_stand_beside_the_names() -> None:
    """The form ``cited`` is there when each member has works to cite."""
    members = [Member(name="ours", cites=("amsel2016",)), Member(name="theirs")]
    assert "cited" not in listing("a.b", members, "Studies").items
    made = listing("a.b", members[:1], "Studies", form="cited")
    assert made.entry["members"] == [{"name": "ours", "cite": ["amsel2016"]}]


@pytest.mark.parametrize(
    ("members", "options", "message"),
    [
        (["ERIC", "ERIC"], {}, "a.b: ERIC is listed twice"),
        (["ERIC"], {"order": "size"}, "a.b: 'ERIC' has no number or date to be ordered by"),
        (["ERIC"], {"order": "age"}, "no order 'age'"),
        (["ERIC"], {"form": "counts"}, "its members have no form 'counts'; one of names, Names"),
    ],
)
def test_a_list_that_cannot_be_is_refused(
    members: list[str], options: dict[str, str], message: str
) -> None:
    """Members twice, and orders and forms that members do not have, are said at once."""
    with pytest.raises(ValueError, match=message):
        listing("a.b", members, "Databases", **options)  # type: ignore[arg-type]  # by name


def test_a_list_is_stored_with_its_origin_and_its_numbers(tmp_path: Path) -> None:
    """The section of lists holds each list in one line; ledgers without lists have no section."""
    rows = Rows.of("searches", ["id"], [("a",), ("b",)], key="id")
    made = listing("country.list", COUNTRIES, "Countries", order="size", rows=rows)
    numbers = [one.number for one in COUNTRIES if one.number]
    ledger, issues = collect([made, *numbers], tmp_path)
    assert issues == []
    (line,) = [one for one in numbers_json(ledger, tmp_path).split("\n") if "country.list" in one]
    assert '"order": "from the largest to the smallest"' in line
    assert '"of": ["country.italy", "country.peru", "country.chad"]' in line
    assert '"table": "searches"' in line
    without, _ = collect(numbers, tmp_path)
    assert '"lists"' not in numbers_json(without, tmp_path)


def test_a_list_and_a_number_cannot_share_a_key(tmp_path: Path) -> None:
    """Words that follow ``plural=key`` could not tell which is meant."""
    both = [number("a.b", 2, "Two"), listing("a.b", ["ERIC"], "Databases")]
    _, issues = collect(both, tmp_path)
    assert [one.code for one in issues] == ["duplicate-result"]


def test_a_list_of_numbers_that_nobody_yields_is_a_fault(tmp_path: Path) -> None:
    """What a list builds on must be in the ledger, as with numbers."""
    _, issues = collect([listing("a.b", [COUNTRIES[0]], "Countries")], tmp_path)
    assert [(one.code, "country.peru" in one.found) for one in issues] == [("unknown-number", True)]
