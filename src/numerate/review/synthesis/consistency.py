"""Consistency: what tables must say together, beyond what a dictionary can express for a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from numerate.ground.issues import Issue
from numerate.ground.project import DATA
from numerate.review.extraction import Extraction, Rows
from numerate.review.synthesis.appraisal import Answer, Criterion, Tool, criteria_asked

_FULL = 100


def studies_without(studies: Rows, held: Rows, column: str, what: str) -> list[Issue]:
    """An issue for every study that a table holds nothing about.

    Args:
        studies: The studies that must occur.
        held: The table in which they must occur.
        column: The column that names the study in both.
        what: What is missing, in one word, such as ``finding``.

    >>> studies = Rows.of("studies", ["id"], [("a",), ("b",)], key="id")
    >>> findings = Rows.of("findings", ["fid", "id"], [("f1", "a")], key="fid")
    >>> print(studies_without(studies, findings, "id", "finding")[0])
    data/studies.csv:3: study-without-finding: the study 'b' has no row in data/findings.csv
        expected: at least one finding for every study listed here
        to do:    add what the study reports, or take the study out
    """
    return [
        _issue(
            studies,
            line,
            code=f"study-without-{what}",
            found=f"the study '{name}' has no row in {_path(held)}",
            expected=f"at least one {what} for every study listed here",
            todo="add what the study reports, or take the study out",
        )
        for name, line in _lines_not_among(studies, column, held.texts(column))
    ]


def reports_without_study(accepted: Rows, studies: Rows, column: str) -> list[Issue]:
    """An issue for every report that was included though no study is listed for it.

    Args:
        accepted: The final decisions that include a report.
        studies: The studies of the review.
        column: The column that names the report in both.

    >>> accepted = Rows.of("decisions", ["report"], [("P1",), ("P2",)], key="report")
    >>> studies = Rows.of("studies", ["id", "report"], [("a", "P1")], key="id")
    >>> print(reports_without_study(accepted, studies, "report")[0])
    data/decisions.csv:3: report-without-study: the report 'P2' is included
        expected: a study in data/studies.csv for every included report
        to do:    extract the study, or correct the decision
    """
    return [
        _issue(
            accepted,
            line,
            code="report-without-study",
            found=f"the report '{name}' is included",
            expected=f"a study in {_path(studies)} for every included report",
            todo="extract the study, or correct the decision",
        )
        for name, line in _lines_not_among(accepted, column, studies.texts(column))
    ]


def unmapped_labels(findings: Rows, label: str, mapping: Rows) -> list[Issue]:
    """An issue for every raw label that the mapping does not read as a construct."""
    first: dict[str, int] = {}
    for name, line in _lines_not_among(findings, label, mapping.texts(label)):
        first.setdefault(name, line)
    return [
        _issue(
            findings,
            line,
            code="label-without-construct",
            found=f"the label '{name}' is not in {_path(mapping)}",
            expected="every label read as one construct",
            todo=f"add a row for it to {_path(mapping)}, with the construct it measures",
        )
        for name, line in first.items()
    ]


def constructs_without_label(constructs: Rows, column: str, mapping: Rows) -> list[Issue]:
    """An issue for every construct that no raw label is read as."""
    return [
        _issue(
            constructs,
            line,
            code="construct-without-label",
            found=f"no label in {_path(mapping)} is read as '{name}'",
            expected="at least one label for every construct",
            todo="map a label to it, or take the construct out",
        )
        for name, line in _lines_not_among(constructs, column, mapping.texts(column))
    ]


def two_votes(
    findings: Rows,
    dataset: Callable[[str], str],
    analysis: Sequence[str],
    outcome: Callable[[Mapping[str, Any]], str],
) -> list[Issue]:
    """An issue for every analysis of one dataset that two of its papers report differently.

    Args:
        findings: One row per analysis, with a column ``study_id``.
        dataset: The dataset of a study.
        analysis: The columns that tell one analysis of a dataset from another.
        outcome: What a row says, such as ``positive``.
    """
    seen: dict[tuple[Any, ...], dict[str, tuple[str, str]]] = defaultdict(dict)
    issues = []
    for row, line, name in zip(findings, findings.lines, findings.ids, strict=True):
        study, said = str(row["study_id"]), outcome(row)
        earlier = seen[(dataset(study), *(row[column] for column in analysis))]
        differing = [other for other, (had, _) in earlier.items() if other != study and had != said]
        for other in differing[:1]:
            had, other_name = earlier[other]
            issues.append(
                _issue(
                    findings,
                    line,
                    code="two-votes-from-one-dataset",
                    found=f"{name} of {study} is {said}, {other_name} of {other} is {had},"
                    f" and both analyse the dataset '{dataset(study)}'",
                    expected="one result for one analysis of one dataset",
                    todo="correct one of the rows, or tell the analyses apart by "
                    + ", ".join(analysis[1:]),
                )
            )
        earlier.setdefault(study, (said, name))
    return issues


def themes_without_extract(themes: Rows, column: str, extracts: Iterable[str]) -> list[Issue]:
    """An issue for every theme that no extract is coded into, directly or through a sub-theme."""
    parents = {row[column]: row["parent"] for row in themes}
    held: set[str] = set()
    for name in extracts:
        above: str | None = name
        while above and above not in held:
            held.add(above)
            above = parents.get(above)
    return [
        _issue(
            themes,
            line,
            code="theme-without-extract",
            found=f"no extract is coded into the theme '{name}'",
            expected="at least one extract for every theme",
            todo="code an extract into it, or take the theme out",
        )
        for name, line in _lines_not_among(themes, column, held)
    ]


def appraisal_faults(
    criteria: Sequence[Criterion], answers: Rows, tool: Tool, given: Sequence[Answer]
) -> list[Issue]:
    """Issues for answers off the scale, criteria of another category, and criteria left out.

    Args:
        criteria: Every criterion of the tool.
        answers: The table of answers.
        tool: The tool.
        given: The same answers as values, in the order of the rows.
    """
    asked = criteria_asked(criteria, given, tool)
    issues = []
    lines: dict[str, int] = {}
    for one, line in zip(given, answers.lines, strict=True):
        lines.setdefault(one.study, line)
        if one.answer not in tool.answers:
            issues.append(_off_scale(answers, line, one, tool))
        if one.criterion not in asked[one.study]:
            issues.append(_wrong_criterion(answers, line, one, asked[one.study]))
    answered = {(one.study, one.criterion) for one in given}
    for study, names in asked.items():
        missing = [name for name in names if (study, name) not in answered]
        if missing:
            issues.append(_left_out(answers, lines[study], study, missing))
    return issues


def percent_faults(data: Extraction) -> list[Issue]:
    """An issue for every cell below 0 or above 100 in a column whose unit is percent."""
    issues = []
    for name in data:
        rows = data[name]
        for column in rows.table.schema.columns:
            if column.unit != "percent":
                continue
            for value, line in zip(rows.values(column.name), rows.lines, strict=True):
                if value is not None and not 0 <= value <= _FULL:
                    issues.append(
                        _issue(
                            rows,
                            line,
                            code="percentage-out-of-range",
                            found=f"column '{column.name}' holds {value:g}%",
                            expected="a percentage from 0 to 100",
                            todo="correct the cell from the study's report",
                        )
                    )
    return issues


def overlapping_participants(samples: Rows, dataset: Callable[[str], str]) -> list[Issue]:
    """An issue for every pair of studies with the same sample under two datasets.

    The same country, number of participants and ages in two studies are taken as the same people.

    Args:
        samples: Columns study_id, country, participants, age_min and age_max; rows that lack
            one of them are not compared.
        dataset: The dataset of a study.
    """
    columns = ("country", "participants", "age_min", "age_max")
    seen: dict[tuple[Any, ...], str] = {}
    issues = []
    for row, line in zip(samples, samples.lines, strict=True):
        sample = tuple(row[column] for column in columns)
        study = str(row["study_id"])
        if any(part is None for part in sample):
            continue
        other = seen.setdefault(sample, study)
        if dataset(other) != dataset(study):
            issues.append(
                _issue(
                    samples,
                    line,
                    code="overlapping-participants",
                    found=f"'{study}' and '{other}' report the same {row['participants']}"
                    f" participants ({row['country']}, ages {row['age_min']:g} to"
                    f" {row['age_max']:g}) under two datasets",
                    expected="one dataset for the same people, so that they are counted once",
                    todo="give both studies the same dataset_id, or correct the sample",
                )
            )
    return issues


def _off_scale(answers: Rows, line: int, one: Answer, tool: Tool) -> Issue:
    return _issue(
        answers,
        line,
        code="answer-off-scale",
        found=f"the answer '{one.answer}' to criterion {one.criterion} of '{one.study}'",
        expected=f"one of: {', '.join(tool.answers)}",
        todo="correct the answer",
    )


def _wrong_criterion(answers: Rows, line: int, one: Answer, asked: Sequence[str]) -> Issue:
    return _issue(
        answers,
        line,
        code="criterion-of-wrong-category",
        found=f"criterion {one.criterion} for '{one.study}', whose category is {one.category}",
        expected=f"the criteria {', '.join(asked)}" if asked else "a category that the tool knows",
        todo="correct the criterion or the category of the study",
    )


def _left_out(answers: Rows, line: int, study: str, missing: Sequence[str]) -> Issue:
    return _issue(
        answers,
        line,
        code="criterion-not-answered",
        found=f"'{study}' has no answer to {', '.join(missing)}",
        expected="an answer to every criterion of the study's category",
        todo='add the answers; "can\'t tell" is one',
    )


def _lines_not_among(rows: Rows, column: str, known: Iterable[str]) -> list[tuple[str, int]]:
    names = set(known)
    pairs = zip(rows.texts(column), rows.lines, strict=True)
    return [(name, line) for name, line in pairs if name not in names]


def _path(rows: Rows) -> str:
    return f"{DATA}/{rows.table.schema.path}"


def _issue(  # noqa: PLR0913 - an issue is told by these
    rows: Rows, line: int, *, code: str, found: str, expected: str, todo: str
) -> Issue:
    return Issue(code=code, file=_path(rows), line=line, found=found, expected=expected, todo=todo)
