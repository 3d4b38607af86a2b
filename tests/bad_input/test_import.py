"""Faults in exports: the golden message of each, and what `numerate import` did with the rest."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from numerate.cli import main

Golden = Callable[[str, str], None]

RIS = """\
TY  - JOUR
TI  - Bedtime songs for wild geese
AU  - Crane, A.
PY  - 2019
AN  - ED101
ER  -

TY  - JOUR
TI  - Lullabies in the evening marsh
AU  - Heron, B.
PY  - 2021
AN  - ED102
ER  -
"""
MARSH = "TI  - Lullabies in the evening marsh\n"
UNTITLED = "\nTY  - JOUR\nAU  - Rail, C.\nPY  - 2018\nER  -\n"
PUBMED = (
    "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,"
    "PMCID,NIHMS ID,DOI\n"
)
GEESE = '29300001,Songs for geese,"Crane A",c,Crane A,J Sleep,2019,2019/01/01,,,\n'
SCOPUS = (
    "Authors,Title,Year,Source title,Volume,Issue,Page start,Page end,DOI,EID\n"
    '"Crane, A.",Songs for geese,2019,Sleep,12,02-Mar,12-Mar,,10.1000/x,2-s2.0-85012345678\n'
)
ENTRIES = "@article{a, title={Songs}, year={2019}}\n@article{b, title={Lullabies, year={20"
XML = """\
<?xml version="1.0"?>
{declared}<xml><records><record><ref-type name="Journal Article">17</ref-type>
<titles><title>{title}</title></titles></record></records></xml>
"""
LAUGHS = '<!DOCTYPE xml [\n<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;&a;">\n]>\n'
OUTSIDE = '<!DOCTYPE xml [\n<!ENTITY a SYSTEM "file:///etc/hostname">\n]>\n'


def marked(ours: str, theirs: str) -> str:
    """Both sides of a merge that nobody resolved."""
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> second-search\n"


def archive(size: int) -> bytes:
    """A zip archive of a file of so many noughts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("articles.csv"), b"0" * size, zipfile.ZIP_DEFLATED)
    return made.getvalue()


REFUSED: dict[str, tuple[str, bytes | str]] = {
    "truncated_ris": ("eric.ris", RIS + "\nTY  - JOUR\nTI  - Storytelling at du"),
    "truncated_xml": ("endnote.xml", XML.format(declared="", title="Songs")[:-30]),
    "truncated_zip": ("rayyan.zip", archive(2_000)[:40]),
    "truncated_csv": ("pubmed.csv", PUBMED + GEESE + '29300002,"Lullabies in th'),
    "no_export": ("report.ris", "%PDF-1.7\nSearch report\n"),
    "empty": ("eric.ris", ""),
    "zip_bomb": ("rayyan.zip", archive(60_000_000)),
    "entities": ("endnote.xml", XML.format(declared=LAUGHS, title="&b;")),
    "external_entity": ("endnote.xml", XML.format(declared=OUTSIDE, title="&a;")),
    "conflict_ris": ("eric.ris", RIS.replace(MARSH, marked(MARSH, "TI  - Lullabies\n"))),
    "conflict_csv": ("pubmed.csv", PUBMED + marked(GEESE, GEESE.replace("Songs", "Song"))),
}
# the exit code, and the titles that must be in the table: as written above, read by eye
IMPORTED: dict[str, tuple[str, bytes | str, int, list[str]]] = {
    "truncated_bib": ("library.bib", ENTRIES, 1, ["Songs"]),
    "wrong_ending": ("eric.csv", RIS, 0, [RIS.split("\n")[1][6:], MARSH[6:-1]]),
    "mixed_encodings": (
        "eric.ris",
        RIS.replace("geese", "gées").encode("cp1252")
        + "\nTY  - JOUR\nTI  - Berceuses à Genève\nER  -\n".encode(),
        0,
        ["Bedtime songs for wild gées", MARSH[6:-1], "Berceuses à Genève"],
    ),
    "nul": ("eric.ris", RIS.replace("evening", "eve\0ning"), 0,
            ["Bedtime songs for wild geese", "Lullabies in the evening marsh"]),
    "no_title": ("eric.ris", RIS + UNTITLED, 0,
                 ["Bedtime songs for wild geese", "Lullabies in the evening marsh", ""]),
    "continuation": ("eric.ris", RIS.replace("evening marsh", "evening\n  marsh\nof reeds"), 0,
                     ["Bedtime songs for wild geese", "Lullabies in the evening marsh of reeds"]),
    "missing_newline": ("eric.ris", RIS.replace("marsh\nAU", "marshAU"), 0,
                        ["Bedtime songs for wild geese", "Lullabies in the evening marsh"]),
    "duplicated_id": ("eric.ris", RIS.replace("ED102", "ED101"), 0,
                      ["Bedtime songs for wild geese", "Lullabies in the evening marsh"]),
    "spoilt_cells": ("scopus.csv", SCOPUS, 0, ["Songs for geese"]),
}  # fmt: skip
SEARCH = {
    "database": "ERIC", "date": "2024-04-01", "hits": "4", "platform": "EBSCOhost",
    "interface": "web", "limits": "none", "query": "bedtime AND (song OR lullaby)",
}  # fmt: skip


def run(folder: Path, name: str, content: bytes | str, **search: str) -> int:
    """Imports one file into a folder, with the search told."""
    raw = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(raw)
    options = [part for key, value in search.items() for part in (f"--{key}", value)]
    return main(["-C", str(folder), "import", "--quiet", *options, name])


@pytest.mark.parametrize("fault", REFUSED)
def test_an_export_that_cannot_be_read(
    fault: str, tmp_path: Path, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, one message, and nothing beside the export."""
    name, content = REFUSED[fault]
    assert run(tmp_path, name, content, **SEARCH) == 1
    out, err = capsys.readouterr()
    assert out == ""
    golden(f"bad_input/import_{fault}.txt", err.rstrip())
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("fault", IMPORTED)
def test_an_export_that_is_read_all_the_same(
    fault: str, tmp_path: Path, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    """The records that are whole are in the table; what was amiss is told with its line."""
    name, content, code, titles = IMPORTED[fault]
    assert run(tmp_path, name, content, **SEARCH) == code
    out, err = capsys.readouterr()
    account = "\n".join(line for line in out.splitlines() if not line.startswith("PRISMA-S"))
    golden(f"bad_input/import_{fault}.txt", f"{err}{account}".rstrip())
    with (tmp_path / "data" / "records.csv").open(encoding="utf-8", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == titles


def test_a_required_column_of_the_search_log(
    compendium: Path, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    """The miniature's log requires hits: the message names the option that gives them."""
    before = {path: path.read_bytes() for path in (compendium / "data").iterdir()}
    assert run(compendium, "eric.ris", RIS, database="ERIC", date="2024-04-01") == 1
    golden("bad_input/import_unfilled_hits.txt", capsys.readouterr().err.rstrip())
    assert {path: path.read_bytes() for path in (compendium / "data").iterdir()} == before


def test_a_record_that_the_dictionary_does_not_allow(
    compendium: Path, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    """The miniature requires a title and has ids of its own for searches; all stays as it was."""
    before = {path: path.read_bytes() for path in (compendium / "data").iterdir()}
    assert run(compendium, "eric.ris", RIS + UNTITLED, **SEARCH) == 1
    golden("bad_input/import_not_allowed.txt", capsys.readouterr().err.rstrip())
    assert {path: path.read_bytes() for path in (compendium / "data").iterdir()} == before
