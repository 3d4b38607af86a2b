"""The literature searches: when, where, how far back, and what was searched for."""

from __future__ import annotations

from collections.abc import Iterator

from numerate import (
    Cell,
    Extraction,
    Number,
    Result,
    Style,
    TableColumn,
    TableRow,
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


def _dates(data: Extraction) -> Iterator[Number]:
    searches = data["searches"]
    rounds = searches.unique("round")
    for one in rounds:
        rows = searches.where(round=one)
        yield number(
            f"search.date.round{one}",
            rows.greatest("date"),
            f"Day on which search {one} was run",
            rows=rows,
            style=Style("date"),
        )
    yield number("search.rounds.n", len(rounds), "Search rounds", rows=searches, unit="searches")
    yield number(
        "search.subsequent.n",
        len(rounds) - 1,
        "Searches after the first",
        rows=searches.without(round=min(rounds)),
        unit="searches",
    )


def _databases(data: Extraction) -> Iterator[Number]:
    searches = data["searches"]
    first = searches.where(round=min(searches.unique("round")))
    later = searches.not_among("database", first)
    for key, rows, told in (
        ("method.databases.n", searches, "Databases searched in any round"),
        ("method.databases.round1", first, "Databases searched in the first round"),
        ("method.databases.added", later, "Databases added after the first round"),
    ):
        yield number(key, rows.distinct("database"), told, rows=rows, unit="databases")


def _year_limits(data: Extraction) -> Iterator[Number]:
    for one in data["searches"].present("year_from").unique("round"):
        rows = data["searches"].where(round=one).present("year_from")
        yield number(
            f"search.year_from.round{one}",
            int(rows.least("year_from")),
            f"Earliest publication year that search {one} was limited to",
            rows=rows,
            style=Style("year"),
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
