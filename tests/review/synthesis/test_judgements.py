"""Judgements of an appraisal against their tool."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.review.synthesis.appraisal_tools import tool
from numerate.review.synthesis.judgements import (
    Judgement,
    amstar_overall,
    judgement_issues,
    judgements_from_csv,
    ratings_of,
    stars,
)

REAL = Path(__file__).parents[4] / "shared" / "real" / "risk_of_bias"
SETS = {
    "data_rob1": ("rob1", 9),
    "data_rob2": ("rob2", 9),
    "data_rob2_cluster": ("rob2-cluster", 9),
    "data_robins_i": ("robins-i", 10),
    "data_robins_e": ("robins-e", 10),
    "data_quadas": ("quadas2", 12),
    "data_quips": ("quips", 12),
}
ROB2 = "Study,D1,D2,D3,D4,D5,Overall\n"


def codes(text: str, name: str = "rob2") -> list[tuple[str, int | None, str]]:
    """Code, line and severity of each issue of a wide CSV."""
    found = judgement_issues(judgements_from_csv(text, "data/rob.csv"), tool(name))
    return [(issue.code, issue.line, issue.severity) for issue in found]


@pytest.mark.skipif(not REAL.is_dir(), reason="the example sets of robvis are not here")
@pytest.mark.parametrize("name", SETS)
def test_the_sets_of_robvis_are_judgements_of_their_tool(name: str) -> None:
    """The package's example sets have no fault; every study is a row (counted in the files)."""
    which, studies = SETS[name]
    text = (REAL / f"{name}.csv").read_text(encoding="utf-8")
    given = judgements_from_csv(text, f"{name}.csv")
    faults = [one for one in judgement_issues(given, tool(which)) if one.severity == "fault"]
    assert faults == []
    made = ratings_of(given, tool(which))
    assert len(made.studies) == studies
    assert made.overall


def test_one_answer_in_two_spellings() -> None:
    """Spaces and capitals make no second answer: all are Low, in the tool's spelling."""
    made = ratings_of(
        judgements_from_csv(ROB2 + "A, low ,LOW,Low,low risk,Low,Low\n"), tool("rob2")
    )
    assert made.studies[0].answers == ("Low",) * 6


def test_a_blank_is_no_judgement() -> None:
    """It is told with its row, drawn as nothing, and counts neither as Low nor at all."""
    text = ROB2 + "A,Low,,Low,Low,Low,\n"
    assert codes(text) == [("judgement-missing", 2, "advice")] * 2
    made = ratings_of(judgements_from_csv(text), tool("rob2"))
    assert made.studies[0].answers == ("Low", None, "Low", "Low", "Low")
    assert sum(made.counts(1).values()) == 0


def test_unknown_words_and_domains_have_their_row() -> None:
    """A word off the scale and a column that the tool does not ask, each with what is near."""
    text = "Study,D1,D9\nA,Low,Low\nB,Hihg,Low\n"
    given = judgements_from_csv(text, "data/rob.csv")
    found = {(issue.code, issue.line): issue for issue in judgement_issues(given, tool("rob2"))}
    assert found["answer-off-scale", 3].found == "'Hihg' for D1 of B"
    assert "perhaps to High" in found["answer-off-scale", 3].todo
    assert found["unknown-domain", 2].place == "data/rob.csv:2"
    assert found["judgement-missing", 2].found == "A has no row for D2, D3, D4, D5"


def test_a_domain_judged_twice() -> None:
    """Two rows of one study are a fault, unless they are about two results."""
    twice = [
        Judgement(study="A", domain="D1", word="Low", line=2),
        Judgement(study="A", domain="D1", word="High", line=3),
    ]
    found = judgement_issues(twice, tool("rob-me")) + judgement_issues(twice, tool("rob2"))
    assert [one.line for one in found if one.code == "judged-twice"] == [3]
    apart = [
        Judgement(study="A", domain="D1", word="Low", result=name) for name in ("pain", "death")
    ]
    assert {one.code for one in judgement_issues(apart, tool("rob2"))} == {"judgement-missing"}
    made = ratings_of(apart, tool("rob2"))
    assert [one.study for one in made.studies] == ["A: pain", "A: death"]


@pytest.mark.parametrize(
    ("name", "row", "wrong"),
    [
        ("rob2", "A,Low,Low,Low,Low,Low,Low", False),
        ("rob2", "A,Low,Some concerns,Low,Low,Low,Low", True),
        ("rob2", "A,Low,Some concerns,Some concerns,Low,Low,High", False),
        ("rob2", "A,High,Low,Low,Low,Low,Some concerns", True),
        ("quips", "A,High,Low,Low,Low,Low,Low", False),
    ],
)
def test_overall_is_not_better_than_the_worst_domain(name: str, row: str, wrong: bool) -> None:  # noqa: FBT001
    """RoB 2: Low needs all Low, any High makes High; several concerns may. QUIPS has no rule."""
    assert [
        code for code, _, _ in codes(ROB2 + row + "\n", name) if code == "overall-judgement"
    ] == (["overall-judgement"] if wrong else [])


@pytest.mark.parametrize(
    ("weak", "level"),
    [
        ([], "High"),
        (["1"], "High"),
        (["1", "3"], "Moderate"),
        (["7"], "Low"),
        (["7", "1", "3", "5"], "Low"),
        (["7", "2"], "Critically low"),
    ],
)
def test_amstar_2_overall(weak: list[str], level: str) -> None:
    """The rule of Shea et al. (2017), Box 2, at each of its bounds."""
    answers = {str(item): "Yes" for item in range(1, 17)} | {
        "8": "Partial yes",
        "11": "No meta-analysis",
    }
    assert amstar_overall(answers | dict.fromkeys(weak, "No")) == level
    assert amstar_overall({"1": "Yes"}) is None


def test_an_overall_that_the_answers_do_not_give() -> None:
    """AMSTAR 2's overall confidence is computed, so that a wrong one is a fault."""
    items = ",".join(str(item) for item in range(1, 17))
    text = f"Study,{items},Overall\nA,{'Yes,' * 16}Low\n"
    assert codes(text, "amstar2") == [("overall-judgement", 2, "fault")]


def test_stars_of_a_case_control_study() -> None:
    """Three of four, one of two, three of three: seven stars."""
    answers = {"S1": "1", "S2": "1", "S3": "1", "S4": "0", "C1": "1"} | dict.fromkeys(
        ("E1", "E2", "E3"), "1"
    )
    assert stars(answers) == {"Selection": 3, "Comparability": 1, "Exposure": 3, "all": 7}
