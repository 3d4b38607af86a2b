"""The title block says who wrote the document, in the same words in each format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerate.paper.manuscript.ast import plain, stringify
from numerate.paper.render.title_markup import TitleBlock, shortened, title_block

Finished = Callable[[str], dict[str, Any]]


def lines(block: TitleBlock) -> dict[str, list[str]]:
    """The texts of the lines by their part."""
    found: dict[str, list[str]] = {}
    for part, inlines in block.lines():
        found.setdefault(part, []).append(stringify([plain(inlines)]))
    return found


def test_authors_carry_the_numbers_of_their_affiliations(showcase: dict[str, Any]) -> None:
    """Names in order, each with the numbers of the affiliations listed below."""
    found = lines(title_block(showcase["meta"]))
    assert found["authors"] == ["Ada Márquez1, Bo Lindström1,2"]
    assert found["affiliation"] == [
        "1 Department of Methods, University of Example, Utrecht, Netherlands",
        "2 Institute for Reviews, Malmö, Sweden",
    ]


def test_notes_name_the_address_for_letters_and_the_orcid_ids(showcase: dict[str, Any]) -> None:
    """The corresponding author's address, ORCID iDs as full addresses (as ORCID asks), notes."""
    assert lines(title_block(showcase["meta"]))["author-note"] == [
        "Correspondence: Ada Márquez, ada@example.org",
        (
            "ORCID: Ada Márquez, https://orcid.org/0000-0002-1825-0097; "
            "Bo Lindström, https://orcid.org/0000-0001-5109-3700"
        ),
        "Bo Lindström: Now at the National Library.",
    ]


def test_one_affiliation_for_all_needs_no_numbers(finished: Finished) -> None:
    """Where all authors work at one place, nothing is to be told apart."""
    tree = finished(
        "---\ntitle: T\nby-author:\n"
        "  - {name: {literal: A}, affiliations: [{number: 1, name: U}]}\n"
        "  - {name: {literal: B}, affiliations: [{number: 1, name: U}]}\n---\n"
    )
    found = lines(title_block(tree["meta"]))
    assert (found["authors"], found["affiliation"]) == (["A, B"], ["U"])


def test_a_long_title_is_shortened_for_the_head_of_the_page() -> None:
    """Up to the colon or question; else whole words; a short one stays (APA 7, 2.8)."""
    assert shortened("Image sharing: " + "a review of many studies " * 4) == "Image sharing"
    assert shortened("A short title") == "A short title"
    long = shortened("word " * 40)
    assert len(long) < 75
    assert long.endswith("word …")
