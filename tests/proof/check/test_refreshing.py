"""Syncing changes the text between the brackets and no other byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from numerate.cli import main
from numerate.ground.project import open_project
from numerate.proof.check.recomputation import review_of
from numerate.proof.check.refreshing import refreshed
from tests.proof.check.planting import ARTICLE, changed

STALE = (
    ("[12]{num=flow.records} records, ", "[13]{num=flow.records} records, "),
    ("[Four]{num=flow.included as=Words} studies were", ("[Five]{num=flow.included as=Words} "
     "studies were")),
    ("[March 4, 2024]{num=search.date}", "[May 29, 2024]{num=search.date}"),
    ("[−6.50 to 1.50]{num=findings.minutes as=to}", "[−6 to 1]{num=findings.minutes as=to}"),
    ("[Table S1]{ref=supplement#tbl-flow}", "[Table S7]{ref=supplement#tbl-flow}"),
    ("[1,242]{num=studies.participants} children", "[900]{num=studies.participants} children"),
)  # fmt: skip


def synced(root: Path) -> int:
    """Run sync in a folder."""
    return main(["-C", str(root), "sync"])


@pytest.mark.parametrize("number", range(len(STALE)))
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_the_bracket_text_changes(number: int, ends: str, review: Path) -> None:
    """After a stale text is planted and synced, the file is the clean one to the byte."""
    path = review / ARTICLE
    path.write_bytes(path.read_bytes().replace(b"\n", ends.encode()))
    clean = path.read_bytes()
    changed(review, ARTICLE, *STALE[number])
    assert path.read_bytes() != clean
    assert synced(review) == 0
    assert path.read_bytes() == clean


def test_a_byte_order_mark_stays(review: Path) -> None:
    """A file that begins with one still does, and its first lines are changed at their place."""
    path = review / ARTICLE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    clean = path.read_bytes()
    changed(review, ARTICLE, 'of [four]{num=flow.included as=words} studies"', "of [nine]"
            '{num=flow.included as=words} studies"')  # fmt: skip
    assert synced(review) == 0
    assert path.read_bytes() == clean


def test_a_binding_over_two_lines_is_refreshed(review: Path) -> None:
    """The text between the brackets may be wrapped; what is printed replaces it as a whole."""
    changed(
        review, ARTICLE, "[March 4, 2024]{num=search.date}", "[March\n3, 2024]{num=search.date}"
    )
    assert synced(review) == 0
    assert "[March 4, 2024]{num=search.date}" in (review / ARTICLE).read_text(encoding="utf-8")


def test_placeholders_are_filled(review: Path) -> None:
    """A check lets […] pass, a sync puts the number there."""
    changed(review, ARTICLE, "[12]{num=flow.records} records, ", "[…]{num=flow.records} records, ")
    assert synced(review) == 0
    assert "[12]{num=flow.records} records, " in (review / ARTICLE).read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(review: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It tells what it would do, with the line."""
    changed(review, ARTICLE, *STALE[0])
    before = (review / ARTICLE).read_bytes()
    assert main(["-C", str(review), "sync", "--dry-run"]) == 0
    assert (review / ARTICLE).read_bytes() == before
    assert "«13» is now «12»" in capsys.readouterr().out


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(alphabet="0123456789 ,.abcxyz−–é", min_size=1, max_size=12))
def test_whatever_stands_there_is_replaced(typed: str, review: Path) -> None:
    """Any text between the brackets becomes the number, and a second sync changes nothing."""
    path = review / ARTICLE
    clean = path.read_text(encoding="utf-8")
    old = "[2]{num=flow.duplicates}"
    if not clean.count(old):
        return
    path.write_text(clean.replace(old, f"[{typed}]{{num=flow.duplicates}}"), encoding="utf-8")
    try:
        files, _ = refreshed(review_of(open_project(review))[0])
        made = files.get(path, path.read_bytes()).decode("utf-8")
        expected = " ".join(typed.split()) in {"2", "two", "Two", "second"}
        assert made == clean or expected
    finally:
        path.write_text(clean, encoding="utf-8")
