"""Appraisal."""

from __future__ import annotations

from numerate.review.synthesis.appraisal import (
    MMAT_2018,
    NO_ANSWER,
    Answer,
    Criterion,
    criteria_asked,
    criterion_counts,
    most_frequent_problems,
)

CATEGORIES = {
    "S": "screening",
    "1": "qualitative",
    "2": "randomized",
    "3": "nonrandomized",
    "4": "descriptive",
    "5": "mixed",
}
CRITERIA = [
    Criterion(id=name, category=CATEGORIES[name[0]], label=name)
    for name in ("S1", "S2", "1.1", "1.2", "3.1", "3.2", "4.1", "4.2", "4.3", "5.1")
]


def answered(study: str, category: str, **answers: str) -> list[Answer]:
    """Answers of one study; ``c4_1`` stands for criterion 4.1."""
    return [
        Answer(
            id=f"{study}/{name}",
            study=study,
            category=category,
            criterion=name.removeprefix("c").replace("_", "."),
            answer=answer,
        )
        for name, answer in answers.items()
    ]


def test_criteria_by_category() -> None:
    """A survey is asked the screening criteria and those of descriptive studies, no others."""
    asked = criteria_asked(CRITERIA, answered("a", "descriptive", S1="yes"), MMAT_2018)
    assert asked == {"a": ("S1", "S2", "4.1", "4.2", "4.3")}


def test_mixed_methods_study() -> None:
    """A mixed study is asked qualitative, its own quantitative and the mixed criteria."""
    given = answered("a", "mixed", S1="yes", c1_1="yes", c3_1="no", c5_1="yes")
    asked = criteria_asked(CRITERIA, given, MMAT_2018)
    assert asked["a"] == ("S1", "S2", "1.1", "1.2", "3.1", "3.2", "5.1")


def test_no_criterion_is_dropped() -> None:
    """A criterion that nobody answered stays, with every study under no answer."""
    given = answered("a", "descriptive", c4_1="yes") + answered("b", "descriptive", c4_1="no")
    counts = {one.criterion.id: one for one in criterion_counts(CRITERIA, given, MMAT_2018)}
    assert list(counts) == ["S1", "S2", "4.1", "4.2", "4.3"]
    assert counts["4.2"].count(NO_ANSWER) == 2
    assert (counts["4.1"].count("yes"), counts["4.1"].problems) == (1, 1)


def test_unknown_answer_is_shown() -> None:
    """An answer outside the tool's scale is counted under its own name, as a problem."""
    given = answered("a", "descriptive", c4_1="perhaps")
    counts = {one.criterion.id: one for one in criterion_counts(CRITERIA, given, MMAT_2018)}
    assert counts["4.1"].by_answer[-1] == ("perhaps", 1)
    assert counts["4.1"].problems == 1


def test_most_frequent_problems() -> None:
    """Criteria are ranked by the share of answers other than yes; ties with the last stay."""
    given = [
        *answered("a", "descriptive", S1="yes", S2="yes", c4_1="yes", c4_2="no", c4_3="yes"),
        *answered("b", "descriptive", S1="yes", S2="yes", c4_1="no", c4_2="can't tell", c4_3="no"),
    ]
    counts = criterion_counts(CRITERIA, given, MMAT_2018)
    assert [one.criterion.id for one in most_frequent_problems(counts, 1)] == ["4.2"]
    assert [one.criterion.id for one in most_frequent_problems(counts, 2)] == ["4.2", "4.1", "4.3"]
    assert [one.criterion.id for one in most_frequent_problems(counts, 9)] == ["4.2", "4.1", "4.3"]


def test_share() -> None:
    """The share of problems is that of the studies asked."""
    given = answered("a", "descriptive", c4_1="no") + answered("b", "descriptive", c4_1="yes")
    counts = {one.criterion.id: one for one in criterion_counts(CRITERIA, given, MMAT_2018)}
    assert counts["4.1"].share * 2 == 1
