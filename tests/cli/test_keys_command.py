"""The command ``numerate keys`` on the miniature review."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from numerate.cli import main


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code and what was printed."""
    code = main(list(arguments))
    out = capsys.readouterr()
    return code, out.out, out.err


def test_keys_with_values_definitions_and_forms(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an author needs while writing: the key, its value as printed, what it is, as=."""
    monkeypatch.chdir(built)
    code, out, _ = told(capsys, "keys", "findings.*")
    assert code == 0
    assert "num=…" in out
    assert "findings.shorter  " in out
    assert "Studies in which children fell asleep sooner with a story" in out
    assert "as=plain, words" in out
    assert "claim=…" in out
    assert "flow." not in out


def test_csv_and_json_hold_the_same_keys(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both formats can be read back, and nothing is lost between them."""
    monkeypatch.chdir(built)
    rows = list(csv.DictReader(io.StringIO(told(capsys, "keys", "--format", "csv")[1])))
    entries = json.loads(told(capsys, "keys", "--format", "json")[1])
    assert [row["key"] for row in rows] == [entry["key"] for entry in entries]
    assert {entry["kind"] for entry in entries} >= {"num", "claim", "table", "figure"}


def test_a_pattern_that_fits_nothing_is_told(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names a key that is near."""
    monkeypatch.chdir(built)
    code, _, err = told(capsys, "keys", "finding.shorter")
    assert code == 2
    assert "no key fits 'finding.shorter'" in err
    assert "findings.shorter" in err
