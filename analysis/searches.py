"""The literature searches: when, where, how far back, and what was searched for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from numerate import (
    Cell,
    Claim,
    Extraction,
    Number,
    Result,
    Rows,
    Style,
    TableColumn,
    TableRow,
    claim,
    listing,
    number,
    row,
    table,
)


def results(data: Extraction) -> Iterator[Result]:
    """Search dates, databases, year limits, and the supplement's tables of them."""
    yield from _dates(data)
    yield from _databases(data)
    yield from _year_limits(data)
    yield _searches_table(data)


def _dates(data: Extraction) -> Iterator[Result]:
    searches = data["searches"]
    days = {one: searches.where(round=one) for one in searches.unique("round")}
    dates = [_day(f"round{one}", rows, f"search {one}") for one, rows in days.items()]
    yield from dates
    later = dates[1:]
    yield _day("first", days[min(days)], "the first search")
    yield _day("last", days[max(days)], "the last search")
    after = searches.without(round=min(days))
    yield listing(
        "search.dates.later",
        later,
        "Days of the searches after the first",
        order="time",
        rows=after,
    )
    yield number("search.rounds.n", len(days), "Search rounds", rows=searches, unit="searches")
    yield number("search.subsequent.n", len(later), "Searches after the first", rows=after,
                 unit="searches")  # fmt: skip


def _day(key: str, rows: Rows, told: str) -> Number:
    day = rows.greatest("date")
    return number(
        f"search.date.{key}", day, f"Day on which {told} was run", rows=rows, style=Style("date")
    )


def _databases(data: Extraction) -> Iterator[Result]:
    searches = data["searches"]
    first = searches.where(round=min(searches.unique("round")))
    later = searches.not_among("database", first)
    for key, rows, told in (
        ("method.databases.n", searches, "Databases searched in any round"),
        ("method.databases.round1", first, "Databases searched in the first round"),
        ("method.databases.added", later, "Databases added after the first round"),
    ):
        yield number(key, rows.distinct("database"), told, rows=rows, unit="databases")
        names = data["databases"].among("database", rows)
        yield listing(
            f"{key.removesuffix('.n')}.names",
            [line["name"] for line in sorted(names, key=lambda one: one["position"])],
            f"{told}, in the order of the table of databases",
            rows=(rows, names),
        )


def _year_limits(data: Extraction) -> Iterator[Result]:
    limited = data["searches"].present("year_from")
    years = []
    for one in limited.unique("round"):
        rows = limited.where(round=one)
        years.append(
            number(
                f"search.year_from.round{one}",
                int(rows.least("year_from")),
                f"Earliest publication year that search {one} was limited to",
                rows=rows,
                style=Style("year"),
            )
        )
    yield from years
    yield listing("search.years_from", years, "Earliest publication years that searches were "
                  "limited to", order="time", rows=limited)  # fmt: skip
    yield _limits_follow(data)
    yield _only_first_unlimited(data)


def _limits_follow(data: Extraction) -> Claim:
    searches = data["searches"]
    dates = {one: rows.greatest("date") for one, rows in searches.groups("round").items()}
    limited = searches.present("year_from")
    against = limited.matching(
        "limit is not the year of the search before",
        lambda rows: pd.Series(
            [limit != _year_before(dates, n) for limit, n in zip(rows["year_from"], rows["round"],
                                                                strict=True)],
            index=rows.index,
            dtype=bool,
        ),
    )  # fmt: skip
    return claim(
        "search.limits_follow",
        limited.count() > 0 and against.count() == 0,
        f"{limited.count() - against.count()} of {limited.count()} limits are the year of the "
        "search before",
        "Each limit is the year of the search before",
        rows=limited,
        against=against,
    )


def _year_before(dates: Mapping[int, date], one: int) -> int:
    return max((day.year for n, day in dates.items() if n < one), default=0)


def _only_first_unlimited(data: Extraction) -> Claim:
    """Of the later searches, those without a limit are the first ones of an added database."""
    searches = data["searches"]
    first = min(searches.unique("round"))
    later = searches.without(round=first)
    added = later.not_among("database", searches.where(round=first))
    opening = {name: min(rows.values("round")) for name, rows in added.groups("database").items()}
    free = later.absent("year_from")
    expected = added.matching(
        "first search of an added database",
        lambda rows: rows["round"] == rows["database"].map(opening),
    )
    extra = free.not_among("search_id", expected)
    return claim(
        "search.only_added_unlimited",
        sorted(free.values("search_id")) == sorted(expected.values("search_id")),
        f"{free.count()} later searches without a limit, {expected.count()} first searches of "
        "added databases",
        "Of the later searches only the first in each added database had no limit of years",
        rows=later,
        against=extra if extra.count() else expected.present("year_from"),
    )


def _searches_table(data: Extraction) -> Result:
    searches = data["searches"]
    databases = {line["database"]: line for line in data["databases"]}
    body = []
    for one in searches.unique("round"):
        in_round = searches.where(round=one)
        for line in sorted(in_round, key=lambda one: databases[one["database"]]["position"]):
            limit = line["year_from"]
            body.append(
                row(
                    str(one),
                    {"num": f"search.date.round{one}"},
                    databases[line["database"]]["name"],
                    "none" if limit is None else f"{limit} or later",
                    line["hits"],
                    name=line["search_id"],
                )
            )
        body.append(_total(one))
    return table(
        "searches",
        definition="Each search of each database: round, day, year limit, records found",
        columns=[
            TableColumn(),
            TableColumn(),
            TableColumn(),
            TableColumn(),
            TableColumn(align="right"),
        ],
        head=[["Search", "Date", "Database", "Publication years", _right("Records")]],
        body=body,
        notes=[
            (
                "Totals per search are as published. Their split over databases was not published; "
                "the counts per database are reconstructed."
            )
        ],
        rows=searches,
    )


def _total(one: int) -> TableRow:
    label = Cell(text=(f"Search {one}, all databases",), colspan=4)
    return row(label, {"num": f"flow.records.round{one}"}, name=f"round{one}", kind="total")


def _right(text: str) -> Cell:
    return Cell(text=(text,), align="right")
