"""Faults in data/: one golden message each, exit code 1, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Refused = Callable[..., None]


def replaced(path: Path, old: str, new: str, encoding: str = "utf-8") -> None:
    """Replaces a text that stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode(encoding))


CHANGES = {
    "extra_column": (
        "searches.csv",
        "hits\nS1,2024-03-04,ERIC,5",
        "hits,by\nS1,2024-03-04,ERIC,5,A",
    ),
    "renamed_column": ("studies.csv", "label,year,country", "label,year,nation"),
    "wrong_type": ("studies.csv", "Amsel (2016),2016", "Amsel (2016),in print"),
    "outside_enum": ("reports.csv", "R08,true,exclude", "R08,true,maybe"),
    "duplicate_key": ("records.csv", "R03,S1,none,Lull", "R01,S1,none,Lull"),
    "duplicate_composite_key": ("screening.csv", "R10,second", "R10,first"),
    "dangling_key": ("studies.csv", "A,R01,", "A,R99,"),
    "ragged_row": ("reports.csv", "R12,false,not applicable,", "R12,false,"),
    "moved_quote": ("records.csv", '"Stories, screens', 'Stories", screens'),
    "lost_quote": ("records.csv", 'trial at home"', "trial at home"),
    "missing_value": ("studies.csv", "Dunlin (2022),2022", "Dunlin (2022),not reported"),
    "unbalanced_flow": ("searches.csv", "MEDLINE,7", "MEDLINE,8"),
    "broken_dictionary": ("datapackage.json", '"primaryKey": "study"', '"primaryKey": "id"'),
    "broken_json": ("datapackage.json", '"name": "bedtime-stories",', '"name": "bedtime-stories"'),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_file_is_refused(review: Path, refused: Refused, name: str) -> None:
    """One edit of one file, as a spreadsheet or a tired hand makes it."""
    file, old, new = CHANGES[name]
    replaced(review / "data" / file, old, new)
    refused(name)


def test_a_missing_file_is_refused(review: Path, refused: Refused) -> None:
    """The table is declared, the CSV is gone."""
    (review / "data" / "studies.csv").unlink()
    refused("missing_file")


def test_a_missing_column_is_refused(review: Path, refused: Refused) -> None:
    """The column goes with its cells, so that nothing is ragged."""
    path = review / "data" / "studies.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    place = rows[0].index("country")
    kept = [",".join(row[:place] + row[place + 1 :]) for row in rows]
    path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    refused("missing_column")


def test_another_encoding_is_refused(review: Path, refused: Refused) -> None:
    """A CSV saved as Latin-1: its first letter beyond ASCII is named with its line."""
    path = review / "data" / "records.csv"
    replaced(path, "Homework after eight", "Hausaufgaben für später", encoding="latin-1")
    refused("bad_encoding")


def test_a_missing_dictionary_is_refused(review: Path, refused: Refused) -> None:
    """The numbers of the last build are not rendered in its stead."""
    (review / "data" / "datapackage.json").rename(review / "data" / "package.json")
    refused("missing_dictionary")


def test_several_faults_come_at_once(review: Path, refused: Refused) -> None:
    """Three files with one fault each: one list, one run to mend them all."""
    replaced(review / "data" / "studies.csv", "Amsel (2016),2016", "Amsel (2016),in print")
    replaced(review / "data" / "reports.csv", "R08,true,exclude", "R08,true,maybe")
    replaced(review / "manuscript" / "article.qmd", "[10]{num=flow.screened}", "@fig-nowhere")
    refused("several")
