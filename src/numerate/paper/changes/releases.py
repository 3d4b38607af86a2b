"""Releases: the frozen versions under releases/, read back as they were."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.issues import Issue, quoted
from numerate.ground.packs.packing import CHECKSUMS
from numerate.ground.packs.unpacking import contents
from numerate.ground.project import RELEASES, Project
from numerate.paper.changes.version import Version, version

FACTS, SOURCES = "release.json", "sources.zip"
NAME = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a release tells of itself (PRISMA-LSR: version, citation, trigger).

    Attributes:
        version: Its number, such as ``1.1``.
        date: The day of the release, as YYYY-MM-DD.
        citation: How it is cited.
        trigger: What made it necessary; empty for a first version.
        documents: The paths of its documents.
    """

    version: str
    date: str
    citation: str
    trigger: str = ""
    documents: tuple[str, ...] = ()


def order(name: str) -> tuple[int, ...]:
    """The place of a version number among others.

    >>> order("1.10") > order("1.9")
    True
    """
    return tuple(int(part) for part in name.split("."))


def releases(project: Project) -> tuple[str, ...]:
    """The numbers of all releases, the earliest first."""
    if not project.releases.is_dir():
        return ()
    names = [path.name for path in project.releases.iterdir() if (path / FACTS).is_file()]
    return tuple(sorted((name for name in names if NAME.fullmatch(name)), key=order))


def is_release(project: Project, name: str) -> bool:
    """Whether there is a release of that number."""
    return NAME.fullmatch(name) is not None and (project.releases / name / FACTS).is_file()


def read_release(project: Project, name: str) -> Release:
    """What a release tells of itself.

    Raises:
        CannotRunError: When there is none of that number.
        NumerateError: When its facts cannot be read.
    """
    if not is_release(project, name):
        known = releases(project)
        raise CannotRunError(
            Issue(
                code="unknown-release",
                found=f"no release {quoted(name)} in {RELEASES}/",
                expected=f"one of: {', '.join(known)}"
                if known
                else "a release, of which there is none yet",
                todo="correct the number; numerate release VERSION makes one",
            )
        )
    try:
        found = json.loads((project.releases / name / FACTS).read_bytes())
        return Release(
            version=str(found["version"]),
            date=str(found["date"]),
            citation=str(found["citation"]),
            trigger=str(found["trigger"]),
            documents=tuple(found["documents"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NumerateError(_broken(name, FACTS, str(error))) from error


def released(project: Project, name: str) -> Version:
    """The version that a release froze.

    Raises:
        CannotRunError: When there is none of that number.
        NumerateError: When its files are not those that were released.
    """
    facts = read_release(project, name)
    folder = project.releases / name
    try:
        content = (folder / SOURCES).read_bytes()
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise NumerateError(_broken(name, SOURCES, str(error.strerror))) from error
    if f"{hashlib.sha256(content).hexdigest()}  {SOURCES}" not in lines:
        raise NumerateError(_broken(name, SOURCES, "its checksum is another one"))
    return version(name, contents(folder / SOURCES), facts.documents)


def _broken(name: str, file: str, found: str) -> Issue:
    return Issue(
        code="release-differs",
        file=f"{RELEASES}/{name}/{file}",
        found=found,
        expected="the files as they were released",
        todo="restore them, from git for instance",
    )
