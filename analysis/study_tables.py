"""The supplement's tables of study characteristics, one row per study, under neutral names.

A real study's name stands only beside a value that the published review states of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.characteristics import GENDERS, QUALITATIVE, QUANTITATIVE
from analysis.rounds import of_included
from numerate import (
    Cell,
    Extraction,
    Inline,
    Result,
    Style,
    TableColumn,
    group_row,
    row,
    table,
    written,
)

RECONSTRUCTED = (
    "Rows are reconstructed so that the published totals come out; only a value beside which a "
    "study is cited is stated by the published review."
)
_INSTRUMENT = (
    ("instrument_access", "How the perpetrator came by the image"),
    ("instrument_person", "Whom the image shows"),
    ("instrument_content", "What the image shows"),
    ("instrument_channel", "How the image was shared"),
    ("instrument_nonconsent", "Whether lack of consent is stated"),
)
_DASH = "–"
_PERCENT = Style("percent", 1)


def results(data: Extraction) -> Iterator[Result]:
    """Characteristics of both strands, and how the outcome was measured."""
    yield _quantitative(data)
    yield _qualitative(data)
    yield _instruments(data)


def _quantitative(data: Extraction) -> Result:
    rows = of_included(data, QUANTITATIVE)
    studies = {line["study_id"]: line for line in data["studies"]}
    head = ("Study", "Year", "Design", "Country", "Participants", "Ages", "Prevalence")
    aligns = ("left", "right", "left", "left", "right", "right", "right")
    body = [
        row(
            studies[line["study_id"]]["label"],
            str(studies[line["study_id"]]["year"]),
            line["design"],
            line["country"],
            line["participants"],
            _ages(line),
            _prevalence(line),
            name=line["study_id"],
        )
        for line in sorted(rows, key=_by_study)
    ]
    columns, heads = _columns(head, aligns)
    return table(
        "characteristics_quant",
        definition="Characteristics of the quantitative studies, one row per study",
        columns=columns,
        head=[heads],
        body=body,
        notes=[f"Prevalence = share of participants who reported perpetration. {RECONSTRUCTED}"],
        rows=(rows, data["studies"]),
    )


def _qualitative(data: Extraction) -> Result:
    rows = of_included(data, QUALITATIVE)
    studies = {line["study_id"]: line for line in data["studies"]}
    head = ("Study", "Year", "Location", "Method", "Boys, men", "Girls, women", "Non-binary",
            "Unknown", "Ages")  # fmt: skip
    aligns = ("left", "right", "left", "left", "right", "right", "right", "right", "right")
    body = [
        row(
            studies[line["study_id"]]["label"],
            str(studies[line["study_id"]]["year"]),
            _attributed(line["location"], line["attributed_to"]),
            line["method"],
            *(_DASH if line[gender] is None else line[gender] for gender in GENDERS),
            _ages(line),
            name=line["study_id"],
        )
        for line in sorted(rows, key=_by_study)
    ]
    columns, heads = _columns(head, aligns)
    return table(
        "characteristics_qual",
        definition="Characteristics of the qualitative studies, one row per study",
        columns=columns,
        head=[heads],
        body=body,
        notes=[f"{_DASH} = the study had no participants of its own. {RECONSTRUCTED}"],
        rows=(rows, data["studies"]),
    )


def _instruments(data: Extraction) -> Result:
    rows = of_included(data, QUANTITATIVE)
    body = []
    for column, told in _INSTRUMENT:
        body.append(group_row(told, 2, column))
        body += [
            row(value.capitalize(), chosen.count()) for value, chosen in rows.groups(column).items()
        ]
        missing = rows.absent(column).count()
        if missing:
            body.append(row("Not reported", missing))
    columns, heads = _columns(("Dimension of the instrument", "Studies"), ("left", "right"))
    return table(
        "instruments",
        definition="How the quantitative studies measured perpetration, in five dimensions",
        columns=columns,
        head=[heads],
        body=body,
        notes=["All rows are reconstructed; the published review names the dimensions only."],
        rows=rows,
    )


def _columns(
    head: tuple[str, ...], aligns: tuple[Any, ...]
) -> tuple[list[TableColumn], list[Cell]]:
    columns = [TableColumn(align=align) for align in aligns]
    cells = [Cell(text=(text,), align=align) for text, align in zip(head, aligns, strict=True)]
    return columns, cells


def _by_study(line: dict[str, Any]) -> str:
    return str(line["study_id"])


def _ages(line: dict[str, Any]) -> str:
    low, high = line["age_min"], line["age_max"]
    return _DASH if low is None or high is None else f"{low}–{high}"


def _prevalence(line: dict[str, Any]) -> tuple[Inline, ...]:
    if line["prevalence"] is None:
        return (_DASH,)
    return _attributed(written(float(line["prevalence"]), _PERCENT), line["attributed_to"])


def _attributed(text: str, citation: str | None) -> tuple[Inline, ...]:
    return (text,) if citation is None else (text, " ", {"cite": [citation]})
