"""Full texts that were excluded: how many for which reason, and each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.rounds import TOTAL, by_report, with_total
from numerate import (
    Cell,
    Extraction,
    Number,
    Result,
    RoundColumn,
    Rows,
    TableColumn,
    TableRow,
    number,
    row,
    table,
)

NO_REASON = "No reason recorded"
_NONE_RECORDED = "not_recorded"
_NOTE = (
    "One reason per report: the first criterion, in this order, that it does not meet. The totals "
    "follow from published counts; the reasons were not published and are reconstructed."
)


def results(data: Extraction) -> Iterator[Result]:
    """Excluded reports per reason and round, their table, and the list of every one."""
    columns = with_total(data)
    excluded = {
        column.key: by_report(data, "fulltext_decisions", column).where(decision="exclude")
        for column in columns
    }
    reasons = sorted(data["exclusion_reasons"], key=lambda line: int(line["position"]))
    for reason in reasons:
        for column in columns:
            chosen = excluded[column.key].where(reason=reason["reason"])
            yield _number(reason["reason"], reason["label"], column, chosen)
    unexplained = excluded[TOTAL.key].absent("reason").count() > 0
    if unexplained:
        for column in columns:
            chosen = excluded[column.key].absent("reason")
            yield _number(_NONE_RECORDED, NO_REASON, column, chosen)
    yield _table(columns, reasons, excluded, unexplained=unexplained)
    yield _list(data, reasons, excluded[TOTAL.key])


def _number(reason: str, label: str, column: RoundColumn, chosen: Rows) -> Number:
    return number(
        f"flow.excluded_ft.{reason}.{column.key}",
        chosen.count(),
        f"Full texts excluded, {column.label.lower()}: {label}",
        rows=chosen,
        unit="reports",
    )


def _table(
    columns: tuple[RoundColumn, ...],
    reasons: list[dict[str, Any]],
    excluded: dict[str, Rows],
    *,
    unexplained: bool,
) -> Result:
    lines = [(reason["label"], reason["reason"]) for reason in reasons]
    lines += [(NO_REASON, _NONE_RECORDED)] if unexplained else []
    body: list[TableRow] = [
        _row(columns, label, f"flow.excluded_ft.{name}") for label, name in lines
    ]
    body.append(_row(columns, "All reasons", "flow.excluded_ft", kind="total"))
    heads = [Cell(text=(column.label,), align="right") for column in columns]
    return table(
        "fulltext_exclusions",
        definition="Full texts excluded per reason and search",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in columns)],
        head=[["Reason", *heads]],
        body=body,
        notes=[_NOTE],
        rows=excluded[TOTAL.key],
    )


def _row(columns: tuple[RoundColumn, ...], label: str, key: str, kind: Any = "row") -> TableRow:  # noqa: ANN401 - row or total
    name = key.rpartition(".")[2]
    return row(label, *({"num": f"{key}.{one.key}"} for one in columns), name=name, kind=kind)


def _list(data: Extraction, reasons: list[dict[str, Any]], excluded: Rows) -> Result:
    label_of = {reason["reason"]: reason["label"] for reason in reasons}
    searched = {
        record: f"Search {found}"
        for record, found in zip(
            data["records"].texts("record_id"), data["records"].texts("round"), strict=True
        )
    }
    record_of = dict(
        zip(data["retrieval"].texts("report_id"), data["retrieval"].texts("record_id"), strict=True)
    )
    lines = sorted(excluded, key=lambda line: str(line["report_id"]))
    return table(
        "excluded_reports",
        definition="Every full text that was excluded, with its reason",
        columns=[TableColumn() for _ in range(4)],
        head=[["Report", "Found by", "Reason", "Decided by"]],
        body=[
            row(
                line["report_id"],
                searched[record_of[line["report_id"]]],
                label_of.get(line["reason"], NO_REASON),
                line["settled_by"],
                name=line["report_id"],
            )
            for line in lines
        ],
        notes=["Reports have neutral numbers: which were excluded, and why, was not published."],
        rows=excluded,
    )
