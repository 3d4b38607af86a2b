"""The flow of records, reports and studies, per search round and in total (PRISMA 2020)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from analysis import rounds
from analysis.rounds import COLUMNS, ROUND_3, ROUNDS_12, TOTAL, Column, by_record, by_report
from numerate import (
    Cell,
    Extraction,
    Flow,
    Inclusion,
    Number,
    Part,
    Result,
    Rows,
    Searches,
    TableColumn,
    Tally,
    claim,
    draw_flow,
    figure,
    imbalances,
    number,
    row,
    stop_on,
    table,
)

# Key of each box, what it holds, and what is counted; in the order of the diagram.
BOXES = (
    ("records", "Records identified", "records"),
    ("duplicates", "Duplicate records removed", "records"),
    ("title_abstract", "Records screened on title and abstract", "records"),
    ("excluded_ta", "Records excluded on title and abstract", "records"),
    ("eligible", "Reports sought for retrieval", "reports"),
    ("not_retrieved", "Reports not retrieved", "reports"),
    ("retrieved", "Reports assessed for eligibility", "reports"),
    ("excluded_ft", "Reports excluded after full-text review", "reports"),
    ("included", "Studies included", "studies"),
)
STRANDS = (("quant", "quantitative"), ("qual", "qualitative"))
_KEYS_OF_TOTALS = {"title_abstract": "flow.unique", "included": "flow.included"}


def boxes(data: Extraction, column: Column) -> dict[str, Rows]:
    """The rows counted in each box of one column of the diagram, by the box's key."""
    found = rounds.records(data, column)
    decided = by_record(data, "screening_decisions", column)
    retrieval = by_record(data, "retrieval", column)
    judged = by_report(data, "fulltext_decisions", column)
    return {
        "records": found,
        "duplicates": found.where(kept="no"),
        "title_abstract": found.where(kept="yes"),
        "excluded_ta": decided.where(decision="exclude"),
        "eligible": decided.where(decision="include"),
        "not_retrieved": retrieval.where(retrieved="no"),
        "retrieved": retrieval.where(retrieved="yes"),
        "excluded_ft": judged.where(decision="exclude"),
        "included": judged.where(decision="include"),
    }


def key(box: str, column: Column) -> str:
    """The key of a box's number: ``flow.retrieved.round3``; some totals have a short one."""
    if column is TOTAL and box in _KEYS_OF_TOTALS:
        return _KEYS_OF_TOTALS[box]
    return f"flow.{box}.{column.key}"


def flow(data: Extraction, counted: Mapping[Column, Mapping[str, Rows]]) -> Flow:
    """The review's flow diagram as counts, from the rows alone.

    Args:
        data: The extraction.
        counted: The rows of each box, for each column.
    """
    studies = rounds.included(data)
    return Flow(
        searches=tuple(_searches(data, one, counted[one]) for one in (ROUNDS_12, ROUND_3)),
        included=Inclusion(counted[TOTAL]["included"].count()),
        strands=tuple(Part(name, studies.where(strand=name).count()) for _, name in STRANDS),
    )


def update(data: Extraction, counted: Mapping[Column, Mapping[str, Rows]]) -> Flow:
    """The same review as an update: what searches 1 and 2 gave is the previous version.

    Args:
        data: The extraction.
        counted: The rows of each box, for each column.
    """
    found = counted[ROUND_3]
    one = _searches(data, ROUND_3, found)
    return Flow(
        searches=(replace(one, label="", included=None),),
        included=Inclusion(found["included"].count()),
        previous=Inclusion(counted[ROUNDS_12]["included"].count()),
        total=Inclusion(counted[TOTAL]["included"].count()),
    )


def results(data: Extraction) -> Iterator[Result]:
    """Numbers of every box, the diagrams, their table, and the claim that they add up.

    Raises:
        NumerateError: When the flow does not balance; it is then neither counted nor drawn.
    """
    counted = {column: boxes(data, column) for column in COLUMNS}
    every_box = list(counted[TOTAL].values())
    drawn = flow(data, counted)
    updated = update(data, counted)
    faults = [issue for one in (drawn, updated) for issue in imbalances(one, "data/records.csv")]
    stop_on(faults)
    numbers = list(_numbers(data, counted))
    yield from numbers
    yield from _strands(data)
    yield claim(
        "flow.balanced",
        not faults,
        "screened = identified − duplicates; sought = screened − excluded; assessed = sought − "
        "not retrieved; included = assessed − excluded; in each column and in total",
        "Every box of the flow diagram follows from the boxes before it",
        rows=every_box,
    )
    yield figure(
        "prisma",
        draw_flow(drawn),
        "PRISMA 2020 flow diagram: searches 1 and 2, search 3, and all searches",
        rows=every_box,
        of=numbers,
    )
    if counted[ROUND_3]["records"].count():
        yield figure(
            "prisma_update",
            draw_flow(updated),
            "PRISMA 2020 flow diagram of an updated review: search 3 beside what was included",
            rows=every_box,
            of=[one for one in numbers if one.key.endswith(f".{ROUND_3.key}")],
        )
    yield _table(every_box)


def _numbers(data: Extraction, counted: Mapping[Column, Mapping[str, Rows]]) -> Iterator[Number]:
    told = {box: (label, unit) for box, label, unit in BOXES}
    for column, found in counted.items():
        for box, rows in found.items():
            label, unit = told[box]
            definition = f"{label}, {column.label.lower()}"
            yield number(key(box, column), rows.count(), definition, rows=rows, unit=unit)
    for one in (1, 2):
        rows = data["records"].where(round=one)
        yield number(
            f"flow.records.round{one}",
            rows.count(),
            f"Records identified by search {one}, before duplicates were removed",
            rows=rows,
            unit="records",
        )


# numerate: allow unused-key: every column of the flow has the same numbers
def _strands(data: Extraction) -> Iterator[Number]:
    for short, strand in STRANDS:
        for column in COLUMNS:
            rows = rounds.included(data, column).where(strand=strand)
            name = "" if column is TOTAL else f".{column.key}"
            yield number(
                f"flow.included.{short}{name}",
                rows.count(),
                f"Included {strand} studies, {column.label.lower()}",
                rows=rows,
                unit="studies",
            )


def _searches(data: Extraction, column: Column, rows: Mapping[str, Rows]) -> Searches:
    return Searches(
        label=column.label,
        databases=Tally.of(_per_database(data, rows["records"])),
        duplicates=rows["duplicates"].count(),
        screened=rows["title_abstract"].count(),
        excluded=rows["excluded_ta"].count(),
        sought=rows["eligible"].count(),
        not_retrieved=rows["not_retrieved"].count(),
        assessed=rows["retrieved"].count(),
        reports_excluded=Tally.of(_per_reason(data, rows["excluded_ft"])),
        included=Inclusion(rows["included"].count()),
    )


def _per_database(data: Extraction, found: Rows) -> Iterator[Part]:
    for database in data["databases"].frame.sort_values("position").itertuples():
        count = found.where(database=str(database.database)).count()
        if count:
            yield Part(str(database.name), count)


def _per_reason(data: Extraction, excluded: Rows) -> Iterator[Part]:
    for reason in data["exclusion_reasons"].frame.sort_values("position").itertuples():
        count = excluded.where(reason=str(reason.reason)).count()
        if count:
            yield Part(str(reason.label), count)
    unexplained = excluded.absent("reason").count()
    if unexplained:
        yield Part("No reason recorded", unexplained)


def _table(every_box: list[Rows]) -> Result:
    return table(
        "flow_rounds",
        definition="Every box of the flow diagram, for searches 1 and 2, search 3, and together",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in COLUMNS)],
        head=[["Step", *(Cell(text=(column.label,), align="right") for column in COLUMNS)]],
        body=[
            row(label, *({"num": key(box, column)} for column in COLUMNS), name=box)
            for box, label, _ in BOXES
        ],
        rows=every_box,
    )
