"""Auditing: rendered files, compared with what the data say now; nothing is written.

The way of a file: ``readers`` tell what it says, ``expected`` what the data say it should,
``matching`` which letter is which, ``verdict`` what the differences mean.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from numerate.ground.errors import NumerateError, stop_on
from numerate.ground.issues import Issue
from numerate.ground.project import GENERATED, Project, extension_dir
from numerate.paper.manuscript.document import Document, finished
from numerate.paper.origins.titles import APPENDIX
from numerate.proof.audit.expected.document_passages import expected
from numerate.proof.audit.expected.expected_passages import ExpectedDocument
from numerate.proof.audit.expected.recognised_documents import recognised
from numerate.proof.audit.readers.file_opening import read
from numerate.proof.audit.readers.printed_file import PrintedFile
from numerate.proof.audit.verdict.all_findings import compared_wording, rank
from numerate.proof.audit.verdict.audit_findings import FileVerdict
from numerate.proof.audit.verdict.changed_links import changed_links
from numerate.proof.audit.verdict.coverage import checked, numbers_in, typed, unchecked
from numerate.proof.audit.verdict.repainted_pictures import repainted
from numerate.proof.check.facts import remembered
from numerate.proof.check.review import Reading as Documents
from numerate.proof.check.review import read_documents

Rebuild = Callable[[Project, Documents], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class PresentReview:
    """What the data say now: the documents, and a folder with the generated files."""

    documents: tuple[Document, ...]
    root: Path


def audit(
    project: Project, paths: Sequence[Path], rebuild: Rebuild | None = None
) -> list[FileVerdict]:
    """Compare files with the present data.

    Args:
        project: The compendium.
        paths: Rendered files, of any format, edited or not.
        rebuild: What gives the generated files when _generated/ is stale; without it a stale
            compendium is a fault.

    Returns:
        One verdict for each file.

    Raises:
        CannotRunError: When a file cannot be read, or is no document of this compendium.
        NumerateError: When the data, the analysis or the manuscript have faults.
    """
    printed = [_without_appendix(read(path)) for path in paths]
    with tempfile.TemporaryDirectory(prefix="numerate-audit-") as folder:
        present = _present(project, Path(folder), rebuild)
        return [_verdict(one, present) for one in printed]


def _without_appendix(printed: PrintedFile) -> PrintedFile:
    """The file up to the appendix of numbers that ``numerate render --ledger`` adds at its end."""
    cut = tuple(
        replace(
            reading,
            fragments=tuple(takewhile(lambda one: one.text.strip() != APPENDIX, reading.fragments)),
        )
        for reading in printed.readings
    )
    if cut == printed.readings:
        return printed
    told = f"the appendix «{APPENDIX}», which the data make anew with each rendering"
    return replace(printed, readings=cut, unread=(*printed.unread, told))


def _present(project: Project, folder: Path, rebuild: Rebuild | None) -> PresentReview:
    """The documents, and the generated files as they are where these are fresh, else made anew."""
    reading = read_documents(project)
    stop_on(reading.issues)
    documents = tuple(reading.documents)
    if remembered(project) is not None:
        return PresentReview(documents, project.root)
    if rebuild is None:
        raise NumerateError(_stale())
    for name, content in rebuild(project, reading).items():
        path = folder / GENERATED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return PresentReview(documents, folder)


def _stale() -> Issue:
    return Issue(
        code="stale-generated",
        file=GENERATED,
        found="generated files that are not those of the present data",
        expected="a built compendium",
        todo="run numerate build",
    )


def _expected(document: Document, form: str, present: PresentReview) -> ExpectedDocument:
    fmt = form if form in ("pdf", "docx") else "html"
    tree = finished(document, fmt, extension=extension_dir(), root=present.root)
    return expected(document.name, tree, present.root / GENERATED)


# ------------------------------------------------------------------ one file


def _verdict(printed: PrintedFile, present: PresentReview) -> FileVerdict:
    documents = [
        _expected(d, printed.form, present) for d in recognised(printed, present.documents)
    ]
    passages = [passage for one in documents for passage in one.passages]
    pictures = {label: sha for one in documents for label, sha in one.pictures.items()}
    first, *others = [compared_wording(passages, reading) for reading in printed.readings]
    findings = list(first.findings)
    known = {(one.kind, one.place, one.printed, one.value) for one in findings}
    findings += [
        replace(one, fault=False)
        for other in others
        for one in other.findings
        if (one.kind, one.place, one.printed, one.value) not in known
    ]
    findings += repainted(printed, pictures)
    findings += changed_links(printed, frozenset().union(*(one.links for one in documents)))
    told = first.told
    numbers = tuple(numbers_in(told, first.findings))
    return FileVerdict(
        file=printed.name,
        form=printed.form,
        documents=tuple(one.name for one in documents),
        findings=tuple(sorted(findings, key=rank)),
        numbers=numbers,
        checked=tuple(checked(told, numbers, first.wrong)),
        unchecked=(*printed.unread, *unchecked(told, printed, pictures)),
        typed=sum(typed(passage) for passage in told.passages if not passage.optional),
        paragraphs=first.paragraphs,
    )
