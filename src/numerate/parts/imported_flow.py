"""A flow from tables as ``numerate import`` and ``numerate dedup`` write them, settled as told.

Such tables tell duplicates apart from the records, and what reviewers said rather than what the
team decided; ``selection_process`` says what became of each record, or which is undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from numerate.ground.errors import stop_on
from numerate.ground.issues import Issue
from numerate.parts.flow_numbers import SourcedFlow
from numerate.parts.roletables import slug
from numerate.review.extraction import Extraction, Rows
from numerate.review.synthesis.selection_process import (
    Steps,
    selection_flow,
    selection_process,
)

# what databases are called in print, by the names that imports give them
DATABASE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "wos": "Web of Science",
        "scopus": "Scopus",
        "pubmed": "PubMed",
        "medline": "MEDLINE",
        "embase": "Embase",
        "psycinfo": "PsycInfo",
        "cinahl": "CINAHL",
        "eric": "ERIC",
        "central": "CENTRAL",
        "pubpsych": "PubPsych",
    }
)
_OWN = frozenset({"kept", "duplicate_of", "duplicate_group", "removed"})
_SAID = ("screening", "fulltext", "screening_decisions", "fulltext_decisions")


def is_imported(data: Extraction, records: str = "records") -> bool:
    """Whether the records are those that imports wrote, with decisions beside them."""
    if records != "records" or "records" not in data.tables:
        return False
    columns = set(data["records"].table.typed.columns)
    own = {"record_id", "title", "round", "database"} <= columns and not columns & _OWN
    by_import = "imports" in data.tables or "duplicates" in data.tables
    return own and by_import and any(name in data.tables for name in _SAID)


def settled_steps(data: Extraction) -> tuple[Steps, list[Issue]]:
    """The records in each box, and advice on how they were settled.

    Raises:
        NumerateError: With each record and report that nobody decided on.
    """
    steps, issues = selection_process(data)
    stop_on(issues)
    assert steps is not None  # noqa: S101 - there is a fault where there are no steps
    return steps, issues


def database_names(data: Extraction) -> dict[str, str]:
    """What databases are called in print: by the table of databases, else by common names."""
    found = dict(DATABASE_NAMES)
    if "databases" in data.tables and {"database", "name"} <= set(
        data["databases"].table.typed.columns
    ):
        table = data["databases"]
        found |= dict(zip(table.texts("database"), table.texts("name"), strict=True))
    return found


def flow_from_imports(
    data: Extraction, by: str, labels: Mapping[str, str]
) -> tuple[SourcedFlow, list[Issue]]:
    """The flow that imported tables tell, and advice on what was settled by a rule.

    Args:
        data: The extraction.
        by: ``round`` for a column for each round of searches; empty for one column.
        labels: What rounds are called, by number.

    Raises:
        NumerateError: With each record and report that nobody decided on.
    """
    steps, issues = settled_steps(data)
    names = database_names(data)
    rounds = steps.records.unique("round") if by == "round" else []
    several = len(rounds) > 1
    called = {one: labels.get(str(one), f"Search {one}") for one in rounds} if several else {}
    flow = selection_flow(data, steps, names, called)
    behind = dict(_behind(steps, ""))
    for one in called:
        behind |= dict(_behind(steps.of_round(one), f".round{slug(one)}"))
    tables = [data[name] for name in (*_SAID, "duplicates", "retrieval") if name in data.tables]
    made = SourcedFlow(
        flow=flow,
        columns=tuple(f"round{slug(one)}" for one in called),
        behind=behind,
        rows=(steps.records, *tables),
        file=f"data/{steps.records.table.schema.path}",
        ids={name: key for key, name in names.items()},
    )
    return made, issues


def _behind(steps: Steps, end: str) -> Iterator[tuple[str, Rows]]:
    """The rows of each count, by its key."""
    keys = {"records": "identified", "unseen": "automation"}
    for box, rows in steps.boxes().items():
        yield f"flow.{keys.get(box, box)}{end}", rows
    for database, rows in steps.records.groups("database").items():
        yield f"flow.database.{slug(database)}{end}", rows
    for reason in _unique(steps.reasons.values()):
        reports = [report for report, why in steps.reasons.items() if why == reason]
        found = steps.reports_excluded.matching(
            f"excluded at full text: {reason}",
            lambda frame, reports=reports: frame["record_id"].isin(reports),  # type: ignore[misc]
        )
        yield f"flow.reason.{slug(reason)}{end}", found


def _unique(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
