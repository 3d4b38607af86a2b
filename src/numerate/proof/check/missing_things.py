"""Missing things: what a check could not look at, why, and which rules that leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from numerate.ground.inputs import pages_file, read_pages
from numerate.ground.project import DATAPACKAGE
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Need
from numerate.proof.check.rules.missing_item import declared
from numerate.review.guidelines import USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that was not looked at.

    Attributes:
        what: What it is.
        why: Why it was not.
        count: How many of it; None where that has no number.
        bars: What rules need it for.
    """

    what: str
    why: str
    count: int | None = None
    bars: tuple[Need, ...] = ()


def missing_things(review: Review) -> tuple[Missing, ...]:
    """Everything that is not there to be looked at."""
    return tuple(_missing(review))


def _missing(review: Review) -> Iterator[Missing]:
    project = review.project
    if review.reading.unread:
        names = ", ".join(path.name for path in review.reading.unread)
        count = len(review.reading.unread)
        yield Missing(what="documents", why=f"{names} cannot be read", count=count)
    if review.facts is None:
        why = "data or analysis have faults" if project.is_compendium else "no data and analysis"
        yield Missing(what="numbers, claims and generated files", why=why, bars=("ledger",))
    if not project.is_compendium:
        yield Missing(what="shared data", why="there are none", bars=("data",))
    if not review.sound:
        yield Missing(what="the flow of records", why="the data have faults", bars=("stages",))
    elif review.stages is None:
        why = f"{DATAPACKAGE} declares no flow" if project.is_compendium else "no data"
        yield Missing(what="the flow of records", why=why, bars=("stages",))
    if review.works is None:
        yield Missing(what="the bibliography", why="none that is read here", bars=("bibliography",))
    yield from _pages(review)
    for guideline in USUAL:
        if guideline not in declared(review):
            why = "not declared under numerate: reporting, and no item of it is marked"
            yield Missing(what=guideline.name, why=why, count=len(guideline.items))
    raw = sum(1 for issue in review.reading.issues if issue.code == "raw-text")
    if raw:
        yield Missing(what="raw HTML or LaTeX", why="it is no Markdown", count=raw)


def _pages(review: Review) -> Iterator[Missing]:
    if read_pages(review.project) is None:
        rendered = review.project.rendered
        there = rendered is not None and rendered.is_dir() and any(rendered.rglob("*.html"))
        name = pages_file(review.project).name
        why = f"rendered without numerate: no {name}" if there else "nothing is rendered yet"
        yield Missing(what="rendered pages", why=why, bars=("pages",))
