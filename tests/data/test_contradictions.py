"""Contradictions planted in the review's tables: each is told by its rule, at its line.

What holds is read off the published article and the meaning of the columns; which rows break it was
chosen by hand for each rule, and the place expected is found by the standard library's csv.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.extraction import read_extraction

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]
Rows = Callable[[str], tuple[Row, ...]]

# rule or key: the table and the row changed (column=value, ...), what is written into which column,
# and, where it is told at another row, that row
PLANTED: dict[str, tuple[str, str, str, str] | tuple[str, str, str, str, str, str]] = {
    "quantitative_studies ages": ("quantitative_studies", "study_id=q01", "age_min", "18"),
    "qualitative_studies ages": ("qualitative_studies", "study_id=l01", "age_max", "14"),
    "qualitative_studies participants": ("qualitative_studies", "study_id=l02", "age_min", "14"),
    "screening_decisions agreement": (
        "screening_decisions", "record_id=R00001", "decision", "include",
    ),
    "two differ: screening_decisions agreement": (
        "screening_decisions", "settled_by=consensus", "settled_by", "agreement",
    ),
    "screening_decisions consensus": (
        "screening_decisions", "record_id=R00002", "settled_by", "consensus",
    ),
    "screening_decisions one-reviewer": (
        "screening_decisions", "settled_by=one reviewer", "decision", "include",
    ),
    "screening_decisions sought": (
        "retrieval", "report_id=P001", "record_id", "R00001",
        "screening_decisions", "record_id=R00021",
    ),
    "fulltext_decisions agreement": (
        "fulltext_decisions", "settled_by=consensus", "settled_by", "agreement",
    ),
    "fulltext_decisions one-reviewer": (
        "fulltext_decisions", "settled_by=agreement", "settled_by", "one reviewer",
    ),
    "fulltext_decisions reason": (
        "fulltext_decisions", "decision=include,settled_by=one reviewer",
        "reason", "no_perpetration",
    ),
    "fulltext reason": ("fulltext", "decision=exclude,reviewer=R3", "reason", "not applicable"),
    "named_studies year": ("named_studies", "citation=agueli2024", "year", "2020"),
    "named_studies year-of-key": ("named_studies", "citation=barrensedias2020", "year", "2021"),
    "studies id": ("studies", "study_id=l09", "strand", "quantitative"),
    "studies dataset": ("studies", "study_id=l10", "dataset_id", "d02",
                        "studies", "dataset_id=d02"),
    "findings strand": ("findings", "finding_id=F0010", "study_id", "l03"),
    "findings direction": (
        "findings", "significant=yes,attributed_to=not attributed", "direction", "none",
    ),
    "extracts strand": ("extracts", "extract_id=E002", "study_id", "q03"),
    "extracts attribution": ("extracts", "extract_id=E012", "attributed_to", "agueli2024"),
    "appraisal one-category": ("appraisal", "study_id=q05,criterion=4.3", "category", "mixed"),
    "appraisal strand": ("appraisal", "study_id=q06,criterion=4.3", "category", "qualitative"),
    "appraisal criterion": ("appraisal", "study_id=q07,criterion=4.3", "criterion", "5.1"),
    "studies appraised": ("appraisal", "study_id=q08,criterion=4.3", "study_id", "l01",
                          "studies", "study_id=q08"),
    "motive_comparisons higher": (
        "motive_comparisons", "comparison_id=g04", "higher", "girls and women",
    ),
    "motive_comparisons significant": (
        "motive_comparisons", "comparison_id=g01", "significant", "yes",
    ),
    "motive_comparisons between": (
        "motive_comparisons", "comparison_id=g05", "percent_girls_women", "22.9",
    ),
    "unique criteria letter": ("criteria", "criterion=english", "letter", "a"),
    "criteria lettered": ("criteria", "criterion=conflated", "letter", "f"),
    "exclusion_reasons positions": (
        "exclusion_reasons", "position=3", "position", "9", "exclusion_reasons", "position=1",
    ),
    "unique protocol_items letter": ("protocol_items", "item_id=step_descriptive", "letter", "a"),
    "searches hits": ("searches", "search_id=s1_wos", "hits", "3614"),
    "searches one-day": ("searches", "search_id=s2_eric", "date", "2022-12-01"),
    "searches year-from": ("searches", "search_id=s3_wos", "year_from", "2030"),
    "searches search-id": ("searches", "search_id=s1_pubmed", "search_id", "s2_pubmed"),
    "databases first-round": ("databases", "database=eric", "first_round", "1"),
    "records kept": ("records", "record_id=R00003", "kept", "no"),
    "screening own-round": ("screening", "reviewer=R3", "reviewer", "R1"),
    "constructs reason": ("constructs", "construct=age", "not_synthesizable_reason", "too few"),
    "themes two-levels": ("themes", "theme=manhood_act", "parent", "coping",
                          "themes", "theme=bodies"),
    "protocol value": ("protocol", "key=method.henry_beard.n", "value", "twenty-one"),
    "search_terms term-id": ("search_terms", "term_id=t1_1_02", "position", "12"),
    "appraisal_criteria category": (
        "appraisal_criteria", "criterion=2.1", "category", "nonrandomized",
    ),
    "reported key": ("reported", "id=abstract.unique", "key", ""),
}  # fmt: skip


def place_of(rows: tuple[Row, ...], chosen: str) -> int:
    """The index of the first row that holds what ``column=value,column=value`` says."""
    wanted = dict(one.split("=", 1) for one in chosen.split(","))
    return next(
        place
        for place, row in enumerate(rows)
        if all(row[column] == value for column, value in wanted.items())
    )


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, rows: Rows) -> tuple[Issue, ...]:
    """What reading says of a copy of the extraction with every contradiction in it."""
    folder = tmp_path_factory.mktemp("planted") / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    changed: dict[str, list[Row]] = {}
    for table, chosen, column, text, *_ in PLANTED.values():
        cells = changed.setdefault(table, [dict(row) for row in rows(table)])
        cells[place_of(rows(table), chosen)][column] = text
    for table, cells in changed.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, cells[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(cells)
    with pytest.raises(NumerateError) as caught:
        read_extraction(folder)
    return caught.value.issues


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_contradiction_is_told(name: str, planted: tuple[Issue, ...], rows: Rows) -> None:
    """Each is told at the line of the row that contradicts, with the name of the rule."""
    table, chosen, _, text, *there = PLANTED[name]
    at, row = there or (table, chosen)
    line = place_of(rows(at), row) + 2  # the header is line 1, and no cell holds a line end
    rule = name.rsplit(maxsplit=1)[-1]
    found = [issue for issue in planted if issue.file == f"data/{at}.csv"]
    told = [i for i in found if f"the rule '{rule}'" in i.todo or name.startswith("unique")]
    assert line in {issue.line for issue in told}, (text, found)


def test_the_published_data_hold_to_their_rules() -> None:
    """The extraction as it stands breaks none of them, and they are many."""
    rules = [rule for table in read_extraction(DATA).tables.values() for rule in table.schema.rules]
    assert len(rules) > 70
    assert len(PLANTED) > 27
