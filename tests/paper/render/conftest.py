"""A finished document with every part that an article can have, and its three renditions."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from numerate.ground.fonts import sans_folder
from numerate.ground.programs import run
from numerate.ground.project import extension_dir
from numerate.paper.manuscript.ast import copied
from numerate.paper.render.docx import docx
from numerate.paper.render.html_writing import html
from numerate.paper.render.pdf import pdf
from numerate.paper.render.picture_files import with_dpi
from numerate.paper.render.rendition import Place
from numerate.paper.render.typesetting import TypstError, typeset, typeset_pdf
from numerate.paper.render.typst_messages import letters_without_font, said

HERE = Path(__file__).parent
FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<svg width="454pt" height="160pt" viewBox="0 0 454 160" xmlns="http://www.w3.org/2000/svg">
<g id="a"><title>node1</title><rect x="20" y="15" width="200" height="50" fill="none"
stroke="#333"/><text x="120" y="45" text-anchor="middle" font-size="11"
>Records (n = 25,523)</text></g>
<g id="b"><rect x="250" y="15" width="190" height="50" fill="#eee" stroke="#333"/>
<text x="345" y="45" text-anchor="middle" font-size="11">Duplicates (n = 15,199)</text></g>
</svg>"""

Tree = dict[str, Any]
Finished = Callable[[str], Tree]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A folder that holds a figure as SVG and as PNG, and nothing else."""
    root = tmp_path_factory.mktemp("render")
    figures = root / "_generated" / "figures"
    figures.mkdir(parents=True)
    (figures / "flow.svg").write_text(FLOW, encoding="utf-8")
    page = "#set page(width: 454pt, height: 160pt, margin: 0pt)\nflow"
    (figures / "flow.png").write_bytes(with_dpi(typeset(page, "png", root=root, ppi=300), 300))
    source = root / "manuscript" / "showcase.qmd"
    source.parent.mkdir()
    source.write_text("", encoding="utf-8")
    return Place(root=root, source=source, look=extension_dir(), fonts=(sans_folder(),))


def without_font(text: str) -> str:
    """The letters of a text that neither Typst nor this computer has a font for."""
    try:
        page = '#set document(title: "x")\n' + text
        typeset_pdf(page, root=Path("/"), system_fonts=True, standards=["ua-1"])
    except TypstError as error:
        return letters_without_font(said([error.diagnostic]))
    return ""


@pytest.fixture(scope="session")
def finished() -> Finished:
    """Reads Markdown that is written in the conventions of finished documents."""

    def read(markdown: str) -> Tree:
        done = run("pandoc", ["-f", "markdown", "-t", "json"], stdin=markdown.encode())
        tree: Tree = json.loads(done.out)
        return tree

    return read


@pytest.fixture(scope="session")
def showcase(finished: Finished) -> Tree:
    """The document with every part."""
    return finished((HERE / "showcase.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def renditions(showcase: Tree, place: Place) -> Mapping[str, bytes]:
    """The document with every part as HTML, PDF and DOCX."""
    writers = {"html": html, "pdf": pdf, "docx": docx}
    return {fmt: write(copied(showcase), place).content for fmt, write in writers.items()}


@pytest.fixture(scope="session")
def part() -> Callable[[bytes, str], etree._Element]:
    """Reads a part of a DOCX as XML."""

    def read(content: bytes, name: str) -> etree._Element:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return etree.fromstring(archive.read(name))

    return read
