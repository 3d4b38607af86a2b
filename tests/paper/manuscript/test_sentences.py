"""Sentences: one splitter for check, audit, recheck and comparison."""

from __future__ import annotations

import pytest

from numerate.paper.manuscript.sentences import sentence_bounds


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentence_bounds(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Smith et al. (2020) found 3.5 of 9.", "Was it so?", "It was."],
        ["See e.g. Smith et al. (2020), cf. Fig. S2 and Suppl. Table 1.", "Then stop."],
        ["Agreement was high (κ = .81, p. 7 of Vol. 2).", "Élodie rated all."],
        ["J. R. Lee and the U.S. Department agreed on no. 4.", "They said no.", "We asked again."],
        ["The largest n.", "We saw n. 5 as one.", "It fell on Oct. 3."],
        ["They call it “all.”", "(It was not.)", "«Nor was this.»", "Others (so they say.) did."],
        ["Many came … and went.", "Some stayed…", "68 left!"],
        ["The search ran vs. 12 bases etc. in May.", "[One] came late.", "#12 was first."],
        ["The sum is ten.", "\ue000 of them fell (p < .05).", "Here. = begins none."],
        ["Title without an end"],
        ["2. Methods of the review"],
    ],
)
def test_sentences_come_back_as_they_were_joined(sentences: list[str]) -> None:
    """Joined with blanks and split again, they are the same; the expected list is by hand."""
    assert split(" ".join(sentences)) == sentences
    assert split("  " + "\n".join(sentences) + " ") in (
        sentences,
        [*sentences[:-1], sentences[-1] + " "],
    )


def test_every_word_is_in_one_sentence() -> None:
    """Nothing but blanks lies between sentences, and none overlaps another."""
    text = "A one. Two, i.e. more!  Three?\tNo. 4 and then no. More…"
    place = 0
    for start, end in sentence_bounds(text):
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].lstrip()
        place = end
    assert place == len(text)


def test_what_is_bound_stays_whole() -> None:
    """Words of a claim belong to one sentence though a point stands inside them."""
    text = "We saw. All held. So did we."
    assert [text[a:b] for a, b in sentence_bounds(text, [(0, 17)])] == [
        "We saw. All held.",
        "So did we.",
    ]
