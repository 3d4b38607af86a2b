"""Auditing: rendered files, compared with what the data say now; nothing is written."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from numerate.audit.comparison import Comparison, compared
from numerate.audit.copies import copies
from numerate.audit.expectation import expected
from numerate.audit.findings import ORDER, Finding, Number, Paragraph, Verdict
from numerate.audit.fragments import Printed, Reading
from numerate.audit.hunks import Extra, hunks
from numerate.audit.judging import judged
from numerate.audit.letters import folded
from numerate.audit.longruns import NOWHERE
from numerate.audit.marking import marked
from numerate.audit.order import moved
from numerate.audit.passages import Expected, Passage
from numerate.audit.reading import read
from numerate.check.facts import remembered
from numerate.check.review import Reading as Documents
from numerate.check.review import read_documents
from numerate.errors import CannotRunError, NumerateError, stop_on
from numerate.issues import Issue
from numerate.manuscript.ast import stringify
from numerate.manuscript.document import Document, finished
from numerate.project import GENERATED, Project, extension_dir
from numerate.provenance.titles import APPENDIX

_WINDOW = 20
_WINDOWS = 60
_ALIKE = 0.15
_BOTH = 0.5
_DIGIT = re.compile(r"\d")


Rebuild = Callable[[Project, Documents], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Present:
    """What the data say now: the documents, and a folder with the generated files."""

    documents: tuple[Document, ...]
    root: Path


def audit(project: Project, paths: Sequence[Path], rebuild: Rebuild | None = None) -> list[Verdict]:
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


def _without_appendix(printed: Printed) -> Printed:
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


def _present(project: Project, folder: Path, rebuild: Rebuild | None) -> Present:
    """The documents, and the generated files as they are where these are fresh, else made anew."""
    reading = read_documents(project)
    stop_on(reading.issues)
    documents = tuple(reading.documents)
    if remembered(project) is not None:
        return Present(documents, project.root)
    if rebuild is None:
        raise NumerateError(_stale())
    for name, content in rebuild(project, reading).items():
        path = folder / GENERATED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Present(documents, folder)


def _stale() -> Issue:
    return Issue(
        code="stale-generated",
        file=GENERATED,
        found="generated files that are not those of the present data",
        expected="a built compendium",
        todo="run numerate build",
    )


# ------------------------------------------------------------------ which document a file is


def _recognised(printed: Printed, present: Present) -> list[Document]:
    """The documents whose words a file holds.

    Raises:
        CannotRunError: When it holds none.
    """
    words = folded("".join(one.text for one in printed.readings[0].fragments))
    words = re.sub(r"[^a-z]", "", words)
    shares = [(_share(document, words), document) for document in present.documents]
    best = max((share for share, _ in shares), default=0.0)
    if best < _ALIKE:
        names = ", ".join(document.name for document in present.documents)
        raise CannotRunError(
            Issue(
                code="unknown-document",
                file=printed.name,
                found="a text that is none of the compendium's documents",
                expected=f"one of: {names}",
                todo="audit a file that was rendered from this compendium",
            )
        )
    return [document for share, document in shares if share >= min(best, _BOTH)]


def _share(document: Document, words: str) -> float:
    """The share of some samples of a document's words that a text holds."""
    own = re.sub(r"[^a-z]", "", folded(stringify(document.ast)))
    step = max(len(own) // _WINDOWS, 1)
    samples = [own[at : at + _WINDOW] for at in range(0, max(len(own) - _WINDOW, 1), step)]
    return sum(sample in words for sample in samples) / max(len(samples), 1)


def _expected(document: Document, form: str, present: Present) -> Expected:
    fmt = form if form in ("pdf", "docx") else "html"
    tree = finished(document, fmt, extension=extension_dir(), root=present.root)
    return expected(document.name, tree, present.root / GENERATED)


# ------------------------------------------------------------------ one file


def _verdict(printed: Printed, present: Present) -> Verdict:
    documents = [_expected(d, printed.form, present) for d in _recognised(printed, present)]
    passages = [passage for one in documents for passage in one.passages]
    pictures = {label: sha for one in documents for label, sha in one.pictures.items()}
    findings: list[Finding] = []
    first: tuple[Comparison, list[Finding]] | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    for reading in printed.readings:
        told, found, marks = _one(passages, reading)
        if first is None:
            first, paragraphs = (told, found), marks
            findings += found
        else:
            known = {(one.kind, one.place, one.printed, one.value) for one in findings}
            findings += [
                replace(one, fault=False)
                for one in found
                if (one.kind, one.place, one.printed, one.value) not in known
            ]
    assert first is not None  # noqa: S101 - a file has at least one reading
    told, found = first
    numbers = tuple(_numbers(told, found))
    return Verdict(
        file=printed.name,
        form=printed.form,
        documents=tuple(one.name for one in documents),
        findings=tuple(sorted(findings, key=_rank)),
        numbers=numbers,
        checked=tuple(_checked(told, numbers)),
        unchecked=(*printed.unread, *_unchecked(told, printed, pictures)),
        typed=sum(_typed(passage) for passage in told.passages if not passage.optional),
        paragraphs=paragraphs,
    )


def _one(
    passages: Sequence[Passage], reading: Reading
) -> tuple[Comparison, list[Finding], tuple[Paragraph, ...]]:
    told = compared(passages, reading)
    copied = copies(told)
    places, extras = hunks(told, copied.mask)
    found, small = judged(told, places)
    found = [*found, *copied.findings, *moved(told), *_extras(told, extras)]
    found = [replace(one, reading=reading.name) for one in found]
    return told, found, marked(told, small)


def _extras(told: Comparison, extras: Sequence[Extra]) -> Iterator[Finding]:
    """Findings for numbers in words of the file that the manuscript does not have."""
    for one in extras:
        words = told.printed(one.start, one.end)
        if not _DIGIT.search(words):
            continue
        inside = NOWHERE not in (one.before, one.after) and not one.edge
        fragment = told.fragment(one.start)
        heading = told.passages[one.before].heading if one.before != NOWHERE else ""
        yield Finding(
            kind="typed",
            fault=inside,
            place=f"after «{heading}»" if heading else "beside the manuscript's text",
            page=fragment.page,
            printed=words[:300],
            note="no sentence of the manuscript holds these numbers",
        )


def _rank(finding: Finding) -> tuple[bool, int, int]:
    return not finding.fault, ORDER.index(finding.kind), finding.page


def _numbers(told: Comparison, found: Sequence[Finding]) -> Iterator[Number]:
    wrong = {(one.place, key) for one in found for key in one.key.split(", ") if one.key}
    for index, passage in enumerate(told.passages):
        start, _ = told.span(index)
        there = told.found.ours[start] if start < len(told.found.ours) else NOWHERE
        page = told.fragment(there).page if there != NOWHERE else 0
        for mark in passage.marks:
            if mark.key:
                yield Number(
                    key=mark.key,
                    kind=mark.kind,
                    value=passage.text[mark.start : mark.end],
                    place=passage.place,
                    page=page,
                    agrees=(passage.place, mark.key) not in wrong,
                )


def _checked(told: Comparison, numbers: Sequence[Number]) -> Iterator[tuple[str, int, int]]:
    for kind, name in (("num", "numbers with a key"), ("claim", "claims")):
        own = [one for one in numbers if one.kind == kind]
        yield name, sum(one.agrees for one in own), len(own)
    groups = (
        ("paragraphs, headings and captions", {"prose", "abstract", "title", "heading", "caption"}),
        ("table cells", {"cell", "head"}),
        ("notes and references", {"note", "footnote", "reference"}),
        ("pieces of text in pictures", {"picture"}),
    )
    for name, kinds in groups:
        own_spans = [told.span(i) for i, one in enumerate(told.passages) if one.kind in kinds]
        own_spans = [span for span in own_spans if span[0] < span[1]]
        whole = sum(told.share(*span) == 1.0 for span in own_spans)
        if own_spans:
            yield name, whole, len(own_spans)


def _typed(passage: Passage) -> int:
    """How many numbers of a passage are typed: neither bound nor part of a citation."""
    if passage.kind in ("reference", "picture", "description", "cell", "head"):
        return 0
    covered = [(mark.start, mark.end) for mark in passage.marks if mark.kind != "claim"]
    return sum(
        not any(start <= found.start() < end for start, end in covered)
        for found in re.finditer(r"\d+", passage.text)
    )


def _unchecked(told: Comparison, printed: Printed, pictures: dict[str, str]) -> Iterator[str]:
    labels = dict.fromkeys(one.label for one in told.passages if one.kind == "picture")
    for label in labels:
        spans = [
            told.span(i)
            for i, one in enumerate(told.passages)
            if one.kind == "picture" and one.label == label
        ]
        if any(told.share(*span) > 0 for span in spans if span[0] < span[1]):
            continue
        if pictures.get(label) in printed.pictures:
            yield f"{label}: a picture, the very one that the data give; its words were not read"
        else:
            yield f"{label}: a picture; its words cannot be read"
    formulas = sum(m.kind == "math" for one in told.passages for m in one.marks)
    if formulas:
        yield f"{formulas} formulas: formats write them differently"
