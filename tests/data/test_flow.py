"""Searches, records and decisions, counted by pandas alone: the article's totals come out."""

from collections.abc import Callable

import pandas as pd
import pytest

Frame = Callable[[str], pd.DataFrame]


def by_round(kept: pd.DataFrame) -> tuple[int, int]:
    """Rows of rounds 1 and 2, and of round 3."""
    early = kept["round"].isin(["1", "2"])
    return int(early.sum()), int((~early).sum())


def test_searches_add_up_to_the_records_of_each_round(frame: Frame) -> None:
    """12,958, 5,823 and 6,742 records; each search's hits are its rows in records."""
    searches = frame("searches").set_index(["round", "database"])
    hits = searches["hits"].astype(int)
    rows = frame("records").groupby(["round", "database"]).size()
    assert hits.sort_index().to_dict() == rows.sort_index().to_dict()
    assert hits.groupby("round").sum().to_dict() == {"1": 12_958, "2": 5_823, "3": 6_742}


def test_dates_databases_and_limits(frame: Frame) -> None:
    """Five databases, then six; updates limited to the year before, but the first ERIC search."""
    searches = frame("searches")
    assert searches.groupby("round")["date"].unique().map(list).to_dict() == {
        "1": ["2021-11-29"], "2": ["2022-11-30"], "3": ["2024-05-29"]}  # fmt: skip
    assert searches.groupby("round").size().to_dict() == {"1": 5, "2": 6, "3": 6}
    limit = searches.set_index("search_id")["year_from"]
    assert limit["s2_eric"] == "not applicable"
    assert set(limit.filter(like="s1_")) == {"not applicable"}
    assert set(limit.filter(like="s2_").drop("s2_eric")) == {"2021"}
    assert set(limit.filter(like="s3_")) == {"2022"}


def test_flow_of_records(frame: Frame) -> None:
    """Unique 8,450 and 1,874; excluded 8,254 and 1,818; sought 196 and 56."""
    kept = frame("records").query("kept == 'yes'")
    assert by_round(kept) == (8_450, 1_874)
    assert kept["duplicate_group"].equals(kept["record_id"])
    decided = frame("screening_decisions").merge(kept, on="record_id")
    assert len(decided) == len(frame("screening_decisions")) == 10_324
    assert by_round(decided.query("decision == 'exclude'")) == (8_254, 1_818)
    sought = frame("retrieval").merge(kept, on="record_id")
    included = decided.query("decision == 'include'")
    assert set(sought["record_id"]) == set(included["record_id"])
    assert by_round(sought) == (196, 56)


def test_flow_of_reports(frame: Frame) -> None:
    """Retrieved 195 and 55; excluded 147 and 35, each with a reason; included 48 and 20."""
    rounds = frame("records")[["record_id", "round"]]
    sought = frame("retrieval")[["report_id", "record_id", "retrieved"]]
    read = sought.query("retrieved == 'yes'").merge(rounds, on="record_id")
    assert by_round(read) == (195, 55)
    decided = frame("fulltext_decisions").merge(read, on="report_id")
    assert len(decided) == len(frame("fulltext_decisions"))
    excluded = decided.query("decision == 'exclude'")
    assert by_round(excluded) == (147, 35)
    assert "not applicable" not in set(excluded["reason"])
    assert set(excluded["reason"]) == set(frame("exclusion_reasons")["reason"])
    included = decided.query("decision == 'include'")
    assert by_round(included) == (48, 20)
    assert set(included["report_id"]) == set(frame("studies")["report_id"])


def test_duplicates(frame: Frame) -> None:
    """A search exports a publication once; one record of a group is kept, of its first round."""
    records = frame("records")
    assert not records.duplicated(["round", "database", "duplicate_group"]).any()
    assert records.query("kept == 'yes'")["duplicate_group"].is_unique
    assert set(records["duplicate_group"]) == set(records.query("kept == 'yes'")["record_id"])
    first = records.set_index("record_id").loc[records["duplicate_group"], "round"].to_numpy()
    assert (first <= records["round"].to_numpy()).all()


@pytest.mark.parametrize(
    ("ratings", "key", "double", "agreed"),
    [("screening", "record_id", 8_450, 8_078), ("fulltext", "report_id", 195, 146)],
)
def test_ratings(frame: Frame, ratings: str, key: str, double: int, agreed: int) -> None:
    """Two rate rounds 1 and 2, one round 3; 8,078 of 8,450 is the printed 95.6%.

    Of 195 full texts no whole number gives the printed 74.8%: 146 (74.9%) is nearest.
    """
    wide = frame(ratings).pivot_table(
        index=key, columns="reviewer", values="decision", aggfunc="sum"
    )
    pair, alone = wide.dropna(subset=["R1", "R2"]), wide.dropna(subset=["R3"])
    final = frame(f"{ratings}_decisions").set_index(key)
    assert len(pair) == double
    assert len(pair) + len(alone) == len(wide) == len(final)
    same = pair[pair["R1"] == pair["R2"]]["R1"]
    assert len(same) == agreed
    assert (final.loc[same.index, "decision"] == same).all()
    assert (final.loc[alone.index, "decision"] == alone["R3"]).all()
    settled = final["settled_by"].value_counts().to_dict()
    assert settled == {
        "agreement": agreed, "consensus": double - agreed, "one reviewer": len(alone)}  # fmt: skip


def test_search_string_can_be_rebuilt(frame: Frame) -> None:
    """Blocks of 11, 5 and 6, 4 and 5 terms; start, middle and end of the string as printed."""
    terms = frame("search_terms").copy()
    quoted = '"' + terms["term"] + '"'
    terms["shown"] = terms["term"].where(terms["phrase"] == "no", quoted)
    groups = terms.groupby(["block", "group"])["shown"]
    assert groups.size().tolist() == [11, 5, 6, 4, 5]
    blocks = groups.agg(" OR ".join).groupby(level="block").agg(list)
    string = " OR ".join(
        f"({one[0]})" if len(one) == 1 else "((" + ") AND (".join(one) + "))" for one in blocks
    )
    assert string.startswith('("image-based sexual abuse" OR "nonconsensual porn*" OR ')
    assert " OR creepshot*) OR ((digital OR online OR cyber OR technology OR internet) AND (" in (
        string
    )
    assert string.endswith('disseminat* OR "non-consensual" OR nonconsensual))')


def test_lists_of_the_protocol(frame: Frame) -> None:
    """Criteria a to e (3, 1, 1), three questions and steps, two kinds of result, and so on."""
    criteria = frame("criteria").query("kind == 'inclusion'")
    assert criteria["letter"].tolist() == list("abcde")
    strands = criteria["strand"].value_counts().to_dict()
    assert strands == {"all": 3, "quantitative": 1, "qualitative": 1}
    assert frame("protocol_items")["list"].value_counts().to_dict() == {
        "research_questions": 3, "strands": 2, "synthesis_steps": 3, "result_types": 2,
        "instrument_dimensions": 5, "appraisal_answers": 3}  # fmt: skip
    assert frame("protocol").set_index("key").loc["method.henry_beard.n", "value"] == "21"
