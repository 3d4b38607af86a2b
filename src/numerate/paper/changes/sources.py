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
    SETTINGS,
    Project,
)
from numerate.paper.changes.version import RENAMES, is_part


def compared_files(project: Project) -> dict[str, bytes]:
    """Every file of a compendium that is compared, by its path from the root."""
    return dict(_files(project))


def _files(project: Project) -> Iterator[tuple[str, bytes]]:
    paths: set[Path] = set(project.documents)
    for folder in (DATA, ANALYSIS, MANUSCRIPT, GENERATED):
        paths.update((project.root / folder).rglob("*"))
    paths.update(project.root / name for name in (SETTINGS, BIBLIOGRAPHY, RENAMES))
    for path in sorted(paths):
        name = project.relative(path)
        if path.is_file() and (is_part(name) or path in project.documents):
            yield name, path.read_bytes()


def without_generated(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files but those of _generated/."""
    return {name: body for name, body in files.items() if not name.startswith(f"{GENERATED}/")}
