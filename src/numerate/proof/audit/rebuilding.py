"""Rebuilding: the generated files as the data give them now, for an audit of a stale compendium."""

from __future__ import annotations

from collections.abc import Mapping

from numerate.ground.errors import stop_on
from numerate.ground.project import Project
from numerate.paper.building.build import files_of, read_ledger
from numerate.paper.building.filled_checklist import with_checklist
from numerate.proof.check.review import Reading


def generated_now(project: Project, reading: Reading) -> Mapping[str, bytes]:
    """The files of _generated/ by path inside it; nothing is written.

    Args:
        project: The compendium.
        reading: Its documents, read.

    Raises:
        NumerateError: When the data or the analysis have faults.
    """
    ledger, issues = read_ledger(project)
    stop_on(issues)
    ledger = with_checklist(ledger, reading.reported, reading.documents, reading.names)
    return files_of(project, ledger, tuple(reading.documents), reading.reported, 0)
