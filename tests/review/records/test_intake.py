"""An import from first to last: the same numbers from every format, all or nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.project import DATA
from numerate.review.extraction.table_reading import read_extraction
from numerate.review.records.intake import Outcome

Importer = Callable[..., Outcome]
Table = Callable[[str], list[dict[str, str]]]

FORMATS = ("ris", "nbib", "xml", "bib", "wos.txt", "scopus.csv", "pubmed.csv")
REAL_COUNTS = {
    "respiratory_endnote.xml": 1988,
    "zotero_export.ris": 1000,
    "zotero_export.bib": 1000,
    "zotero_export.xml": 1233,
    "zotero_export.csv": 1233,
    "scopus.ris": 10,
    "wos_test.ris": 50,
}


def digest(folder: Path) -> str:
    """A digest of every file of a folder, with its name."""
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            told.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return told.hexdigest()


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_the_same_numbers(
    take: Importer, table: Table, examples: Path, ending: str
) -> None:
    """Eighteen records, 28 first decisions and 16 at full text (README of the examples), always."""
    take(examples / f"search-a.{ending}", database="eric")
    take(examples / f"search-b.{ending}", database="psycinfo")
    outcome = take(examples / "rayyan.zip")
    records = table("records")
    assert Counter(row["database"] for row in records) == {"eric": 10, "psycinfo": 8}
    assert {row["year"] for row in records} == {str(year) for year in range(2011, 2024)}
    assert len(table("screening")) == 28
    assert Counter(row["decision"] for row in table("fulltext")) == {"include": 10, "exclude": 6}
    assert "  14 of 14 articles are records that were there" in outcome.lines
    assert [issue.code for issue in outcome.issues if issue.severity == "fault"] == []


def test_what_was_read_can_be_read_as_an_extraction(
    take: Importer, examples: Path, compendium: Path
) -> None:
    """The dictionary that an import writes is held to by the tables that it writes."""
    review = {"_quarto.yml", "README.md"}  # no exports
    files = sorted(one for one in examples.iterdir() if one.is_file() and one.name not in review)
    take(*files, database="eric")
    read = read_extraction(compendium / DATA)
    assert {"records", "searches", "screening", "fulltext", "codings", "appraisal"} <= set(read)


def test_importing_twice_changes_nothing(take: Importer, examples: Path, compendium: Path) -> None:
    """All bytes of the compendium are the same after the second import of the same files."""
    files = [examples / "search-a.ris", examples / "rayyan.zip", examples / "asreview.csv"]
    take(*files, database="eric")
    before = digest(compendium)
    outcome = take(*files, database="eric")
    assert outcome.written == ()
    assert digest(compendium) == before


def test_order_and_name_of_a_file_make_no_difference(
    take: Importer, table: Table, examples: Path, tmp_path: Path
) -> None:
    """The same records in another order, in a file of another name, are the same records."""
    take(examples / "search-a.ris", database="eric")
    text = (examples / "search-a.ris").read_text(encoding="utf-8-sig")
    records = [f"{part}ER  - \n" for part in text.split("ER  - \n") if part.strip()]
    turned = tmp_path / "other.txt"
    turned.write_text("".join(reversed(records)), encoding="utf-8")
    take(turned, database="eric")
    assert len(table("records")) == 10


def test_two_records_that_say_the_same_are_two(
    take: Importer, table: Table, compendium: Path
) -> None:
    """A record that a file holds twice was identified twice, and is imported twice, once only."""
    path = compendium / "twice.ris"
    path.write_text("TY  - JOUR\nTI  - Reading\nER  - \n" * 2, encoding="utf-8")
    take(path)
    take(path)
    assert len({row["record_id"] for row in table("records")}) == 2


def test_a_dry_run_writes_nothing(take: Importer, examples: Path, compendium: Path) -> None:
    """It tells the account and leaves the folder as it was."""
    outcome = take(examples / "search-a.nbib", database="eric", dry=True)
    assert "  read          10" in outcome.lines
    assert list(compendium.iterdir()) == []


def test_one_bad_file_keeps_all_others_out(
    take: Importer, examples: Path, compendium: Path
) -> None:
    """A file that cannot be read stops the import before anything is changed."""
    bad = compendium / "page.ris"
    bad.write_text("<!DOCTYPE html><html><body>Session expired</body></html>", encoding="utf-8")
    with pytest.raises(NumerateError) as caught:
        take(examples / "search-a.ris", bad)
    assert [(issue.code, issue.file) for issue in caught.value.issues] == [
        ("unknown-format", "page.ris")
    ]
    assert not (compendium / DATA).exists() or list((compendium / DATA).iterdir()) == []


def test_refused_records_are_kept_as_they_stand(
    take: Importer, table: Table, compendium: Path
) -> None:
    """The good record is imported; the bad one is told with its line and kept with its text."""
    path = compendium / "library.bib"
    text = "@article{a,\n title = {Reading}}\n@article{b, title = {Broken, year = 2000\n"
    path.write_text(text + "@article{c,\n title = {Sleep}}\n", encoding="utf-8")
    outcome = take(path, database="eric")
    faults = [(issue.code, issue.line) for issue in outcome.issues if issue.severity == "fault"]
    assert faults == [("refused-record", 3)]
    assert [row["title"] for row in table("records")] == ["Reading", "Sleep"]
    kept = next((compendium / "refused").iterdir()).read_text(encoding="utf-8")
    assert "@article{b, title = {Broken, year = 2000" in kept


def test_no_name_or_address_of_a_reviewer_is_written(
    take: Importer, examples: Path, compendium: Path
) -> None:
    """Neither e-mails nor display names nor the secret stand in any file of the compendium."""
    take(*sorted(examples.glob("rayyan*")), examples / "asreview.csv", examples / "codings.qdpx")
    secret = (compendium.parent / "secrets" / "reviewers.key").read_bytes()
    for path in compendium.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"example.org" not in content
            assert b'"Ada"' not in content
            assert secret not in content
    assert (compendium.parent / "secrets" / "reviewers.key").stat().st_mode & 0o777 == 0o600


def test_the_search_log_asks_for_what_no_file_tells(
    take: Importer, table: Table, examples: Path
) -> None:
    """One issue a missing field; what is told is filled in and never overwritten."""
    outcome = take(examples / "search-a.nbib", search={"date": "2024-03-04"})
    asked = [issue.found for issue in outcome.issues if issue.code == "missing-search-field"]
    assert asked == [
        f"s1_pubmed: {name} is empty" for name in ("interface", "limits", "query", "hits")
    ]
    assert table("searches")[0]["platform"] == "NLM"
    take(examples / "search-a.nbib", search={"date": "2024-09-09", "hits": "10"})
    assert [(row["date"], row["hits"]) for row in table("searches")] == [("2024-03-04", "10")]


def test_a_table_of_another_shape_is_filled_in_its_shape(
    take: Importer, table: Table, examples: Path, compendium: Path
) -> None:
    """Ids go on counting, required columns are asked for, and rows that were there stay."""
    data = compendium / DATA
    data.mkdir()
    fields = [
        {
            "name": "record",
            "type": "string",
            "description": "Record",
            "constraints": {"pattern": "R[0-9]{2}"},
        },
        {
            "name": "title",
            "type": "string",
            "description": "Title",
            "constraints": {"required": True},
        },
        {
            "name": "basis",
            "type": "string",
            "description": "Basis",
            "constraints": {"required": True, "enum": ["made up"]},
        },
    ]
    schema = {"primaryKey": "record", "fields": fields}
    resource = {"name": "records", "path": "records.csv", "schema": schema}
    package = {"name": "stories", "resources": [resource]}
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (data / "records.csv").write_text("record,title,basis\nR07,An old one,made up\n")
    with pytest.raises(NumerateError) as caught:
        take(examples / "search-a.ris", database="eric")
    assert [issue.found for issue in caught.value.issues] == [
        "the table requires basis, which no export tells"
    ]
    take(examples / "search-a.ris", database="eric", constants={"basis": "made up"})
    rows = table("records")
    assert [row["record"] for row in rows] == [f"R{number:02}" for number in range(7, 18)]
    assert rows[0]["title"] == "An old one"
    take(examples / "search-a.ris", database="eric", constants={"basis": "made up"})
    assert len(table("records")) == 11


def test_a_search_log_whose_key_has_another_name_is_filled(
    take: Importer, table: Table, examples: Path, compendium: Path
) -> None:
    """The key goes where the log has it; what the new search lacks is asked; twice is once."""
    data = compendium / DATA
    data.mkdir()
    fields = [
        {"name": "search", "type": "string", "description": "Name"},
        {"name": "database", "type": "string", "description": "Database"},
        {"name": "hits", "type": "integer", "description": "Found"},
    ]
    schema = {"primaryKey": "search", "fields": fields}
    resource = {"name": "searches", "path": "searches.csv", "schema": schema}
    package = {"name": "stories", "resources": [resource]}
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (data / "searches.csv").write_text("search,database,hits\nold,medline,7\n")
    outcome = take(examples / "search-a.ris", database="eric")
    rows = table("searches")
    assert [(row["search"], row["database"], row["hits"]) for row in rows] == [
        ("old", "medline", "7"),
        ("s1_eric", "eric", ""),
    ]
    assert "search_id" not in rows[0]
    asked = {issue.found for issue in outcome.issues if issue.code == "missing-search-field"}
    assert "s1_eric: hits is empty" in asked
    before = digest(compendium)
    assert take(examples / "search-a.ris", database="eric").written == ()
    assert digest(compendium) == before


@pytest.mark.parametrize("name", REAL_COUNTS)
def test_real_exports_import_with_their_stated_count(
    take: Importer, table: Table, real: Path, name: str
) -> None:
    """As the README of the real exports states them."""
    outcome = take(real / "exports" / name)
    assert len(table("records")) == REAL_COUNTS[name]
    assert [issue for issue in outcome.issues if issue.severity == "fault"] == []


@pytest.mark.parametrize(("name", "removable"), [("stroke", 1292), ("respiratory", 1988)])
def test_lists_of_records_from_elsewhere_are_read(
    take: Importer, table: Table, real: Path, name: str, removable: int
) -> None:
    """The columns of a sheet that no tool here writes; rows as its README counts them."""
    take(real / "dedup" / name / "records_pre_merged.csv")
    assert len(table("records")) == removable


def test_real_risk_of_bias_sheets_are_read(take: Importer, table: Table, real: Path) -> None:
    """RoB 2's example has 9 studies with 5 domains and an overall judgement each."""
    take(real / "risk_of_bias" / "data_rob2.csv")
    assert len(table("risk_of_bias")) == 9 * 6


def test_a_real_flow_is_read(take: Importer, table: Table, real: Path) -> None:
    """The reasons and sources of the taar1 review, as its README gives them."""
    take(real / "prisma" / "lsr3_taar1.csv")
    counts = {(row["count"], row["part"]): row["n"] for row in table("reported_flow")}
    assert counts["database_results", "total"] == "6347"
    assert counts["database_specific_results", "EMBASE"] == "1332"
    assert counts["dbr_excluded", "Intervention"] == "16"
