"""Consistency between tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from numerate.ground.issues import Issue
from numerate.review.extraction import Extraction, Rows
from numerate.review.extraction.rows import Table
from numerate.review.extraction.schema import Column, TableSchema
from numerate.review.synthesis.appraisal import MMAT_2018, Answer, Criterion
from numerate.review.synthesis.consistency import (
    appraisal_faults,
    constructs_without_label,
    overlapping_participants,
    percent_faults,
    reports_without_study,
    studies_without,
    themes_without_extract,
    two_votes,
    unmapped_labels,
)

DATASETS = {"q01": "d01", "q02": "d02", "q03": "d02"}
CRITERIA = [
    Criterion(id="1.1", category="qualitative", label="Approach"),
    Criterion(id="4.1", category="descriptive", label="Sampling"),
    Criterion(id="4.2", category="descriptive", label="Sample"),
]


def findings(*values: Sequence[str]) -> Rows:
    """Findings: id, study, label, level, direction."""
    columns = ["finding_id", "study_id", "raw_label", "level", "direction"]
    return Rows.of("findings", columns, list(values), key="finding_id")


def codes(issues: Sequence[Issue]) -> list[tuple[str, int | None]]:
    """Code and line of each issue."""
    return [(issue.code, issue.line) for issue in issues]


def test_study_without_finding() -> None:
    """A study that no finding names is told with its own line."""
    studies = Rows.of("studies", ["study_id"], [("q01",), ("q02",)], key="study_id")
    found = studies_without(studies, findings(("F1", "q02", "age", "", "")), "study_id", "finding")
    assert codes(found) == [("study-without-finding", 2)]


def test_unmapped_label() -> None:
    """A label without a construct is told once, at its first line."""
    mapping = Rows.of("label_map", ["raw_label", "construct"], [("age", "age")], key="raw_label")
    rows = findings(
        ("F1", "q01", "age", "", ""), ("F2", "q01", "grade", "", ""), ("F3", "q02", "grade", "", "")
    )
    assert codes(unmapped_labels(rows, "raw_label", mapping)) == [("label-without-construct", 3)]


def test_construct_without_label() -> None:
    """A construct that no label is read as is told with its line."""
    mapping = Rows.of("label_map", ["raw_label", "construct"], [("age", "age")], key="raw_label")
    constructs = Rows.of("constructs", ["construct"], [("age",), ("gender",)], key="construct")
    found = constructs_without_label(constructs, "construct", mapping)
    assert codes(found) == [("construct-without-label", 3)]


def test_two_votes_from_one_dataset() -> None:
    """Two papers that report one analysis of their dataset differently are told, at the second."""
    rows = findings(
        ("F1", "q02", "age", "bivariate", "positive"),
        ("F2", "q03", "age", "bivariate", "negative"),
        ("F3", "q03", "age", "multiple", "negative"),
        ("F4", "q01", "age", "bivariate", "negative"),
    )
    found = two_votes(
        rows,
        DATASETS.__getitem__,
        ("raw_label", "level"),
        lambda row: str(row["direction"]),
    )
    assert codes(found) == [("two-votes-from-one-dataset", 3)]
    assert "F2 of q03 is negative, F1 of q02 is positive" in found[0].found


def test_agreeing_papers_are_no_fault() -> None:
    """Two papers on one dataset that agree, or one paper with two rows, are no fault."""
    rows = findings(
        ("F1", "q02", "age", "bivariate", "positive"),
        ("F2", "q03", "age", "bivariate", "positive"),
        ("F3", "q01", "age", "bivariate", "positive"),
        ("F4", "q01", "age", "bivariate", "negative"),
    )
    assert not two_votes(
        rows, DATASETS.__getitem__, ("raw_label", "level"), lambda row: str(row["direction"])
    )


def test_theme_without_extract() -> None:
    """A theme is empty when neither it nor a theme below it has an extract."""
    rows = Rows.of(
        "themes",
        ["theme", "parent"],
        [("act", None), ("bodies", "act"), ("trade", "bodies"), ("coping", None)],
        key="theme",
    )
    found = themes_without_extract(rows, "theme", ["trade"])
    assert codes(found) == [("theme-without-extract", 5)]


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ([("4.1", "yes"), ("4.2", "no")], []),
        ([("4.1", "perhaps"), ("4.2", "no")], [("answer-off-scale", 2)]),
        (
            [("4.1", "yes"), ("4.2", "no"), ("1.1", "yes")],
            [("criterion-of-wrong-category", 4)],
        ),
        ([("4.1", "yes")], [("criterion-not-answered", 2)]),
        ([("4.1", "yes"), ("4.2", "no"), ("9.9", "yes")], [("criterion-of-wrong-category", 4)]),
    ],
)
def test_appraisal(answered: list[tuple[str, str]], expected: list[tuple[str, int]]) -> None:
    """Answers off the scale, criteria of another category and missing criteria are told."""
    values = [(f"q01/{name}", "q01", "descriptive", name, answer) for name, answer in answered]
    columns = ["id", "study_id", "category", "criterion", "answer"]
    rows = Rows.of("appraisal", columns, values, key="id")
    given = [
        Answer(id=i, study=study, category=category, criterion=criterion, answer=answer)
        for i, study, category, criterion, answer in values
    ]
    assert codes(appraisal_faults(CRITERIA, rows, MMAT_2018, given)) == expected


def test_percentage_above_100() -> None:
    """A cell of a column in percent is checked even where the dictionary sets no bound."""
    made = Rows.of("items", ["id", "share"], [("m1", 62.0), ("m2", 162.0)], key="id").table
    schema = TableSchema(
        name="items",
        path="items.csv",
        columns=(Column(name="share", type="number", unit="percent"),),
        primary_key=("id",),
    )
    data = Extraction({"items": Table(schema, made.typed, made.texts, made.lines)})
    assert codes(percent_faults(data)) == [("percentage-out-of-range", 3)]


def test_overlapping_participants() -> None:
    """The same sample under two datasets is told; under one dataset, or incomplete, it is not."""
    rows = Rows.of(
        "quantitative_studies",
        ["study_id", "country", "participants", "age_min", "age_max"],
        [
            ("q01", "Spain", 1820, 12, 17),
            ("q02", "Spain", 1820, 12, 17),
            ("q03", "Spain", 1820, 12, 17),
        ],
        key="study_id",
    )
    assert codes(overlapping_participants(rows, DATASETS.__getitem__)) == [
        ("overlapping-participants", 3),
        ("overlapping-participants", 4),
    ]
    assert not overlapping_participants(rows, lambda _: "d01")


def test_an_included_report_needs_a_study() -> None:
    """A decision changed to include, without an extracted study, is told at its line."""
    accepted = Rows.of("decisions", ["report"], [("P1",), ("P2",)], key="report")
    studies = Rows.of("studies", ["id", "report"], [("a", "P2")], key="id")
    (issue,) = reports_without_study(accepted, studies, "report")
    assert (issue.code, issue.place) == ("report-without-study", "data/decisions.csv:2")
    assert reports_without_study(accepted.where(report="P2"), studies, "report") == []
