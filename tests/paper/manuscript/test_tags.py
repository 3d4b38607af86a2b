"""What only looks like a tag of HTML is printed, and said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from numerate.ground.project import extension_dir
from numerate.paper.manuscript import tags
from tests.paper.manuscript.trees import Faults, Read, text

EATEN = (
    ("aged a<b and c>d were", ["<b and c>"]),
    ("Placeholder <insert name> here", ["<insert name>"]),
    ("sleep <or> story <and> child", ["<or>", "<and>"]),
    ("of <first-author> and <b> alone", ["<first-author>", "<b>"]),
    ("p<alpha, k</or>", ["</or>"]),
)
MEANT = ("a<br>b", "H<sub>2</sub>O", '<a id="x">', "<span class='k'>x</span>", "<my-box>x</my-box>")


@pytest.mark.parametrize(("source", "lost"), EATEN)
def test_what_is_no_tag_is_printed_and_said(
    read: Read, faults: Faults, source: str, lost: list[str]
) -> None:
    """The words are those of the source; one advice a tag, with its line and column."""
    line = f"Text {source}."
    assert text(read(f"A\n\n{line}\n").ast) == f"A {line}"
    issues = faults(f"A\n\n{line}\n")
    assert [(issue.code, issue.severity, issue.line) for issue in issues] == [
        ("printed-tag", "advice", 3) for _ in lost
    ]
    assert [issue.column for issue in issues] == [line.index(tag) + 1 for tag in lost]


@pytest.mark.parametrize("source", MEANT)
def test_tags_of_html_stay_tags(faults: Faults, source: str) -> None:
    """Elements that HTML has (HTML standard, section 4) and custom ones that are closed."""
    assert [issue.code for issue in faults(f"A {source} c.\n")] == []


def test_a_title_keeps_its_signs(read: Read) -> None:
    """The front matter is read as the text is."""
    document = read('---\ntitle: "Age a<b and c>d"\n---\n\nText.\n')
    assert text(document.meta["title"]) == "Age a<b and c>d"


def test_quartos_filter_knows_the_same_names() -> None:
    """The two engines would differ if one list had an element that the other lacks."""
    source = Path(extension_dir() / "filter/tags.lua").read_text(encoding="utf-8")
    lists = re.findall(r"local (\w+) = set\((?:\[\[|')(.*?)(?:\]\]|')\)", source, re.DOTALL)
    named = {name: set(words.split()) for name, words in lists}
    assert named["VOID"] | named["LEFT_OPEN"] | named["ELEMENTS"] == tags._ELEMENTS  # noqa: SLF001
    assert named["SWITCHES"] == tags._SWITCHES  # noqa: SLF001
