"""Files from outside: told by content, refused when unsafe or cut, never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from numerate.ground.errors import NumerateError
from numerate.review.records import archives
from numerate.review.records.exported import Asked, Export
from numerate.review.records.exports import read_export
from numerate.review.synthesis.prisma_csv import counts_from_csv

ASKED = Asked(flow=counts_from_csv)
XML = "<xml><records><record><titles><title>{}</title></titles></record></records></xml>"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    + XML.format("&b;")
)
OUTSIDE = '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + XML.format("&x;")


def export(folder: Path, content: bytes, name: str = "export.dat") -> Export:
    """What a file with this content tells."""
    path = folder / name
    path.write_bytes(content)
    return read_export(path, name, ASKED)


def refused(folder: Path, content: bytes) -> tuple[str, int | None]:
    """Code and line of the one fault for which a file is refused."""
    with pytest.raises(NumerateError) as caught:
        export(folder, content)
    (issue,) = caught.value.issues
    assert issue.file.startswith("export.dat")
    return issue.code, issue.line


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("search-a.ris", "ris"),
        ("search-a.nbib", "nbib"),
        ("search-a.xml", "endnote-xml"),
        ("search-a.bib", "bibtex"),
        ("search-a.wos.txt", "wos"),
        ("search-a.scopus.csv", "csv"),
        ("search-a.pubmed.csv", "csv"),
        ("rayyan.zip", "rayyan-zip"),
        ("rayyan-articles.csv", "rayyan-csv"),
        ("rayyan-articles.ris", "rayyan-ris"),
        ("rayyan-customizations_log.csv", "rayyan-log"),
        ("review_90210_included_csv_20240601120000.csv", "covidence-references"),
        ("covidence-extraction.csv", "covidence-extraction"),
        ("asreview.csv", "asreview-list"),
        ("asreview-v1.csv", "asreview-list"),
        ("asreview.ris", "asreview-ris"),
        ("project.asreview", "asreview-project"),
        ("nvivo-matrix.csv", "nvivo-matrix"),
        ("nvivo-matrix.xlsx", "nvivo-matrix"),
        ("codings.qdpx", "refi-qda"),
        ("mmat.csv", "mmat"),
        ("robvis.csv", "robvis"),
        ("prisma.csv", "prisma2020-csv"),
    ],
)
def test_the_content_tells_the_format(tmp_path: Path, examples: Path, name: str, kind: str) -> None:
    """Each made-up export under a name whose ending says nothing, or something wrong."""
    content = (examples / name).read_bytes()
    assert export(tmp_path, content).format == kind
    if not name.startswith("review"):
        assert export(tmp_path, content, "library.ris").format == kind


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "unknown-format", None),
        (b"just words\n", "unknown-format", None),
        (b"<!doctype html><p>Session expired", "unknown-format", None),
        (b"name,age\na,3\n", "unknown-format", 1),
        (b"SQLite format 3\0....", "unknown-format", None),
        (b"PK\x03\x04 and nothing else", "truncated-file", None),
        (BOMB.encode(), "unsafe-xml", 1),
        (OUTSIDE.encode(), "unsafe-xml", 1),
        (BOMB.encode("utf-16"), "unsafe-xml", 1),
        (XML.format("Reading").encode()[:-20], "truncated-file", 1),
        (b'title,year\n"Reading,2019\n', "truncated-file", 2),
        (b"TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Tw", "truncated-file", 4),
        (b"FN Clarivate\nPT J\nTI One\nER\n\nPT J\nTI Tw", "truncated-file", 6),
        (
            b"TY  - JOUR\n<<<<<<< ours\nTI  - a\n=======\nTI  - b\n>>>>>>> t\nER  - \n",
            "merge-conflict",
            2,
        ),
    ],
)
def test_what_cannot_be_used_is_one_issue_with_its_line(
    tmp_path: Path, content: bytes, code: str, line: int | None
) -> None:
    """Empty, foreign, cut, unsafe and unmerged files are refused as a whole."""
    assert refused(tmp_path, content) == (code, line)


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(tmp_path: Path) -> None:
    """Forty mebibytes of zeros pack to forty kilobytes, which is steeper than the limit."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("articles.csv", bytes(40 << 20))
    assert refused(tmp_path, packed.getvalue()) == ("archive-too-large", None)


def test_more_files_than_an_export_has_are_refused(tmp_path: Path) -> None:
    """An archive of very many files is no export."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(archives.MOST_FILES + 1):
            archive.writestr(f"{number}.csv", "")
    assert refused(tmp_path, packed.getvalue()) == ("archive-too-large", None)


def test_encodings_may_be_mixed(tmp_path: Path) -> None:
    """A line of Windows-1252 among UTF-8 is read, and told; NUL bytes are dropped, and told."""
    content = "TY  - JOUR\nAU  - Bjørn, Å.\n".encode() + b"TI  - Caf\xe9 au l\0ait\nER  - \n"
    (batch,) = export(tmp_path, content).batches
    assert batch.rows[0][3:5] == ("Café au lait", "Bjørn, Å.")
    assert [(one.line, one.what) for one in batch.repairs] == [
        (3, "not UTF-8: read as Windows-1252"),
        (3, "NUL bytes or control characters dropped"),
    ]


def test_utf_16_is_read(tmp_path: Path) -> None:
    """As some programs on Windows save text, with and without its mark."""
    text = "TY  - JOUR\r\nTI  - Nachtgeschichten für Kinder\r\nER  - \r\n"
    for encoding in ("utf-16", "utf-16-le"):
        (batch,) = export(tmp_path, text.encode(encoding)).batches
        assert batch.rows[0][3] == "Nachtgeschichten für Kinder"


def test_dates_made_by_a_spreadsheet_program_are_told(tmp_path: Path) -> None:
    """Pages 12-18 become 18-Dec, a PMID a power of ten: kept as they are, with their line."""
    content = b"title,authors,pages,pmid\nReading,Amsel,18-Dec,3.1E+07\nSleep,Birke,33-41,7\n"
    (batch,) = export(tmp_path, content).batches
    assert [one.line for one in batch.repairs] == [2, 2]
    assert len(batch.rows) == 2


HEADS = (
    b"",
    b"PK\x03\x04",
    b"TY  - JOUR\n",
    b"PMID- 1\n",
    b"FN Clarivate\nPT J\n",
    b"@article{a,",
    b"<xml><records>",
    b"title,year\n",
    b"VN  - Ovid Technologies\n",
    b"\xff\xfe",
    b"data,n\n",
    b"created_at,user_id,user_email,article_id,key,value\n",
    b"Study,D1,Overall\na,Low,Low\n",
    b"Covidence #,Title,Authors\n",
    b"Covidence #,Reviewer Name,Study ID\n",
    b"title,asreview_label\n",
    b",A : x\n",
    b"Study,S1,2.1\n",
    b"<Project>",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(HEADS),
    st.binary(max_size=200),
)
def test_no_bytes_lead_to_a_traceback(tmp_path: Path, head: bytes, tail: bytes) -> None:
    """Whatever follows the beginning of a format is read, refused by record, or one clear issue."""
    try:
        found = export(tmp_path, head + tail)
    except NumerateError as error:
        assert all(issue.expected and issue.todo for issue in error.issues)  # noqa: PT017
    else:
        for batch in found.batches:
            refusals = sum(refusal.record for refusal in batch.refusals)
            assert len(batch.rows) + refusals >= batch.counted
