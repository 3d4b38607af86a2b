"""Wording: what a version prints for lists and for words that follow a number."""

from __future__ import annotations

from numerate.paper.changes.compared_wording import cell_text, listed, plural
from numerate.paper.changes.version import Version

COUNTRIES = {
    "count": 2,
    "form": "names",
    "items": {"names": ["Italy", "Peru"], "cited": ["Italy", "Peru"]},
    "empty": "none",
    "members": [{"name": "Italy", "cite": ["amsel2016"]}, {"name": "Peru", "cite": ["birke2019"]}],
}
VERSION = Version(
    name="v1",
    numbers={"flow.n": {"value": 1, "text": "1"}},
    lists={"countries": COUNTRIES},
)
WORDS = {"one": "study is", "other": "studies are"}


def test_a_list_reads_as_the_version_has_it() -> None:
    """Names joined, with the works of the form ``cited``; a dash for a list that is not there."""
    assert listed(VERSION, "countries", "", {}) == "Italy and Peru"
    assert listed(VERSION, "countries", "", {"max": "1"}) == "Italy and one other"
    cited = "Italy and Peru [@amsel2016; @birke2019]"
    assert listed(VERSION, "countries", "cited", {}) == cited
    assert listed(VERSION, "regions", "", {}) == "—"


def test_words_follow_the_number_of_the_version() -> None:
    """One study, a list of two, and a key that this version does not have."""
    assert plural(VERSION, "flow.n", WORDS) == "study is"
    assert plural(VERSION, "countries", WORDS) == "studies are"
    assert plural(VERSION, "flow.m", WORDS) == "—"


def test_cells_name_lists_and_plurals() -> None:
    """A cell of a printed table with both."""
    cell = ["From ", {"list": "countries"}, ": one ", {"plural": "flow.n", **WORDS}]
    assert cell_text(VERSION, cell) == "From Italy and Peru: one study is"
