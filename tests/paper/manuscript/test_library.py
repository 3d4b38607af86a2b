"""BibTeX files: their keys, and where they are broken."""

import pytest

from numerate.ground import programs
from numerate.paper.manuscript.library import read_library

# What is broken, and the lines that have to be told.
BROKEN = {
    "a missing brace in a name": (
        "@book{a, title={T}}\n@book{b, author={B, Bo, title={T}}\n@book{c, title={T}}\n",
        [2],
    ),
    "a missing brace on its own line": (
        "@book{a,\n  title = {T},\n  author = {A\n}\n\n@book{b, title={T}}\n",
        [3],
    ),
    "a missing brace before the end of the file": ("@book{a,\n  title = {T},\n", [2]),
    "a missing comma": ("@book{a,\n  title = {T}\n  year = 2020\n}\n", [3]),
    "a missing sign": ("@book{a,\n  title {T}\n}\n", [2]),
    "an open quotation": ('@book{a,\n  title = "T,\n  year = 2020\n}\n', [2]),
    "a bare text": ("@book{a,\n  title = Sleep well\n}\n", [2]),
    "a blank in a key": ("\n@book{lee 2020, title={T}}\n", [2]),
    "no key": ("@book{title={T}}\n", [1]),
    "two faults": ("@book{a b, title={T}}\n@book{c, title={T} year=1}\n", [1, 2]),
    "an entry in parentheses": ("@book(a, title={T})\n", [1]),
}
SOUND = {
    "escaped and nested braces": "@book{a, title={T {A {B} C} \\{x\\} y}, year=2020}\n",
    "quotes, joins and abbreviations": '@string{j = "J"}\n@book{a, title="T" # j, month=mar}\n',
    "a comment of JabRef": "@Comment{jabref-meta: x; {y} @z}\n@book{a, title={T}}\n",
    "an entry told in an abstract": "@book{a, abstract={See\n@book{z, x},\nso.}, title={T}}\n",
    "a line that is commented out": "@book{a,\n% year = {2020},\ntitle={T},\n}\n",
    "a comma after the last field": "@book{a, title={T},}\n",
    "letters of other scripts": "@book{müller-2020:b, title={T}}\n",
}


def _pandoc_reads(bib: str) -> bool:
    done = programs.run("pandoc", ["-f", "biblatex"], stdin=bib.encode(), allow_failure=True)
    return done.code == 0


@pytest.mark.parametrize("what", BROKEN)
def test_each_broken_entry_is_told_with_its_line(what: str) -> None:
    """What pandoc cannot read is told at the line where it is broken."""
    bib, lines = BROKEN[what]
    assert not _pandoc_reads(bib)
    found = read_library(bib, "r.bib").issues
    assert [(issue.code, issue.line) for issue in found] == [
        ("bad-bibliography", line) for line in lines
    ]


@pytest.mark.parametrize("what", SOUND)
def test_what_pandoc_reads_is_no_fault(what: str) -> None:
    """Files that pandoc reads give the keys of their entries and no fault."""
    assert _pandoc_reads(SOUND[what])
    library = read_library(SOUND[what], "r.bib")
    assert library.issues == ()
    assert library.keys == {"müller-2020:b" if "müller" in SOUND[what] else "a"}


def test_a_key_with_parentheses_is_told() -> None:
    """Pandoc reads it, but a citation ends at the parenthesis: no text can cite it."""
    found = read_library("@book{a, title={T}}\n@book{lee(2020), title={T}}\n", "r.bib").issues
    assert [issue.place for issue in found] == ["r.bib:2"]
    assert found[0].found.startswith("the key 'lee(2020)'")
