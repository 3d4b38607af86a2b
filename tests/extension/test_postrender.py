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
