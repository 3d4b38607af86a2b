"""What the included studies found: the time to fall asleep with and without a story."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.flow import boxes
from numerate import (
    Extraction,
    Note,
    Result,
    Rows,
    Style,
    TableColumn,
    citation_set,
    claim,
    number,
    row,
    table,
    written,
)

MINUTES = Style("decimal", 2)


def results(data: Extraction) -> Iterator[Result]:
    """Participants, years, the range of findings, the claim about them, and their table."""
    studies = boxes(data)["included"]
    shorter = studies.present("minutes").matching("minutes < 0", lambda rows: rows["minutes"] < 0)
    yield number(
        "studies.participants",
        studies.total("participants"),
        "Children in the included studies",
        rows=studies,
        unit="children",
    )
    yield number(
        "studies.years",
        (studies.least("year"), studies.greatest("year")),
        "First and last year of publication",
        rows=studies,
        style=Style("year"),
    )
    yield number(
        "findings.minutes",
        (studies.least("minutes"), studies.greatest("minutes")),
        "Smallest and largest difference in the time to fall asleep, story minus no story",
        rows=studies,
        unit="minutes",
        style=MINUTES,
    )
    yield number(
        "findings.shorter",
        shorter.count(),
        "Studies in which children fell asleep sooner with a story",
        rows=shorter,
    )
    yield claim(
        "findings.most_shorter",
        shorter.count() * 2 > studies.count(),
        f"{shorter.count()} of {studies.count()} studies > 1/2",
        "In most studies children fell asleep sooner with a story",
        rows=studies,
        against=studies.without(study=shorter.values("study")),
    )
    yield citation_set(
        "findings.shorter_studies",
        shorter.values("citation"),
        "Studies in which children fell asleep sooner with a story",
        rows=shorter,
    )
    yield _table(studies)


def _table(studies: Rows) -> Result:
    return table(
        "studies",
        definition="The included studies, by year",
        columns=[
            TableColumn(width=0.34),
            TableColumn(width=0.22),
            TableColumn(align="right", width=0.2),
            TableColumn(align="decimal", width=0.24),
        ],
        head=[["Study", "Country", "Children", "Minutes"]],
        body=[
            row(
                study["label"],
                study["country"] or "not reported",
                study["participants"] or "not reported",
                "not reported" if study["minutes"] is None else written(study["minutes"], MINUTES),
                name=study["study"].lower(),
            )
            for study in sorted(studies, key=lambda study: (study["year"], study["study"]))
        ],
        notes=[
            Note(text=("Minutes: time to fall asleep with a story minus without. NA: Namibia.",))
        ],
        rows=studies,
    )
