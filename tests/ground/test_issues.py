"""Issues: told with place, found, expected and what to do, in a steady order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.ground.issues import Issue, ordered, quoted, told

YEAR = Issue(
    code="wrong-type",
    file="data/studies.csv",
    line=14,
    found="column 'year' holds 'soon'",
    expected="a year of four digits",
    todo="correct the cell",
)


@pytest.mark.parametrize(
    ("issue", "place"),
    [
        (YEAR, "data/studies.csv:14"),
        (replace(YEAR, column=3), "data/studies.csv:14:3"),
        (replace(YEAR, line=None), "data/studies.csv"),
        (replace(YEAR, line=None, column=3), "data/studies.csv"),
        (replace(YEAR, file="", line=None), ""),
    ],
)
def test_a_place_is_what_editors_jump_to(issue: Issue, place: str) -> None:
    """file:line:column, each part only where the ones before it are known."""
    assert issue.place == place
    assert str(issue).startswith(f"{place}: wrong-type" if place else "wrong-type")


def test_all_issues_as_one_text() -> None:
    """Three lines an issue, and the number of issues in the last line."""
    assert told([YEAR, replace(YEAR, line=15)]).splitlines() == [
        "data/studies.csv:14: wrong-type: column 'year' holds 'soon'",
        "    expected: a year of four digits",
        "    to do:    correct the cell",
        "data/studies.csv:15: wrong-type: column 'year' holds 'soon'",
        "    expected: a year of four digits",
        "    to do:    correct the cell",
        "2 issues",
    ]
    assert told([YEAR]).splitlines()[-1] == "1 issue"


@given(
    st.lists(
        st.builds(
            Issue,
            code=st.sampled_from("abc"),
            file=st.sampled_from(["", "a.csv", "b.csv"]),
            line=st.none() | st.integers(min_value=1, max_value=12),
            column=st.none(),
            found=st.sampled_from("xyz"),
            expected=st.just("e"),
            todo=st.just("t"),
        )
    ),
    st.randoms(use_true_random=False),
)
def test_order_and_repetition_of_finding_change_nothing(
    issues: list[Issue], random: object
) -> None:
    """Checks may run in any order and find a fault twice: the list told is the same."""
    shuffled = [*issues, *issues[:1]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ordered(shuffled) == ordered(issues)
    assert len(set(ordered(issues))) == len(ordered(issues)) == len(set(issues))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "'plain'"),
        ("", "''"),
        ("a\r\nb\tc", "'a⏎b c'"),
        ("\x1b[2J\x00\x85", r"'\x1b[2J\x00\x85'"),
        ("Türkiye 🙂", "'Türkiye 🙂'"),
        ("x" * 80, "'" + "x" * 80 + "'"),
        ("x" * 81, "'" + "x" * 80 + "…'"),
    ],
)
def test_quoted_text_cannot_harm_a_terminal(text: str, shown: str) -> None:
    """One line, 80 characters at most, and no character that a terminal would obey."""
    assert quoted(text) == shown


def test_lines_count_as_numbers() -> None:
    """Line 9 comes before line 10, and a fault of the whole file before both."""
    lines = [issue.line for issue in ordered(replace(YEAR, line=n) for n in (10, None, 9))]
    assert lines == [None, 9, 10]
