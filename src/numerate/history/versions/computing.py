"""Computing versions: what is not built, and earlier states of the review."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from numerate.ground.project import DATA, GENERATED, Project
from numerate.history.versions.version_reading import WORKING_TREE, Read, in_folder
from numerate.paper.building.analyses import computed
from numerate.paper.building.build import computed_ledger
from numerate.paper.building.generated import LABELS, NUMBERS
from numerate.paper.changes.sources import compared_files, without_generated
from numerate.paper.changes.version import version
from numerate.paper.manuscript.document import labels
from numerate.paper.manuscript.naming import labels_json
from numerate.review.extraction import Extraction, read_extraction
from numerate.review.extraction.asof import State, as_of, read_state
from numerate.review.guidelines import GUIDELINES
from numerate.review.results import Ledger
from numerate.review.results.ledger import numbers_json, table_json


def built_files(project: Project) -> dict[str, bytes]:
    """The files of _generated/ that are compared, computed now; nothing is written.

    Raises:
        NumerateError: With every fault of the data, the analysis or the documents.
    """
    ledger, documents = computed_ledger(project)
    names = {document.name: labels(document) for document in documents}
    files = _ledger_files(ledger, project)
    return {**files, f"{GENERATED}/{LABELS}": labels_json(names).encode()}


def in_states(names: Sequence[str], project: Project) -> tuple[Read, ...]:
    """The compendium as it stood in states that its dictionary declares; "" is the working tree.

    What does not follow from the data, the labels and the reporting checklist, is that of the
    last build.

    Raises:
        CannotRunError: When no such state is declared.
        NumerateError: When it cannot be computed.
    """
    states = [read_state(project.data, name) for name in names if name]
    data = read_extraction(project.data)
    found = {state.name: _in_state(state, data, project) for state in states}
    return tuple(
        found[name] if name else in_folder(WORKING_TREE, project.root, built_files)
        for name in names
    )


def _in_state(state: State, data: Extraction, project: Project) -> Read:
    present = compared_files(project)
    then = as_of(data, state)
    ledger, _ = computed(project, then)
    lists = (f"{GENERATED}/tables/{one.key}.json" for one in GUIDELINES)
    kept = (f"{GENERATED}/{LABELS}", *lists)
    files = {
        **without_generated(present),
        **{name: present[name] for name in kept if name in present},
        **_ledger_files(ledger, project),
        **_data_files(then),
    }
    shown = f"{state.name} ({state.title})" if state.title else state.name
    return Read(version(shown, files, [project.relative(path) for path in project.documents]))


def _ledger_files(ledger: Ledger, project: Project) -> dict[str, bytes]:
    """The files that a ledger gives, as far as they are compared: no pictures for Word."""
    files = {f"{GENERATED}/{NUMBERS}": numbers_json(ledger, project.root)}
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
