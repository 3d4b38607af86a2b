"""Digits set as superscripts: 10,32⁴ is another number, m² is not."""

from __future__ import annotations

import pytest

from numerate.proof.audit.expected.expected_passages import ExpectedPassage, Role
from numerate.proof.audit.readers.html_file import read_html
from numerate.proof.audit.verdict.all_findings import compared_wording

SENTENCE = "In all, 10,324 nights on 2 m2 were counted with care by both of the reviewers."


def found(page: str) -> list[tuple[str, str]]:
    """Printed and wanted numbers of a sentence in which only the power is to be raised."""
    power = SENTENCE.index("m2") + 1
    passage = ExpectedPassage(
        kind="prose", text=SENTENCE, roles=(Role(power, power + 1, "raised"),)
    )
    wording = read_html("a.html", f"<meta charset='utf-8'><p>{page}</p>".encode()).readings[0]
    return [(one.printed, one.value) for one in compared_wording([passage], wording).findings]


def test_the_sentence_as_it_should_be_has_no_finding() -> None:
    """The power may be raised, or stand on the line."""
    assert found(SENTENCE.replace("m2", "m<sup>2</sup>")) == []
    assert found(SENTENCE) == []


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("10,324", "10,32<sup>4</sup>", "10,32⁴"),
        ("10,324", "10,3<sub>24</sub>", "10,3²⁴"),
        ("10,324", "10,32⁴", "10,32⁴"),
        ("10,324", "10<span style='vertical-align: super'>,324</span>", "10,³²⁴"),
    ],
)
def test_a_raised_part_of_a_number_is_told_as_it_looks(old: str, new: str, shown: str) -> None:
    """Whatever raises the digits."""
    assert found(SENTENCE.replace(old, new)) == [(shown, "10,324")]
