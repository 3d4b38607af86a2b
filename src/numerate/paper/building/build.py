"""One build: read the extraction, run the analysis, check the keys, write the files."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from numerate import __version__
from numerate.ground.errors import NumerateError, stop_on
from numerate.ground.inputs import STAMP, stamp
from numerate.ground.issues import Issue
from numerate.ground.project import DATA, Project
from numerate.ground.writing import replace_files
from numerate.paper.building.analyses import computed
from numerate.paper.building.changes_since import changes_files, release_issues
from numerate.paper.building.filled_checklist import with_checklist
from numerate.paper.building.generated import LABELS, changes, generated_files, replace
from numerate.paper.building.translations import language_issues, translated_files
from numerate.paper.manuscript.anchors import reported_places
from numerate.paper.manuscript.document import Document, labels, parse
from numerate.paper.manuscript.naming import Names, key_issues, labels_json
from numerate.review.extraction import Extraction, read_extraction
from numerate.review.extraction.asof import State, as_of
from numerate.review.extraction.row_keys import empty_table
from numerate.review.guidelines import PRISMA, Place
from numerate.review.results import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build gave.

    Attributes:
        ledger: Everything that analysis computed.
        documents: The documents of the project, as parsed for their keys and labels.
        changed: The files of _generated/ that were added, changed or removed.
        advice: Issues that did not stop the build.
        before: What the changed files held; None for one that was not there.
    """

    ledger: Ledger
    documents: tuple[Document, ...]
    changed: tuple[str, ...]
    advice: tuple[Issue, ...] = ()
    before: Mapping[str, bytes | None] = field(default_factory=dict)


def build(
    project: Project,
    tell: Callable[[str], None] = lambda _: None,
    state: State | None = None,
) -> Build:
    """Bring _generated/ up to date with data/, analysis/ and the manuscript's labels.

    The documents are parsed by Pandoc while the extraction is read.

    Args:
        project: The compendium.
        tell: Called with a line of progress now and then.
        state: An earlier state to build instead, into a folder of its own; what the manuscript
            says that did not hold then is advice, no fault.

    Raises:
        NumerateError: With every fault found; _generated/ is then as it was.
    """
    ledger, documents, issues, names = _computed(project, tell, state)
    advice = len(issues)
    places = reported_places(documents, names, PRISMA.attribute)
    ledger = with_checklist(ledger, places, documents, names)
    found = [*key_issues(documents, ledger, names), *release_issues(project, documents)]
    if state is not None:
        found = [dataclasses.replace(issue, severity="advice") for issue in found]
    issues += found
    stop_on(issues)
    issues += [issue for document in documents for issue in document.advice]
    issues += language_issues(ledger, documents)
    folder = project.generated if state is None else project.state(state.name)
    files = files_of(project, ledger, documents, places, advice)
    moved = changes(folder, files)
    before = {name: _content(folder / name) for name in moved}
    replace(project, folder, files)
    return Build(
        ledger=ledger,
        documents=tuple(documents),
        changed=moved,
        advice=tuple(issues),
        before=before,
    )


def take_back(project: Project, built: Build) -> None:
    """Put the generated files back as they were before a build."""
    contents = {project.generated / name: content for name, content in built.before.items()}
    replace_files(contents, root=project.root, whole=project.generated)
    if not any(project.generated.iterdir()):
        project.generated.rmdir()


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def computed_ledger(project: Project, state: State | None = None) -> tuple[Ledger, list[Document]]:
    """The ledger as the data give it now, and the documents; nothing is written.

    Args:
        project: The compendium.
        state: An earlier state of the review to compute instead.

    Raises:
        NumerateError: With every fault of data, analysis and documents; keys are not checked.
    """
    ledger, documents, _, names = _computed(project, lambda _: None, state)
    places = reported_places(documents, names, PRISMA.attribute)
    return with_checklist(ledger, places, documents, names), documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """The files of _generated/ as the data give them now, and the issues of the results."""

    files: Mapping[str, bytes]
    issues: tuple[Issue, ...]


def recomputed_files(
    project: Project,
    documents: Sequence[Document] | None = None,
    *,
    data: Extraction | None = None,
    compared: bool = False,
) -> Recomputed:
    """The files of _generated/ as data and analysis give them now; nothing is written.

    Args:
        project: The compendium.
        documents: Its documents, as far as they could be read: their labels and marks are told.
            Those of the project, and every fault of theirs, if left out.
        data: Its extraction, or that of an earlier state; read now if left out.
        compared: Only what a comparison of versions looks at: no pictures for Word, no stamp, no
            changes since earlier releases, and without documents neither labels nor checklist.

    Raises:
        NumerateError: With every fault of the data, or of the analysis.
    """
    if documents is None:
        ledger, documents, issues, names = _computed(project, lambda _: None)
    else:
        ledger, issues = computed(project, read_extraction(project.data) if data is None else data)
        names = {document.name: labels(document) for document in documents}
    places = reported_places(documents, names, PRISMA.attribute)
    if documents or not compared:
        ledger = with_checklist(ledger, places, documents, names)
    if compared:
        files = generated_files(ledger, project.root, None)
        files |= {LABELS: labels_json(names).encode()} if documents else {}
    else:
        advice = sum(1 for issue in issues if issue.severity == "advice")
        files = files_of(project, ledger, documents, places, advice)
    return Recomputed(files=files, issues=tuple(issues))


def files_of(
    project: Project,
    ledger: Ledger,
    documents: Sequence[Document],
    places: Mapping[str, Sequence[Place]],
    advice: int,
) -> dict[str, bytes]:
    """Every file of _generated/, by its path inside the folder.

    Args:
        project: The compendium.
        ledger: What analysis computed, the checklist among it.
        documents: The documents: their labels, and the releases since which they tell changes.
        places: Where each item of the checklist is reported.
        advice: How many advices the data and the analysis gave.
    """
    names = {document.name: labels(document) for document in documents}
    files = generated_files(ledger, project.root, project.generated)
    files |= translated_files(ledger, documents)
    files[LABELS] = labels_json(names).encode()
    files |= changes_files(project, documents, files)
    files[STAMP] = stamp(project, files, version=__version__, advice=advice, places=places)
    return files


def _computed(
    project: Project, tell: Callable[[str], None], state: State | None = None
) -> tuple[Ledger, list[Document], list[Issue], Names]:
    _require_compendium(project)
    with ThreadPoolExecutor(max_workers=2) as pool:
        parsing = [pool.submit(parse, path, project.root) for path in project.documents]
        issues: list[Issue] = project.missing_documents
        ledger = Ledger()
        try:
            ledger, advice = read_ledger(project, tell, state)
            issues += advice
        except NumerateError as error:
            issues += error.issues
        documents: list[Document] = []
        for parsed in parsing:
            try:
                documents.append(parsed.result())
            except NumerateError as error:
                issues += error.issues
    stop_on(issues)
    names = {document.name: labels(document) for document in documents}
    return ledger, documents, issues, names


def read_ledger(
    project: Project,
    tell: Callable[[str], None] = lambda _: None,
    state: State | None = None,
) -> tuple[Ledger, list[Issue]]:
    """Everything that the analysis computes from the data now, and the advice on it.

    Raises:
        NumerateError: With every fault of the data, or of the analysis.
    """
    data = read_extraction(project.data)
    if state is not None:
        data = as_of(data, state)
    rows = sum(len(table.lines) for table in data.tables.values())
    tell(f"read {_many(rows, 'row')} of {_many(len(data.tables), 'table')} in {DATA}/")
    ledger, issues = computed(project, data)
    issues += [
        dataclasses.replace(empty_table(table), severity="advice")
        for table in data.tables.values()
        if not table.lines and state is None
    ]
    counts = (
        _many(len(ledger.numbers), "number"),
        _many(len(ledger.claims), "claim"),
        _many(len(ledger.tables), "table"),
        _many(len(ledger.figures), "figure"),
    )
    tell(f"computed {', '.join(counts[:-1])} and {counts[-1]}")
    return ledger, issues


def _require_compendium(project: Project) -> None:
    if not project.is_compendium:
        raise NumerateError(
            Issue(
                code="no-compendium",
                file=Path(project.root).name,
                found="no data/datapackage.json with analysis/__init__.py",
                expected="a compendium",
                todo="run the command inside one; to start one, copy examples/counts of the "
                "repository and read docs/parts.md",
            )
        )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")
