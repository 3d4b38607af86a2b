"""The repository: a revision of the compendium, unpacked elsewhere; the working tree stays."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from numerate.ground import programs
from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue, quoted

_LEFT_OUT = frozenset({"tests", "src", "docs", "benchmarks"})


def is_repository(root: Path) -> bool:
    """Whether the folder lies in a git repository that git can read."""
    if programs.find("git") is None:
        return False
    return _git(root, "rev-parse", "--git-dir").code == 0


def commit_of(root: Path, revision: str) -> str | None:
    """The commit that a revision or tag names; None when there is none."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    done = _git(root, *asked)
    return done.out.decode().strip() if done.code == 0 else None


def is_shallow(root: Path) -> bool:
    """Whether earlier commits were left out when the repository was cloned."""
    return _git(root, "rev-parse", "--is-shallow-repository").out.strip() == b"true"


def uncommitted(root: Path) -> tuple[str, ...]:
    """The files below the folder that differ from the last commit, new ones among them."""
    done = _git(root, "status", "--porcelain", "--untracked-files=normal", "-z", "--", ".")
    entries = done.out.decode("utf-8", "replace").split("\0")
    return tuple(entry[3:] for entry in entries if len(entry) > len("XY "))


def check_out(root: Path, revision: str, folder: Path) -> str:
    """Unpack the compendium of a revision into an empty folder.

    Args:
        root: The compendium; where it is below the repository's root, only its part is unpacked.
        revision: A commit, tag or branch.
        folder: Where to.

    Returns:
        The commit.

    Raises:
        CannotRunError: When there is no such revision, or the clone does not hold it.
    """
    commit = commit_of(root, revision)
    if commit is None:
        raise CannotRunError(unknown(root, revision))
    listed = programs.run("git", ["ls-tree", "--name-only", "-z", commit], cwd=root).out
    names = [name for name in listed.decode("utf-8", "replace").split("\0") if name]
    wanted = [name for name in names if name not in _LEFT_OUT]
    if not wanted:
        raise CannotRunError(_empty(revision))
    packed = programs.run("git", ["archive", "--format=zip", commit, "--", *wanted], cwd=root).out
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)  # zipfile keeps every entry inside the folder, links as files
    return commit


def unknown(root: Path, name: str) -> Issue:
    """The issue for something that is neither a file nor a release nor a revision."""
    if not is_repository(root):
        return Issue(
            code="unknown-version",
            found=f"{quoted(name)} is no folder, no pack and no release, and there is no git here",
            expected="a folder, a pack (.zip) or a release; in a git repository also a revision",
            todo="correct the name",
        )
    if is_shallow(root):
        return Issue(
            code="shallow-clone",
            found=f"the revision {quoted(name)} is not in this clone, which holds only the last "
            "commits",
            expected="a clone with its history and tags",
            todo="run git fetch --unshallow --tags",
        )
    tags = _git(root, "tag", "--list").out.decode("utf-8", "replace").split()
    known = f", such as the tags {', '.join(tags[-3:])}" if tags else ""
    return Issue(
        code="unknown-version",
        found=f"{quoted(name)} is no folder, no pack, no release and no revision of git",
        expected=f"one of these{known}",
        todo="correct the name; git log --oneline lists revisions",
    )


def _empty(revision: str) -> Issue:
    return Issue(
        code="not-built",
        found=f"the revision {quoted(revision)} holds nothing of this compendium",
        expected="a revision made after the compendium was begun",
        todo="name a later revision",
    )


def _git(root: Path, *arguments: str) -> programs.Outcome:
    return programs.run("git", arguments, cwd=root, allow_failure=True)
