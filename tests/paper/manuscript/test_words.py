"""Words: every language has all of them."""

from __future__ import annotations

import pytest

from numerate.paper.manuscript.words import LANGUAGES, words_for


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_missing(lang: str) -> None:
    """A missing word would shift all after it: the last key of each row is the solution's."""
    found = words_for({"lang": lang})
    assert all(found.values())
    assert set(found) == set(words_for({}))


def test_an_unknown_language_is_english() -> None:
    """Quarto falls back to its English words; own words override any."""
    assert words_for({"lang": "xx"})["callout-note-title"] == "Note"
    own = words_for({"lang": "de", "language": {"de": {"crossref-tbl-title": "Tafel"}}})
    assert own["crossref-tbl-title"] == "Tafel"
