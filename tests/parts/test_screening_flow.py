"""The part ``flow``: from the compendium's records, from counts, and what does not balance."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from numerate import parts
from numerate.review.extraction import Extraction, read_extraction
from tests.parts.making import faults, run, tables

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real" / "prisma"
COUNTS = (
    ("database_results", "Embase", 60), ("database_results", "MEDLINE", 40),
    ("duplicates", None, 10),
    ("records_screened", None, 90), ("records_excluded", None, 70),
    ("dbr_sought_reports", None, 20),
    ("dbr_notretrieved_reports", None, 2), ("dbr_assessed", None, 18),
    ("dbr_excluded", "Wrong design", 5), ("dbr_excluded", "Wrong outcome", 3),
    ("new_studies", None, 9), ("new_reports", None, 10),
)  # fmt: skip


def counted(
    *rows: tuple[Any, ...], columns: tuple[str, ...] = ("stage", "part", "count")
) -> Extraction:
    """An extraction with a table of counts alone."""
    return tables(flow=(columns, rows))


def test_the_flow_of_the_published_review_in_one_line() -> None:
    """As the article prints it: 10,324 screened, 252 sought, 250 assessed, 68 included."""
    made = run(parts.flow(by="round"), read_extraction(ROOT / "data"))
    texts = {key: made.text(f"flow.{key}") for key in (
        "identified", "screened", "excluded", "sought", "not_retrieved", "assessed",
        "reports_excluded", "included", "assessed.round3",
    )}  # fmt: skip
    assert texts == {
        "identified": "25,523", "screened": "10,324", "excluded": "10,072", "sought": "252",
        "not_retrieved": "2", "assessed": "250", "reports_excluded": "182", "included": "68",
        "assessed.round3": "55",
    }  # fmt: skip
    assert made.numbers["flow.excluded"].origin.rows[0].count() == 10072
    assert "Search 3" in made.figures["prisma"].drawing.alt


def test_a_flow_from_counts_alone() -> None:
    """Counts with databases and reasons give numbers, a table and the diagram."""
    made = run(parts.flow(), counted(*COUNTS))
    assert made.value("flow.identified") == 100
    assert made.value("flow.database.embase") == 60
    assert made.value("flow.reason.wrong_design") == 5
    assert (made.value("flow.included"), made.value("flow.reports")) == (9, 10)
    assert not made.claims["flow.one_report_each"].holds
    assert "Wrong outcome (n = 3)" in made.figures["prisma"].drawing.alt


def test_plain_names_of_stages() -> None:
    """``screened`` and ``Reports sought`` mean the stages of PRISMA2020's CSV."""
    rows = (("databases", None, 9), ("screened", None, 9), ("excluded", None, 6),
            ("Reports sought", None, 3), ("not_retrieved", None, 0), ("assessed", None, 3),
            ("reports_excluded", None, 1), ("included", None, 2))  # fmt: skip
    made = run(parts.flow(), counted(*rows))
    assert made.value("flow.sought") == 3
    assert made.claims["flow.all_retrieved"].holds


def test_previous_studies_other_methods_and_reasons_at_the_abstract() -> None:
    """An update with citation searching and reasons for exclusion on title and abstract."""
    rows = (
        ("databases", "MEDLINE", 50), ("screened", None, 50), ("excluded", "Not a trial", 30),
        ("excluded", "Animals", 10), ("assessed", None, 10), ("reports_excluded", "Wrong dose", 4),
        ("citation_searching", None, 5), ("other_sought", None, 5),
        ("other_not_retrieved", None, 1),
        ("other_assessed", None, 4), ("other_excluded", "Wrong dose", 3), ("included", None, 7),
        ("previous", None, 20), ("meta_analysis", None, 25),
    )  # fmt: skip
    made = run(parts.flow(), counted(*rows))
    assert made.value("flow.excluded.animals") == 10
    assert made.value("flow.other.reason.wrong_dose") == 3
    assert (made.value("flow.previous"), made.value("flow.total")) == (20, 27)
    assert made.value("flow.meta_analysis") == 25
    alt = made.figures["prisma"].drawing.alt
    assert "Not a trial (n = 30)" in alt
    assert "Citation searching (n = 5)" in alt
    assert "Studies included in previous version of review (n = 20)" in alt


def test_no_screening_step_and_the_words_of_scoping_reviews() -> None:
    """Every report read in full: no box of records screened; studies are sources of evidence."""
    rows = (("databases", None, 12), ("duplicates", None, 2), ("assessed", None, 10),
            ("reports_excluded", None, 4), ("included", None, 6))  # fmt: skip
    made = run(parts.flow(words="PRISMA-ScR"), counted(*rows))
    alt = made.figures["prisma"].drawing.alt
    assert "flow.screened" not in made.numbers
    assert "Records screened" not in alt
    assert "Sources of evidence included in review (n = 6)" in alt
    assert "Identification of sources of evidence via" in alt


def test_counts_by_round_are_columns() -> None:
    """Two searches side by side, added up."""
    one = [("databases", None, 9), ("screened", None, 9), ("excluded", None, 6),
           ("assessed", None, 3), ("reports_excluded", None, 1), ("included", None, 2)]  # fmt: skip
    rows = [(*row, step) for step in ("1", "2") for row in one]
    data = counted(*rows, columns=("stage", "part", "count", "round"))
    made = run(parts.flow(labels={"2": "Update"}), data)
    assert (made.value("flow.screened"), made.value("flow.screened.round2")) == (18, 9)
    assert made.value("flow.included") == 4
    assert "Update" in made.figures["prisma"].drawing.alt


@pytest.mark.parametrize(("rows", "code", "line"), [
    ([("screend", None, 90)], "unknown-stage", 2),
    ([("screened", None, -1)], "wrong-type", 2),
    ([("screened", None, 90.5)], "wrong-type", 2),
    ([("duplicates", None, 1), ("duplicates", None, 2)], "counted-twice", 3),
    ([("databases", None, 9)], "missing-count", 1),
])  # fmt: skip
def test_counts_that_are_none(rows: list[tuple[Any, ...]], code: str, line: int) -> None:
    """An unknown stage, no whole number, a count twice, a count that is missing: with its line."""
    assert (code, line) in [one[:2] for one in faults(parts.flow(), counted(*rows))]


def test_a_flow_that_does_not_balance_names_the_line() -> None:
    """18 assessed where 20 − 2 would be, but 19 is written: the row of that count is told."""
    rows = [(s, p, 19 if s == "dbr_assessed" else n) for s, p, n in COUNTS]
    found = faults(parts.flow(), counted(*rows))
    assert ("unbalanced-flow", 9, "Reports assessed for eligibility (n = 19)") in found


@pytest.mark.parametrize("name", ["prisma2020_template", "lsr3_taar1"])
def test_the_csv_of_prisma2020_declared_as_data(name: str) -> None:
    """A real file of the R package, read as a table: balanced, or told which line does not."""
    path = REAL / f"{name}.csv"
    if not path.is_file():
        pytest.skip("../shared/real is not there")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = [(row["data"], row["n"]) for row in rows]
    data = tables(reported_flow=(("data", "n"), cells))
    found = faults(parts.flow(), data)
    if found:
        assert all(code == "unbalanced-flow" for code, _, _ in found)
    else:
        made = run(parts.flow(), data)
        screened = next(n for key, n in cells if key == "records_screened")
        assert made.text("flow.screened").replace(",", "") == screened


RECORDS = (("record_id", "database", "duplicate_of"), [
    ("r1", "a", None), ("r2", "a", "r1"), ("r3", "b", None), ("r4", "b", None), ("r5", "c", None),
])  # fmt: skip


def test_records_with_another_method_and_decisions_of_reviewers() -> None:
    """Reviewers who agree settle a record; what citation searching gave has its own column."""
    data = tables(
        records=RECORDS,
        databases=(("database", "name", "kind"), [("a", "MEDLINE", "database"),
                   ("b", "CENTRAL", "register"), ("c", "-", "citation searching")]),
        screening=(("key", "record_id", "reviewer", "decision"), [
            ("1", "r1", "x", "include"), ("2", "r1", "y", "include"), ("3", "r3", "x", "exclude"),
            ("4", "r3", "y", "exclude"), ("5", "r4", "x", "include")]),
        fulltext_decisions=(("report_id", "decision", "reason"), [
            ("r1", "include", None), ("r4", "exclude", "dose"), ("r5", "include", None)]),
    )  # fmt: skip
    made = run(parts.flow(), data)
    assert [made.value(f"flow.{key}") for key in (
        "databases", "registers", "duplicates", "screened", "excluded", "assessed", "included",
        "other.identified", "other.assessed", "reason.dose",
    )] == [2, 2, 1, 3, 1, 2, 2, 1, 1, 1]  # fmt: skip
    assert "Citation searching (n = 1)" in made.figures["prisma"].drawing.alt


def test_reviewers_who_disagree_are_told_with_their_line() -> None:
    """A record that two reviewers judge differently is settled by people, not by order."""
    data = tables(
        records=RECORDS,
        screening=(("key", "record_id", "reviewer", "decision"), [
            ("1", "r1", "x", "include"), ("2", "r1", "y", "exclude"), ("3", "r3", "x", "exlude")]),
        fulltext_decisions=(("report_id", "decision"), [("r1", "include")]),
    )  # fmt: skip
    found = faults(parts.flow(), data)
    assert [one[:2] for one in found] == [("unsettled-decision", 3), ("unknown-word", 4)]
