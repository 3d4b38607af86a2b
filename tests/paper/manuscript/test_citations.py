"""Citations: works, their list, and what cannot be cited."""

from __future__ import annotations

from tests.paper.manuscript.trees import Faults, Read, by_id, codes, nodes, text, tree

BIB = "@article{lee2020, author = {Lee, Ann}, title = {Sleep}, journal = {J}, year = {2020}}\n"
HEAD = "---\nbibliography: r.bib\n---\n\n"


def test_works_are_cited_and_listed_at_the_end(read: Read) -> None:
    """Without a place of its own the list stands last under an unnumbered "References"."""
    blocks = tree(read(HEAD + "# A\n\n@lee2020 says [see @lee2020, p. 3].\n", {"r.bib": BIB}))[
        "blocks"
    ]
    assert text(blocks[1]) == "Lee (2020) says (see Lee 2020, 3)."
    assert text(blocks[-2]) == "References"
    assert blocks[-2]["c"][1][1] == ["unnumbered"]
    assert blocks[-1]["c"][0][0] == "refs"
    assert text(blocks[-1]) == "Lee, Ann. 2020. “Sleep.” J."


def test_the_list_goes_where_the_author_puts_it(read: Read) -> None:
    """Into ::: {#refs}, or below an empty heading "References"."""
    placed = tree(read(HEAD + "@lee2020\n\n::: {#refs}\n:::\n\n# After\n", {"r.bib": BIB}))[
        "blocks"
    ]
    assert [block["t"] for block in placed] == ["Para", "Div", "Header"]
    below = tree(read(HEAD + "@lee2020\n\n# References\n\n# After\n\nText\n", {"r.bib": BIB}))[
        "blocks"
    ]
    assert [block["t"] for block in below] == ["Para", "Header", "Div", "Header", "Para"]
    assert text(by_id(below, "refs")).startswith("Lee, Ann")


def test_no_list_without_citations_or_when_suppressed(read: Read) -> None:
    """A bibliography that nobody cites from leaves no heading behind."""
    assert text(tree(read(HEAD + "Text\n", {"r.bib": BIB}))["blocks"]) == "Text"
    quiet = read(
        "---\nbibliography: r.bib\nsuppress-bibliography: true\n---\n\n@lee2020\n", {"r.bib": BIB}
    )
    assert text(tree(quiet)["blocks"]) == "Lee (2020)"


def test_nocite_lists_without_citing(read: Read) -> None:
    """``nocite: "@*"`` lists every work (pandoc's manual)."""
    document = read('---\nbibliography: r.bib\nnocite: "@*"\n---\n\nText\n', {"r.bib": BIB})
    assert "Lee, Ann" in text(tree(document)["blocks"])


def test_citations_are_links_unless_switched_off(read: Read) -> None:
    """``link-citations: false`` leaves the words alone."""
    linked = tree(read(HEAD + "@lee2020\n", {"r.bib": BIB}))
    assert nodes(linked["blocks"][0], "Link")
    off = read("---\nbibliography: r.bib\nlink-citations: false\n---\n\n@lee2020\n", {"r.bib": BIB})
    assert nodes(tree(off)["blocks"][0], "Link") == []


def test_unknown_works_are_told_with_their_place(faults: Faults) -> None:
    """Each use of an unknown key, in text and in the abstract; known keys of CSL-JSON are fine."""
    found = faults(
        "---\nbibliography: [r.bib, more.json]\nabstract: See @none1.\n---\n\n"
        "@lee2020 and @json1, but [@none2; -@none2].\n",
        {"r.bib": BIB, "more.json": '[{"id": "json1", "type": "book", "title": "T"}]'},
    )
    assert codes(found) == [
        "a.qmd:3:15 unknown-citation",
        "a.qmd:6:27 unknown-citation",
        "a.qmd:6:35 unknown-citation",
    ]


def test_a_style_that_is_not_there_is_told(faults: Faults) -> None:
    """The line is that of the setting."""
    found = faults("---\ncsl: none.csl\n---\n\nText\n")
    assert codes(found) == ["a.qmd:2 missing-file"]


def test_a_sign_without_any_bibliography_is_an_advice(read: Read) -> None:
    """A handle such as @nobody in a text without works is not a citation."""
    document = read("Ask @nobody.\n")
    assert [issue.severity for issue in document.advice] == ["advice"]
    assert text(tree(document)["blocks"]) == "Ask @nobody."
