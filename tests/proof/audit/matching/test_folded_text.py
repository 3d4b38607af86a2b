"""Letters: what no typesetter changes stays the same, and every change of a digit shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from numerate.proof.audit.matching.folded_text import folded, letters

WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzäøéABC", min_size=2, max_size=12), min_size=1, max_size=12
)
NUMBERS = st.integers(min_value=1_000, max_value=99_999_999)
SPACES = st.sampled_from([" ", "\n", "\u00a0", "\u2009", "\u202f", "  ", "\t"])


@given(WORDS, SPACES)
def test_blanks_and_line_breaks_change_nothing(words: list[str], space: str) -> None:
    """Double spacing, thin spaces and line breaks are the typesetter's, not the author's."""
    assert folded(space.join(words)) == folded(" ".join(words))


@given(WORDS, st.data(), st.sampled_from(["-\n", "\u00ad", "\u00ad\n", "\u2010\n"]))
def test_hyphenation_changes_nothing(words: list[str], data: st.DataObject, hyphen: str) -> None:
    """A word broken at the end of a line, or at a soft hyphen, is the same word."""
    word = data.draw(st.sampled_from(words))
    at = data.draw(st.integers(min_value=1, max_value=len(word) - 1))
    broken = [word[:at] + hyphen + word[at:] if one == word else one for one in words]
    assert folded(" ".join(broken)) == folded(" ".join(words))


@given(NUMBERS, st.sampled_from([",", " ", "\u2009", "\u202f", "\u00a0", "’"]))
def test_a_number_is_the_same_however_it_is_grouped(number: int, mark: str) -> None:
    """10,324, 10 324 and 10’324 are one number (SI brochure, section 5.4.4)."""
    assert folded(f"{number:,}".replace(",", mark)) == str(number)


@given(NUMBERS, NUMBERS)
def test_another_number_never_reads_alike(one: int, other: int) -> None:
    """Two numbers give the same letters only when they are the same number."""
    assert (folded(f"n = {one:,}") == folded(f"n = {other:,}")) is (one == other)


@given(st.lists(st.text(max_size=30), max_size=8))
def test_every_letter_knows_its_place(texts: list[str]) -> None:
    """Each letter names its text and its offset there; texts begin where the last one ended."""
    made = letters(texts)
    assert len(made.text) == len(made.piece) == len(made.offset) == len(made.word)
    assert len(made.starts) == len(texts) + 1
    assert all(made.offset[n] < len(texts[made.piece[n]]) for n in range(len(made.text)))
    assert list(made.starts) == sorted(made.starts)
