"""RIS in the dialects that tools write, and with the faults that files have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.records import ris
from numerate.review.records.batches import PLACE, Batch, Row
from numerate.review.records.decoding import decoded

TWO = "TY  - JOUR\nTI  - One\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n"


def cells(batch: Batch, name: str) -> list[str]:
    """One column of the records."""
    return [row[PLACE[name]] for row in batch.rows]


def test_lines_are_those_of_the_file() -> None:
    """Each record knows the line on which its TY stands, blank lines counted."""
    assert cells(ris.read(TWO), "source_line") == ["1", "5"]


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace("\n", "\r\n"),
        TWO.replace("\n", "\r"),
        "\ufeff" + TWO,
        TWO.replace("  - ", " - "),
        TWO.replace("ER  - ", "ER  -"),
        "Provider: Somebody\n\n" + TWO,
        "1.\n" + TWO.replace("\n\nTY", "\n\n2.\nTY"),
        TWO.replace("\nTI", "\n  TI"),
    ],
)
def test_dialects_hold_the_same_records(text: str) -> None:
    """Line ends, marks, blanks and serial numbers between records make no difference."""
    content = text.encode()
    assert cells(ris.read(decoded(content, "a.ris").text), "title") == ["One", "Two"]
    assert ris.counted(content) == 2


def test_a_value_goes_on_without_a_tag() -> None:
    """A continuation line belongs to the value before it, even when it begins with ER."""
    text = (
        "TY  - JOUR\nAB  - Tumours were\nER positive in half.\nER  -positive\nPY  - 2001\nER  - \n"
    )
    batch = ris.read(text)
    assert cells(batch, "abstract") == ["Tumours were ER positive in half. ER -positive"]
    assert cells(batch, "year") == ["2001"]


def test_a_tag_that_lost_its_line_break_is_found() -> None:
    """Seen in Web of Science files: an address, a fund and an accession number in one line."""
    text = (
        "TY  - JOUR\nTI  - One\nAD  - Manhattan, KS 66506 USAAD  - Bonn(SCI)AN  - WOS:1\nER  - \n"
    )
    batch = ris.read(text)
    assert cells(batch, "source_id") == ["WOS:1"]
    assert [(one.line, one.what) for one in batch.repairs] == [
        (3, "AD without a line break before it"),
        (3, "AN without a line break before it"),
    ]


def test_a_record_without_its_end_is_closed_by_the_next() -> None:
    """Two records, the first without ER: both are read, and the repair tells where."""
    batch = ris.read(TWO.replace("ER  - \n\nTY", "\nTY"))
    assert cells(batch, "title") == ["One", "Two"]
    assert [(one.line, one.what) for one in batch.repairs] == [(1, "a record without its ER line")]


def test_a_record_without_its_beginning_is_read() -> None:
    """Its TY line is missing; its words are there."""
    batch = ris.read("TI  - One\nER  - \n" + TWO)
    assert cells(batch, "title") == ["One", "One", "Two"]


def test_nothing_between_two_marks_is_refused_not_dropped() -> None:
    """A TY with an ER behind it is in the count, so it must be in the account."""
    batch = ris.read("TY  - JOUR\nER  - \n" + TWO)
    assert len(batch.rows) == 2
    assert [(one.line, one.why) for one in batch.refusals] == [(1, "a record without any content")]


def test_fields_of_several_tools() -> None:
    """Start page with signs behind it, article numbers, DOIs in addresses, odd dates."""
    text = (
        "TY  - JOUR\nT1  - One\nA1  - Amsel, A.\nA1  - Birke, B.\nY1  - 2020/11//Nov/Dec2020\n"
        "SP  - 457-60-\nUR  - https://doi.org/10.1000%2FABC\nDB  - Scopus\nC2  - 12345678\n"
        "ER  - \n"
    )
    row: Row = ris.read(text).rows[0]
    told = {name: row[place] for name, place in PLACE.items()}
    assert (told["authors"], told["year"]) == ("Amsel, A.; Birke, B.", "2020")
    assert (told["pages"], told["doi"]) == ("457-60", "10.1000/abc")
    assert (told["database"], told["pmid"]) == ("scopus", "12345678")


LINES = st.lists(
    st.sampled_from(
        [
            "TY  - JOUR",
            "ER  - ",
            "TI  - a",
            "AU  - b",
            "  more",
            "",
            "ER",
            "XX  - ",
            "x AD  - y",
            "TY",
        ]
    )
    | st.text(max_size=12),
    max_size=25,
)


@given(LINES)
def test_no_record_is_lost_in_any_order_of_lines(lines: list[str]) -> None:
    """Records that begin or end by the bytes alone are read or refused, whatever stands between."""
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    batch = ris.read(decoded(content, "a.ris").text)
    accounted = len(batch.rows) + sum(one.record for one in batch.refusals)
    assert accounted >= ris.counted(content)
