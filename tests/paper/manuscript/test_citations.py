"""Citations: works, their list, and what cannot be cited."""

from __future__ import annotations

import pytest

from numerate.ground.project import extension_dir
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


def test_the_list_has_the_title_that_the_author_gives_it(read: Read) -> None:
    """``reference-section-title`` (pandoc's manual), and the author's own heading stays alone."""
    head = "---\nbibliography: r.bib\nreference-section-title: Works we cite\n---\n\n"
    made = tree(read(head + "# A\n\n@lee2020\n", {"r.bib": BIB}))["blocks"]
    assert [text(one) for one in nodes(made, "Header")] == ["A", "Works we cite"]
    own = tree(read(head + "# A\n\n@lee2020\n\n# Works we cite\n", {"r.bib": BIB}))["blocks"]
    assert [text(one) for one in nodes(own, "Header")] == ["A", "Works we cite"]


def test_a_missing_bibliography_is_told_where_it_is_named(faults: Faults) -> None:
    """In the front matter, or in the settings of the project."""
    found = faults("---\nlang: en\nbibliography: [none.bib]\n---\n\nText\n")
    assert codes(found) == ["a.qmd:3 missing-file"]
    project = "project:\n  type: default\nbibliography: none.bib\n"
    assert codes(faults("Text\n", {"_quarto.yml": project})) == ["_quarto.yml:3 missing-file"]


def test_a_bibliography_of_an_included_file_is_refused(faults: Faults) -> None:
    """Its title and other settings count for nothing; works would be lost without a word."""
    part = "---\ntitle: Part\nbibliography: r.bib\n---\n\nSome words.\n"
    found = faults("Text\n\n{{< include _p.qmd >}}\n", {"r.bib": BIB, "_p.qmd": part})
    assert codes(found) == ["_p.qmd:2 included-settings", "_p.qmd:3 included-bibliography"]


THREE = (
    BIB
    + "@article{berg2021, author = {van der Berg, Bo}, title = {B}, journal = {J}, year = {2021}}\n"
    + "@article{cardo2022, author = {Cardo, Cy}, title = {C}, journal = {J}, year = {2022}}\n"
)
# In brackets, and what APA's manual (7th ed., 8.12) makes of them.
JOINED = {
    "[see @lee2020 and @berg2021]": "(see Lee, 2020, and van der Berg, 2021)",
    "[@lee2020, p. 3; @berg2021 and @cardo2022]": (
        "(Lee, 2020, p. 3; van der Berg, 2021, and Cardo, 2022)"
    ),
    "[@lee2020, pp. 3-4, but see also @berg2021, p. 5 for more]": (
        "(Lee, 2020, pp. 3–4, but see also van der Berg, 2021, p. 5 for more)"
    ),
    "[see @lee2020, and @berg2021, or @cardo2022]": (
        "(see Lee, 2020, and van der Berg, 2021, or Cardo, 2022)"
    ),
    "[see @lee2020 (and @berg2021)]": "(see Lee, 2020 (and van der Berg, 2021))",
    "[@lee2020, an answer to @berg2021; @cardo2022]": (
        "(Lee, 2020, an answer to van der Berg, 2021; Cardo, 2022)"
    ),
    "[@lee2020 and -@berg2021]": "(Lee, 2020, and 2021)",
    "[@cardo2022 and [@lee2020; @berg2021]]": "(Cardo, 2022, and Lee, 2020; van der Berg, 2021)",
    "@lee2020 [p. 3 and @berg2021]": "Lee (2020, p. 3, and van der Berg, 2021)",
}


@pytest.mark.parametrize("written", JOINED)
def test_works_joined_in_one_pair_of_brackets_are_all_printed(written: str, read: Read) -> None:
    """Every work stands where the author put it, in text, notes and the abstract, and is listed."""
    head = "---\nbibliography: r.bib\ncsl: apa.csl\n"
    body = f"abstract: |\n  So {written}.\n---\n\nSo {written}.[^n]\n\n[^n]: Thus {written}.\n"
    style = (extension_dir() / "apa.csl").read_text(encoding="utf-8")
    made = tree(read(head + body, {"r.bib": THREE, "apa.csl": style}))
    assert text(made["blocks"][0]) == f"So {JOINED[written]}. Thus {JOINED[written]}."
    assert text(made["meta"]["abstract"]) == f"So {JOINED[written]}."
    listed = text(by_id(made["blocks"], "refs"))
    assert "Lee, A. (2020)" in listed
    assert "van der Berg, B. (2021)" in listed


def test_the_words_of_a_join_keep_a_numeric_style(read: Read) -> None:
    """A style that numbers works keeps its numbers, with the author's word between them."""
    head = "---\nbibliography: r.bib\ncsl: n.csl\n---\n\n"
    files = {"r.bib": THREE, "n.csl": NUMERIC}
    made = tree(read(head + "[see @lee2020 and @berg2021]\n", files))
    assert text(made["blocks"][0]) == "[see 1, and 2]"


def test_a_work_hidden_in_a_citation_is_told(faults: Faults) -> None:
    """Within emphasis, quotation or a note of a citation no citation can be made of it."""
    found = faults(HEAD + "So [@lee2020, *unlike @berg2021*] it is.\n", {"r.bib": THREE})
    assert codes(found) == ["a.qmd:5:23 nested-citation"]


def test_works_joined_in_brackets_count_as_cited(faults: Faults) -> None:
    """A key that is not there is told at its own place, however it is joined."""
    found = faults(HEAD + "So [see @lee2020 and @none2].\n", {"r.bib": THREE})
    assert codes(found) == ["a.qmd:5:22 unknown-citation"]


NUMERIC = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Numbers</title><id>numbers</id><updated>2025-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="[" suffix="]" delimiter=", ">
<text variable="citation-number"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""
