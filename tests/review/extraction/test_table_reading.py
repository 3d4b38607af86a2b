"""Reading is strict: what is declared is read, everything else is told, all at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, told
from numerate.review.extraction import Extraction, read_extraction

Read = Callable[..., Extraction]
Faults = Callable[..., tuple[Issue, ...]]
Folder = Callable[..., Path]
Golden = Callable[[str, str], None]

HEADER = "report,year,effect,funded,read_on,strand,country,children\n"
GOOD = "P1,1999,0.5,true,2024-02-29,quantitative,NA,12\n"
# the two tables that point at reports, without rows, so that a test can change the reports alone
ALONE = {"ratings": "report,reviewer,score\n", "discussions": "report,reviewer,note\n"}


def places(issues: tuple[Issue, ...]) -> list[tuple[str, int | None]]:
    """Code and line of each issue."""
    return [(issue.code, issue.line) for issue in issues]


def test_each_column_has_its_declared_type(read: Read) -> None:
    """The first row comes out as the values that conftest's REPORTS was written for."""
    assert next(iter(read()["reports"])) == {
        "report": "P1",
        "year": 1999,
        "effect": 0.5,
        "funded": True,
        "read_on": date(2024, 2, 29),
        "strand": "quantitative",
        "country": "NA",
        "children": 12,
    }


def test_missing_is_what_the_dictionary_says(read: Read) -> None:
    """NA stays Namibia and "not reported" is missing, as conftest's missingValues say."""
    reports = read()["reports"]
    assert reports.values("country") == ["NA", None, "Namibia"]
    assert reports.values("children") == [12, None, 1204]


@pytest.mark.parametrize("text", ["nan", "NULL", "None", "n/a", "#N/A", "-", "TRUE", "1e5", " x "])
def test_text_stays_text(read: Read, text: str) -> None:
    """What spreadsheet readers take for missing, true or a number is kept letter by letter."""
    rows = read(reports=HEADER + GOOD.replace("NA", text), **ALONE)["reports"]
    assert rows.values("country") == [text]


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        ("year", "1999", "99"),
        ("year", "1999", "1999.0"),
        ("year", "1999", "\N{ARABIC-INDIC DIGIT ONE}999"),
        ("effect", "0.5", "0,5"),
        ("effect", "0.5", "1e999"),
        ("effect", "0.5", "nan"),
        ("effect", "0.5", "5%"),
        ("funded", "true", "yes"),
        ("funded", "true", "1"),
        ("read_on", "2024-02-29", "29.02.2024"),
        ("read_on", "2024-02-29", "2023-02-29"),
        ("read_on", "2024-02-29", "20240229"),
        ("children", "12", "12.0"),
        ("children", "12", "1,204"),
        ("children", "12", "12 "),
        ("children", "12", "99999999999999999999"),
    ],
)
def test_a_wrong_type_is_told_and_never_guessed(
    faults: Faults, column: str, good: str, bad: str
) -> None:
    """A cell that is not of its column's type gives one issue, on its line, quoting it."""
    cells = GOOD.rstrip().split(",")
    cells[cells.index(good)] = f'"{bad}"'
    (issue,) = faults(reports=HEADER + ",".join(cells) + "\n", **ALONE)
    assert (issue.code, issue.line) == ("wrong-type", 2)
    assert issue.found == f"column '{column}' holds '{bad}'"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1999", "1989", "out-of-range"),
        ("1999", "2025", "out-of-range"),
        ("0.5", "1.01", "out-of-range"),
        ("2024-02-29", "2020-12-31", "out-of-range"),
        ("quantitative", "Quantitative", "not-allowed"),
        ("quantitative", "quantitative ", "not-allowed"),
        ("P1", "P1x", "not-allowed"),
        ("P1", "", "missing-value"),
        ("1999", "not reported", "missing-value"),
    ],
)
def test_a_broken_rule_is_told(faults: Faults, old: str, new: str, code: str) -> None:
    """A value outside bounds, enum or pattern, or none where one is required, has its code."""
    issues = faults(reports=HEADER + GOOD.replace(old, new), **ALONE)
    assert places(issues) == [(code, 2)]


def test_values_at_their_bounds_are_allowed(read: Read) -> None:
    """Minimum and maximum belong to the range, as Table Schema defines them."""
    rows = [
        "P1,1990,-1,true,2021-01-01,quantitative,x,1",
        "P2,2024,1,true,2021-01-01,quantitative,x,2",
    ]
    assert read(reports=HEADER + "\n".join(rows), **ALONE)["reports"].count() == 2


def test_a_unique_column_compares_values(faults: Faults) -> None:
    """12 and 012 are one number, so the second breaks "unique"; missing cells may repeat."""
    rows = [GOOD, GOOD.replace("P1", "P2").replace(",12", ",012"), "P3,1999,,,,,,\n"]
    rows.append("P4,1999,,,,,,\n")
    issues = faults(reports=HEADER + "".join(rows), **ALONE)
    assert places(issues) == [("duplicate-value", 3)]
    assert "first on line 2" in issues[0].found


def test_a_primary_key_stands_once(faults: Faults) -> None:
    """The second row with a key is told, with the line of the first."""
    issues = faults(reports=HEADER + GOOD + GOOD.replace(",12", ",13"), **ALONE)
    assert places(issues) == [("duplicate-key", 3)]
    assert "first on line 2" in issues[0].found


def test_a_composite_key_counts_as_a_whole(faults: Faults) -> None:
    """Neither column of (report, reviewer) is unique alone; a repeated pair is a fault."""
    ratings = "report,reviewer,score\nP1,first,1\nP1,second,1\nP2,first,1\nP1,second,2\n"
    issues = faults(ratings=ratings)
    assert places(issues) == [("duplicate-key", 5)]
    assert "report 'P1', reviewer 'second'" in issues[0].found


def test_a_foreign_key_needs_its_row(faults: Faults) -> None:
    """A rating of a report that does not exist is told on its line, naming the table to fill."""
    (issue,) = faults(ratings="report,reviewer,score\nP1,second,3\nP2,first,1\nP9,first,1\n")
    assert (issue.code, issue.line, issue.found) == ("dangling-key", 4, "report 'P9'")
    assert "data/reports.csv" in issue.todo


def test_a_composite_foreign_key_needs_its_pair(faults: Faults) -> None:
    """P2 and "second" both occur among the ratings, but not together."""
    issues = faults(discussions="report,reviewer,note\nP1,first,a\nP2,second,b\n")
    assert places(issues) == [("dangling-key", 3)]


def test_a_missing_foreign_key_is_not_followed(read: Read) -> None:
    """A discussion without a reviewer points at no rating, and that is allowed."""
    assert read(discussions="report,reviewer,note\nP2,,a\n")["discussions"].count() == 1


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        (HEADER.replace(",children", ""), {"missing-column", "ragged-row"}),
        (HEADER.replace("children", "kids"), {"missing-column", "extra-column"}),
        (HEADER.replace("children", " children"), {"missing-column", "extra-column"}),
        (HEADER.replace("country", "strand"), {"missing-column", "duplicate-column"}),
    ],
)
def test_the_header_holds_the_declared_columns(
    faults: Faults, header: str, codes: set[str]
) -> None:
    """A column too few, too many, misspelt or twice, each has its own code."""
    assert {issue.code for issue in faults(reports=header + GOOD, **ALONE)} == codes


def test_an_empty_file_lacks_every_column(faults: Faults) -> None:
    """A file of no bytes gives one issue for each of the eight declared columns."""
    assert places(faults(reports="", **ALONE)) == [("missing-column", 1)] * 8


def test_lines_are_right_after_quoted_line_ends_and_blank_lines(faults: Faults) -> None:
    """The rows with faults begin on lines 5 and 8, counted by hand in this text."""
    reports = (
        HEADER  # 1
        + 'P1,1999,,,,,"two\nlines",1\n'  # 2 and 3
        + "\n"  # 4
        + 'P2,1999,,,,,"three\nmore\nlines",x\n'  # 5 to 7
        + "P3,99,,,,,,\n"  # 8
    )
    assert places(faults(reports=reports, **ALONE)) == [("wrong-type", 5), ("wrong-type", 8)]


def test_ragged_rows_have_their_lines(faults: Faults) -> None:
    """Rows with a cell too few and too many are told on the lines where they begin."""
    reports = HEADER + 'P1,1999,,,,,"a\nb",1\nP2,1999\n' + GOOD.replace("\n", ",more\n")
    issues = faults(reports=reports, **ALONE)
    assert places(issues) == [("ragged-row", 4), ("ragged-row", 5)]
    assert [issue.found for issue in issues] == ["2 cells", "9 cells"]


@pytest.mark.parametrize("broken", ['"never closed', '"a"b'])
def test_quotation_marks_must_pair(faults: Faults, broken: str) -> None:
    """A lone quotation mark would swallow the rows below it; the row where it begins is told."""
    reports = HEADER + GOOD + f"P2,1999,,,,,{broken},2\n" + GOOD.replace("P1", "P3")
    assert places(faults(reports=reports, **ALONE)) == [("bad-csv", 3)]


def test_quotation_marks_inside_text_are_text(read: Read) -> None:
    """A cell that does not begin with a mark keeps its marks; in a quoted cell they are doubled."""
    row = "P1,1999,,,,,{},1\n"
    for written, meant in (
        ('6" of snow', '6" of snow'),
        ('"so ""quoted"", yes"', 'so "quoted", yes'),
    ):
        rows = read(reports=HEADER + row.format(written), **ALONE)["reports"]
        assert rows.values("country") == [meant]


@pytest.mark.parametrize(
    ("raw", "byte"),
    [
        ("P2,1999,,,,,Türkiye,2\n".encode("latin-1"), "0xFC"),
        (b"P2,1999,,,,,\x80,2\n", "0x80"),
    ],
)
def test_other_encodings_are_told_with_line_and_byte(faults: Faults, raw: bytes, byte: str) -> None:
    """The first byte that is not UTF-8 stands on line 3 and is named."""
    issues = faults(reports=(HEADER + GOOD).encode() + raw, **ALONE)
    assert places(issues) == [("bad-encoding", 3)]
    assert byte in issues[0].found


def test_utf16_is_told(faults: Faults) -> None:
    """A "Unicode text" of Excel begins with the byte 0xFF of its byte order mark."""
    (issue,) = faults(reports=(HEADER + GOOD).encode("utf-16"), **ALONE)
    assert issue.code == "bad-encoding"
    assert "0xFF" in issue.found


def test_the_bad_byte_is_right_after_a_byte_order_mark(faults: Faults) -> None:
    """A mark of three bytes before the text does not shift which byte is named."""
    raw = b"\xef\xbb\xbf" + (HEADER + GOOD).encode().replace(b"NA", b"\xfc")
    (issue,) = faults(reports=raw, **ALONE)
    assert "0xFC" in issue.found


def test_control_characters_are_told(faults: Faults, golden: Golden) -> None:
    """A vertical tab of a spreadsheet and a NUL are no XML, so no DOCX and SVG could hold them."""
    reports = HEADER + GOOD.replace("NA", "a\x0bb") + GOOD.replace("P1", "P\x002")
    issues = faults(reports=reports, **ALONE)
    assert [issue.place for issue in issues if issue.code == "control-character"] == [
        "data/reports.csv:2:43",
        "data/reports.csv:3:2",
    ]
    golden("extraction/control_character.txt", told(issues))


def test_a_missing_file_is_told(faults: Faults) -> None:
    """A table without its CSV is an issue of that file; keys into it are not followed."""
    assert [(issue.code, issue.file) for issue in faults(reports=None)] == [
        ("missing-file", "data/reports.csv")
    ]


def test_a_folder_in_place_of_a_file_is_told(folder: Folder) -> None:
    """What is there but cannot be opened as a file is an issue and no traceback."""
    data = folder({"reports.csv": None})
    (data / "reports.csv").mkdir()
    with pytest.raises(NumerateError) as caught:
        read_extraction(data)
    assert [issue.code for issue in caught.value.issues] == ["unreadable-file"]


def test_byte_order_mark_and_line_ends_change_nothing(folder: Folder) -> None:
    """The same cells with BOM, CRLF or CR give the same values, texts, lines and digests."""
    data = folder()
    plain = read_extraction(data)
    texts = {path: path.read_bytes() for path in data.iterdir()}
    for before, end in ((b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r")):
        for path, text in texts.items():
            path.write_bytes(before + text.replace(b"\n", end))
        other = read_extraction(data)
        for name in plain:
            assert list(other[name]) == list(plain[name])
            assert other[name].lines == plain[name].lines
            assert other[name].selection == plain[name].selection


def test_row_and_column_order_change_no_digest(read: Read) -> None:
    """Reversing rows and columns moves the rows but not what a number stores about them."""
    plain = read()
    ratings = "score,reviewer,report\n1,first,P2\n03,second,P1\n3,first,P1\n"
    other = read(ratings=ratings)
    assert other["ratings"].selection == plain["ratings"].selection
    mine, its = (e["ratings"].where(report="P1", reviewer="first") for e in (plain, other))
    assert mine.selection == its.selection
    assert mine.digest != plain["ratings"].digest


def test_a_changed_cell_changes_the_digest(read: Read) -> None:
    """One letter in one cell gives other rows, so another digest."""
    other = read(ratings="report,reviewer,score\nP1,first,3\nP1,second,3\nP2,first,2\n")
    assert other["ratings"].digest != read()["ratings"].digest


def test_every_fault_of_every_file_at_once(faults: Faults, golden: Golden) -> None:
    """Many kinds of fault in three files come as one list, by file and line, in golden words."""
    reports = (
        HEADER
        + "P1,soon,2,maybe,2024-02-30,both,NA,12\n"
        + "P1,,0.5,true,2020-01-01,quantitative,NA,12\n"
        + 'p3,2024,,,,,"first\nsecond",twelve\n'
    )
    ratings = "report,reviewer,score,mood\nP1,first,3,good\n"
    discussions = b"report,reviewer,note\nP1,first,gr\xfc\xdfe\n"
    issues = faults(reports=reports, ratings=ratings, discussions=discussions)
    golden("extraction/all_at_once.txt", told(issues))


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("bad_csv", {"reports": HEADER + 'P1,1999,,,,,"never closed,1\n' + GOOD}),
        ("ragged_row", {"reports": HEADER + "P1,1999\n"}),
        ("columns", {"reports": HEADER.replace("children", "strand,kids")}),
        ("missing_file", {"reports": None}),
        ("duplicate_key", {"reports": HEADER + GOOD + GOOD.replace(",12", ",")}),
        ("dangling_key", {"ratings": "report,reviewer,score\nP9,first,1\n"}),
    ],
)
def test_messages(faults: Faults, golden: Golden, name: str, files: dict[str, str]) -> None:
    """The messages that do not fit into one list with the others, in the golden words."""
    golden(f"extraction/{name}.txt", told(faults(**{**ALONE, **files})))
