"""Bars of charted values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerate.review.figures.charted_bars import draw_charted
from numerate.review.synthesis.charting import Charted, variable_counts

Read = Callable[[str], Any]


def test_counts_shares_and_what_is_not_reported(read: Read) -> None:
    """Of 300 sources one shares code: less than 1%, not 0%; the rest is not reported."""
    given = [Charted(source="s1", variable="Code", value="shared")]
    found = variable_counts(given, [f"s{i}" for i in range(300)])
    made = draw_charted(list(found.values()), "Sharing")
    assert made.alt == "Sharing. Code (300 sources): shared 1 (<1%); Not reported 299 (100%)."
    page = read(made.svg)
    assert "1 (<1%)" in page.texts
    assert "Shares are of all 300 sources." in page.texts
    assert all(words.inside(page.rects[0]) for words in page.words)


def test_several_variables_have_headings(read: Read) -> None:
    """Two variables on one scale, each under its name, and the note on several values."""
    given = [
        Charted(source=s, variable=v, value=x)
        for s, v, x in [("a", "Country", "Peru"), ("a", "Country", "Chile"), ("b", "Sex", "men")]
    ]
    made = draw_charted(list(variable_counts(given, ["a", "b"]).values()), "Charting")
    texts = read(made.svg).texts
    assert {"Country", "Sex"} <= set(texts)
    assert texts[-1] == "Shares are of all 2 sources; a source may have several values."
