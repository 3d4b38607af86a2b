"""Computing versions: what is not built, and earlier states of the review."""

from __future__ import annotations

import csv
import io
import json

from numerate.build.build import computed_ledger
from numerate.changes.version import version
from numerate.extraction import Extraction, read_extraction
from numerate.extraction.asof import as_of, read_state
from numerate.manuscript.document import Document, labels
from numerate.manuscript.naming import labels_json
from numerate.project import DATA, GENERATED, Project
from numerate.results import Ledger
from numerate.results.ledger import numbers_json, table_json
from numerate.versions.reading import (
    WORKING_TREE,
    Read,
    compared_files,
    in_folder,
    without_generated,
)


def built_files(project: Project) -> dict[str, bytes]:
    """The files of _generated/ that are compared, computed now; nothing is written.

    Raises:
        NumerateError: With every fault of the data, the analysis or the documents.
    """
    ledger, documents = computed_ledger(project)
    return _built_files(ledger, documents, project)


def in_state(name: str, project: Project) -> Read:
    """The compendium as it stood in an earlier state that its dictionary declares.

    Raises:
        CannotRunError: When no such state is declared.
        NumerateError: When it cannot be computed.
    """
    if not name:
        return in_folder(WORKING_TREE, project.root, built_files)
    state = read_state(project.data, name)
    files = without_generated(compared_files(project))
    ledger, documents = computed_ledger(project, state)
    files |= _built_files(ledger, documents, project)
    files |= _data_files(as_of(read_extraction(project.data), state))
    shown = f"{name} ({state.title})" if state.title else name
    return Read(version(shown, files, [project.relative(path) for path in project.documents]))


def _built_files(ledger: Ledger, documents: list[Document], project: Project) -> dict[str, bytes]:
    """The files of _generated/ that are compared: all but the pictures for Word."""
    names = {document.name: labels(document) for document in documents}
    files = {
        f"{GENERATED}/numbers.json": numbers_json(ledger, project.root),
        f"{GENERATED}/labels.json": labels_json(names),
    }
    for key, table in ledger.tables.items():
        files[f"{GENERATED}/tables/{key}.json"] = table_json(table, project.root)
    for key, figure in ledger.figures.items():
        facts = {
            "alt": figure.drawing.alt,
            "definition": figure.definition,
            "of": list(figure.origin.of),
        }
        files[f"{GENERATED}/figures/{key}.json"] = json.dumps(facts)
        files[f"{GENERATED}/figures/{key}.svg"] = figure.drawing.svg
    return {name: text.encode() for name, text in files.items()}


def _data_files(data: Extraction) -> dict[str, bytes]:
    """The tables of an extraction as CSV."""
    files = {}
    for table in data.tables.values():
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(table.texts)
        writer.writerows(zip(*table.texts.values(), strict=True))
        files[f"{DATA}/{table.schema.path}"] = out.getvalue().encode()
    return files
