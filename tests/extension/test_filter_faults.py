"""What the Lua filter says when a document and its results part ways, and where it points."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from numerate.ground.programs import run
from numerate.ground.project import extension_dir

REVIEW = Path(__file__).parent / "review"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A copy of the fixture review for one test to change."""
    root = tmp_path / "review"
    shutil.copytree(REVIEW, root)
    return root


def told(root: Path, text: str, **parts: str) -> str:
    """What the filter prints for a document, which it must refuse with exit code 1."""
    (root / "manuscript/paper.qmd").write_text(text, encoding="utf-8")
    for name, part in parts.items():
        (root / f"manuscript/{name}.qmd").write_text(part, encoding="utf-8")
    arguments = ["manuscript/paper.qmd", "-f", "markdown", "-t", "html", "-M"]
    arguments += [f"numerate-root={root}", "-L", str(extension_dir() / "numerate.lua")]
    outcome = run("pandoc", arguments, cwd=root, allow_failure=True)
    assert outcome.code == 1
    assert outcome.out == b""
    return outcome.err.replace("\r\n", "\n").strip()


@pytest.mark.parametrize(
    ("text", "code", "found", "expected"),
    [
        (
            "[x]{num=flow.includd}",
            "unknown-number",
            "no number has the key 'flow.includd'",
            "a key that is there, such as flow.included, flow.records",
        ),
        (
            "[x]{num=nothing.like.it.at.all.in.here}",
            "unknown-number",
            "no number has the key 'nothing.like.it.at.all.in.here'",
            "one of the 4 keys in _generated/",
        ),
        (
            "[x]{num=flow.records as=word}",
            "unknown-form",
            "the number 'flow.records' has no form 'word'",
            "one of: plain, words",
        ),
        (
            "[x]{num=hostile as=words}",
            "unknown-form",
            "the number 'hostile' has no form 'words'",
            "no as=, as it has one form only",
        ),
        (
            "[x]{list=flow.countries}",
            "unknown-list",
            "no list has the key 'flow.countries'",
            "a list in _generated/, where there is none",
        ),
        (
            '[x]{plural=flow.included one="study is"}',
            "unknown-form",
            "plural=flow.included without the words for one and for others",
            'one="statement is" other="statements are"',
        ),
        (
            "[x]{claim=age.positive}",
            "unknown-claim",
            "no claim has the key 'age.positive'",
            "a key that is there, such as age.all_positive",
        ),
        (
            "[all were]{claim=gender.all_positive}",
            "claim-fails",
            "'all were' does not hold; against it: F07, F12",
            "every analysis is positive",
        ),
        (
            "[x]{cite=age.positiv}",
            "unknown-citation-set",
            "no citation set has the key 'age.positiv'",
            "a key that is there, such as age.positive",
        ),
        (
            "[x]{ref=supplement#tbl-secnd}",
            "unknown-label",
            "no label has the key 'supplement#tbl-secnd'",
            "a key that is there, such as supplement#tbl-second, supplement#tbl-first",
        ),
        (
            "::: {#tbl-a table=qualiti}\nX.\n:::",
            "unknown-table",
            "no table has the key 'qualiti'",
            "a key that is there, such as quality",
        ),
        (
            "![x](/_generated/figures/flw.svg)",
            "unknown-figure",
            "no figure has the key 'flw'",
            "a key that is there, such as flow",
        ),
    ],
)
def test_each_fault_has_code_place_found_and_expected(
    review: Path, text: str, code: str, found: str, expected: str
) -> None:
    """One fault on line 3, told as `numerate.ground.issues` tells issues."""
    lines = told(review, f"First.\n\n{text}\n").splitlines()
    assert lines[0] == f"manuscript/paper.qmd:3: {code}: {found}"
    assert lines[1] == f"    expected: {expected}"
    assert lines[2].startswith("    to do:    ")
    assert lines[3:] == ["1 issue"]


def test_all_faults_are_told_at_once_in_reading_order(review: Path) -> None:
    """Four kinds of fault, one of them in the YAML title and one twice: five places."""
    text = """---
title: "[x]{num=no.title}"
---

[x]{num=flow.includd} and [x]{cite=no.set}

::: {#tbl-a table=no_table}
[again]{num=flow.includd}
:::
"""
    places = [line.split(": ")[0] for line in told(review, text).splitlines() if ".qmd:" in line]
    assert places == [f"manuscript/paper.qmd:{line}" for line in (2, 5, 5, 7, 8)]


def test_a_fault_in_an_included_part_names_the_part(review: Path) -> None:
    """The unknown key stands in the document on line 4 and in the part it includes on line 2."""
    text = "{{< include _part.qmd >}}\n\n::: {}\n[x]{num=no.key as=words}\n:::\n"
    shown = told(review, text, _part="One.\n[x]{num=no.key}\n")
    assert "manuscript/paper.qmd:4: unknown-number" in shown
    assert "manuscript/_part.qmd:2: unknown-number" in shown


def test_a_form_is_looked_up_beside_its_own_key(review: Path) -> None:
    """The same key with a good form on line 1 is no fault; the attributes may span lines."""
    text = "[x]{num=flow.records as=words}\n\n[x]{num=flow.records\nas=wrods}\n"
    assert told(review, text).startswith("manuscript/paper.qmd:3: unknown-form")


def test_without_results_every_key_is_unknown(review: Path) -> None:
    """A tree where nothing was built: the message says that there is none and what to do."""
    shutil.rmtree(review / "_generated")
    shown = told(review, "[x]{num=flow.included}\n")
    assert "expected: a number in _generated/, where there is none" in shown
    assert "run numerate build" in shown
