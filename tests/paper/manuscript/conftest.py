"""Small manuscripts for these tests: written to a folder of their own and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.ground.issues import Issue
from numerate.paper.manuscript.document import Document, parse, read_document
from tests.paper.manuscript.trees import Faults, Read, Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a manuscript ``a.qmd`` and other files below a folder, and gives its path."""

    def make(text: str, files: dict[str, str] | None = None, name: str = "a.qmd") -> Path:
        for other, content in {**(files or {}), name: text}.items():
            path = tmp_path / other
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return tmp_path / name

    return make


@pytest.fixture
def read(write: Write, tmp_path: Path) -> Read:
    """Writes a manuscript and parses it."""

    def make(text: str, files: dict[str, str] | None = None, name: str = "a.qmd") -> Document:
        return parse(write(text, files, name), tmp_path)

    return make


@pytest.fixture
def faults(write: Write, tmp_path: Path) -> Faults:
    """Writes a manuscript and gives everything that is wrong with it."""

    def make(text: str, files: dict[str, str] | None = None, name: str = "a.qmd") -> list[Issue]:
        return read_document(write(text, files, name), tmp_path)[1]

    return make
