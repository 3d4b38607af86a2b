"""Sources: the files of a compendium that a comparison reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from numerate.ground.project import (
    ANALYSIS,
    BIBLIOGRAPHY,
    DATA,
    GENERATED,
    MANUSCRIPT,
    Project,
)
from numerate.paper.changes.version import RENAMES, is_part
from numerate.paper.manuscript.source import read_source


def compared_files(project: Project) -> dict[str, bytes]:
    """Every file of a compendium that is compared, by its path from the root."""
    return dict(_files(project))


def _files(project: Project) -> Iterator[tuple[str, bytes]]:
    paths: set[Path] = set(_manuscripts(project))
    named = frozenset(paths)
    for folder in (DATA, ANALYSIS, MANUSCRIPT, GENERATED):
        paths.update((project.root / folder).rglob("*"))
    paths.update(project.root / name for name in (BIBLIOGRAPHY, RENAMES))
    paths.update(project.root.glob("_*.y*ml"))
    for path in sorted(paths):
        name = project.relative(path)
        if path.is_file() and (is_part(name) or path in named):
            yield name, path.read_bytes()


def _manuscripts(project: Project) -> Iterator[Path]:
    """The documents, and what they include from wherever in the compendium it lies."""
    for document in project.documents:
        source, _ = read_source(document, project.root)
        below = (path.resolve() for path in source.files)
        yield from (path for path in below if path.is_relative_to(project.root.resolve()))


def without_generated(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files but those of _generated/."""
    return {name: body for name, body in files.items() if not name.startswith(f"{GENERATED}/")}
