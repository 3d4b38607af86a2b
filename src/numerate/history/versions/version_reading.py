"""Reading versions: the working tree, a folder, a pack, a release, or a revision of git.

Nothing here computes anything, so that two built versions are read fast; what is not built, or
not true to its data, is handed to a function that builds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.inputs import analysis_digests, data_digests, folder_digests, read_stamp
from numerate.ground.issues import Issue, quoted
from numerate.ground.packs.unpacking import unpack
from numerate.ground.project import GENERATED, Project, open_project
from numerate.history.versions.repository import check_out
from numerate.paper.changes.releases import is_release, released
from numerate.paper.changes.sources import compared_files, without_generated
from numerate.paper.changes.version import Version, version

WORKING_TREE = "the working tree"
_PICTURE = ".png"  # for Word only, and made from the drawings that are compared

Build = Callable[[Project], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Read:
    """A version, and what its reader should know of how it was read."""

    version: Version
    advice: tuple[Issue, ...] = ()


def read_version(asked: str, project: Project, build: Build, start: Path) -> Read:
    """The version that a word of the command line means.

    Args:
        asked: A folder, a pack, a release, a revision; empty for the working tree.
        project: The compendium that releases and revisions are looked up in.
        build: Gives the files of _generated/ of a project that is not built, by path.
        start: The folder that a path is looked up from.

    Raises:
        CannotRunError: When there is no such version.
        NumerateError: When it cannot be read or built.
    """
    if not asked:
        return in_folder(WORKING_TREE, project.root, build)
    path = start / asked
    if path.is_dir() and holds_compendium(path):
        return in_folder(_named(path), path, build)
    if is_release(project, asked):
        return Read(released(project, asked))
    with tempfile.TemporaryDirectory(prefix="numerate-") as name:
        folder = Path(name)
        if path.suffix == ".zip" and path.is_file():
            advice = unpack(path, folder)
            read = in_folder(path.name, folder, build)
            return Read(read.version, (*advice, *read.advice))
        if path.exists():
            raise CannotRunError(_no_version(asked))
        check_out(project.root, asked, folder)
        return in_folder(asked, folder, build)


def in_folder(name: str, root: Path, build: Build) -> Read:
    """The version in a folder, which is not written to.

    Its _generated/ is taken when it is true to its data and analysis; else it is built.

    Raises:
        NumerateError: When it is neither built nor can be, or was built in another schema.
    """
    project = open_project(root)
    project = project if project.root == root.resolve() else Project(root=root.resolve())
    files = compared_files(project)
    documents = [project.relative(path) for path in project.documents]
    advice: tuple[Issue, ...] = ()
    if project.is_compendium and not is_true(project):
        try:
            files = {**without_generated(files), **build(project)}
        except NumerateError as error:
            if read_stamp(project) is not None or not _has_numbers(files):
                raise
            advice = (_unverified(name, error),)
    return Read(version(name, files, documents), advice)


def is_true(project: Project) -> bool:
    """Whether _generated/ is what its data and analysis gave, by their digests."""
    stamp = read_stamp(project)
    if stamp is None:
        return False
    written = {
        name: digest for name, digest in stamp["generated"].items() if not name.endswith(_PICTURE)
    }
    there = folder_digests(project.generated)
    return (
        stamp.get("data") == data_digests(project)
        and stamp.get("analysis") == analysis_digests(project)
        and written == {name: one for name, one in there.items() if not name.endswith(_PICTURE)}
    )


def _has_numbers(files: dict[str, bytes]) -> bool:
    return f"{GENERATED}/numbers.json" in files


def holds_compendium(path: Path) -> bool:
    """Whether a folder is that of a compendium, built or not."""
    project = Project(root=path)
    return project.generated.is_dir() or project.data.is_dir()


def _named(path: Path) -> str:
    return path.name or path.resolve().name


def _unverified(name: str, error: NumerateError) -> Issue:
    first = error.issues[0]
    return Issue(
        code="unverified-version",
        file=first.file,
        line=first.line,
        found=f"{name} cannot be built by this numerate ({first.code}: {first.found}), and does "
        "not tell what its numbers were made from",
        expected="numbers that can be checked against their data",
        todo="its numbers are compared as they stand; build it with the numerate that made it to "
        "be sure of them",
        severity="advice",
    )


def _no_version(asked: str) -> Issue:
    return Issue(
        code="unknown-version",
        found=f"{quoted(asked)} holds no compendium",
        expected="a folder with data/ and _generated/, a pack (.zip), a release or a revision",
        todo="correct the path",
    )
