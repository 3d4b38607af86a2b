"""RIS read by columns: the same records, repairs and refusals as the plain reader's, always."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from numerate.review.records import exports, ris, risframes
from numerate.review.records.batches import Batch, Row
from numerate.review.records.intake import Outcome

Importer = Callable[..., Outcome]

WHOLE = (
    "TY  - JOUR\nAU  - Amsel, A.\nAU  - Birke, B.\nTI  - One\nPY  - 2001/02//\nSP  - 1\nEP  - 9\n"
    "DO  - 10.5555/A.1\nKW  - a\nKW  - b\nER  - \n"
)
LINES = st.lists(
    st.sampled_from(
        [
            "TY  - JOUR",
            "ER  - ",
            "ER  -",
            "ER  - TY  - BOOK",
            "TI  - a",
            "TI  -",
            "TI  -   ",
            "AU  - b",
            "AU  - b;",
            "AU  - \u00a0c",
            "  more",
            "",
            "XX  - ",
            "x AD  - y",
            "ende.AD  - y",
            "DO  - https://doi.org/10.5555/X.1",
            "PY  - in 1999",
            "SP  - 12-18",
            "EP  - 18",
            "UR  - http://x.org/10.5555%2Fb",
            "N1  - doi:10.5555/c",
            "AN  - WOS:1",
            "DB  - Scopus",
            "C2  - 1234567",
            WHOLE.strip(),
        ]
    )
    | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8),
    max_size=25,
)


def rows(batch: Batch) -> list[Row]:
    """The rows of a batch, however it holds them."""
    return list(batch.rows) if batch.frame is None else batch.frame.rows()


def assert_alike(text: str) -> None:
    """Both readers tell the same of a text."""
    one, other = risframes.read(text, 5), ris.read(text, 5)
    assert rows(one) == rows(other)
    assert (one.repairs, one.refusals) == (other.repairs, other.refusals)
    assert (one.unknown, one.lines) == (other.unknown, other.lines)


@settings(deadline=None)  # a machine may be slow; the first call imports Polars
@given(LINES)
@example([WHOLE, "TY  - JOUR", "TI  - a", "goes on", "ER  - ", "", WHOLE])
def test_both_readers_agree_in_any_order_of_lines(lines: list[str]) -> None:
    """Whole records, halves of records and prose between them."""
    assert_alike(WHOLE + "\n".join(lines))


@pytest.mark.parametrize("name", ["scopus.ris", "wos_test.ris", "zotero_export.ris"])
def test_both_readers_agree_on_real_exports(real: Path, name: str) -> None:
    """Exports of three tools, as they were downloaded."""
    text = (real / "exports" / name).read_text(encoding="utf-8-sig")
    assert_alike(text)


def test_a_large_file_gives_the_same_bytes_with_and_without_polars(
    take: Importer, compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is read in several pieces, by columns and plainly: one table, byte by byte."""
    monkeypatch.setattr(exports, "PIECE", 2_000)
    path = compendium / "large.ris"
    odd = "TY  - JOUR\nTI  - Over\n two lines\nER  - \n"
    path.write_text("".join(WHOLE.replace("A.1", f"A.{n}") + odd for n in range(60)))
    take(path, database="eric")
    table = compendium / "data" / "records.csv"
    by_columns = table.read_bytes()
    assert by_columns.count(b"\n") == 1 + 120
    table.unlink()
    monkeypatch.setattr(exports, "_BY_COLUMNS", "numerate.not_installed")
    take(path, database="eric")
    assert table.read_bytes() == by_columns
