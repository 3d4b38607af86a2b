"""Answers of an appraisal: scales, files of other tools, and faults."""

from __future__ import annotations

import pytest

from numerate.ground.errors import NumerateError
from numerate.review.synthesis.ratings import (
    KNOWN,
    Question,
    Rated,
    Ratings,
    rating_issues,
    ratings_from_csv,
    scale,
)

# rows of robvis' example sets (MIT): RoB 2, ROBINS-I, RoB 2 for cluster trials
ROB2 = """Study,D1,D2,D3,D4,D5,Overall
Study 1,Low,Low,Low,Low,Low,Low
Study 3,No information,Low,Some concerns,Low,Low,Some concerns
Study 4,Low,Low,High,Low,Some concerns,High
"""
ROBINS_I = """Study,D1,D2,D3,D4,D5,D6,D7,Overall
Study 1,Moderate,Critical,Low,Low,Moderate,Moderate,Moderate,Critical
Study 3,Moderate,Serious,Low,Serious,Low,Low,Low,Serious
"""
CLUSTER = """Study,D1,D1b,D2,D3,D4,D5,Overall
Study 2,Some concerns,Not applicable,Low,Low,Low,Low,Some concerns
"""


@pytest.mark.parametrize(("text", "domains"), [(ROB2, 6), (ROBINS_I, 8), (CLUSTER, 7)])
def test_no_domain_is_ever_dropped(text: str, domains: int) -> None:
    """The package robvis drops domains beyond those it expects; the header tells how many."""
    ratings = ratings_from_csv(text)
    assert len(ratings.questions) == domains
    assert all(len(rated.answers) == domains for rated in ratings.studies)
    assert ratings.overall


def test_the_scale_runs_from_best_to_worst() -> None:
    """ROBINS-I knows Low, Moderate, Serious, Critical, and No information apart from them."""
    names = ["Critical", "No information", "Low", "Serious", "Moderate"]
    assert [answer.name for answer in scale(names)] == [
        "Low", "Moderate", "Serious", "Critical", "No information",
    ]  # fmt: skip


def test_every_known_answer_has_a_rank_of_its_own_kind() -> None:
    """MMAT's three answers are good, unclear and poor; "No" is never the same as "Can't tell"."""
    ranks = [answer.rank for answer in scale(["Yes", "No", "Can\u2019t tell"])]
    assert ranks == ["good", "unclear", "poor"]
    assert len(scale(KNOWN)) == len(KNOWN)


def test_counts_are_per_question_and_never_added_up() -> None:
    """D3 of the three trials was Low, Some concerns and High once each."""
    assert ratings_from_csv(ROB2).counts(2) == {
        "Low": 1, "Some concerns": 1, "High": 1, "No information": 0,
    }  # fmt: skip


def test_questions_that_were_not_asked_are_no_answers() -> None:
    """MMAT asks 3.x of some studies and 4.x of others: an empty cell is no fault."""
    ratings = ratings_from_csv("Study,3.1,4.1\nA,Yes,\nB,,No\n")
    assert ratings.studies[0].answers == ("Yes", None)
    assert ratings.counts(0) == {"Yes": 1, "No": 0}


def test_files_without_overall_or_with_weights_are_read() -> None:
    """Overall may be absent; older robvis files end in a numeric column Weight."""
    ratings = ratings_from_csv("\ufeffStudy,D1,Weight\nA,Low,33.3\n")
    assert [question.id for question in ratings.questions] == ["D1"]
    assert not ratings.overall


def test_dots_of_r_become_spaces() -> None:
    """R writes "Allocation concealment" as Allocation.concealment; people read spaces."""
    ratings = ratings_from_csv("Study,Allocation.concealment\nA,Low\n")
    assert ratings.questions == (Question("Allocation concealment"),)


def test_every_fault_of_a_file_is_told() -> None:
    """A misspelt answer and a short row, each with what was expected."""
    with pytest.raises(NumerateError) as caught:
        ratings_from_csv("Study,D1,D2\nA,Hihg,Low\n\nB,Low\n", "rob.csv")
    said = [(issue.code, issue.line, issue.found) for issue in caught.value.issues]
    assert said == [
        ("answer-off-scale", None, "'Hihg' for D1 of A"),
        ("ragged-row", 4, "2 cells"),
    ]


def test_another_file_is_refused() -> None:
    """The first column has to be Study."""
    with pytest.raises(NumerateError) as caught:
        ratings_from_csv("id,D1\n1,Low\n")
    assert caught.value.issues[0].code == "missing-column"


def test_a_study_with_too_few_answers_is_an_issue() -> None:
    """One answer to two questions would shift every later symbol by a column."""
    ratings = Ratings(
        questions=(Question("D1"), Question("D2")),
        studies=(Rated("A", ("Low",)),),
        scale=scale(["Low"]),
    )
    assert [issue.code for issue in rating_issues(ratings)] == ["answers-missing"]


def test_spellings_of_one_answer_are_one() -> None:
    """Spaces and capitals of a spreadsheet do not make a second answer; yes stays yes."""
    made = ratings_from_csv("Study,D1,D2\nA,low,High\nB,Low ,high\n")
    assert [answer.name for answer in made.scale] == ["Low", "High"]
    assert [rated.answers for rated in made.studies] == [("Low", "High"), ("Low", "High")]
    assert ratings_from_csv("Study,1\nA,yes\n").scale[0].name == "yes"


def test_directions_of_bias_stand_beside_judgements() -> None:
    """In the sets with d1j, d1t, d1d the columns that end in j are the judgements."""
    head = "result_id,study,type,d1j,d1t,d1d,d2j,d2t,d2d,overall\n"
    made = ratings_from_csv(head + "1,A,RCT,High,Add,x,Low,None,None,High\n")
    assert [question.id for question in made.questions] == ["D1", "D2", "Overall"]
    assert made.studies[0].answers == ("High", "Low", "High")


@pytest.mark.parametrize("weight", ["much", "-3"])
def test_a_weight_is_a_number(weight: str) -> None:
    """A weight that is none is a fault with its line."""
    with pytest.raises(NumerateError) as caught:
        ratings_from_csv(f"Study,D1,Weight\nA,Low,{weight}\n", "rob.csv")
    assert (caught.value.issues[0].code, caught.value.issues[0].place) == (
        "bad-weight",
        "rob.csv:2",
    )
