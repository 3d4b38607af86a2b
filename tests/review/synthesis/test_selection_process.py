"""The flow from what reviewers said; the records are few enough to be counted by eye."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from numerate.review.extraction import Extraction, Rows
from numerate.review.synthesis.balance import imbalances
from numerate.review.synthesis.selection_process import (
    NO_REASON,
    UNREAD,
    UNSETTLED_REASON,
    selection_flow,
    selection_process,
    stage_ratings,
)

Cells = Sequence[tuple[str, ...]]


def extraction(
    records: str,
    said: Cells = (),
    read: Cells = (),
    **more: tuple[str, Cells],
) -> Extraction:
    """Records a letter each, what reviewers said of them, and other tables by their columns."""
    rows = [(one, f"Title {one}", 1, "eric" if one < "d" else "wos") for one in records]
    tables = {
        "records": Rows.of("records", ["record_id", "title", "round", "database"], rows,
                           key="record_id"),
        "screening": Rows.of("screening", ["record_id", "reviewer", "decision"], said,
                             key="record_id"),
        "fulltext": Rows.of("fulltext", ["report_id", "reviewer", "decision", "reason"], read,
                            key="report_id"),
    }  # fmt: skip
    for name, (columns, cells) in more.items():
        names = columns.split()
        tables[name] = Rows.of(name, names, cells, key=names[0])
    return Extraction({name: rows.table for name, rows in tables.items()})


def both(letters: str, decision: str) -> Cells:
    """Both reviewers of one mind on these records."""
    return [(one, who, decision) for one in letters for who in "AB"]


def counted(data: Extraction) -> dict[str, int]:
    """The count of each box."""
    steps, issues = selection_process(data)
    assert steps is not None, issues
    assert imbalances(selection_flow(data, steps, {})) == []
    return {name: rows.count() for name, rows in steps.boxes().items()}


def test_boxes_follow_from_decisions_and_duplicates() -> None:
    """Six records, f a duplicate of a; c excluded; a doubt of both sends d on; e excluded later."""
    data = extraction(
        "abcdef",
        [*both("abe", "include"), *both("c", "exclude"), *both("d", "maybe")],
        [(one, "A", "include", "") for one in "abd"] + [("e", "A", "exclude", "wrong design")],
        duplicates=("record_id kept_id", [("f", "a")]),
    )
    assert counted(data) == {
        "records": 6, "duplicates": 1, "screened": 5, "excluded": 1, "sought": 4, "assessed": 4,
        "reports_excluded": 1, "included": 3,
    }  # fmt: skip
    steps, _ = selection_process(data)
    assert steps is not None
    column = selection_flow(data, steps, {"eric": "ERIC"}).searches[0]
    assert [(part.label, part.count) for part in column.databases.parts] == [
        ("ERIC", 3),
        ("wos", 3),
    ]
    assert column.reports_excluded.parts[0].label == "Wrong design"


def test_decisions_on_a_duplicate_are_of_the_record_kept() -> None:
    """Screened before they were found to be one: what was said of b is said of a."""
    data = extraction("ab", both("b", "exclude"), duplicates=("record_id kept_id", [("b", "a")]))
    assert counted(data)["excluded"] == 1


def test_what_reviewers_differ_on_is_settled_by_what_came_next() -> None:
    """Nobody wrote the outcome down: a was read in full and so sent on, b was not."""
    said = [
        ("a", "A", "include"),
        ("a", "B", "exclude"),
        ("b", "A", "include"),
        ("b", "B", "exclude"),
    ]
    data = extraction("ab", said, [("a", "A", "include", "")])
    found = counted(data)
    assert (found["excluded"], found["included"]) == (1, 1)
    (advice,) = selection_process(data)[1]
    assert (advice.code, advice.severity) == ("settled-by-next-step", "advice")
    assert "differ on 2 records" in advice.found


def test_the_team_outvotes_and_so_do_two_of_three() -> None:
    """a: two of three include; b: both exclude at full text, and the team took it in."""
    said = [
        ("a", "A", "include"),
        ("a", "B", "exclude"),
        ("a", "C", "include"),
        *both("b", "include"),
    ]
    read = [("a", "A", "include", ""), ("b", "A", "exclude", "x"), ("b", "B", "exclude", "x")]
    data = extraction(
        "ab", said, read, fulltext_decisions=("report_id decision reason", [("b", "include", "")])
    )
    assert counted(data)["included"] == 2


@pytest.mark.parametrize(
    ("said", "read", "code", "file"),
    [
        ([], [], "undecided-record", "data/records.csv"),
        (both("a", "include"), [], "unread-report", "data/screening.csv"),
        (
            both("a", "include"),
            [("a", "A", "include", ""), ("a", "B", "exclude", "x")],
            "unsettled-report",
            "data/fulltext.csv",
        ),
    ],
)
def test_a_count_is_never_guessed(said: Cells, read: Cells, code: str, file: str) -> None:
    """Nobody decided; nobody read; two differ at full text: each a fault with its line, no flow."""
    steps, issues = selection_process(extraction("a", said, read))
    assert steps is None
    faults = [one for one in issues if one.severity == "fault"]
    assert [(one.code, one.file, one.line) for one in faults] == [(code, file, 2)]


def test_one_reason_a_report() -> None:
    """Capitals make no other reason; two are told and wait for the team; none is said so."""
    read = [
        ("a", "A", "exclude", "Wrong design"), ("a", "B", "exclude", "wrong  design"),
        ("b", "A", "exclude", "wrong design"), ("b", "B", "exclude", "no outcome"),
        ("c", "A", "exclude", ""),
    ]  # fmt: skip
    steps, issues = selection_process(extraction("abc", both("abc", "include"), read))
    assert steps is not None
    assert steps.reasons["a"].casefold() == "wrong design"
    assert (steps.reasons["b"], steps.reasons["c"]) == (UNSETTLED_REASON, NO_REASON)
    assert [one.code for one in issues] == ["reasons-apart"]


@pytest.mark.parametrize(
    ("reason", "unread"),
    [
        ("Full text not available", True), ("no full text", True), ("not retrieved", True),
        ("Report not obtained", True), ("full-text unavailable", True),
        ("not a trial", False), ("no full text article in English", False), ("no outcome", False),
        ("full text is in Polish", False),
    ],
)  # fmt: skip
def test_reasons_that_say_that_nothing_was_read(reason: str, unread: bool) -> None:  # noqa: FBT001
    """Such a report is not retrieved, which is a box of its own; others were read."""
    assert bool(UNREAD.search(reason)) == unread
    read = [("a", "A", "exclude", reason)]
    found = counted(extraction("a", both("a", "include"), read))
    assert found.get("not_retrieved", 0) == unread
    assert found["reports_excluded"] == (not unread)


def test_what_nobody_saw_was_not_screened() -> None:
    """A tool that ranks records was stopped: b is in the box of automation tools."""
    data = extraction(
        "ab", both("a", "exclude"), unseen_records=("record_id tool", [("b", "asreview")])
    )
    steps, _ = selection_process(data)
    assert steps is not None
    column = selection_flow(data, steps, {}).searches[0]
    assert (column.automation, column.screened) == (1, 1)


def test_what_was_read_in_full_was_sent_on() -> None:
    """Lists of references tell nothing of the first stage for what came further."""
    data = extraction(
        "ab",
        screening_decisions=("record_id decision", [("a", "exclude")]),
        fulltext_decisions=("report_id decision reason", [("b", "include", "")]),
    )
    found = counted(data)
    assert (found["screened"], found["excluded"], found["included"]) == (2, 1, 1)


def test_labels_that_trained_a_model_are_no_ratings() -> None:
    """They were given before the screening."""
    columns = ["record_id", "reviewer", "decision", "prior"]
    cells = [("a", "A", "include", "yes"), ("b", "A", "include", "no")]
    rows = Rows.of("screening", columns, cells, key="record_id")
    found = stage_ratings(Extraction({"screening": rows.table}), "screening")
    assert [(one.item, one.line) for one in found] == [("b", 3)]
