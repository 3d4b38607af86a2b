"""The recheck of a paper alone, as a whole."""

from __future__ import annotations

from numerate.proof.recheck.paper_recheck import recheck_paper
from tests.proof.recheck.reading import paper, read_in

# the published review's sentence, whose percentage no whole number of 195 gives
AGREEMENT = (
    "Next, potentially eligible records (n = 196) were retrieved (n = 195) and subjected to "
    "full-text review by the same pair of reviewers (inter-rater agreement = 74.8%), resulting in "
    "the inclusion of 48 articles."
)


def test_the_impossible_percentage_of_the_article() -> None:
    """74.8% of 195 is found without any data, with the nearest that are possible."""
    (found,) = read_in(AGREEMENT)
    assert "145 gives 74.4% and 146 gives 74.9%" in found.fault
    (mended,) = read_in(AGREEMENT.replace("74.8%", "74.9%"))
    assert mended.fault == ""


def test_a_sentence_told_twice_is_counted_once() -> None:
    """An abstract and a summary may tell one sentence; it is one statement."""
    told = "We read 146 of 195 (74.9%)."
    assert len(recheck_paper(paper(told, told)).statements) == 1


def test_a_paper_without_numbers() -> None:
    """Prose without numbers has sentences and no statements."""
    found = recheck_paper(paper("There is nothing to count here. Nor here."))
    assert (found.sentences, found.statements, found.faults) == (2, (), ())
