"""The laws of a comparison: a differs in nothing from a, and diff(a, b) leads from a to b."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerate.ground.errors import NumerateError
from numerate.paper.changes.comparison import diff, stated
from numerate.paper.changes.difference import (
    CodeChanged,
    DataMoved,
    EngineChanged,
    NumbersMoved,
    RowsMoved,
    Untold,
    applied,
)
from numerate.paper.changes.version import Facts, Version
from tests.paper.changes.versions_made import FACTS, made

studies = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e", "f"]),
    st.tuples(st.sampled_from(["qual", "quant", "mixed"]), st.integers(1, 2000).map(str)),
    max_size=6,
)
versions = st.builds(
    made,
    st.just("v"),
    studies,
    st.sampled_from(["", "def results():\n    return 1\n", "def results():\n    return 2\n"]),
)
quick = settings(max_examples=60, deadline=None)


@quick
@given(versions)
def test_equal_versions_differ_in_nothing(version: Version) -> None:
    """The law diff(a, a) = nothing, whatever a is."""
    assert not diff(version, version)


@quick
@given(versions, versions)
def test_a_difference_leads_from_one_version_to_the_other(old: Version, new: Version) -> None:
    """The law: the difference of a and b applied to the numbers of a gives those of b."""
    assert applied(diff(old, new), stated(old.numbers)) == stated(new.numbers)


@quick
@given(versions, versions)
def test_every_changed_number_has_a_cause_that_is_known(old: Version, new: Version) -> None:
    """These numbers follow from their rows, so rows or code must be named, never nothing."""
    for change in diff(old, new).numbers:
        assert change.causes
        assert all(isinstance(cause, RowsMoved | CodeChanged) for cause in change.causes), change
        for cause in change.causes:
            assert not isinstance(cause, RowsMoved) or cause.exact


def test_rows_added_removed_and_changed_are_told_apart() -> None:
    """One study came (c), one went (b), one has other people (a): each under its own name."""
    old = made("1", {"a": ("qual", "5"), "b": ("qual", "6")})
    new = made("2", {"a": ("qual", "50"), "c": ("qual", "7")})
    found = {change.key: change for change in diff(old, new).numbers}
    (cause,) = found["people.total"].causes
    assert isinstance(cause, RowsMoved)
    assert (cause.added, cause.removed, [row.row for row in cause.changed]) == (
        ("c",),
        ("b",),
        ["a"],
    )
    assert [(cell.column, cell.old, cell.new) for cell in cause.changed[0].cells] == [
        ("n", "5", "50")
    ]
    assert "flow.included" not in found  # two studies before and after


def test_a_row_that_changes_sides_is_entered_and_left() -> None:
    """Study a was qualitative and is quantitative: it leaves one number and enters the other."""
    old = made("1", {"a": ("qual", "5"), "b": ("qual", "1"), "c": ("quant", "1")})
    new = made("2", {"a": ("quant", "5"), "b": ("qual", "1"), "c": ("quant", "1")})
    found = {change.key: change.causes[0] for change in diff(old, new).numbers}
    left, entered = found["strand.qual"], found["strand.quant"]
    assert isinstance(left, RowsMoved)
    assert isinstance(entered, RowsMoved)
    assert (left.left, entered.entered) == (("a",), ("a",))


def test_studies_are_added_removed_and_extracted_anew() -> None:
    """The table ``studies`` tells them apart: c is new, b is gone, a has another number."""
    old = made("1", {"a": ("qual", "5"), "b": ("qual", "6")})
    new = made("2", {"a": ("qual", "50"), "c": ("qual", "7")})
    found = diff(old, new)
    assert [one.study for one in found.studies_added] == ["c"]
    assert [one.study for one in found.studies_removed] == ["b"]
    assert [one.study for one in found.studies_changed] == ["a"]


CHANGED = {"value": 9, "text": "9", "definition": "d", "origin": {"function": "analysis.flow.f"}}


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ({"engine": "0.1"}, {"engine": "0.2"}, EngineChanged(old="0.1", new="0.2")),
        (
            {"data": {"studies": b"study\na\n"}},
            {"data": {"studies": b"study\na\nb\n"}},
            DataMoved(tables=("studies",)),
        ),
        ({}, {}, Untold()),
    ],
)
def test_what_the_origin_leaves_out_is_told_as_such(
    old: dict[str, object], new: dict[str, object], cause: object
) -> None:
    """A number without rows: another numerate, other data, or openly nothing that is named."""
    parts = {"name": "v", "dictionary": {"studies": FACTS}}
    before = Version(**{**parts, **old, "numbers": {"a.b": {**CHANGED, "text": "8"}}})  # type: ignore[arg-type]
    after = Version(**{**parts, **new, "numbers": {"a.b": CHANGED}})  # type: ignore[arg-type]
    assert diff(before, after).numbers[0].causes == (cause,)


def test_a_number_computed_from_others_names_those_that_changed() -> None:
    """``of`` lists two numbers and only one of them changed."""
    share = {**CHANGED, "of": ["flow.included", "strand.qual"]}
    old = made("1", {"a": ("qual", "5"), "b": ("quant", "5")})
    new = made("2", {"a": ("qual", "5")})
    old = replace(old, numbers={**old.numbers, "a.share": {**share, "text": "50%"}})
    new = replace(new, numbers={**new.numbers, "a.share": {**share, "text": "100%"}})
    found = {change.key: change.causes for change in diff(old, new).numbers}
    assert found["a.share"] == (NumbersMoved(keys=("flow.included",)),)


def test_a_key_that_is_declared_as_renamed_is_one_number() -> None:
    """renames.csv: the number goes on under its new key, and a difference still leads to b."""
    old = made("1", {"a": ("qual", "5")})
    numbers = {"flow.kept": old.numbers["flow.included"], "people.total": CHANGED}
    new = replace(
        old, name="2", numbers=numbers, renames="what,old,new\nkey,flow.included,flow.kept\n"
    )
    found = diff(old, new)
    assert [change.key for change in found.numbers] == ["people.total", "strand.qual"]
    assert found.renamed == {"flow.included": "flow.kept"}
    assert applied(found, stated(old.numbers)) == stated(new.numbers)


def test_a_key_that_seems_renamed_is_advice() -> None:
    """Same definition and value under another key: told, with the line to write."""
    old = made("1", {"a": ("qual", "5")})
    new = replace(old, numbers={"flow.kept": old.numbers["flow.included"]})
    (issue,) = (one for one in diff(old, new).advice if "flow.included" in one.found)
    assert (issue.code, issue.severity) == ("renamed-key", "advice")
    assert "key,flow.included,flow.kept" in issue.todo


def test_a_data_table_renamed_without_a_word_is_a_fault() -> None:
    """All rows would seem new: the comparison stops and gives the line to write."""
    old = made("1", {"a": ("qual", "5"), "b": ("quant", "5")})
    facts = {"papers": FACTS}
    new = replace(old, name="2", dictionary=facts, data={"papers": old.data["studies"]})
    with pytest.raises(NumerateError) as stopped:
        diff(old, new)
    (issue,) = stopped.value.issues
    assert (issue.code, "data,studies,papers" in issue.todo) == ("renamed-table", True)
    declared = replace(new, renames="what,old,new\ndata,studies,papers\n")
    assert not diff(old, declared).numbers


def test_a_split_column_is_advice_and_rows_are_compared_by_the_rest() -> None:
    """Column n becomes n_girls and n_boys: said once, and no row counts as changed."""
    old = made("1", {"a": ("qual", "5")})
    new = replace(old, data={"studies": b"study,strand,n_girls,n_boys\na,qual,2,3\n"})
    found = diff(old, new)
    (issue,) = found.advice
    assert issue.code == "other-columns"
    assert "the column n in 1, and has now the columns n_boys, n_girls" in issue.found
    assert not found.studies_changed


def test_a_renamed_column_is_compared_under_its_earlier_name() -> None:
    """Column n is now people: declared, so the row that changed shows old and new."""
    old = made("1", {"a": ("qual", "5"), "b": ("qual", "1")})
    new = replace(
        old,
        data={"studies": b"study,strand,people\na,qual,50\nb,qual,1\n"},
        renames="what,old,new\ncolumn,studies.n,studies.people\n",
    )
    found = diff(old, new)
    assert not found.advice
    assert [study.study for study in found.studies_changed] == ["a"]
    (cell,) = found.studies_changed[0].tables[0].changed[0].cells
    assert (cell.column, cell.old, cell.new) == ("people", "5", "50")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("old,new\na,b\n", 1),
        ("what,old,new\nnumber,a,b\n", 2),
        ("what,old,new\nkey,a\n", 2),
        ("what,old,new\ncolumn,a,b\n", 2),
        ("what,old,new\nkey,a,b\nkey,a,c\n", 3),
    ],
)
def test_a_faulty_renames_file_stops_with_its_line(text: str, line: int) -> None:
    """Each kind of fault in renames.csv is told where it stands."""
    version = made("1", {})
    with pytest.raises(NumerateError) as stopped:
        diff(version, replace(version, renames=text))
    (issue,) = stopped.value.issues
    assert (issue.code, issue.file, issue.line) == ("bad-rename", "renames.csv", line)


def test_included_studies_are_those_whose_report_is_included() -> None:
    """``flow.included`` counts reports: a study whose report is excluded now was removed."""
    facts = {
        "studies": Facts(path="studies.csv", key=("study",)),
        "reports": Facts(path="reports.csv", key=("report",)),
    }
    both = b"study,report\na,r1\nb,r2\n"

    def version(name: str, reports: bytes, ids: list[str]) -> Version:
        rows = {"table": "reports", "selection": "decision = include", "ids": ids}
        entry = {**CHANGED, "origin": {"function": "f", "rows": [{**rows, "count": len(ids)}]}}
        return Version(
            name=name,
            numbers={"flow.included": entry},
            dictionary=facts,
            data={"studies": both, "reports": reports},
        )

    old = version("1", b"report,decision\nr1,include\nr2,include\n", ["r1", "r2"])
    new = version("2", b"report,decision\nr1,include\nr2,exclude\n", ["r1"])
    assert [one.study for one in diff(old, new).studies_removed] == ["b"]
