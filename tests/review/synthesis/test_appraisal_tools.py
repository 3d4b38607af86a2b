"""Appraisal tools as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.review.synthesis.appraisal_tools import TOOLS, own_tool, tool


@pytest.mark.parametrize(
    ("name", "domains"),
    [
        ("rob2", 5),
        ("rob2-cluster", 6),
        ("rob2-crossover", 6),
        ("rob1", 7),
        ("robins-i", 7),
        ("robins-i-v2", 7),
        ("robins-e", 7),
        ("quips", 6),
        ("robis", 4),
        ("rob-me", 1),
        ("syrcle", 10),
        ("amstar2", 16),
        ("casp-qualitative", 10),
        ("nos-cohort", 8),
        ("nos-case-control", 8),
        ("jbi-prevalence", 9),
        ("jbi-cross-sectional", 8),
        ("jbi-case-control", 10),
        ("jbi-cohort", 11),
        ("jbi-quasi-experimental", 9),
        ("jbi-rct", 13),
        ("jbi-case-series", 10),
        ("jbi-qualitative", 10),
        ("jbi-diagnostic", 10),
    ],
)
def test_domains_are_as_many_as_the_tool_has(name: str, domains: int) -> None:
    """The numbers that the tools' own papers and manuals give (RoB 2: five, AMSTAR 2: sixteen)."""
    assert len(tool(name).domains) == domains
    assert len({one.id for one in tool(name).domains}) == domains


def test_mmat_has_two_screening_questions_and_five_by_five() -> None:
    """Hong et al. (2018): S1, S2, and 25 criteria of which a study is asked its design's."""
    ids = [one.id for one in tool("mmat2018").domains]
    assert len(ids) == 27
    assert ids[:3] == ["S1", "S2", "1.1"]
    assert ids[-1] == "5.5"
    assert set(ids[2:]) == tool("mmat2018").optional


@pytest.mark.parametrize("name", ["quadas2", "probast"])
def test_applicability_is_asked_of_the_first_three_domains(name: str) -> None:
    """Four domains of bias, and applicability of three of them, which need not be judged."""
    assert len(tool(name).domains) == 7
    assert tool(name).optional == {"A1", "A2", "A3"}


def test_version_2_of_robins_i_has_two_domains_in_another_order() -> None:
    """Classification of interventions comes second since 2024, selection third."""
    first, second = tool("robins-i").domains[1:3], tool("robins-i-v2").domains[1:3]
    assert [one.label for one in first] == [
        "Selection of participants",
        "Classification of interventions",
    ]
    assert [one.label for one in second] == [one.label for one in reversed(first)]


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_every_tool_can_be_drawn_and_has_its_source(name: str) -> None:
    """Every word has a rank from best to worst, so that no plot fails on a tool's own word."""
    one = TOOLS[name]
    assert [answer.name for answer in one.scale()] == list(one.words)
    assert one.source
    assert one.domain("overall") is None or one.overall != "none"


def test_the_page_lists_every_tool() -> None:
    """The page docs/appraisal.md has a row for each tool, with words and source, and no other."""
    page = (Path(__file__).parents[3] / "docs" / "appraisal.md").read_text(encoding="utf-8")
    rows = [line for line in page.split("## What")[0].splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{one.id}` | {one.name} | {one.unit} | {len(one.domains)} | {'; '.join(one.words)} | "
        f"{one.source} |"
        for one in TOOLS.values()
    ]


def test_names_of_tools_are_found_however_they_are_written() -> None:
    """RoB 2, rob2 and ROB-2 are one; what is not there is told with what is near."""
    assert tool("RoB 2") is tool("rob2") is tool("ROB-2")
    assert tool("Mixed Methods Appraisal Tool, version 2018").id == "mmat2018"
    with pytest.raises(KeyError, match="robins-i"):
        tool("robins")


def test_words_are_read_as_they_are_meant() -> None:
    """Capitals, spaces, "risk" behind a word, stars of NOS, yes and no of SYRCLE."""
    assert tool("rob1").word("High risk of bias") == "High"
    assert tool("syrcle").word("yes") == "Low"
    assert tool("mmat2018").word("Can\u2019t  tell") == "Can't tell"
    assert tool("nos-cohort").word("**", "C1") == "2"
    assert tool("nos-cohort").word("**", "S1") is None
    assert tool("amstar2").word("Partial Yes", "3") is None
    assert tool("amstar2").word("Partial Yes", "4") == "Partial yes"
    assert tool("rob2").word("") is None


def test_a_tool_of_ones_own() -> None:
    """Words known elsewhere keep their meaning; the others go from good to worst in order."""
    made = own_tool("Sharing", [("Q1", "Data"), ("Q2", "Code")], ["Open", "Unclear", "Closed"])
    assert [(one.name, one.rank) for one in made.scale()] == [
        ("Open", "good"),
        ("Unclear", "unclear"),
        ("Closed", "poor"),
    ]


@pytest.mark.parametrize(
    ("domains", "words", "told"),
    [
        ([], ["A"], "has no domain"),
        ([("1", "x")], [], "has no word"),
        ([("1", "x"), ("1", "y")], ["A"], "domain '1' twice"),
        ([("1", "x")], ["Good", " good"], "twice"),
        ([("1", "x")], ["A", "B", "C", "D", "E"], "more than 4 words"),
    ],
)
def test_what_is_no_tool(domains: list[tuple[str, str]], words: list[str], told: str) -> None:
    """Each fault of a table that describes a tool is named."""
    with pytest.raises(ValueError, match=told):
        own_tool("Mine", domains, words)
