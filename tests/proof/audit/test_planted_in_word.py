"""Edits planted in a Word file, in its text and in the parts beside it: each has a finding.

The words are those of the longer article of ``conftest.py``; the edits that any format can have are
in ``test_planted_in_pages.py``, so that here are those of Word's own ways.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from numerate.ground.project import open_project
from numerate.proof.audit.auditing import audit
from numerate.proof.audit.verdict.audit_findings import AuditFinding

Tree = Any  # lxml has no public type for it
Parts = dict[str, bytes]
Edit = Callable[[Parts], None]
Found = Mapping[str, tuple[AuditFinding, ...]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
FIRST = "The change was"
SECOND = "Teachers were asked"


def swap(old: str, new: str, part: str = DOCUMENT) -> Edit:
    """The first of some words in a part of the file becomes others."""

    def edit(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text
        parts[part] = text.replace(old, new, 1).encode()

    return edit


def tree(change: Callable[[Tree], None], part: str = DOCUMENT) -> Edit:
    """A change of a part's tree."""

    def edit(parts: Parts) -> None:
        made = etree.fromstring(parts[part])
        change(made)
        parts[part] = etree.tostring(made)

    return edit


def words(node: Tree) -> str:
    """The words of a paragraph, row or cell."""
    return "".join(one.text or "" for one in node.iter(f"{W}t"))


def paragraph(made: Tree, told: str) -> Tree:
    """The paragraph that holds some words."""
    return next(one for one in made.iter(f"{W}p") if told in words(one))


def row(made: Tree, told: str) -> Tree:
    """The row that holds some words."""
    return next(one for one in made.iter(f"{W}tr") if told in words(one))


def retold(told: str, old: str, new: str) -> Edit:
    """Words of a paragraph become others, in whatever runs they stand."""

    def change(made: Tree) -> None:
        node = paragraph(made, told)
        runs = list(node.iter(f"{W}t"))
        whole = words(node)
        assert old in whole
        for run in runs[1:]:
            run.text = ""
        runs[0].text = whole.replace(old, new, 1)

    return tree(change)


def dropped(find: Callable[[Tree, str], Tree], told: str) -> Edit:
    """A paragraph or row is deleted."""

    def change(made: Tree) -> None:
        node = find(made, told)
        node.getparent().remove(node)

    return tree(change)


def exchanged(find: Callable[[Tree, str], Tree], first: str, second: str) -> Edit:
    """Two paragraphs or rows change places."""
    return tree(lambda made: find(made, first).addprevious(find(made, second)))


def run_of(properties: str, told: str) -> Edit:
    """A run gets a property, such as one that hides it."""

    def change(made: Tree) -> None:
        node = next(one for one in made.iter(f"{W}t") if told in (one.text or ""))
        before, _, after = node.text.partition(told)
        run = node.getparent()
        own = f"""<x xmlns:w="{W[1:-1]}"><w:r><w:t xml:space="preserve">{before}</w:t></w:r>
          <w:r><w:rPr>{properties}</w:rPr><w:t>{told}</w:t></w:r>
          <w:r><w:t xml:space="preserve">{after}</w:t></w:r></x>"""
        for part in etree.fromstring(own):
            run.addprevious(part)
        run.getparent().remove(run)

    return tree(change)


def hidden_row(made: Tree) -> None:
    """A row gets the property that hides it."""
    properties = row(made, "Lamp").find(f"{W}trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        row(made, "Lamp").insert(0, properties)
    etree.SubElement(properties, f"{W}hidden")


def exchanged_cells(made: Tree) -> None:
    """Two cells of a row change places."""
    cells = row(made, "Quilt").findall(f"{W}tc")
    cells[1].addprevious(cells[2])


def double_row(made: Tree) -> None:
    """A row stands twice, the second time with another number."""
    node = row(made, "Song")
    more = etree.fromstring(etree.tostring(node))
    next(one for one in more.iter(f"{W}t") if one.text == "17").text = "18"
    node.addnext(more)


def at_end(told: str) -> Edit:
    """A paragraph stands after everything."""

    def change(made: Tree) -> None:
        last = [one for one in made.find(f"{W}body") if one.tag == f"{W}p"][-1]
        own = f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{told}</w:t></w:r></w:p>'
        last.addnext(etree.fromstring(own))

    return tree(change)


def picture(parts: Parts) -> None:
    """A picture is painted over: its bytes are others."""
    parts[next(one for one in parts if one.startswith("word/media/"))] += b"\0"


def head(parts: Parts) -> None:
    """The running head has another word."""
    name = next(
        one for one in parts if re.match(r"word/header\d*\.xml$", one) and b"Bedtime" in parts[one]
    )
    swap("Bedtime", "Daytime", name)(parts)


EDITS: dict[str, Edit] = {
    "picture repainted": picture,
    "description of a picture": swap("Records screened (n = 10)", "Records screened (n = 12)"),
    "title in the properties": swap("Bedtime", "Daytime", "docProps/core.xml"),
    "number in the properties": swap("of four studies", "of five studies", "docProps/core.xml"),
    "running head": head,
    "link": swap("register/4711", "register/4712", "word/_rels/document.xml.rels"),
    "number of a footnote": swap("66 homes", "68 homes", "word/footnotes.xml"),
    "year of a footnote": swap("in 2018", "in 2013", "word/footnotes.xml"),
    "words of a footnote": swap("took part", "did not take part", "word/footnotes.xml"),
    "row hidden": tree(hidden_row),
    "words hidden": run_of("<w:vanish/>", "90.0%"),
    "digits raised": run_of('<w:vertAlign w:val="superscript"/>', "324 nights"),
    "row deleted": dropped(row, "Song"),
    "row doubled": tree(double_row),
    "rows exchanged": exchanged(row, "Water", "Lamp"),
    "cells exchanged": tree(exchanged_cells),
    "paragraph deleted": dropped(paragraph, SECOND),
    "paragraphs exchanged": exchanged(paragraph, FIRST, SECOND),
    "heading deleted": dropped(paragraph, "What remains open"),
    "item deleted": dropped(paragraph, "a song in 17"),
    "items exchanged": exchanged(paragraph, "a song in 17", "a lamp that stays"),
    "reference deleted": dropped(paragraph, "Reading aloud in the last"),
    "references exchanged": exchanged(paragraph, "Amsel, A. (2016)", "Dunlin, D. (2022)"),
    "year of a reference": retold("Amsel, A. (2016)", "(2016)", "(2015)"),
    "pages of a reference": retold("Reading aloud in the last", "10–19", "10–18"),
    "paragraph with a number at the end": at_end("All 14 reviewers agreed with every word."),
    "paragraph of words at the end": at_end("The authors wish to add what they forgot to say."),
    "caption": retold("Habits before sleep", "66 homes", "67 homes"),
    "ratio": retold("Among the parents", "(24, 49)", "(49, 24)"),
    "pairs exchanged": retold(
        "Among the parents",
        "24 (36.4%) read aloud every night and 49 (74.2%)",
        "49 (74.2%) read aloud every night and 24 (36.4%)",
    ),
    "digits joined": retold("Among the parents", "1,242 of 10,324", "124,210,324"),
    "decimal comma": retold("Among the parents", "10.25", "10,25"),
    "sign lost": retold(FIRST, "−0.35", "0.35"),
    "limits exchanged": retold(FIRST, "−0.52 to −0.18", "−0.18 to −0.52"),
    "sentence deleted": retold(FIRST, "It did not depend on the age of the child. ", ""),
    "sentences exchanged": retold(
        FIRST,
        "for stories and 0.08 for songs. It did not depend on the age of the child.",
        "for stories. It did not depend on the age of the child and 0.08 for songs.",
    ),
    "negation": retold(SECOND, "none of them", "all of them"),
    "less and more": retold("Nobody measured", "more than 5", "less than 5"),
    "claim": retold("A textbook gives", "In most studies", "In few studies"),
    "step": retold("brush the teeth", "2 minutes", "20 minutes"),
    "note of a table": retold("NA: Namibia", "NA: Namibia", "NA: not available"),
    "author": retold("Ada Example", "Ada", "Ida"),
    "keywords": retold("Keywords", "sleep", "dreams"),
    "abstract": retold("We searched", "1,242", "1,224"),
}


@pytest.fixture(scope="module")
def in_word(longer: Path, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found in each edited file, and in one that was only written anew."""
    folder = tmp_path_factory.mktemp("word")
    with zipfile.ZipFile(longer / "_rendered/manuscript/article.docx") as old:
        parts = {one: old.read(one) for one in old.namelist()}
    paths: dict[str, Path] = {}
    for number, (name, edit) in enumerate({"": lambda _: None, **EDITS}.items()):
        changed = dict(parts)
        edit(changed)
        assert (changed != parts) == bool(name), name
        paths[name] = folder / f"{number}.docx"
        with zipfile.ZipFile(paths[name], "w") as new:
            for one, content in changed.items():
                new.writestr(one, content)
    verdicts = audit(open_project(longer), list(paths.values()))
    return {name: one.findings for name, one in zip(paths, verdicts, strict=True)}


def test_a_file_that_was_only_written_anew_has_no_finding(in_word: Found) -> None:
    """The same parts in another archive."""
    assert in_word[""] == ()


@pytest.mark.parametrize("name", EDITS)
def test_what_is_planted_in_a_word_file_is_found(in_word: Found, name: str) -> None:
    """Each edit of the Word file has a finding."""
    assert in_word[name]
