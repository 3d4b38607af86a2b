"""What the tests of the audit share: the miniature rendered once, and its expectation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from numerate.ground.project import open_project
from numerate.paper.render.rendering import render


@pytest.fixture(scope="session")
def rendered(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with its documents in all formats: copy files, never change them."""
    root = tmp_path_factory.mktemp("audit") / "review"
    shutil.copytree(built_miniature, root)
    render(open_project(root), engine="embedded")
    return root
