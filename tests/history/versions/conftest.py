"""A built miniature review in a git repository, with a tag and a later commit."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]
SETTINGS = (
    "-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false",
    "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false",
)  # fmt: skip


def git_in(root: Path) -> Git:
    """Runs git in a folder and gives what it prints."""

    def run(*arguments: str) -> str:
        command = ["git", *SETTINGS, *arguments]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return run


def edit(root: Path, name: str, before: str, after: str) -> None:
    """Replace one passage of a file."""
    text = (root / name).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (root / name).write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="session")
def committed(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built miniature, committed and tagged v1; copy it, never change it."""
    root = tmp_path_factory.mktemp("git") / "review"
    shutil.copytree(built_miniature, root, ignore=shutil.ignore_patterns("__pycache__"))
    (root / ".gitignore").write_text("__pycache__/\n_rendered/\n", encoding="utf-8")
    git = git_in(root)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Begin")
    git("tag", "v1")
    return root


@pytest.fixture
def repository(committed: Path, tmp_path: Path) -> Path:
    """A copy of the repository for one test to change."""
    root = tmp_path / "review"
    shutil.copytree(committed, root)
    return root
