"""Manuscripts in other languages than English, from the data to what is printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from numerate.ground.project import EXTENSION, extension_dir, open_project
from numerate.paper.building import Build, build
from numerate.paper.manuscript.document import finished
from tests.paper.manuscript.trees import text

ROOT = Path(__file__).parents[3]
CASES = ROOT.parent / "shared" / "cases"
MANUSCRIPT = """---
title: "T"
author: {{name: A B, email: a@b.org, corresponding: true}}
lang: {lang}
date: 2024-03-04
---

"Zwei" und 'eins': [x]{{num=studies.participants}}, [x]{{num=agreement.percent}},
[x]{{num=flow.included as=words}}, [x]{{num=findings.minutes as=to}}, $[x]{{num=flow.records}}$.
"""
NARROW, SPACE = "\u202f", "\u00a0"


def built(folder: Path, article: str) -> Build:
    """The miniature review with an article."""
    shutil.copytree(ROOT / "tests/miniature", folder)
    shutil.copytree(extension_dir(), folder / EXTENSION)
    (folder / "manuscript/supplement.qmd").unlink()
    settings = folder / "_quarto.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(one for one in lines if "supplement" not in one), encoding="utf-8")
    (folder / "manuscript/article.qmd").write_text(article, encoding="utf-8")
    return build(open_project(folder))


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("de", f"„Zwei“ und \u201aeins‘: 1.242, 90,0{SPACE}%, vier, −6,50 bis 1,50, 12."),
        (
            "fr",
            (
                f"«{SPACE}Zwei{SPACE}» und “eins”: 1{NARROW}242, 90,0{NARROW}%,"
                " quatre, −6,50 à 1,50, 12."
            ),
        ),
        ("sv", f"”Zwei” und ’eins’: 1{SPACE}242, 90,0{SPACE}%, fyra, −6,50 till 1,50, 12."),
        ("en", "Zwei und eins: 1,242, 90.0%, four, −6.50 to 1.50, 12."),
    ],
)
def test_bound_numbers_follow_the_language(tmp_path: Path, lang: str, printed: str) -> None:
    """Expected by the rules of each language; pandoc itself writes English marks of quotation."""
    made = built(tmp_path / "review", MANUSCRIPT.format(lang=lang))
    tree = finished(made.documents[0], "html", extension=extension_dir(), root=tmp_path / "review")
    assert text(tree["blocks"]).split() == printed.split()
    there = (tmp_path / "review/_generated/languages").is_dir()
    assert there is (lang != "en")


def test_what_stays_english_is_said_at_the_line_of_the_language(tmp_path: Path) -> None:
    """A computed table's texts come from analysis; Welsh has no words of ours."""
    article = MANUSCRIPT.format(lang="cy") + "\n::: {#tbl-a table=studies}\nC.\n:::\n\n@tbl-a.\n"
    made = built(tmp_path / "review", article)
    (issue,) = [one for one in made.advice if one.code == "stays-english"]
    assert issue.place == "manuscript/article.qmd:4"
    assert "our own words" in issue.found
    assert "the texts of computed tables" in issue.found
    assert "numbers and dates" not in issue.found


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            "03-lang-de",
            ["Tabelle 1", "1.242", "4. März 2024", "vier", "−6,50 bis 1,50", "Anmerkung."],
        ),
        ("04-lang-fr", ["Table 1", "4 mars 2024", "quatre", "−6,50 à 1,50", "Note."]),
        ("07-less-than", ["a<b and c>d were", "<insert name>", "sleep <or> story <and> child"]),
        ("58-num-in-math", ["n = 4", "N = 12"]),
        ("29-includes-settings", ["BEFORETEXT notice", "AFTERTEXT notice"]),
    ],
)
def test_inputs_after_public_reports(tmp_path: Path, case: str, expected: list[str]) -> None:
    """Each text is what the report of the input asks for."""
    if not CASES.is_dir():
        pytest.skip("../shared/cases is not there")
    source = CASES / case / "manuscript/article.qmd"
    root = tmp_path / "review"
    shutil.copytree(source.parent, tmp_path / "kept")
    made = built(root, "---\ntitle: T\n---\n\nT.\n")
    shutil.copytree(tmp_path / "kept", root / "manuscript", dirs_exist_ok=True)
    made = build(open_project(root))
    tree = finished(made.documents[0], "html", extension=extension_dir(), root=root)
    printed = text(tree["blocks"])
    assert [one for one in expected if one not in printed] == []
