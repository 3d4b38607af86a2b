"""Computing versions: what is not built, and earlier states of the review."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from numerate.ground.project import DATA, GENERATED, Project
from numerate.history.versions.version_reading import WORKING_TREE, Read, in_folder
from numerate.paper.building.build import recomputed_files
from numerate.paper.building.generated import LABELS
from numerate.paper.changes.sources import compared_files, without_generated
from numerate.paper.changes.version import version
from numerate.review.extraction import Extraction, read_extraction
from numerate.review.extraction.asof import State, as_of, read_state
from numerate.review.guidelines import GUIDELINES


def built_files(project: Project) -> dict[str, bytes]:
    """The files of _generated/ that are compared, computed now; nothing is written.

    Raises:
        NumerateError: With every fault of the data, the analysis or the documents.
    """
    return _below(recomputed_files(project, compared=True).files)


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
    found = recomputed_files(project, (), data=then, compared=True)
    lists = (f"{GENERATED}/tables/{one.key}.json" for one in GUIDELINES)
    kept = (f"{GENERATED}/{LABELS}", *lists)
    files = {
        **without_generated(present),
        **{name: present[name] for name in kept if name in present},
        **_below(found.files),
        **_data_files(then),
    }
    shown = f"{state.name} ({state.title})" if state.title else state.name
    return Read(version(shown, files, [project.relative(path) for path in project.documents]))


def _below(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files of _generated/ by their path from the root."""
    return {f"{GENERATED}/{name}": content for name, content in files.items()}


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
