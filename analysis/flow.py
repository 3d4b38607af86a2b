"""The flow of records, reports and studies, per search round and in total (PRISMA 2020)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from analysis import rounds
from analysis.rounds import TOTAL, by_record, by_report
from numerate import (
    Cell,
    Extraction,
    Flow,
    Inclusion,
    Number,
    Part,
    Result,
    RoundColumn,
    Rows,
    Searches,
    TableColumn,
    Tally,
    claim,
    draw_flow,
    figure,
    imbalances,
    listing,
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


def boxes(data: Extraction, column: RoundColumn) -> dict[str, Rows]:
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


def key(box: str, column: RoundColumn) -> str:
    """The key of a box's number: ``flow.retrieved.round3``; some totals have a short one."""
    if column is TOTAL and box in _KEYS_OF_TOTALS:
        return _KEYS_OF_TOTALS[box]
    return f"flow.{box}.{column.key}"


def flow(data: Extraction, counted: Mapping[RoundColumn, Mapping[str, Rows]]) -> Flow:
    """The review's flow diagram as counts, from the rows alone.

    Args:
        data: The extraction.
        counted: The rows of each box, for each column.
    """
    studies = rounds.included(data)
    return Flow(
        searches=tuple(_searches(data, one, counted[one]) for one in rounds.columns(data)),
        included=Inclusion(counted[TOTAL]["included"].count()),
        strands=tuple(Part(name, studies.where(strand=name).count()) for _, name in STRANDS),
    )


def update(data: Extraction) -> Flow | None:
    """The same review as an update: what all searches before the last gave is the previous version.

    None when there was one search only, or the last one found nothing.
    """
    *before, last = rounds.columns(data)
    found = boxes(data, last)
    if not before or not found["records"].count():
        return None
    earlier = RoundColumn("before", "", tuple(n for one in before for n in one.rounds))
    return Flow(
        searches=(replace(_searches(data, last, found), label="", included=None),),
        included=Inclusion(found["included"].count()),
        previous=Inclusion(boxes(data, earlier)["included"].count()),
        total=Inclusion(boxes(data, TOTAL)["included"].count()),
    )


def results(data: Extraction) -> Iterator[Result]:
    """Numbers of every box, the diagrams, their table, and the claim that they add up.

    Raises:
        NumerateError: When the flow does not balance; it is then neither counted nor drawn.
    """
    columns = rounds.with_total(data)
    counted = {column: boxes(data, column) for column in columns}
    every_box = list(counted[TOTAL].values())
    drawn = flow(data, counted)
    updated = update(data)
    both = [drawn, updated] if updated else [drawn]
    faults = [issue for one in both for issue in imbalances(one, "data/records.csv")]
    stop_on(faults)
    numbers = list(_numbers(data, counted))
    yield from numbers
    yield from _later(data)
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
        f"PRISMA 2020 flow diagram: {_labels(data)}, and all searches",
        rows=every_box,
        of=numbers,
    )
    if updated:
        last = columns[-2]
        yield figure(
            "prisma_update",
            draw_flow(updated),
            f"PRISMA 2020 flow diagram of an updated review: {last.label.lower()} beside what was "
            "included",
            rows=every_box,
            of=[one for one in numbers if one.key.endswith(f".{last.key}")],
        )
    yield _table(data, every_box)
    yield from _by_round(data, numbers)


def _numbers(
    data: Extraction, counted: Mapping[RoundColumn, Mapping[str, Rows]]
) -> Iterator[Number]:
    told = {box: (label, unit) for box, label, unit in BOXES}
    for column, found in counted.items():
        for box, rows in found.items():
            label, unit = told[box]
            definition = f"{label}, {column.label.lower()}"
            yield number(key(box, column), rows.count(), definition, rows=rows, unit=unit)
    for one in rounds.together(data).rounds:
        rows = data["records"].where(round=one)
        yield number(
            f"flow.records.round{one}",
            rows.count(),
            f"Records identified by search {one}, before duplicates were removed",
            rows=rows,
            unit="records",
        )


# numerate: allow unused-key: every column of the flow has the same numbers
def _later(data: Extraction) -> Iterator[Number]:
    """The boxes of the rounds after those that are told together, taken together."""
    column = rounds.later(data)
    for (box, label, unit), rows in zip(BOXES, boxes(data, column).values(), strict=True):
        definition = f"{label}, {column.label.lower()}"
        yield number(f"flow.{box}.later", rows.count(), definition, rows=rows, unit=unit)


def _by_round(data: Extraction, numbers: list[Number]) -> Iterator[Result]:
    """The lists of rounds: records of each, columns of the flow, and what rounds are called."""
    by_key = {one.key: one for one in numbers}
    searches = data["searches"]
    yield listing(
        "flow.records.by_round",
        [by_key[f"flow.records.round{one}"] for one in searches.unique("round")],
        "Records identified by each search, before duplicates were removed",
        rows=data["records"],
    )
    for column in (rounds.together(data), rounds.later(data)):
        yield listing(
            f"search.rounds.{column.key}",
            column.ordinals,
            f"{column.label} as rounds",
            rows=searches.where(round=column.rounds),
        )
    told = [
        f"for {one.told}{' together' if len(one.rounds) > 1 else ''}"
        for one in rounds.columns(data)
    ]
    yield listing("flow.columns", [*told, "in total"], "Columns of the flow", rows=searches)


# numerate: allow unused-key: every column of the flow has the same numbers
def _strands(data: Extraction) -> Iterator[Number]:
    for short, strand in STRANDS:
        for column in rounds.with_total(data):
            rows = rounds.included(data, column).where(strand=strand)
            name = "" if column is TOTAL else f".{column.key}"
            yield number(
                f"flow.included.{short}{name}",
                rows.count(),
                f"Included {strand} studies, {column.label.lower()}",
                rows=rows,
                unit="studies",
            )


def _searches(data: Extraction, column: RoundColumn, rows: Mapping[str, Rows]) -> Searches:
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


def _labels(data: Extraction) -> str:
    return ", ".join(column.label.lower() for column in rounds.columns(data))


def _table(data: Extraction, every_box: list[Rows]) -> Result:
    columns = rounds.with_total(data)
    return table(
        "flow_rounds",
        definition=f"Every box of the flow diagram, for {_labels(data)}, and together",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in columns)],
        head=[["Step", *(Cell(text=(column.label,), align="right") for column in columns)]],
        body=[
            row(label, *({"num": key(box, column)} for column in columns), name=box)
            for box, label, _ in BOXES
        ],
        rows=every_box,
    )
