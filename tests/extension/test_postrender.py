"""Quarto's post-render step: what it changes in a Word document, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from numerate.ground.project import extension_dir

PARTS = {
    "[Content_Types].xml": '<Types><Override PartName="/docProps/custom.xml" ContentType="c"/>'
    '<Override PartName="/word/document.xml" ContentType="d"/></Types>',
    "_rels/.rels": '<R><Relationship Id="r1" Target="docProps/custom.xml"/></R>',
    "docProps/core.xml": "<cp><dc:title>Cats &amp; dogs</dc:title></cp>",
    "docProps/custom.xml": '<p name="csl"><vt:lpwstr>../apa.csl</vt:lpwstr></p>',
    "word/header1.xml": "<w:hdr><w:t>Running title</w:t></w:hdr>",
    "word/document.xml": "<w:document><w:t>Running title</w:t></w:document>",
}


def rendered(folder: Path, parts: dict[str, str]) -> dict[str, str]:
    """The parts of a DOCX after the step, called with the variables that Quarto sets."""
    path = folder / "_rendered/article.docx"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    files = "_rendered/article.docx\n_rendered/article.html\n"
    environment = {"QUARTO_PROJECT_ROOT": str(folder), "QUARTO_PROJECT_OUTPUT_FILES": files}
    script = str(extension_dir() / "postrender.py")
    subprocess.run([sys.executable, script], env={**os.environ, **environment}, check=True)
    assert [found.name for found in path.parent.iterdir()] == ["article.docx"]
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_header_gets_the_title(tmp_path: Path) -> None:
    """The placeholder of reference.docx goes from the header, and from nowhere else."""
    parts = rendered(tmp_path, PARTS)
    assert parts["word/header1.xml"] == "<w:hdr><w:t>Cats &amp; dogs</w:t></w:hdr>"
    assert parts["word/document.xml"] == PARTS["word/document.xml"]


def test_a_running_title_comes_before_the_title(tmp_path: Path) -> None:
    """Pandoc writes the metadata `running-title` as a custom property."""
    custom = '<p pid="2" name="running-title"><vt:lpwstr>Cats</vt:lpwstr></p>'
    parts = rendered(tmp_path, {**PARTS, "docProps/custom.xml": custom})
    assert parts["word/header1.xml"] == "<w:hdr><w:t>Cats</w:t></w:hdr>"


@pytest.mark.parametrize("name", ["[Content_Types].xml", "_rels/.rels"])
def test_custom_properties_go_without_a_trace(tmp_path: Path, name: str) -> None:
    """They hold paths; a part that is named but not there would make Word repair the file."""
    parts = rendered(tmp_path, PARTS)
    assert "docProps/custom.xml" not in parts
    assert "custom" not in parts[name]


@pytest.fixture
def compendium(tmp_path: Path) -> Path:
    """What the step takes for a compendium, with one page."""
    for name in ("data/datapackage.json", "analysis/__init__.py", "_rendered/article.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def told(root: Path, *arguments: str, **env: str) -> str:
    """What the step says after a render of one page."""
    environment = {**os.environ, "QUARTO_PROJECT_ROOT": str(root), **env}
    environment["QUARTO_PROJECT_OUTPUT_FILES"] = "_rendered/article.html"
    command = [sys.executable, *arguments, str(extension_dir() / "postrender.py")]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_pages_get_their_cards(compendium: Path) -> None:
    """The compendium's own Python is called with its root and the pages, and nothing is said."""
    python = compendium / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$3" "$4" > called\n', encoding="utf-8")
    python.chmod(0o755)
    assert told(compendium) == ""
    expected = f"{compendium} {compendium}/_rendered/article.html\n"
    assert (compendium / "called").read_text(encoding="utf-8") == expected


def test_a_line_tells_how_to_get_cards(compendium: Path) -> None:
    """An empty compendium, which numerate cannot read: the render goes on all the same."""
    assert "numerate render --engine quarto" in told(compendium)
    assert (compendium / "_rendered/article.html").read_text(encoding="utf-8") == ""


def test_numerate_adds_cards_itself(compendium: Path) -> None:
    """`numerate render` sets NUMERATE_BUILT; then the step is silent."""
    assert told(compendium, NUMERATE_BUILT="1") == ""
