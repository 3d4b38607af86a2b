"""What rules of a page's style sheets hide, by the rules of CSS 2.2 for which of them wins."""

from __future__ import annotations

import pytest

from numerate.proof.audit.readers.html_file import read_html

HIDDEN = [
    ".x { display: none }",
    "p > b.x { VISIBILITY: Hidden }",
    ".x { font-size: 0px }",
    ".x { opacity: 0.0 }",
    "b { display: none !important } .x { display: inline }",
    ".x { display: inline } p .x { display: none }",
    ".x { position: absolute; left: -9999px }",
    ".x { clip-path: inset(50%) }",
    ".x { color: transparent }",
    ":root { --paper: #FFF } .x { color: var(--paper) }",
    "@media screen { .x { display: none } }",
    "@supports (display: grid) { .x { display: none } }",
]
SHOWN = [
    "",
    ".x { display: none } p .x { display: inline }",
    ".x { display: none; display: inline }",
    "@media print { .x { display: none } }",
    "@media (max-width: 30em) { .x { display: none } }",
    ".x { display: none } @media (min-width: 60em) { .x { display: inline } }",
    ".x:hover { display: none }",
    "p { background: #123456 } .x { color: #fff }",
    ".x { opacity: 0.05 }",
    ".x { left: -9px }",
    "this is } no { rule",
    "/* .x { display: none } */",
]


def words(rule: str, body: str) -> str:
    """What a reader of a page sees."""
    page = (
        f"<html><head><meta charset='utf-8'><style>{rule}</style></head><body>{body}</body></html>"
    )
    return "|".join(one.text for one in read_html("a.html", page.encode()).readings[0].fragments)


@pytest.mark.parametrize("rule", HIDDEN)
def test_what_a_rule_hides_is_not_there(rule: str) -> None:
    """The words of the element are gone, those after it are not."""
    assert words(rule, "<p>one <b class='x'>two</b> three</p>") == "one three"


@pytest.mark.parametrize("rule", SHOWN)
def test_what_some_reader_sees_is_there(rule: str) -> None:
    """Rules that lose, that hold for paper or narrow windows only, and broken ones hide nothing."""
    assert words(rule, "<p>one <b class='x'>two</b> three</p>") == "one two three"


def test_a_rule_may_write_words() -> None:
    """Words of ``content`` stand before or after those of the element; mere signs do not count."""
    rule = ".x:before { content: 'not ' } .x::after { content: '→' }"
    assert words(rule, "<p>it was <b class='x'>so</b>.</p>") == "it was not so."


def test_tabs_that_wait_to_be_opened_are_read() -> None:
    """A panel that is closed, and the title that its tab repeats, can be read by a click."""
    page = (
        "<div><button role='tab' id='t1-tab'>More</button></div>"
        "<h3 id='t1' class='x'>More</h3><div role='tabpanel' class='x'><p>inside</p></div>"
    )
    assert words(".x { display: none }", page) == "More|inside"
