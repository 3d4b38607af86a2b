"""Vote counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.synthesis.votes import (
    CATEGORIES,
    Category,
    Finding,
    by_frequency,
    datasets,
    vote_counts,
    votes,
)


def finding(  # noqa: PLR0913 - a finding has these
    name: str,
    direction: str,
    *,
    significant: bool = True,
    study: str = "a",
    dataset: str = "d1",
    construct: str = "age",
    level: str = "",
) -> Finding:
    """A finding, by default of one study on age."""
    return Finding(
        id=name,
        study=study,
        dataset=dataset,
        construct=construct,
        direction=direction,
        significant=significant,
        level=level,
    )


findings = st.lists(
    st.builds(
        Finding,
        id=st.uuids().map(str),
        study=st.sampled_from("abcdef"),
        dataset=st.sampled_from(["d1", "d2", "d3"]),
        construct=st.sampled_from(["age", "gender"]),
        direction=st.sampled_from(["positive", "negative", "curvilinear", "none", ""]),
        significant=st.booleans(),
        level=st.sampled_from(["bivariate", "multiple"]),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("outcomes", "category"),
    [
        ([("positive", True), ("positive", True)], "positive"),
        ([("negative", True)], "negative"),
        ([("positive", False), ("negative", False)], "nonsignificant"),
        ([("", False)], "nonsignificant"),
        ([("positive", True), ("positive", False)], "mixed"),
        ([("positive", True), ("negative", True)], "mixed"),
        ([("difference", True)], "mixed"),
        ([("curvilinear", True)], "mixed"),
    ],
)
def test_category(outcomes: list[tuple[str, bool]], category: Category) -> None:
    """Findings that agree vote as they say, all others mixed: the article, note 1 of Table 1."""
    given_findings = [
        finding(str(index), direction, significant=significant)
        for index, (direction, significant) in enumerate(outcomes)
    ]
    assert [vote.category for vote in votes(given_findings)] == [category]


def test_shared_dataset() -> None:
    """Two papers on one dataset cast one vote and are both listed: the article, note of Table 1."""
    (vote,) = votes(
        [
            finding("1", "positive", study="clancyklettke2021"),
            finding("2", "positive", study="clancymaas2021"),
        ]
    )
    assert vote.studies == ("clancyklettke2021", "clancymaas2021")
    assert vote.category == "positive"


def test_one_level() -> None:
    """A study mixed over levels is positive at one of them: Clancy 2020 on sexual activity."""
    both = [
        finding("1", "positive", level="bivariate"),
        finding("2", "positive", significant=False, level="multiple"),
    ]
    assert [vote.category for vote in votes(both)] == ["mixed"]
    at_one = [one for one in both if one.level == "bivariate"]
    assert [vote.category for vote in votes(at_one)] == ["positive"]


def test_curve_is_flagged() -> None:
    """A significant curve is a mixed vote with a flag; a curve without significance is neither."""
    counts = vote_counts(
        [
            finding("1", "curvilinear", dataset="d1"),
            finding("2", "curvilinear", dataset="d2", significant=False),
        ]
    )["age"]
    assert [vote.dataset for vote in counts.curvilinear] == ["d1"]
    assert (counts.count("mixed"), counts.count("nonsignificant")) == (1, 1)


def test_construct_of_one_dataset_is_dropped() -> None:
    """Two papers on one dataset do not make a construct of two studies."""
    given_findings = [
        finding("1", "positive", study="a", dataset="d1", construct="neuroticism"),
        finding("2", "positive", study="b", dataset="d1", construct="neuroticism"),
        finding("3", "positive", dataset="d1"),
        finding("4", "positive", dataset="d2"),
    ]
    assert list(vote_counts(given_findings, minimum=2)) == ["age"]


def test_leading_category() -> None:
    """A category leads when none is larger: a tie leaves both in the lead, an empty one never."""
    counts = vote_counts(
        [finding("1", "positive", dataset="d1"), finding("2", "negative", dataset="d2")]
    )["age"]
    assert counts.leads("positive")
    assert counts.leads("negative")
    assert not counts.leads("mixed")
    assert not counts.consistent


def test_domain_counts_datasets_once() -> None:
    """A dataset with votes on two constructs of a domain is one of its datasets."""
    counts = vote_counts(
        [finding("1", "positive"), finding("2", "positive", construct="gender", dataset="d1")]
    )
    assert datasets(counts.values()) == {"d1"}


def test_order() -> None:
    """The larger count stands first, equal counts in the order given."""
    assert by_frequency({"a": 2, "b": 5, "c": 2}, ["c", "b", "a"]) == ["b", "c", "a"]


@given(findings)
def test_laws(given_findings: list[Finding]) -> None:
    """Each dataset votes once per construct, votes add up, and row order changes no category."""
    made = votes(given_findings)
    assert len({(vote.construct, vote.dataset) for vote in made}) == len(made)
    assert sum(len(vote.findings) for vote in made) == len(given_findings)
    for counts in vote_counts(given_findings).values():
        assert sum(counts.count(category) for category in CATEGORIES) == counts.n
    again = votes(given_findings[::-1])
    assert [vote.category for vote in again] == [vote.category for vote in made]
