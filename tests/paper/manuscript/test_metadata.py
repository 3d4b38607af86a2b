"""Settings: merged from project, folders, text and format as Quarto's documentation says."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.paper.manuscript.formats import base_of, names_for
from tests.paper.manuscript.trees import Faults, Read


def test_nearer_settings_win_and_lists_join(read: Read) -> None:
    """Project, folder and text: scalars override, maps merge, bibliographies join."""
    document = read(
        "---\ntoc: true\nbibliography: own.bib\ncrossref: {eq-prefix: Eq.}\n---\n\nText\n",
        {
            "_quarto.yml": "lang: de\ntoc: false\nbibliography: all.bib\n"
            "crossref: {fig-title: F}\n",
            "sub/_metadata.yml": "lang: fr\n",
            "all.bib": "",
            "sub/own.bib": "",
        },
        name="sub/a.qmd",
    )
    settings = document.settings("html")
    assert settings["lang"] == "fr"
    assert settings["toc"] is True
    assert settings["crossref"] == {"fig-title": "F", "eq-prefix": "Eq."}
    assert [Path(name).name for name in settings["bibliography"]] == ["all.bib", "own.bib"]
    assert all(Path(name).is_file() for name in settings["bibliography"])


def test_a_formats_settings_hold_for_that_format_only(read: Read) -> None:
    """``typst`` wins over ``pdf`` for our PDF; an extension's format counts for its base."""
    document = read(
        "---\ntoc: false\nformat:\n  html: {toc: true}\n  plos-pdf: {toc: true, margin: 1in}\n"
        "  typst: {margin: 2in}\n  acs-docx+draft: {number-sections: true}\n---\n\nText\n"
    )
    assert document.settings("html")["toc"] is True
    assert document.settings("pdf")["toc"] is True
    assert document.settings("pdf")["margin"] == "2in"
    assert document.settings("docx")["toc"] is False
    assert document.settings("docx")["number-sections"] is True


def test_an_extension_brings_its_citation_style(read: Read) -> None:
    """The csl of an installed extension's format is found beside its _extension.yml."""
    document = read(
        "---\nformat: apa-pdf\n---\n\nText\n",
        {
            "_extensions/x/apa/_extension.yml": "contributes:\n  formats:\n    common:\n"
            "      csl: apa.csl\n      filters: [a.lua]\n",
            "_extensions/x/apa/apa.csl": "",
        },
    )
    assert Path(document.settings("pdf")["csl"]).name == "apa.csl"
    assert "filters" not in document.settings("pdf")
    assert "csl" not in document.settings("docx")


def test_profiles_and_metadata_files_are_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """QUARTO_PROFILE adds _quarto-<profile>.yml; metadata-files come before the text's own."""
    monkeypatch.setenv("QUARTO_PROFILE", "print")
    document = read(
        "---\nmetadata-files: [more.yml]\nlang: de\n---\n\n"
        '::: {.content-visible when-profile="print"}\nPrinted\n:::\n',
        {
            "_quarto.yml": "toc: true\n",
            "_quarto-print.yml": "toc: false\n",
            "more.yml": "lang: fr\nsubject: S\n",
        },
    )
    settings = document.settings()
    assert (settings["toc"], settings["lang"], settings["subject"]) == (False, "de", "S")


def test_names_of_formats() -> None:
    """Names as Quarto's journal extensions use them."""
    assert base_of("elsevier-pdf") == "pdf"
    assert names_for("docx", ["html", "apaquarto-docx"]) == ["apaquarto-docx"]


def test_a_missing_bibliography_is_told_where_it_is_named(faults: Faults) -> None:
    """Line 2 of the text names the file that is not there."""
    found = faults("---\nbibliography: none.bib\n---\n\nText\n")
    assert [(issue.code, issue.place) for issue in found] == [("missing-file", "a.qmd:2")]


def test_front_matter_counts_lines_from_the_top_of_the_file(faults: Faults) -> None:
    """Line 3 of the file is line 2 of the front matter."""
    found = faults("---\ntitle: T\nauthor: [A\n---\n\nText\n")
    assert found[0].place.startswith("a.qmd:4")


def test_broken_settings_and_a_missing_include_are_told_together(faults: Faults) -> None:
    """All faults of all files come at once."""
    found = faults(
        "---\ntitle: {\n---\n\n{{< include _none.qmd >}}\n", {"_quarto.yml": "project: [\n"}
    )
    assert sorted(issue.code for issue in found) == ["bad-yaml", "bad-yaml", "missing-file"]
