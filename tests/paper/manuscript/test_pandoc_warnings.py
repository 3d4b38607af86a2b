"""Pandoc's warnings, with the file and line that they are about."""

from __future__ import annotations

from numerate.paper.manuscript.pandoc_warnings import told, unread_formulas
from numerate.paper.manuscript.places import Place, Places
from numerate.paper.manuscript.source import Line
from tests.paper.manuscript.trees import Faults


def test_a_note_defined_twice_is_a_fault_with_both_lines(faults: Faults) -> None:
    """Pandoc prints the second; the line is that of the second definition, in its own file."""
    found = faults(
        "A[^n] and B.[^m]\n\n[^n]: One.\n\n{{< include _b.qmd >}}\n",
        {"_b.qmd": "Text.\n\n[^m]: M.\n\n[^n]: Two.\n"},
    )
    assert [(i.code, i.severity, i.file, i.line) for i in found] == [
        ("repeated-footnote", "fault", "_b.qmd", 5)
    ]
    assert "a.qmd:3" in found[0].found


def test_a_note_that_nothing_refers_to_is_an_advice(faults: Faults) -> None:
    """It is printed nowhere."""
    found = faults("---\ntitle: T\nlang: en\n---\n\nA.\n\n[^n]: One.\n")
    assert [(i.code, i.severity, i.line) for i in found] == [("unused-footnote", "advice", 8)]


def test_any_other_warning_is_told_in_pandocs_words() -> None:
    """A kind of warning that is not known yet is not lost either."""
    lines = [Line("One.", "a.qmd", 9)]
    found = list(told("[WARNING] Something new at line 5 column 1", lines, Places(lines)))
    assert [(i.code, i.place, "Something new" in i.found) for i in found] == [
        ("pandoc-warning", "a.qmd:9", True)
    ]


def test_a_formula_that_pandoc_cannot_read_is_told_with_its_place() -> None:
    """The message is pandoc's own of version 3.8; a formula over lines is found by its longest."""
    message = (
        "[WARNING] Could not convert TeX math \n  \\mine{x}\n  , rendering as TeX:\n"
        '  \\mine{x}\n       ^\n  unexpected control sequence \\mine\n  expecting "%"\n'
    )
    lines = [Line("$$", "a.qmd", 1), Line("  \\mine{x}", "a.qmd", 2), Line("$$", "a.qmd", 3)]
    (issue,) = unread_formulas(message * 2, Places(lines))
    assert (issue.code, issue.place) == ("unread-formula", "a.qmd:2:3")
    assert "\\mine is not understood" in issue.found


def test_raw_text_is_placed_outside_of_formulas(faults: Faults) -> None:
    """The likeness in a formula and in code comes first in the source, and is not meant."""
    found = faults("$\\bfx{y}$ `\\bfx{y}`\n\nRaw \\bfx{y} here.\n")
    assert [(i.code, i.line, i.column) for i in found] == [("raw-text", 3, 5)]


def test_places_of_prose_pass_over_displayed_formulas() -> None:
    """Dollars on lines of their own open and close a formula."""
    texts = ["$$", "a<b", "$$", "a<b"]
    lines = [Line(text, "a.qmd", number) for number, text in enumerate(texts, 1)]
    assert Places(lines).prose("a<b") == Place("a.qmd", 4, 1)
