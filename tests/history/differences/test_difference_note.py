"""The note: golden texts of one update of the miniature review, and hostile text in formats."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from numerate.history.differences.difference_report import DIFFERENCE_REPORT
from numerate.history.versions.computing import built_files
from numerate.history.versions.version_reading import in_folder
from numerate.paper.changes.comparison import diff
from numerate.paper.changes.difference import Difference
from numerate.paper.changes.version import Version
from tests.conftest import Golden
from tests.paper.changes.versions_made import made

ARTICLE = "manuscript/article.qmd"
EDITS = {
    "data/reports.csv": [("R04,true,include,not applicable", "R04,true,exclude,no comparison")],
    "data/studies.csv": [
        ("C,R04,cardo2020,Cardo et al. (2020),2020,NA,64,1.5\n", ""),
        ("Namibia,120,-3.25", "Namibia,125,-3.5"),
    ],
    "analysis/findings.py": [("shorter.count() * 2 >", "shorter.count() * 3 >")],
    ARTICLE: [
        ("Everyone who has put a child to bed", "Anyone who has put a child to bed"),
        ("published in [2016–2022]{num=studies.years} ", ""),
    ],
}


@pytest.fixture(scope="module")
def update(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Difference:
    """The miniature review before and after one report was excluded and one study corrected."""
    root = tmp_path_factory.mktemp("update") / "review"
    old = in_folder("1.0", built_miniature, built_files).version
    for path in built_miniature.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            target = root / path.relative_to(built_miniature)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    for name, edits in EDITS.items():
        text = (root / name).read_text(encoding="utf-8")
        for before, after in edits:
            assert text.count(before) == 1
            text = text.replace(before, after)
        (root / name).write_text(text, encoding="utf-8")
    new = in_folder("2.0", root, built_files).version
    return diff(old, new)


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md")])
def test_the_note_of_an_update(update: Difference, golden: Golden, form: str, ending: str) -> None:
    """Golden: what a reader is told, in its order, with the causes of each number."""
    golden(f"changes/update.{ending}", DIFFERENCE_REPORT.told(update, form).rstrip("\n"))


def test_the_page_has_everything_and_needs_nothing(update: Difference) -> None:
    """Sections in order, both drawings inside, a header for each column, no address outside."""
    page = html.document_fromstring(DIFFERENCE_REPORT.told(update, "html"))
    heads = [str(head.text) for head in page.iter("h2")]
    assert heads == [
        "Studies", "Flow", "Numbers", "Tables", "Figures", "Text", "Analysis",
    ]  # fmt: skip
    assert page.get("lang") == "en"
    images = page.xpath("//img")
    assert len(images) == 2
    assert all(one.get("src").startswith("data:image/svg+xml;base64,") for one in images)
    assert all(one.get("alt").startswith("PRISMA 2020 flow diagram") for one in images)
    assert not page.xpath("//script | //link | //*[starts-with(@href, 'http')]")
    assert all(head.get("scope") for head in page.xpath("//th"))


def test_json_names_the_kind_of_every_cause(update: Difference) -> None:
    """For programs: the same changes, each cause with its kind; drawings left out."""
    found = json.loads(DIFFERENCE_REPORT.told(update, "json"))
    changes = {change["key"]: change for change in found["numbers"]}
    assert changes["flow.included"]["old"]["value"] == 4
    assert changes["flow.included"]["new"]["value"] == 3
    assert {cause["cause"] for change in changes.values() for cause in change["causes"]} <= {
        "RowsMoved", "CodeChanged", "NumbersMoved",
    }  # fmt: skip
    assert "svg" not in json.dumps(found)


def test_text_from_the_data_stays_text() -> None:
    """Marks of HTML and Markdown in definitions and rows come out as they stand."""
    nasty = '<script>alert("x")</script> | *a* [b](c) `d`'
    entry = {"value": 1, "text": nasty, "definition": nasty, "origin": {"function": "f"}}
    old = Version(name="1")
    new = replace(old, name=nasty, numbers={"a.b": entry})
    page = DIFFERENCE_REPORT.told(diff(old, new), "html")
    assert "<script" not in page
    assert nasty in html.document_fromstring(page).text_content()
    row = next(
        line
        for line in DIFFERENCE_REPORT.told(diff(old, new), "markdown").splitlines()
        if "`a.b`" in line
    )
    assert "<script" not in row.replace("\\<", "")
    assert "\\|" in row


def test_nothing_changed_is_said_in_one_line() -> None:
    """Equal versions: one sentence in each format for readers."""
    version = made("1.0", {"a": ("qual", "1")})
    found = diff(version, version)
    assert DIFFERENCE_REPORT.told(found, "text") == "1.0 and 1.0 are equal\n"
    assert DIFFERENCE_REPORT.told(found, "markdown") == "1.0 and 1.0 are equal.\n"
    assert "Nothing changed." in DIFFERENCE_REPORT.told(found, "html")
