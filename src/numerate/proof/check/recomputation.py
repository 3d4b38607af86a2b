"""Recomputation: the facts as data and analysis give them now, when _generated/ may be stale."""

from __future__ import annotations

from numerate.ground.errors import NumerateError
from numerate.ground.inputs import analysis_digests, data_digests, differing, read_stamp
from numerate.ground.issues import Issue
from numerate.ground.project import ANALYSIS, DATA, Project
from numerate.paper.building.build import recomputed_files
from numerate.proof.check.facts import facts_of, remembered
from numerate.proof.check.review import Reading, Review, read_documents
from numerate.review.extraction import read_extraction


def review_of(project: Project) -> tuple[Review, tuple[Issue, ...]]:
    """A review to check, its facts read from _generated/ where they are fresh, else computed."""
    reading = read_documents(project)
    facts = remembered(project)
    if facts is not None or not project.is_compendium:
        return Review(project=project, reading=reading, facts=facts), ()
    return recomputed(project, reading)


def recomputed(project: Project, reading: Reading) -> tuple[Review, tuple[Issue, ...]]:
    """A review with its facts computed anew, and the faults that bar it.

    Args:
        project: The compendium.
        reading: Its documents, whose labels and marks generated files hold too.
    """
    try:
        data = read_extraction(project.data)
    except NumerateError as error:
        return Review(project=project, reading=reading, sound=False), error.issues
    try:
        found = recomputed_files(project, reading.documents, data=data)
    except NumerateError as error:
        return Review(project=project, reading=reading), error.issues
    facts = facts_of(found.files, issues=found.issues, moved=_moved(project))
    return Review(project=project, reading=reading, facts=facts), ()


def _moved(project: Project) -> tuple[str, ...]:
    """The files of data and analysis that are not those that _generated/ was made from."""
    stamp = read_stamp(project)
    if stamp is None:
        return ()
    data = differing(stamp.get("data", {}), data_digests(project))
    analysis = differing(stamp.get("analysis", {}), analysis_digests(project))
    return (
        *(f"{DATA}/{name}" for name in data),
        *(f"{ANALYSIS}/{name}" for name in analysis),
    )
