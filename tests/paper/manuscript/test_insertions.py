"""Texts that settings put before and after the body, and into the head of a page."""

from __future__ import annotations

import json

import pytest

from numerate.paper.manuscript.insertions import in_head
from tests.paper.manuscript.trees import Faults, Read, text, tree

FILES = {
    "b.html": "<p>HTML before</p>",
    "b.md": "Before [0]{num=flow.n} *all*",
    "_generated/numbers.json": json.dumps({"numbers": {"flow.n": {"value": 12, "text": "12"}}}),
}
HEADER = (
    "---\ntitle: T\ninclude-before: First.\ninclude-after: Last.\nformat:\n"
    "  html:\n    include-before-body: b.html\n    include-in-header:\n      text: <meta x>\n"
    "  docx:\n    include-before-body: b.md\n---\n\nText.\n"
)


@pytest.mark.parametrize(
    ("fmt", "words"),
    [
        ("html", "First. <p>HTML before</p> Text. Last."),
        ("pdf", "First. Text. Last."),
        ("docx", "First. Before 12 all Text. Last."),
    ],
)
def test_each_format_has_its_texts_in_order(read: Read, fmt: str, words: str) -> None:
    """Bindings in them are printed; raw HTML stands in HTML alone."""
    made = tree(read(HEADER, FILES), fmt)
    assert text(made["blocks"]) == words
    assert ("HTML before" in json.dumps(made["blocks"])) is (fmt == "html")
    assert in_head(made["meta"], "html") == ("<meta x>" if fmt == "html" else "")


def test_what_comes_after_the_body_comes_after_the_references(read: Read) -> None:
    """The list of references is part of the body."""
    bib = "@book{a2001, author={A, B}, title={One}, year={2001}}\n"
    source = "---\nbibliography: r.bib\ninclude-after: Last.\n---\n\nSee @a2001.\n"
    found = text(tree(read(source, {"r.bib": bib}), "html")["blocks"])
    assert found.endswith("Last.")
    assert "One" in found


def test_a_file_that_is_not_there_is_a_fault_at_its_line(faults: Faults) -> None:
    """Nothing is rendered without it."""
    found = faults("---\ntitle: T\ninclude-before-body: gone.html\n---\n\nText.\n")
    assert [(issue.code, issue.place) for issue in found] == [("missing-file", "a.qmd:3")]


def test_the_front_matter_of_an_included_file_is_not_taken(read: Read, faults: Faults) -> None:
    """Its title does not replace the document's; the advice names its file and what it states."""
    source = "---\ntitle: Outer\n---\n\n{{< include _in.qmd >}}\n"
    files = {"_in.qmd": "---\ntitle: Inner\nlang: de\n---\n\nText.\n"}
    document = read(source, files)
    assert text(document.meta["title"]) == "Outer"
    assert text(document.ast) == "Text."
    assert [(i.code, i.place, i.found.split(" in ")[0]) for i in faults(source, files)] == [
        ("included-settings", "_in.qmd:2", "title, lang")
    ]
