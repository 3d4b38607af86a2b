"""The laws of deduplication, the passes of Bramer, and what people's answers do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerate.review.duplicates.deduplication import Deduplication, deduplicate
from numerate.review.duplicates.engines import EngineName

Records = list[dict[str, str]]
WORDS = ("sleep", "stories", "children", "bedtime", "trial", "night", "reading", "lullabies")


def article(name: str, **said: str) -> dict[str, str]:
    """A record with the fields of one invented article, changed as told."""
    return {
        "record_id": name,
        "round": "1",
        "database": "medline",
        "title": "Bedtime stories and the time to fall asleep at home",
        "authors": "Lind, Anna; Berg, Bo",
        "year": "2020",
        "journal": "Journal of Sleep Research",
        "volume": "29",
        "issue": "3",
        "pages": "301-312",
        **said,
    }


@st.composite
def record_sets(draw: st.DrawFn) -> Records:
    """Up to a dozen records, some of them noisy copies of others."""
    made: Records = []
    for number in range(draw(st.integers(1, 12))):
        if made and draw(st.booleans()):
            copy = dict(draw(st.sampled_from(made)))
            for name in draw(st.sets(st.sampled_from(("authors", "year", "pages", "volume")))):
                copy[name] = ""
            if draw(st.booleans()):
                copy["title"] = copy["title"].upper()
        else:
            words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=7))
            copy = article(
                "",
                title=" ".join(words),
                year=draw(st.sampled_from(("2019", "2020", ""))),
                volume=draw(st.sampled_from(("29", "30", ""))),
                pages=draw(st.sampled_from(("301-312", "11-19", ""))),
                authors=draw(st.sampled_from(("Lind, Anna; Berg, Bo", "Moss, Eva", ""))),
            )
        copy["record_id"] = f"R{number:02d}"
        copy["round"] = draw(st.sampled_from(("1", "2", "10")))
        made.append(copy)
    return made


def by(method: str, records: Records) -> Deduplication:
    """One run on SQLite, which opens faster than DuckDB."""
    return deduplicate(records, method, engine="sqlite")  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(record_sets(), st.integers(0, 2**16), st.sampled_from(("fuzzy", "bramer")))
def test_the_order_of_records_changes_nothing(records: Records, seed: int, method: str) -> None:
    """Shuffled rows give the same merges, kept records, reasons and doubts."""
    shuffled = list(records)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, no secret
    assert by(method, records) == by(method, shuffled)


@settings(max_examples=60, deadline=None)
@given(record_sets(), st.sampled_from(("fuzzy", "bramer")))
def test_merges_make_groups(records: Records, method: str) -> None:
    """No record is removed twice, none is both kept and removed, each is led to the kept one."""
    found = by(method, records)
    removed = [one.removed.record for one in found.merges]
    kept = {one.kept.record for one in found.merges}
    assert len(set(removed)) == len(removed)
    assert not kept & set(removed)
    towards = {one.removed.record: one.matched for one in found.merges}
    for one in found.merges:
        place, steps = one.removed.record, 0
        while place in towards:
            place, steps = towards[place], steps + 1
            assert steps <= len(records)
        assert place == one.kept.record


@settings(max_examples=60, deadline=None)
@given(record_sets())
def test_the_earliest_round_is_kept(records: Records) -> None:
    """Round 2 is before round 10: what was screened first stays."""
    for one in by("fuzzy", records).merges:
        assert int(one.kept.round) <= int(one.removed.round)


@settings(max_examples=12, deadline=None)
@given(record_sets())
def test_engines_agree(records: Records) -> None:
    """DuckDB and SQLite read the same SQL and find the same, by either method."""
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    for method in ("fuzzy", "bramer"):
        one = deduplicate(records, method, engine="duckdb")  # type: ignore[arg-type]
        assert one == deduplicate(records, method, engine="sqlite")  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(record_sets())
def test_an_export_imported_twice(records: Records) -> None:
    """Every record that can be told from others is merged with its copy."""
    again = [{**one, "record_id": f"{one['record_id']}b"} for one in records]
    home = {name: group for group in by("fuzzy", records + again).groups for name in group}
    for one in records:
        if len(one["title"]) >= 24:
            assert f"{one['record_id']}b" in home.get(one["record_id"], ())


@pytest.mark.parametrize("engine", ["sqlite", "auto"])
def test_the_audit_trail_of_a_chain(engine: EngineName) -> None:
    """A record that equals only a removed one names that one, and the kept one of its group."""
    records = [
        article("R1"),
        article("R2", authors="", journal="", round="2", database="embase"),
        article("R3", round="3", database="scopus"),
    ]
    found = deduplicate(records, engine=engine)
    assert [(m.removed.record, m.kept.record, m.decided_by) for m in found.merges] == [
        ("R2", "R1", "method"),
        ("R3", "R1", "method"),
    ]
    assert all(m.rule and m.similarity == 100 for m in found.merges)


def test_a_sparse_record_does_not_join_two_reports() -> None:
    """R2 says too little to tell R1 from R3; these differ in volume and pages, and stay apart."""
    records = [
        article("R1"),
        article("R2", volume="", issue="", pages=""),
        article("R3", volume="8", issue="1", pages="9-20", year="2020"),
    ]
    found = deduplicate(records)
    assert len(found.merges) == 1
    assert len(found.doubts) == 1


def test_answers_of_people() -> None:
    """``same`` joins what no rule joins, ``different`` parts what a rule joins; both are marked."""
    records = [article("R1"), article("R2"), article("R3", title="Naps", pages="7", volume="1")]
    joined = deduplicate(records, answers={("R3", "R1"): True})
    assert {(m.removed.record, m.decided_by) for m in joined.merges} == {
        ("R2", "method"),
        ("R3", "person"),
    }
    parted = deduplicate(records, answers={("R1", "R2"): False})
    assert parted.merges == ()
    assert parted.doubts == ()


def test_a_screened_record_is_kept() -> None:
    """Decisions that reviewers have made stay attached to the record that stays."""
    records = [article("R1"), article("R2", round="2")]
    assert deduplicate(records).merges[0].kept.record == "R1"
    assert deduplicate(records, screened={"R2"}).merges[0].kept.record == "R2"


def test_the_record_that_says_most_is_kept() -> None:
    """Within a round the fuller record stays, whatever its name."""
    records = [article("R1", doi=""), article("R2", doi="10.1000/jsr.1")]
    assert deduplicate(records).merges[0].kept.record == "R2"


def bramer(one: dict[str, str], two: dict[str, str]) -> Deduplication:
    """Two records by the published method."""
    return deduplicate([one, two], "bramer", engine="sqlite")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"volume": "", "pages": "1"}, "author, year, title, journal"),
        ({"journal": "J Sleep Res", "volume": ""}, "author, year, title, pages"),
        ({"journal": "J Sleep Res", "authors": "Lind, A"}, "title, volume, pages"),
        ({"title": "Another title", "year": "2021"}, "author, volume, pages"),
        ({"title": "Another title", "authors": "Moss, Eva"}, "year, volume, issue, pages"),
    ],
)
def test_the_passes_of_bramer(change: dict[str, str], found: str) -> None:
    """One pair for each pass that decides, which none of the passes before finds."""
    merges = bramer(article("R1"), article("R2", **change)).merges
    assert [one.rule for one in merges] == [found]


def test_the_passes_that_a_person_checks() -> None:
    """The published method looks at equal titles, and at equal authors and years, one by one."""
    for change in ({"title": "Another title"}, {"authors": "Moss, Eva", "year": "1999"}):
        found = bramer(article("R1"), article("R2", volume="", pages="", journal="", **change))
        assert found.merges == ()
        assert len(found.doubts) == 1


def test_empty_fields_never_agree() -> None:
    """Two records without a volume are not of the same volume."""
    bare = {"volume": "", "issue": "", "pages": "", "authors": "", "journal": ""}
    found = bramer(article("R1", title="One", **bare), article("R2", title="Other", **bare))
    assert (found.merges, found.doubts) == ((), ())


def test_no_records() -> None:
    """An empty table has no duplicates."""
    assert deduplicate([]).merges == ()
