"""Reported numbers: reading them, and printing verdicts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.review.results import collect, number
from numerate.review.results.recheck import Verdict, recheck
from numerate.review.results.reported import RECHECK_REPORT, exit_code, read_reported

LISTED = """id,reported,key,declared,check,note
a,"10,324",flow.unique,,number,
b,7,flow.included,differs,number,A slip.
c,many,,,not computable,A judgement.
"""


def verdicts(tmp_path: Path, text: str = LISTED) -> tuple[Verdict, ...]:
    """The verdicts on a list of reported numbers."""
    path = tmp_path / "reported.csv"
    path.write_text(text, encoding="utf-8")
    numbers = [
        number("flow.unique", 10324, "Records left"),
        number("flow.included", 68, "Studies included"),
    ]
    ledger, _ = collect(numbers, tmp_path)
    return recheck(read_reported(path, "reported.csv"), ledger)


def test_declared_outcomes_are_expected(tmp_path: Path) -> None:
    """What is declared, and what is not computable by its nature, leaves the exit code at 0."""
    found = verdicts(tmp_path)
    assert [one.outcome for one in found] == ["reproduced", "differs", "not computable"]
    assert exit_code(found) == 0


def test_reproduced_though_declared_to_differ(tmp_path: Path) -> None:
    """A declaration that is no longer true is itself not expected."""
    found = verdicts(tmp_path, LISTED.replace("b,7,", "b,68,"))
    assert exit_code(found) == 1
    assert "(not declared)" not in RECHECK_REPORT.told(found[:1], "text")


def test_text(tmp_path: Path) -> None:
    """The text ends with the counts and marks what is not declared."""
    text = RECHECK_REPORT.told(verdicts(tmp_path, LISTED.replace("differs", "")), "text")
    assert "differs         b: 7  (not declared)" in text
    assert "the paper prints 7, the data give 68" in text
    assert text.endswith(
        "3 reported numbers: 1 reproduced, 1 differs, 1 not computable; 1 not declared\n"
    )


def test_json_and_csv(tmp_path: Path) -> None:
    """JSON and CSV hold one entry per reported number, with its verdict."""
    found = verdicts(tmp_path)
    parsed = json.loads(RECHECK_REPORT.told(found, "json"))
    assert [one["verdict"] for one in parsed["verdicts"]] == [one.outcome for one in found]
    rows = list(csv.DictReader(io.StringIO(RECHECK_REPORT.told(found, "csv"))))
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert rows[1]["found"] == "68"


def test_only_needed_columns(tmp_path: Path) -> None:
    """Three columns are enough: id, reported and key."""
    found = verdicts(tmp_path, "id,reported,key\na,68,flow.included\n")
    assert exit_code(found) == 0


def test_missing_column(tmp_path: Path) -> None:
    """A list without keys is refused with the columns it needs."""
    with pytest.raises(NumerateError, match="no column key"):
        verdicts(tmp_path, "id,reported\na,68\n")


def test_repeated_id(tmp_path: Path) -> None:
    """Two rows with one id are refused, with both lines."""
    with pytest.raises(NumerateError, match=r"reported.csv:3: bad-id: the id 'a' of line 2 again"):
        verdicts(tmp_path, "id,reported,key\na,68,flow.included\na,68,flow.included\n")


def test_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is told as such."""
    with pytest.raises(CannotRunError, match="unreadable-file"):
        read_reported(tmp_path / "none.csv", "none.csv")
