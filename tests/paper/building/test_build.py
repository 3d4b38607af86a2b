"""A build: whole or not at all, the same bytes each time, and small."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.project import GENERATED, open_project
from numerate.paper.building import build

Golden = Callable[[str, str], None]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path inside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replaced(path: Path, old: str, new: str) -> None:
    """Replaces a text that stands once or more in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def numbers(root: Path) -> dict[str, dict[str, object]]:
    """The numbers of a built compendium."""
    text = (root / GENERATED / "numbers.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, object]] = json.loads(text)["numbers"]
    return found


def test_the_miniature_gives_the_numbers_counted_by_hand(built: Path) -> None:
    """Counted in the dozen records and four studies of tests/miniature/data with a pencil."""
    texts = {key: entry["text"] for key, entry in numbers(built).items()}
    assert texts == {
        "agreement.percent": "90.0%",
        "findings.minutes": "−6.50 to 1.50",
        "findings.shorter": "3",
        "flow.assessed": "5",
        "flow.duplicates": "2",
        "flow.excluded": "4",
        "flow.included": "4",
        "flow.not_retrieved": "1",
        "flow.records": "12",
        "flow.reports_excluded": "1",
        "flow.screened": "10",
        "flow.sought": "6",
        "search.databases": "2",
        "search.date": "March 4, 2024",
        "studies.participants": "1,242",
        "studies.years": "2016–2022",
    }


def test_a_build_writes_all_and_nothing_else(built: Path) -> None:
    """One JSON for the numbers, one for the labels, one a table, and three files a figure."""
    assert set(contents(built / GENERATED)) == {
        "numbers.json",
        "inputs.json",
        "labels.json",
        "tables/flow.json",
        "tables/studies.json",
        "figures/prisma.svg",
        "figures/prisma.png",
        "figures/prisma.json",
    }


def test_a_second_build_changes_nothing(built: Path) -> None:
    """The files stay as they are, times included, and the build says so."""
    stamps = {path: path.stat().st_mtime_ns for path in (built / GENERATED).rglob("*")}
    assert build(open_project(built)).changed == ()
    assert {path: path.stat().st_mtime_ns for path in (built / GENERATED).rglob("*")} == stamps


def test_two_builds_give_the_same_bytes(built: Path, compendium_elsewhere: Path) -> None:
    """Another folder, nothing generated before: the same files to the byte."""
    build(open_project(compendium_elsewhere))
    assert contents(compendium_elsewhere / GENERATED) == contents(built / GENERATED)


def test_what_spreadsheets_do_to_a_csv_changes_nothing(built: Path) -> None:
    """Rows turned round, a byte order mark and Windows line ends move no byte of _generated/."""
    for path in (built / "data").glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        text = "\r\n".join([header, *reversed(rows), ""])
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert build(open_project(built)).changed == ()


def test_a_file_nobody_makes_any_more_goes_away(built: Path) -> None:
    """A table that analysis stopped making must not be found by the manuscript."""
    stale = built / GENERATED / "tables" / "old.json"
    stale.write_text("{}", encoding="utf-8")
    assert build(open_project(built)).changed == ("tables/old.json",)
    assert not stale.exists()


def test_a_picture_that_was_tampered_with_is_made_anew(built: Path) -> None:
    """A PNG is kept only while its checksum is the one that was written beside it."""
    picture = built / GENERATED / "figures" / "prisma.png"
    good = picture.read_bytes()
    picture.write_bytes(good + b"x")
    assert build(open_project(built)).changed == ("figures/prisma.png",)
    assert picture.read_bytes() == good


def test_a_failing_build_leaves_everything_as_it_was(built: Path) -> None:
    """A fault in the data is told and no file of the earlier build is touched."""
    before = contents(built / GENERATED)
    replaced(built / "data" / "searches.csv", ",7", ",8")
    with pytest.raises(NumerateError):
        build(open_project(built))
    assert contents(built / GENERATED) == before
    assert [path.name for path in built.iterdir() if path.name.startswith(GENERATED)] == [GENERATED]


def test_a_flow_that_does_not_balance_is_told(built: Path, golden: Golden) -> None:
    """Thirteen hits for twelve records: an issue with both numbers, and never a picture."""
    replaced(built / "data" / "searches.csv", ",7", ",8")
    with pytest.raises(NumerateError) as caught:
        build(open_project(built))
    assert {issue.code for issue in caught.value.issues} == {"unbalanced-flow"}
    golden("build/unbalanced_flow.txt", str(caught.value))


def test_faults_of_all_parts_come_at_once(built: Path, golden: Golden) -> None:
    """Two parts that raise are told with the lines of the review's own code that did."""
    flow, findings = (built / "analysis" / name for name in ("flow.py", "findings.py"))
    replaced(flow, "    drawn = flow(data)\n", "    drawn = flow(data)\n    assert 0, 'no flow'\n")
    first = '    yield number(\n        "studies.years"'
    replaced(findings, first, f'    data["study"]\n{first}')
    with pytest.raises(NumerateError) as caught:
        build(open_project(built))
    golden("build/failing_analysis.txt", str(caught.value))


def test_a_key_used_twice_is_told(built: Path) -> None:
    """Two numbers of one key: the manuscript could print either, so neither is printed."""
    replaced(built / "analysis" / "findings.py", '"studies.participants"', '"flow.included"')
    with pytest.raises(NumerateError) as caught:
        build(open_project(built))
    assert "duplicate-result" in {issue.code for issue in caught.value.issues}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("no_parts", '"""Nothing."""\n'),
        ("parts_no_functions", '"""Wrong."""\n\nPARTS = ("flow",)\n'),
        ("syntax", '"""Broken."""\n\nPARTS = (\n'),
        ("lost_module", '"""Lost."""\n\nimport analysis.lost\n\nPARTS = ()\n'),
    ],
)
def test_an_analysis_that_cannot_be_loaded_is_told(
    built: Path, golden: Golden, name: str, content: str
) -> None:
    """Without its parts, with a syntax error or a lost module: one issue, no traceback."""
    (built / "analysis" / "__init__.py").write_text(content, encoding="utf-8")
    with pytest.raises(NumerateError) as caught:
        build(open_project(built))
    golden(f"build/{name}.txt", str(caught.value))


def test_a_folder_without_data_is_no_compendium(tmp_path: Path) -> None:
    """There is nothing to build from, and the message says what is missing."""
    with pytest.raises(NumerateError, match="no-compendium"):
        build(open_project(tmp_path))


def test_labels_name_tables_and_figures_of_both_documents(built: Path) -> None:
    """What [Table S1]{ref=supplement#tbl-flow} prints, with S-numbers in the supplement."""
    labels = json.loads((built / GENERATED / "labels.json").read_text(encoding="utf-8"))
    assert labels["article"]["tbl-studies"]["label"] == "Table 1"
    assert labels["article"]["fig-prisma"]["label"] == "Figure 1"
    assert labels["article"]["sec-results"]["label"] == "Section 3"
    assert labels["supplement"]["tbl-flow"]["label"] == "Table S1"


@pytest.fixture
def compendium_elsewhere(miniature: Path, tmp_path: Path) -> Path:
    """An unbuilt copy in a folder with another name, as on another machine."""
    root = tmp_path / "a folder, elsewhere"
    shutil.copytree(miniature, root)
    return root
