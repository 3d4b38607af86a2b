"""Sentences of a paper and their places."""

from __future__ import annotations

from numerate.proof.audit.readers.printed_file import FileWording, Fragment, PrintedFile
from numerate.proof.recheck.paper_sentences import sentences, split
from tests.proof.recheck.reading import paper


def test_abbreviations_end_no_sentence() -> None:
    """A point behind an abbreviation, an initial or in a number ends nothing."""
    text = "See Fig. 2 (cf. Smith et al. 2020, p. 7). The U.S. had 3.5 of them, vs. 2 in S. Korea."
    assert len(split(text)) == 2


def test_references_are_left_out() -> None:
    """Titles in a list of references state nothing of the paper itself; an appendix does."""
    read = sentences(paper("We saw 2 of 3 (67%).", "References", "A, B. 1 of 2 (90%).",
                           "Appendix A", "More."))  # fmt: skip
    assert [one.text for one in read] == ["We saw 2 of 3 (67%).", "Appendix A", "More."]


def test_lines_are_joined_and_cut_words_mended() -> None:
    """Lines of a PDF make sentences again, and a sentence over two pages is told on its first."""
    fragments = (
        Fragment(text="Of the 195 reports that were read by both review-", page=1),
        Fragment(text="ers of the first and the second round, all but a few", page=1),
        Fragment(text="were excluded.", page=2),
    )
    wording = FileWording(fragments=fragments)
    (only,) = sentences(PrintedFile(name="a.pdf", form="pdf", readings=(wording,)))
    assert only.place == "page 1"
    assert "both review-ers" in only.text
    assert only.text.endswith("were excluded.")


def test_what_stood_before() -> None:
    """A sentence knows what its paragraph told before it, and nothing of the paragraph above."""
    read = sentences(paper("One. Two. Three.", "Four."))
    assert [one.before for one in read] == ["", "One.", "One. Two.", ""]


def test_markup_is_no_text() -> None:
    """Emphasis and links of Markdown do not part a number from its words."""
    assert split("*M* = **5.19**, see [the table](t.html)") == ["M = 5.19, see the table"]


def test_a_minus_set_apart() -> None:
    """Some journals set a minus apart from its number."""
    assert split("MD − 2.00 (95% CI − 5.46 to − 1.46)") == ["MD -2.00 (95% CI -5.46 to -1.46)"]
