"""The flow of records, reports and studies, and how far the two reviewers agreed."""

from __future__ import annotations

from collections.abc import Iterator

from numerate import (
    Extraction,
    Flow,
    Inclusion,
    Part,
    Result,
    Rows,
    Searches,
    Style,
    TableColumn,
    Tally,
    agreement,
    draw_flow,
    figure,
    imbalances,
    listing,
    number,
    row,
    stop_on,
    table,
)

COUNTED = {
    "records": "Records identified",
    "duplicates": "Duplicate records removed",
    "screened": "Records screened",
    "excluded": "Records excluded on title and abstract",
    "sought": "Reports sought for retrieval",
    "not_retrieved": "Reports not retrieved",
    "assessed": "Reports assessed for eligibility",
    "reports_excluded": "Reports excluded after reading in full",
    "included": "Studies included",
}


def boxes(data: Extraction) -> dict[str, Rows]:
    """The rows behind each box of the flow diagram."""
    unique = data["records"].absent("duplicate_of")
    decided = data["screening"].where(reviewer="first")
    reports = data["reports"]
    included = reports.where(decision="include")
    return {
        "records": data["records"],
        "duplicates": data["records"].present("duplicate_of"),
        "screened": unique,
        "excluded": decided.where(decision="exclude"),
        "sought": reports,
        "not_retrieved": reports.where(retrieved=False),
        "assessed": reports.where(retrieved=True),
        "reports_excluded": reports.where(decision="exclude"),
        "included": data["studies"].among("report", included),
    }


def flow(data: Extraction) -> Flow:
    """The counts of the flow diagram."""
    counts = {name: rows.count() for name, rows in boxes(data).items()}
    searches = data["searches"].groups("search").values()
    reasons = boxes(data)["reports_excluded"].groups("reason").items()
    column = Searches(
        databases=Tally.of(Part(one.one("database"), one.one("hits")) for one in searches),
        duplicates=counts["duplicates"],
        screened=counts["screened"],
        excluded=counts["excluded"],
        sought=counts["sought"],
        not_retrieved=counts["not_retrieved"],
        assessed=counts["assessed"],
        reports_excluded=Tally.of(
            Part(reason[0].upper() + reason[1:], rows.count()) for reason, rows in reasons
        ),
    )
    return Flow(searches=(column,), included=Inclusion(counts["included"]))


def results(data: Extraction) -> Iterator[Result]:
    """The number of each box, the diagram, a table of both, and the reviewers' agreement.

    Raises:
        NumerateError: When the flow does not balance.
    """
    drawn = flow(data)
    stop_on(imbalances(drawn, "data/records.csv"))
    counted = {
        name: number(f"flow.{name}", rows.count(), COUNTED[name], rows=rows)
        for name, rows in boxes(data).items()
    }
    yield from counted.values()
    yield figure(
        "prisma",
        draw_flow(drawn),
        "PRISMA 2020 flow diagram",
        rows=boxes(data).values(),
        of=counted.values(),
    )
    yield table(
        "flow",
        definition="The boxes of the flow diagram as a table",
        columns=[TableColumn(width=0.7), TableColumn(align="right", width=0.3)],
        head=[["Box", "Count"]],
        body=[row(COUNTED[name], count, name=name) for name, count in counted.items()],
    )
    yield number(
        "search.date",
        data["searches"].greatest("date"),
        "Day of the last search",
        rows=data["searches"],
        style=Style("date"),
    )
    yield number(
        "search.databases",
        data["searches"].distinct("database"),
        "Databases searched",
        rows=data["searches"],
    )
    yield listing(
        "search.database_names",
        data["searches"].values("database"),
        "Databases searched",
        order="name",
        rows=data["searches"],
    )
    yield from _agreement(data["screening"])


def _agreement(screening: Rows) -> Iterator[Result]:
    second = dict(_decisions(screening.where(reviewer="second")))
    pairs = [
        (decision, second[record])
        for record, decision in _decisions(screening.where(reviewer="first"))
    ]
    yield number(
        "agreement.percent",
        agreement(pairs).percent,
        "Records on which both reviewers decided alike, in percent of the records screened",
        rows=screening,
        style=Style("percent", 1),
    )


def _decisions(screening: Rows) -> Iterator[tuple[str, str]]:
    yield from zip(screening.values("record"), screening.values("decision"), strict=True)
