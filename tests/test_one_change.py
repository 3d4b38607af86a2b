"""One decision changes in the data: everything that says so changes in every format, no more."""

from __future__ import annotations

import difflib
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.ground.project import GENERATED

Golden = Callable[[str, str], None]
TextOf = Callable[[Path], str]
Both = tuple[Path, Path]
DOCUMENTS = ("article", "supplement")


@pytest.fixture(scope="module")
def renders(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The miniature rendered, and rendered again after report R11 was excluded in full text."""
    before = tmp_path_factory.mktemp("before") / "review"
    shutil.copytree(built_miniature, before)
    command = ["render", "--engine", "embedded", "--quiet"]
    assert main(["-C", str(before), *command]) == 0
    after = tmp_path_factory.mktemp("after") / "review"
    shutil.copytree(before, after)
    decisions = after / "data" / "reports.csv"
    text = decisions.read_text(encoding="utf-8")
    changed = text.replace("R11,true,include,not applicable", "R11,true,exclude,no comparison")
    assert changed != text
    decisions.write_text(changed, encoding="utf-8")
    assert main(["-C", str(after), *command]) == 0
    return before, after


def rendered(root: Path, name: str) -> Path:
    """A rendered file."""
    return root / "_rendered" / "manuscript" / name


def moved(before: str, after: str) -> tuple[set[str], set[str]]:
    """The words that a text lost and gained; a word counts as often as it stands there."""
    old, new = Counter(before.split()), Counter(after.split())
    return set(old - new), set(new - old)


def test_the_numbers_that_move_are_those_that_count_the_study(renders: Both) -> None:
    """Worked out by hand: R11 is study D (Dunlin 2022, 1,010 children, sooner by 4 minutes)."""
    old, new = (
        json.loads((root / GENERATED / "numbers.json").read_text(encoding="utf-8"))["numbers"]
        for root in renders
    )
    assert {
        key: (old[key]["text"], new[key]["text"])
        for key in old
        if old[key]["text"] != new[key]["text"]
    } == {
        "flow.included": ("4", "3"),
        "flow.reports_excluded": ("1", "2"),
        "studies.participants": ("1,242", "232"),
        "studies.years": ("2016–2022", "2016–2020"),
        "findings.shorter": ("3", "2"),
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_sentence_that_says_so_changes_and_no_other(
    renders: Both, text_of: TextOf, golden: Golden, document: str
) -> None:
    """Title, abstract, text, diagram, table, citation and list of works: see the golden file."""
    old, new = (text_of(rendered(root, f"{document}.html")).split() for root in renders)
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    lines = [
        f"…{' '.join(old[max(a - 3, 0) : a])} [-{' '.join(old[a:b])}-] {{+{' '.join(new[c:d])}+}}"
        for tag, a, b, c, d in blocks
        if tag != "equal"
    ]
    golden(f"one_change/{document}.txt", "\n".join(lines))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_pdf_changes_as_html_does(renders: Both, text_of: TextOf, document: str) -> None:
    """The same words go and come, the diagram's among them."""
    page, paper = (
        moved(*(text_of(rendered(root, f"{document}.{suffix}")) for root in renders))
        for suffix in ("html", "pdf")
    )
    assert page == paper


@pytest.mark.parametrize("document", DOCUMENTS)
def test_docx_changes_as_html_does(renders: Both, text_of: TextOf, document: str) -> None:
    """The same words go and come; those of the diagram are in its picture's alternative text."""
    lost, gained = moved(*(text_of(rendered(root, f"{document}.html")) for root in renders))
    word_lost, word_gained = moved(
        *(text_of(rendered(root, f"{document}.docx")) for root in renders)
    )
    drawn = {"(n", "=", "1)", "1):", "2)", "2):", "3)", "4)"}
    assert (lost - drawn, gained - drawn) == (word_lost - drawn, word_gained - drawn)


def test_the_picture_in_word_is_the_new_one(renders: Both) -> None:
    """The DOCX holds the PNG that the second build drew; its alternative text tells 3 studies."""
    _, after = renders
    png = (after / GENERATED / "figures" / "prisma.png").read_bytes()
    facts = json.loads((after / GENERATED / "figures" / "prisma.json").read_text("utf-8"))
    assert "Studies included in review (n = 3)" in facts["alt"]
    with zipfile.ZipFile(rendered(after, "article.docx")) as file:
        media = [file.read(name) for name in file.namelist() if name.startswith("word/media/")]
        body = file.read("word/document.xml").decode()
    assert png in media
    assert "Studies included in review (n = 3)" in body
