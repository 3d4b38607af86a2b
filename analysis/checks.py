"""What this review's tables must say together and a dictionary cannot: votes, appraisal, samples.

All else is declared in data/datapackage.json (foreign keys, constraints, numerate:rules).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analysis.appraisal import answers, criteria_of
from analysis.evidence import datasets_of
from analysis.rounds import of_included
from numerate import (
    MMAT_2018,
    Extraction,
    Issue,
    appraisal_faults,
    overlapping_participants,
    two_votes,
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
    dataset = datasets_of(data).__getitem__
    yield from two_votes(of_included(data, "findings"), dataset, _ANALYSIS, _outcome)
    appraised = of_included(data, "appraisal")
    yield from appraisal_faults(criteria_of(data), appraised, MMAT_2018, answers(appraised))
    yield from overlapping_participants(of_included(data, "quantitative_studies"), dataset)


def _outcome(row: Mapping[str, Any]) -> str:
    return str(row["direction"]) if row["significant"] == "yes" else "nonsignificant"
