"""``numerate dedup`` as its user sees it: tables, worksheet, answers, figures, and faults."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from numerate.cli import main
from numerate.review.extraction import read_extraction
from numerate.review.records.fields import RECORD_FIELDS

Captured = pytest.CaptureFixture[str]
TITLE = "Bedtime stories and the time to fall asleep at home"
ROWS = (
    ("R1", "1", "medline", TITLE, "Lind, Anna; Berg, Bo", "2020", "J Sleep Res", "29", "301-12"),
    (
        "R2",
        "1",
        "embase",
        TITLE.upper(),
        "Lind A",
        "2020",
        "Journal of Sleep Research",
        "29",
        "301",
    ),
    ("R3", "2", "medline", TITLE, "Lind, Anna", "2020", "J Sleep Res", "29", ""),
    ("R4", "2", "embase", TITLE, "Lind, Anna", "2020", "Pediatrics", "", ""),
    ("R5", "2", "embase", "=Naps in trains", "Moss, Eva", "2021", "Sleep", "1", "5-9"),
)
COLUMNS = (
    "record_id",
    "round",
    "database",
    "title",
    "authors",
    "year",
    "journal",
    "volume",
    "pages",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A compendium whose only table is five invented records of two rounds and two databases."""
    root = tmp_path / "review"
    (root / "data").mkdir(parents=True)
    (root / "analysis").mkdir()
    (root / "analysis" / "__init__.py").write_text("")
    (root / "_quarto.yml").write_text("project:\n  type: default\n")
    fields = [
        {"name": name, "type": "integer" if name == "round" else "string", "description": name}
        for name in RECORD_FIELDS
    ]
    fields[2]["unit"] = "search round"
    for one in fields:
        one["missingValues"] = [""]  # type: ignore[assignment]
    fields[0] |= {"constraints": {"required": True, "unique": True}}  # type: ignore[dict-item]
    del fields[0]["missingValues"]
    package = {
        "name": "invented",
        "title": "Invented",
        "resources": [
            {
                "name": "records",
                "path": "records.csv",
                "title": "Records",
                "schema": {"fields": fields, "primaryKey": "record_id"},
            }
        ],
    }
    (root / "data" / "datapackage.json").write_text(json.dumps(package))
    written(root / "data" / "records.csv", ROWS)
    return root


def written(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    """The records as the import writes them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, RECORD_FIELDS, restval="")
        writer.writeheader()
        writer.writerows(dict(zip(COLUMNS, row, strict=True)) for row in rows)


def table(path: Path) -> list[dict[str, str]]:
    """A table as written."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dedup(root: Path, *arguments: str) -> int:
    """One run."""
    return main(["-C", str(root), "dedup", *arguments])


def state(root: Path) -> dict[str, bytes]:
    """Every file of data/."""
    return {path.name: path.read_bytes() for path in (root / "data").iterdir()}


def test_merges_are_told_and_written(project: Path, capsys: Captured) -> None:
    """Counted by hand: R2 goes for R1 across databases, R3 for R1 across rounds; R4 is asked."""
    assert dedup(project) == 0
    told = capsys.readouterr()
    assert told.out == (
        "round  database  records  within  across databases  across rounds  left\n"
        "1      embase          1       0                 1              0     0\n"
        "1      medline         1       0                 0              0     1\n"
        "2      embase          2       0                 0              0     2\n"
        "2      medline         1       0                 0              1     0\n"
        "all                    5       0                 1              1     3\n"
    )
    assert "2 of 5 records are duplicates" in told.err
    assert "doubtful pairs without an answer: 1" in told.err
    merges = table(project / "data" / "duplicates.csv")
    assert [(m["record_id"], m["kept_id"], m["decided_by"]) for m in merges] == [
        ("R2", "R1", "method"),
        ("R3", "R1", "method"),
    ]
    assert [(m["pass"], m["fields"]) for m in merges][:1] == [
        ("title, volume, pages", "title; volume; pages")
    ]
    assert (merges[0]["round"], merges[0]["database"], merges[0]["kept_database"]) == (
        "1",
        "embase",
        "medline",
    )
    assert float(merges[0]["similarity"]) == 100


def test_the_tables_are_data_that_the_extraction_reads(project: Path) -> None:
    """The dictionary has an entry for both tables, and every check of the extraction passes."""
    dedup(project)
    data = read_extraction(project / "data")
    assert data["duplicates"].count() == 2
    assert data["duplicates"].where(round=2).count() == 1
    assert data["doubtful_pairs"].count() == 1
    assert data["doubtful_pairs"].absent("answer").count() == 1


def test_a_second_run_writes_nothing(project: Path, capsys: Captured) -> None:
    """The same bytes, the workbook too, whatever order the rows of the records come in."""
    dedup(project)
    before = state(project)
    written(project / "data" / "records.csv", ROWS[::-1])
    before["records.csv"] = (project / "data" / "records.csv").read_bytes()
    capsys.readouterr()
    assert dedup(project) == 0
    assert "all files are up to date" in capsys.readouterr().err
    assert state(project) == before


@pytest.mark.parametrize("engine", ["sqlite", "auto"])
def test_an_answer_in_the_table_is_kept(project: Path, engine: str) -> None:
    """``same`` for the doubtful pair removes R4, by a person; the answer stays in the worksheet."""
    dedup(project, "--engine", engine)
    path = project / "data" / "doubtful_pairs.csv"
    path.write_text(path.read_text().replace(",,,,", ",same,EM,read both,", 1))
    assert dedup(project, "--engine", engine) == 0
    merges = table(project / "data" / "duplicates.csv")
    assert [(m["record_id"], m["decided_by"]) for m in merges][-1] == ("R4", "person")
    kept = table(path)
    assert [(row["answer"], row["answered_by"], row["note"]) for row in kept] == [
        ("same", "EM", "read both")
    ]


def test_an_answer_in_the_workbook_is_kept(project: Path) -> None:
    """``different`` in the workbook is written to the table, and the pair is not asked again."""
    dedup(project)
    path = project / "data" / "doubtful_pairs.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:5] == [
        "first_id",
        "second_id",
        "reason",
        "similarity",
        "answer",
    ]
    sheet["E2"] = "Different"
    book.save(path)
    assert dedup(project) == 0
    assert [row["answer"] for row in table(project / "data" / "doubtful_pairs.csv")] == [
        "different"
    ]
    assert len(table(project / "data" / "duplicates.csv")) == 2
    before = state(project)
    dedup(project)
    assert state(project) == before


def test_a_pair_added_by_hand(project: Path) -> None:
    """A person may part what the method joins: R2 stays, and nobody is asked about it."""
    (project / "data" / "doubtful_pairs.csv").write_text(
        "first_id,second_id,answer\nR2,R1,different\nR3,R2,different\n"
    )
    assert dedup(project) == 0
    removed = [row["record_id"] for row in table(project / "data" / "duplicates.csv")]
    assert removed == ["R3"]


def test_titles_are_no_formulas(project: Path) -> None:
    """A title that begins with = is text in the workbook and harmless in the CSV."""
    rows = (*ROWS, ("R6", "2", "wos", "=Naps in trains", "Moss, Eva", "2021", "Sleep", "9", "7-8"))
    written(project / "data" / "records.csv", rows)
    dedup(project)
    cells = [
        cell
        for row in load_workbook(project / "data" / "doubtful_pairs.xlsx").worksheets[0]
        for cell in row
    ]
    assert any("Naps in trains" in str(cell.value) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]
    for row in table(project / "data" / "doubtful_pairs.csv"):
        assert not row["first_title"].startswith("=")


def test_a_dry_run_writes_nothing(project: Path, capsys: Captured) -> None:
    """Only told."""
    before = state(project)
    assert dedup(project, "--dry-run") == 0
    assert "nothing was written" in capsys.readouterr().err
    assert state(project) == before


def test_wrong_answers_are_told_at_once(project: Path, capsys: Captured) -> None:
    """A word that is no answer, an unknown record, a pair with itself, and two answers for one."""
    (project / "data" / "doubtful_pairs.csv").write_text(
        "first_id,second_id,answer\nR1,R4,perhaps\nR1,R9,same\nR1,R1,same\n"
        "R1,R5,same\nR5,R1,different\n"
    )
    before = state(project)
    assert dedup(project) == 1
    told = capsys.readouterr().err
    for line, found in ((2, "'perhaps'"), (3, "no record 'R9'"), (4, "itself"), (6, "'different'")):
        assert f"data/doubtful_pairs.csv:{line}: wrong-answer:" in told
        assert found in told
    assert "4 issues" in told
    assert state(project) == before


def test_answers_that_contradict_each_other(project: Path, capsys: Captured) -> None:
    """R1 = R4 and R4 = R5 leave no room for R1 ≠ R5."""
    (project / "data" / "doubtful_pairs.csv").write_text(
        "first_id,second_id,answer\nR1,R4,same\nR4,R5,same\nR1,R5,different\n"
    )
    assert dedup(project) == 1
    assert "which other answers make the same" in capsys.readouterr().err


def test_bad_records(project: Path, capsys: Captured) -> None:
    """An identifier used twice, a row without one, a cell too few: each with its line."""
    path = project / "data" / "records.csv"
    lines = path.read_text().splitlines()
    comma = "," * (len(RECORD_FIELDS) - 1)
    path.write_text("\n".join([*lines, lines[1], comma, "R7,too short"]) + "\n")
    assert dedup(project) == 1
    told = capsys.readouterr().err
    assert "data/records.csv:7: not-unique: record_id 'R1' again, first on line 2" in told
    assert "data/records.csv:8: missing-value:" in told
    assert "data/records.csv:9: ragged-row: 2 cells under 21 columns" in told


@pytest.mark.parametrize("content", [b"PK no zip", b""])
def test_a_workbook_that_cannot_be_opened(project: Path, capsys: Captured, content: bytes) -> None:
    """Told as one issue; nothing is written over it."""
    path = project / "data" / "doubtful_pairs.xlsx"
    path.write_bytes(content)
    assert dedup(project) == 1
    assert "data/doubtful_pairs.xlsx: unreadable-worksheet:" in capsys.readouterr().err
    assert path.read_bytes() == content


def test_a_workbook_that_unpacks_to_more_than_it_should(project: Path, capsys: Captured) -> None:
    """Refused before anything is unpacked."""
    path = project / "data" / "doubtful_pairs.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", bytes(201 * 2**20))
    assert dedup(project) == 1
    assert "more than 200 MB" in capsys.readouterr().err


def test_a_table_without_titles(project: Path, capsys: Captured) -> None:
    """Records whose bibliographic data are not there cannot be compared."""
    (project / "data" / "records.csv").write_text("record_id,round\nR1,1\n")
    assert dedup(project) == 1
    assert "data/records.csv:1: missing-column: no column 'title'" in capsys.readouterr().err


def test_no_table_of_records(project: Path, capsys: Captured) -> None:
    """The dictionary declares none: import comes first."""
    (project / "data" / "datapackage.json").write_text('{"name": "x", "resources": []}')
    assert dedup(project) == 1
    assert "numerate import" in capsys.readouterr().err


@pytest.mark.parametrize(
    "truth",
    [
        "merged_ids\nR1;R2;R3;R4\n",
        "record_id,duplicate_group\nR1,a\nR2,a\nR3,a\nR4,a\nR5,b\n",
        "first_id,second_id\nR1,R2\nR3,R4\nR4,R2\n",
    ],
)
def test_evaluation_in_both_counts(project: Path, capsys: Captured, truth: str) -> None:
    """By hand: of R1 to R4 three can go, two are found; of the four records three are."""
    (project / "truth.csv").write_text(truth)
    before = state(project)
    assert dedup(project, "--evaluate", "truth.csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "method fuzzy, 5 records, counted in two ways:"
    assert lines[1].split("  ")[-2:] == ["removable records", "records in duplicate groups"]
    assert [line.split()[-2:] for line in lines[2:6]] == [
        ["2", "3"],
        ["1", "1"],
        ["0", "0"],
        ["2", "1"],
    ]
    assert lines[6].split() == ["sensitivity", "0.6667", "0.7500"]
    assert state(project) == before


def test_evaluation_of_another_table(tmp_path: Path, capsys: Captured) -> None:
    """Column names of bibliographies are understood, and no compendium is needed."""
    (tmp_path / "records.csv").write_text(
        "ID,title,author,year,journal,number,ENTRYTYPE\n"
        f"a,{TITLE},Lind A and Berg B,2020,Sleep,3,article\n"
        f'b,{TITLE},"Lind, Anna",2020,Sleep,3,article\n'
    )
    (tmp_path / "truth.csv").write_text("merged_ids\na;b\n")
    code = main(
        ["-C", str(tmp_path), "dedup", "--records", "records.csv", "--evaluate", "truth.csv"]
    )
    assert code == 0
    assert capsys.readouterr().out.splitlines()[2].split()[-2:] == ["1", "2"]


def test_truth_of_another_form_or_of_other_records(project: Path, capsys: Captured) -> None:
    """Both are faults with a line."""
    (project / "truth.csv").write_text("a,b\n1,2\n")
    assert dedup(project, "--evaluate", "truth.csv") == 1
    assert "expected: merged_ids; or record_id and duplicate_group" in capsys.readouterr().err
    (project / "truth.csv").write_text("merged_ids\nR1;R8\n")
    assert dedup(project, "--evaluate", "truth.csv") == 1
    assert "truth.csv:2: unknown-record: no record 'R8'" in capsys.readouterr().err


def test_a_method_whose_package_is_absent(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command says which package, and how to get it."""
    monkeypatch.setattr("numerate.review.duplicates.bibdedupe.PACKAGE", "bib_dedupe_absent.x")
    assert dedup(project, "--method", "bib-dedupe") == 2
    assert "the package bib_dedupe_absent is not installed" in capsys.readouterr().err


def test_records_without_truth_is_a_use_error(project: Path, capsys: Captured) -> None:
    """Another table is only measured, never written about."""
    assert dedup(project, "--records", "x.csv") == 2
    assert "--evaluate" in capsys.readouterr().err


def test_screened_records_are_kept(project: Path) -> None:
    """Reviewers have decided on R2, so R1 is the one that goes."""
    (project / "data" / "screening.csv").write_text("record_id,reviewer,decision\nR2,EM,include\n")
    dedup(project)
    merges = table(project / "data" / "duplicates.csv")
    assert {row["kept_id"] for row in merges} == {"R2"}
