"""The honesty of the extraction: nothing reconstructed is attributed to a real study."""

from collections.abc import Callable

import pytest

Rows = Callable[[str], tuple[dict[str, str], ...]]

NOBODY = "not attributed"
ATTRIBUTING = ("findings", "motive_comparisons", "extracts")
HOLDING = (*ATTRIBUTING, "quantitative_studies", "qualitative_studies")
# From the article: the six motive studies, in one parenthesis of the results.
MOTIVE_STUDIES = {"barrensedias2020", "clancy2019", "clancy2020", "clancy2023", "clancyklettke2021",
                  "walker2021"}  # fmt: skip
# The list in data/README.md: what the totals force upon numbers of named studies.
FORCED = {(one, "gender") for one in MOTIVE_STUDIES} | {
    ("patchin2019", "gender"),
    ("vandeneynde2023", "gender"),
    ("clancymaas2021", "gender"),
    ("said2023", "gender"),
    ("gamezguadix2022", "gender"),
    ("sesar2021", "gender"),
    ("clancyklettke2021", "sending"),
    ("clancymaas2021", "sending"),
    ("maes2023", "narcissism"),
}


@pytest.fixture
def named(rows: Rows) -> dict[str, str]:
    """Citation key by neutral number."""
    return {row["study_id"]: row["citation"] for row in rows("named_studies")}


@pytest.mark.parametrize("table", ATTRIBUTING)
def test_a_row_is_attributed_exactly_when_the_article_states_it(rows: Rows, table: str) -> None:
    """Basis article and an attribution go together; reconstructed rows are not attributed."""
    for row in rows(table):
        assert (row["basis"] == "article") == (row["attributed_to"] != NOBODY), row


@pytest.mark.parametrize("table", HOLDING)
def test_an_attribution_agrees_with_the_number(
    rows: Rows, named: dict[str, str], table: str
) -> None:
    """A row is attributed to the study that is counted under its number, never to another."""
    study_of = {row["item_id"]: row["study_id"] for row in rows("motive_items")}
    for row in rows(table):
        if row["attributed_to"] != NOBODY:
            study = row.get("study_id") or study_of[row["item_id"]]
            assert named[study] == row["attributed_to"]


@pytest.mark.parametrize("table", HOLDING)
def test_every_attributed_row_is_a_stated_fact(rows: Rows, table: str) -> None:
    """The studies attributed in a table are those whose facts are said to be entered there."""
    attributed = {row["attributed_to"] for row in rows(table)} - {NOBODY}
    stated = {row["citation"] for row in rows("stated_facts") if row["entered_in"] == table}
    assert attributed == stated


def test_attributed_extracts_carry_the_code_of_their_fact(rows: Rows) -> None:
    """Study and code of each attributed extract are those of a fact, one to one."""
    extracts = [(row["attributed_to"], row["code"]) for row in rows("extracts")]
    facts = [
        (row["citation"], row["topic"])
        for row in rows("stated_facts")
        if row["entered_in"] == "extracts"
    ]
    assert sorted(one for one in extracts if one[0] != NOBODY) == sorted(facts)


def test_only_forced_findings_stand_under_numbers_of_named_studies(
    rows: Rows, named: dict[str, str]
) -> None:
    """Reconstructed findings there are no more than the totals force."""
    construct = {row["raw_label"]: row["construct"] for row in rows("label_map")}
    found = {
        (named[row["study_id"]], construct[row["raw_label"]])
        for row in rows("findings")
        if row["basis"] == "reconstructed" and row["study_id"] in named
    }
    assert found == FORCED


def test_labels_are_neutral(rows: Rows) -> None:
    """A label is a strand and a number."""
    for row in rows("studies"):
        strand, number = row["strand"].capitalize(), row["study_id"][1:]
        assert row["label"] == f"{strand} study {number}"


def test_appraisal_is_nobodys(rows: Rows) -> None:
    """No single answer is the article's: it states the most frequent problems only."""
    assert {row["basis"] for row in rows("appraisal")} == {"reconstructed"}
    assert "attributed_to" not in rows("appraisal")[0]


def test_motive_studies_are_the_six_named_ones(rows: Rows, named: dict[str, str]) -> None:
    """Items stand under their numbers; the ends of the nine ranges are the article's."""
    items = rows("motive_items")
    assert {named[row["study_id"]] for row in items} == MOTIVE_STUDIES
    assert {row["basis"] for row in items} == {"reconstructed"}
    assert sum(row["percent_basis"] == "article" for row in items) == 18


def test_studies_are_not_younger_than_their_search(rows: Rows) -> None:
    """Searches ran on 2021-11-29, 2022-11-30 and 2024-05-29."""
    round_of = {row["record_id"]: row["round"] for row in rows("records")}
    record_of = {row["report_id"]: row["record_id"] for row in rows("retrieval")}
    for row in rows("studies"):
        latest = {"1": 2021, "2": 2022, "3": 2024}[round_of[record_of[row["report_id"]]]]
        assert int(row["year"]) <= latest
