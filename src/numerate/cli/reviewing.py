"""What check and sync look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from numerate.cli.table import late
from numerate.ground.issues import Issue
from numerate.ground.project import open_project
from numerate.proof.check.facts import remembered
from numerate.proof.check.review import Review, read_documents


def read_review(folder: str) -> tuple[Review, Sequence[Issue]]:
    """The sources of a compendium; the analysis is loaded only when _generated/ is not fresh."""
    project = open_project(Path(folder))
    reading, facts = read_documents(project), remembered(project)
    if facts is not None or not project.is_compendium:
        return Review(project=project, reading=reading, facts=facts), ()
    recomputed = late("numerate.proof.check.recomputation:recomputed")  # loads pandas
    found: tuple[Review, Sequence[Issue]] = recomputed(project, reading)
    return found
