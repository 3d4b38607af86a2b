"""What becomes of every setting: the list, the page that prints it, the code, and the advice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from numerate.ground.programs import find
from numerate.paper.manuscript.document import parse
from numerate.paper.manuscript.setting_effects import (
    SETTINGS,
    effect,
    settings_table,
    unread_settings,
)
from tests.paper.manuscript.trees import Write

ROOT = Path(__file__).parents[3]
FORMATS = ("html", "pdf", "docx")


def advice(path: Path, root: Path, formats: tuple[str, ...] = FORMATS) -> list[tuple[str, str]]:
    """Place and first word of each advice."""
    document = parse(path, root)
    found = unread_settings(document.metadata, document.source.header, root, formats)
    assert {issue.severity for issue in found} <= {"advice"}
    return [(issue.place, re.split(r"[:,]", issue.found)[0]) for issue in found]


def test_the_page_prints_the_list() -> None:
    """docs/engines.md tells the same of each setting as the code does."""
    assert settings_table() in (ROOT / "docs/engines.md").read_text(encoding="utf-8")


def test_what_is_listed_as_read_is_named_in_the_code() -> None:
    """A setting that no module names cannot be read."""
    sources = [
        path.read_text(encoding="utf-8")
        for folder in ("src/numerate", "_extensions/numerate")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".lua"} and path.name != "setting_effects.py"
    ]
    text = "\n".join(sources)
    by_pandoc = {"abbreviations", "citeproc", "notes-after-punctuation", "nocite"}
    unnamed = [
        key
        for key in SETTINGS
        if effect(key) == "read" and key not in by_pandoc and f'"{key}"' not in text
    ]
    assert unnamed == ["fig-cap-location", "lst-cap-location", "tbl-cap-location"]
    assert "-cap-location" in text  # these three are made of it and of a kind


@pytest.mark.quarto
def test_quarto_has_no_setting_that_the_list_lacks() -> None:
    """The list is compared with the schema that the installed Quarto brings."""
    program = find("quarto")
    if program is None:
        pytest.skip("the program quarto is not on PATH")
    schema = next(program.resolve().parents[1].rglob("yaml-intelligence-resources.json"))
    resources = json.loads(schema.read_text(encoding="utf-8"))
    named: set[str] = set()
    for name, entries in resources.items():
        if name.startswith("schema/document-") and isinstance(entries, list):
            named |= {one["name"] for one in entries if _is_ours(one)}
    assert named - set(SETTINGS) == set()
    assert len(named) > 100


def _is_ours(entry: dict[str, object]) -> bool:
    tags = entry.get("tags")
    formats = tags.get("formats") if isinstance(tags, dict) else None
    wanted = {"typst", "docx", "html", "$html-all", "$html-doc", "$html-files"}
    return not entry.get("hidden") and (formats is None or bool(wanted & set(formats)))


def test_an_advice_names_the_line_of_each_setting(write: Write, tmp_path: Path) -> None:
    """Of the document, of its format and of the project; what is off or unknown is none."""
    path = write(
        "---\ntitle: T\nlof: true\neditor: visual\nmine: 1\ncomments: false\nformat:\n"
        "  html:\n    theme: cosmo\n  typst:\n    columns: 2\n    mainfont: Arimo\n---\n\nA.\n",
        {"_quarto.yml": "project:\n  type: default\nformat:\n  docx:\n    page-width: 6\n"},
    )
    assert advice(path, tmp_path) == [
        ("_quarto.yml:5", "page-width"),
        ("a.qmd:3", "lof"),
        ("a.qmd:9", "theme"),
        ("a.qmd:11", "columns"),
    ]


def test_only_the_formats_that_are_rendered_count(write: Write, tmp_path: Path) -> None:
    """A theme of HTML is no matter of the PDF."""
    path = write("---\ntitle: T\nformat:\n  html:\n    theme: cosmo\n---\n\nA.\n")
    assert advice(path, tmp_path, ("pdf",)) == []


def test_what_an_extension_brings_beyond_settings_is_told(write: Write, tmp_path: Path) -> None:
    """Its filter and its style from the network have the place in _extension.yml."""
    path = write(
        "---\ntitle: T\nformat: own-html\n---\n\nA.\n",
        {
            "_extensions/own/_extension.yml": "title: Own\ncontributes:\n  formats:\n    html:\n"
            "      toc: true\n      template: a.html\n      csl: https://example.org/a.csl\n"
        },
    )
    assert advice(path, tmp_path, ("html",)) == [
        ("_extensions/own/_extension.yml:6", "template"),
        ("_extensions/own/_extension.yml:7", "csl"),
    ]
