"""A flow with the rows behind each count, and the numbers, claims and table that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from numerate.ground.issues import Issue
from numerate.parts.roletables import slug
from numerate.review.extraction import Rows
from numerate.review.results import (
    Cell,
    Claim,
    Number,
    Result,
    Table,
    TableColumn,
    claim,
    number,
    row,
    table,
)
from numerate.review.synthesis.flow import Flow, Searches, Tally, together

# key of a box, what definitions call it, and what is counted
BOXES = (
    ("identified", "Records identified from databases and registers", "records"),
    ("databases", "Records identified from databases", "records"),
    ("registers", "Records identified from registers", "records"),
    ("removed", "Records removed before screening", "records"),
    ("duplicates", "Duplicate records removed", "records"),
    ("automation", "Records marked as ineligible by automation tools", "records"),
    ("removed_other", "Records removed for other reasons", "records"),
    ("screened", "Records screened", "records"),
    ("excluded", "Records excluded", "records"),
    ("sought", "Reports sought for retrieval", "reports"),
    ("not_retrieved", "Reports not retrieved", "reports"),
    ("assessed", "Reports assessed for eligibility", "reports"),
    ("reports_excluded", "Reports excluded", "reports"),
)


@dataclass(frozen=True, kw_only=True)
class SourcedFlow:
    """A flow, and where its counts come from.

    Attributes:
        flow: The counts.
        columns: A short name of each column of searches, as keys end; none with one column.
        behind: The rows of a count, by its key without column and with it.
        rows: The rows behind the flow as a whole.
        file: Where faults are told.
        lines: The line of a count by the words that issues begin with.
        ids: The short name of a source or reason in the data, by what it is called.
    """

    flow: Flow
    columns: tuple[str, ...] = ()
    behind: Mapping[str, Rows] = field(default_factory=dict)
    rows: tuple[Rows, ...]
    file: str
    lines: Mapping[str, int] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)

    def name(self, label: str) -> str:
        """The end of the key of a source or reason."""
        return slug(self.ids.get(label, label))

    def line(self, issue: Issue) -> int | None:
        """The line of the count that an issue is about; None where many rows make it."""
        told = (line for words, line in self.lines.items() if issue.found.startswith(words))
        return next(told, issue.line)

    def of(self, key: str) -> tuple[Rows, ...]:
        """The rows behind a key."""
        return (self.behind[key],) if key in self.behind else self.rows


def counts(column: Searches) -> dict[str, int | None]:
    """The count of each box of one column, by key; None where the box is not there."""
    return {
        "identified": column.identified,
        "databases": column.databases.count if column.registers else None,
        "registers": column.registers.count if column.registers else None,
        "removed": column.removed,
        "duplicates": column.duplicates,
        "automation": column.automation,
        "removed_other": column.other,
        "screened": column.screened,
        "excluded": column.excluded,
        "sought": column.sought,
        "not_retrieved": column.not_retrieved,
        "assessed": column.assessed,
        "reports_excluded": column.reports_excluded.count,
    }


def flow_results(made: SourcedFlow) -> Iterator[Result]:
    """Numbers of every box of every column, of sources and reasons, claims, and the table."""
    flow = made.flow
    whole = together(flow.searches)
    yield from _column(made, whole, "", "")
    if made.columns:
        for column, name in zip(flow.searches, made.columns, strict=True):
            yield from _column(made, column, f".{name}", f", {column.label}")
            if column.included:
                key = f"flow.included.{name}"
                yield number(key, column.included.studies, f"Studies included, {column.label}",
                             rows=made.of(key), unit="studies")  # fmt: skip
    yield from _included(made)
    yield from _other(made)
    yield from _claims(made, whole)
    yield _table(made, whole)


def _column(made: SourcedFlow, column: Searches, end: str, told: str) -> Iterator[Number]:
    found = counts(column)
    for box, label, unit in BOXES:
        count = found[box]
        if count is not None:
            key = f"flow.{box}{end}"
            yield number(key, count, f"{label}{told}", rows=made.of(key), unit=unit)
    parts = (
        ("database", "Records from", column.databases, "records"),
        ("register", "Records from", column.registers, "records"),
        ("excluded", "Records excluded at title and abstract:",
         Tally(0, column.screening_reasons), "records"),
        ("reason", "Reports excluded:", column.reports_excluded, "reports"),
    )  # fmt: skip
    for name, label, tally, unit in parts:
        yield from _parts(made, (f"flow.{name}", label, unit), tally, (end, told))


def _parts(
    made: SourcedFlow, what: tuple[str, str, str], tally: Tally | None, where: tuple[str, str]
) -> Iterator[Number]:
    key, label, unit = what
    for part in tally.parts if tally else ():
        at = f"{key}.{made.name(part.label)}{where[0]}"
        yield number(at, part.count, f"{label} {part.label}{where[1]}", rows=made.of(at), unit=unit)


def _included(made: SourcedFlow) -> Iterator[Number]:
    flow = made.flow
    boxes = (
        ("included", "reports", "included in the review", flow.included),
        ("previous", "previous_reports", "of the previous version", flow.previous),
        ("total", "total_reports", "included in total", flow.total),
        ("meta_analysis", "meta_analysis_reports", "in the meta-analysis", flow.meta_analysis),
    )
    for studies, reports, told, box in boxes:
        if box is None:
            continue
        yield number(f"flow.{studies}", box.studies, f"Studies {told}",
                     rows=made.of(f"flow.{studies}"), unit="studies")  # fmt: skip
        if box.reports is not None:
            yield number(f"flow.{reports}", box.reports, f"Reports of studies {told}",
                         rows=made.of(f"flow.{reports}"), unit="reports")  # fmt: skip
    for part in flow.strands:
        key = f"flow.strand.{slug(part.label)}"
        yield number(key, part.count, f"Studies included: {part.label}", rows=made.of(key),
                     unit="studies")  # fmt: skip


def _other(made: SourcedFlow) -> Iterator[Number]:
    other = made.flow.other
    if other is None:
        return
    boxes = (
        ("identified", "Records identified", other.identified.count, "records"),
        ("sought", "Reports sought", other.sought, "reports"),
        ("not_retrieved", "Reports not retrieved", other.not_retrieved, "reports"),
        ("assessed", "Reports assessed", other.assessed, "reports"),
        ("reports_excluded", "Reports excluded", other.reports_excluded.count, "reports"),
    )
    told = ", from other methods"
    for box, label, count, unit in boxes:
        if count is not None:
            key = f"flow.other.{box}"
            yield number(key, count, f"{label}{told}", rows=made.of(key), unit=unit)
    yield from _parts(made, ("flow.other.method", "Records from", "records"), other.identified,
                      ("", told))  # fmt: skip
    yield from _parts(made, ("flow.other.reason", "Reports excluded:", "reports"),
                      other.reports_excluded, ("", told))  # fmt: skip


def _claims(made: SourcedFlow, whole: Searches) -> Iterator[Claim]:
    lost = whole.not_retrieved or 0
    yield claim("flow.all_retrieved", lost == 0, f"{lost} reports not retrieved",
                "Every report that was sought was retrieved", rows=made.rows)  # fmt: skip
    box = made.flow.all
    yield claim("flow.one_report_each", box.reports_or_studies == box.studies,
                f"{box.reports_or_studies} reports of {box.studies} studies",
                "Each included study has one report", rows=made.rows)  # fmt: skip


def _table(made: SourcedFlow, whole: Searches) -> Table:
    searches: Sequence[Searches] = made.flow.searches if made.columns else ()
    ends = [f".{name}" for name in made.columns] + [""]
    labels = [column.label for column in searches] + (["Total"] if searches else ["n"])
    every = [*searches, whole]
    body = []
    for box, label, _ in BOXES:
        found = [counts(column)[box] for column in every]
        if any(count is not None for count in found):
            cells: list[Any] = [
                {"num": f"flow.{box}{end}"} if count is not None else "not applicable"
                for end, count in zip(ends, found, strict=True)
            ]
            body.append(row(label, *cells, name=box))
    told = [
        {"num": f"flow.included{end}"} if column.included or not end else "not counted"
        for end, column in zip(ends, every, strict=True)
    ]
    body.append(row("Studies included", *told, name="included", kind="total"))
    return table(
        "flow",
        definition="Every box of the flow diagram",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in labels)],
        head=[["Step", *(Cell(text=(label,), align="right") for label in labels)]],
        body=body,
        rows=made.rows,
    )
