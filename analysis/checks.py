"""What this review's tables must say together; each breach is an issue at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analysis.appraisal import answers, criteria_of
from analysis.evidence import datasets_of
from analysis.rounds import included, of_included
from numerate import (
    MMAT_2018,
    Extraction,
    Issue,
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

_ANALYSIS = (
    "raw_label",
    "level",
    "subgroup",
    "act_type",
    "dimension",
    "instrument",
    "reference_category",
)


def issues(data: Extraction) -> Iterator[Issue]:
    """Everything that is wrong between the tables of an extraction."""
    studies = included(data)
    accepted = data["fulltext_decisions"].where(decision="include")
    yield from reports_without_study(accepted, data["studies"], "report_id")
    findings = of_included(data, "findings")
    extracts = of_included(data, "extracts")
    dataset = datasets_of(data).__getitem__
    yield from unmapped_labels(findings, "raw_label", data["label_map"])
    yield from constructs_without_label(data["constructs"], "construct", data["label_map"])
    quantitative = studies.where(strand="quantitative")
    qualitative = studies.where(strand="qualitative")
    yield from studies_without(quantitative, findings, "study_id", "finding")
    yield from studies_without(qualitative, extracts, "study_id", "extract")
    yield from studies_without(studies, data["appraisal"], "study_id", "appraisal")
    yield from two_votes(findings, dataset, _ANALYSIS, _outcome)
    theme_of = {row["code"]: row["theme"] for row in data["codes"]}
    coded = [theme_of[code] for code in extracts.texts("code") if code in theme_of]
    yield from themes_without_extract(data["themes"], "theme", coded)
    appraised = of_included(data, "appraisal")
    yield from appraisal_faults(criteria_of(data), appraised, MMAT_2018, answers(appraised))
    yield from percent_faults(data)
    yield from overlapping_participants(of_included(data, "quantitative_studies"), dataset)


def _outcome(row: Mapping[str, Any]) -> str:
    return str(row["direction"]) if row["significant"] == "yes" else "nonsignificant"
