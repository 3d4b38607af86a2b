"""What all tests share: golden texts, and copies of the miniature review to work on."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html
from pypdf import PdfReader

from numerate.ground.project import EXTENSION, extension_dir, open_project
from numerate.paper.building import build

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
MINIATURE = HERE / "miniature"

# the miniature is a compendium to work on, not a folder of tests
collect_ignore = ["miniature"]

Golden = Callable[[str, str], None]
TextOf = Callable[[Path], str]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="session")
def golden() -> Golden:
    """Compares a text with a golden file; writes the file instead when NUMERATE_GOLDEN=write."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("NUMERATE_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
        assert path.is_file(), f"no golden file {name}: run with NUMERATE_GOLDEN=write"
        assert text + "\n" == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature review beside a copy of the extension: copy it, never change it."""
    root = tmp_path_factory.mktemp("session") / "miniature"
    shutil.copytree(MINIATURE, root, ignore=shutil.ignore_patterns("__pycache__", "_*ed"))
    shutil.copytree(extension_dir(), root / EXTENSION)
    return root


@pytest.fixture(scope="session")
def built_miniature(miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature review after a build: copy it, never change it."""
    root = tmp_path_factory.mktemp("session") / "built"
    shutil.copytree(miniature, root)
    build(open_project(root))
    return root


@pytest.fixture
def compendium(miniature: Path, tmp_path: Path) -> Path:
    """A copy of the miniature review for one test to change."""
    root = tmp_path / "review"
    shutil.copytree(miniature, root)
    return root


@pytest.fixture
def built(built_miniature: Path, tmp_path: Path) -> Path:
    """A copy of the built miniature review for one test to change."""
    root = tmp_path / "review"
    shutil.copytree(built_miniature, root)
    return root


@pytest.fixture(scope="session")
def text_of() -> TextOf:
    """The words that a reader of a rendered file sees, with one blank between them."""
    readers = {".html": _html_text, ".pdf": _pdf_text, ".docx": _docx_text}
    return lambda path: " ".join(readers[path.suffix](path).split())


def _html_text(path: Path) -> str:
    page = html.document_fromstring(path.read_bytes())
    for unseen in page.xpath("//head | //script | //style | //svg//title | //svg//desc"):
        unseen.drop_tree()
    for block in page.iter("p", "td", "th", "li", "h1", "h2", "h3", "div", "text", "a", "caption"):
        block.tail = f" {block.tail or ''}" if block.tag != "a" else block.tail
    return str(page.text_content())


def _pdf_text(path: Path) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)


def _docx_text(path: Path) -> str:
    with zipfile.ZipFile(path) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    for mark in body.iter(f"{WORD}p", f"{WORD}tab", f"{WORD}br"):
        mark.tail = f" {mark.tail or ''}"
    return "".join(body.itertext(f"{WORD}t", f"{WORD}p", f"{WORD}tab", f"{WORD}br"))
