"""The Lua filter under plain pandoc: each item of the author's syntax, in each kind of place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from numerate.ground.programs import run
from numerate.ground.project import extension_dir
from numerate.review.results.enumeration import list_text

REVIEW = Path(__file__).parent / "review"
FIGURE_SPACE, PUNCTUATION_SPACE = "\u2007", "\u2008"

Tree = dict[str, Any]
Filtered = Callable[..., str]


def filtered(markdown: str, *options: str, to: str = "html", root: Path = REVIEW) -> str:
    """What pandoc writes of a Markdown text after the filter."""
    arguments = ["-f", "markdown", "-t", to, "--wrap=none", "-M", f"numerate-root={root}"]
    arguments += ["-L", str(extension_dir() / "numerate.lua"), *options]
    return run("pandoc", arguments, stdin=markdown.encode()).out.decode().strip()


def tree(markdown: str, *options: str) -> Tree:
    """The AST of a Markdown text after the filter, with nothing made for one format."""
    parsed: Tree = json.loads(filtered(markdown, *options, to="json"))
    return parsed


def nodes(value: object, kind: str) -> Iterator[Tree]:
    """Every node of a kind, in reading order."""
    if isinstance(value, dict):
        if value.get("t") == kind:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from nodes(item, kind)


def table(key: str, *options: str, to: str = "html") -> str:
    """The table with a key, as written in a format."""
    return filtered(f"::: {{#tbl-a table={key}}}\nThe caption.\n:::\n", *options, to=to)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("[9]{num=flow.included}", "4"),
        ("[]{num=flow.included}", "4"),
        ("[9]{num=flow.included as=words}", "four"),
        ("[9]{num=flow.included as=Words}", "Four"),
        ("[9]{num='flow.records' as=\"plain\"}", "10324"),
        ("**[9]{num=flow.records}**", "10,324"),
        ("[9]{num=search.date as=iso}", "2021-11-29"),
        ("[21]{.fixed}", "21"),
        ("[all [9]{num=flow.included} were]{claim=age.all_positive}", "all 4 were"),
        ("[…]{claim=age.computed}", "two of three analyses"),
        ("[typed words]{claim=age.computed}", "typed words"),
    ],
)
def test_spans_print_what_the_build_computed(source: str, printed: str) -> None:
    """Each span prints the fixture's text, form or words, never what is typed in the brackets."""
    assert filtered(source, to="plain").replace("**", "") == printed


def test_bound_things_are_marked_in_html_only() -> None:
    """The contract: Span.num and .claim with data-key in HTML, plain text in other formats."""
    source = "[9]{num=flow.included}, [yes]{claim=age.all_positive}, [21]{.fixed}."
    assert filtered(source) == (
        '<p><span class="num" data-key="flow.included">4</span>, '
        '<span class="claim" data-key="age.all_positive">yes</span>, 21.</p>'
    )
    assert filtered(source, to="typst") == "4, yes, 21."


def test_it_works_in_every_place_where_text_stands() -> None:
    """Title, subtitle, abstract, heading, footnote, table cell, image caption and list."""
    number = "[9]{num=flow.records}"
    source = f"""---
title: "Title {number}"
subtitle: "Subtitle {number}"
abstract: |
  Abstract {number}.
---

# Heading {number}

- item[^n]

[^n]: Note {number}.

| a |
|---|
| {number} |

![Caption {number}](x.svg)
"""
    found = tree(source)
    assert len([span for span in nodes(found, "Span") if span["c"][0][1] == ["num"]]) == 8
    assert "9" not in {text["c"] for text in nodes(found, "Str")}


def test_text_of_the_data_is_never_markup() -> None:
    """A value with markup of five languages comes out as its own characters."""
    hostile = "<script>*a* & $b$ #set \\input{c} “quoted” 🦉"
    assert filtered("[x]{num=hostile}", to="plain") == hostile
    assert "&lt;script&gt;*a* &amp; $b$ #set \\input{c}" in filtered("[x]{num=hostile}")
    assert "\\<script\\>\\*a\\* & \\$b\\$ \\#set \\\\input" in filtered(
        "[x]{num=hostile}", to="typst"
    )


def test_a_citation_set_is_one_citation_in_the_styles_order() -> None:
    """All keys in one Cite; APA then puts Adams before Woods, unlike the set's own order."""
    source = "Seen [x]{cite=age.positive}."
    cites = list(nodes(tree(source), "Cite"))
    assert [one["citationId"] for one in cites[0]["c"][0]] == ["woods2021", "adams2019"]
    options = ["--citeproc", f"--bibliography={REVIEW / 'references.bib'}"]
    options += [f"--csl={extension_dir() / 'apa.csl'}", "-M", "suppress-bibliography=true"]
    assert (
        filtered(source, *options, to="plain") == "Seen (Adams & Baker, 2019; Woods et al., 2021)."
    )


def test_a_citation_set_as_part_of_the_sentence() -> None:
    """`style=text` joins narrative citations with commas and a final "and", as APA 7 does."""
    options = ["--citeproc", f"--bibliography={REVIEW / 'references.bib'}"]
    options += [f"--csl={extension_dir() / 'apa.csl'}", "-M", "suppress-bibliography=true"]
    printed = filtered("[x]{cite=age.three style=text} agree.", *options, to="plain")
    assert printed.endswith("(2019), Brown (2020), and Woods et al. (2021) agree.")


def test_a_reference_to_the_other_document_prints_its_label() -> None:
    """The label stands in labels.json; HTML links to the other page, PDF and Word print it."""
    source = "[Table S9]{ref=supplement#tbl-second}"
    link = '<a href="supplement.html#tbl-second" class="quarto-xref external">Table S2</a>'
    assert filtered(source).replace("\xa0", " ").replace("&nbsp;", " ") == f"<p>{link}</p>"
    assert filtered(source, to="typst") == "Table~S2"


def test_a_reference_within_the_document_links_to_its_place() -> None:
    """The document's name comes from numerate-source; its own labels need no document."""
    options = ["-M", "numerate-source=manuscript/article.qmd"]
    assert 'href="#tbl-first"' in filtered("[x]{ref=tbl-first}", *options)
    assert 'href="#tbl-first"' in filtered("[x]{ref=article#tbl-first}", *options)


def test_its_own_settings_leave_the_metadata() -> None:
    """The path of the root must reach no output."""
    assert tree("text", "-M", "numerate-source=a.qmd")["meta"] == {}


def test_a_table_keeps_the_authors_div_and_caption() -> None:
    """Quarto makes the float from the Div's id and its last paragraph, so both must stay."""
    div = tree("::: {#tbl-a .wide table=quality}\nThe caption.\n:::\n")["blocks"][0]
    assert div["c"][0] == ["tbl-a", ["wide"], []]
    assert [block["t"] for block in div["c"][1]] == ["Table", "Div", "Para"]


def test_a_tables_head_groups_and_ids() -> None:
    """Spanning heads, a group over all columns, row and cell ids as the fixture has them."""
    html = table("quality")
    assert '<th rowspan="2" style="text-align: left;">Study</th>' in html
    assert '<th colspan="3" style="text-align: center;">Appraisal</th>' in html
    assert '<tr class="group" data-row="quant">\n<td colspan="4"' in html
    assert '<tr class="total" data-row="all">' in html
    assert 'data-cell="lowest">7.25</td>' in html
    assert '<col style="width: 40%" />' in html


def test_cells_hold_every_kind_of_inline() -> None:
    """Citations bare and in text, links, references, line breaks, emphasis and numbers."""
    html = table("quality", "-M", "numerate-format=html").replace("&nbsp;", " ")
    assert '<a href="https://example.org/a_b">page</a>' in html
    assert '<a href="supplement.html#tbl-second" class="quarto-xref external">' in html
    assert "two<br />\nlines" in html
    assert '<em>n</em> = <span class="num" data-key="flow.included">4</span>' in html
    assert "<sup>a</sup>" in html
    assert "*not* _markdown_ &lt;b&gt;nor&lt;/b&gt; $tex$ #set @adams2019" in html


def test_the_notes_stand_under_the_table() -> None:
    """A general note begins with an italic "Note."; a specific one with its raised letter."""
    html = table("quality")
    notes = html[html.index('<div class="table-notes">') :]
    assert notes.startswith('<div class="table-notes">\n<p><em>Note.</em> Studies by ')
    assert '<span class="num" data-key="flow.records">10324</span>' in notes
    assert "<p><sup>a</sup> Reported twice.</p>" in notes


def test_decimal_signs_stand_under_each_other() -> None:
    """Shorter numbers get a digit's width for each digit they lack, and one for the sign."""
    cells = table("quality", "-M", "numerate-format=any", to="plain")
    assert f"95.6{FIGURE_SPACE}" in cells
    assert f"100{FIGURE_SPACE * 2}{PUNCTUATION_SPACE}" in cells
    assert f"7.25{FIGURE_SPACE}" not in cells


@pytest.mark.parametrize(
    ("cells", "right"),
    [
        # the width right of the sign in digits (0.5 em) and points (0.25 em), counted by hand
        (["1.5", "−0.001", "−12", "12.25", "<0.001"], ["__", "", "___.", "_", ""]),
        (["−3.5*", "12.25", "100%", "-7", "≥ 4.0"], ["", "", "_", "__.", "_"]),
        (["12%", "33.3%", "−1.5%", "100%"], ["_.", "", "", "_."]),
        (["1,000", "5", "−7"], ["", "", ""]),
        (["1,5", "12,25", "3"], ["_", "", "__."]),
        (["(0.5)", "1.25", "not reported", "2016–2022", "–"], [".", "", "", "", ""]),
    ],
)
def test_decimals_of_all_spellings(tmp_path: Path, cells: list[str], right: list[str]) -> None:
    """Minus signs, bounds, marks, per cent, decimal commas; words and ranges stay as they are."""
    body = [{"id": f"r{i}", "cells": [{"text": [cell]}]} for i, cell in enumerate(cells)]
    data = {"key": "t", "columns": [{"align": "decimal"}], "head": [], "body": body}
    (tmp_path / "_generated/tables").mkdir(parents=True)
    path = tmp_path / "_generated/tables/t.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    made = json.loads(filtered("::: {#tbl-a table=t}\nC.\n:::", to="json", root=tmp_path))
    shown = ["".join(one["c"] for one in nodes(cell, "Str")) for cell in table_cells(made)]
    padding = [text[len(text.rstrip(FIGURE_SPACE + PUNCTUATION_SPACE)) :] for text in shown]
    marks = str.maketrans({FIGURE_SPACE: "_", PUNCTUATION_SPACE: "."})
    assert [one.translate(marks) for one in padding] == right


def table_cells(made: Tree) -> list[Any]:
    """The cells of the body of the one table of a tree."""
    [found] = nodes(made, "Table")
    return [row[1][0] for row in found["c"][4][0][3]]


def test_bare_citations_lose_their_parentheses_only() -> None:
    """The names and years are those of the style; the work is in the list of references."""
    options = ["--citeproc", f"--bibliography={REVIEW / 'references.bib'}"]
    options += [f"--csl={extension_dir() / 'apa.csl'}", "-M", "lang=en"]
    printed = table("quality", *options, to="typst")
    assert "[Adams & Baker, 2019; Brown, 2020]" in printed
    assert "#emph[Journal of Fixtures], #emph[2], 10--19" in printed


def test_any_format_leaves_bare_citations_to_the_caller() -> None:
    """With numerate-format=any citeproc has not run yet: a marked Cite is left for later."""
    spans = nodes(tree("::: {table=quality}\n:::", "-M", "numerate-format=any"), "Span")
    bare = [span for span in spans if span["c"][0][1] == ["bare-citation"]]
    assert [span["c"][1][0]["t"] for span in bare] == ["Cite"]


def test_group_and_total_rows_are_bold_where_classes_are_lost() -> None:
    """Typst and Word know no classes of rows."""
    assert "#strong[Quantitative]" in table("quality", to="typst")
    assert "<strong>Quantitative</strong>" not in table("quality")


def test_a_wide_table_asks_for_a_page_on_its_side() -> None:
    """`landscape` in the table's file wraps the float in Quarto's Div.landscape."""
    assert tree("::: {#tbl-a table=wide}\nX.\n:::")["blocks"][0]["c"][0][1] == ["landscape"]


@pytest.mark.parametrize(
    ("to", "source"),
    [
        ("html", f"{REVIEW.as_posix()}/_generated/figures/flow.svg"),
        ("typst", f"{REVIEW.as_posix()}/_generated/figures/flow.svg"),
        ("docx", f"{REVIEW.as_posix()}/_generated/figures/flow.png"),
        ("any", "/_generated/figures/flow.svg"),
    ],
)
def test_a_figure_has_its_computed_alt_text_and_width(to: str, source: str) -> None:
    """Word gets the PNG; the alt text and the width in millimetres are those of flow.json."""
    markdown = "![Cap](/_generated/figures/flow.svg){#fig-flow}"
    (image,) = nodes(tree(markdown, "-M", f"numerate-format={to}"), "Image")
    attributes = dict(image["c"][0][2])
    alt = "Flow: 10,324 records, 4 studies included"
    assert attributes == {"fig-alt": alt, "alt": alt, "width": "120.5mm"}
    assert image["c"][2][0] == source


def test_the_authors_width_and_other_pictures_stay() -> None:
    """A width given in the source wins; pictures from elsewhere are none of the filter's."""
    markdown = "![a](/_generated/figures/flow.svg){width=50%} ![b](photo.svg)"
    first, second = nodes(tree(markdown), "Image")
    assert dict(first["c"][0][2])["width"] == "50%"
    assert second["c"][0][2] == []


def test_a_wide_figure_takes_the_width_of_the_text(tmp_path: Path) -> None:
    """More than 159 mm does not fit between the margins of A4 or Letter paper."""
    shutil.copytree(REVIEW, tmp_path, dirs_exist_ok=True)
    data = tmp_path / "_generated/figures/flow.json"
    data.write_text(data.read_text(encoding="utf-8").replace("120.5", "200"), encoding="utf-8")
    html = filtered("![a](/_generated/figures/flow.svg)", root=tmp_path)
    assert "width:100.0%" in html


def _with_lists(root: Path, lists: dict[str, Any]) -> Path:
    """A copy of the fixture review that has these lists."""
    copy = root / "review"
    shutil.copytree(REVIEW, copy)
    path = copy / "_generated/numbers.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(stored | {"lists": lists}), encoding="utf-8")
    return copy


_NAMES = ["Chad", "Cuba", "Fiji", "Iran", "Iraq", "Mali", "Oman", "Peru", "Togo", "Laos", "Cook"]
_NAMES += [f"Isle {n}" for n in range(1200)]


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("", {}),
        ("dates", {}),
        ("dates", {"each": "on"}),
        ("dates", {"max": "2"}),
        ("", {"max": "2"}),
        ("", {"max": "10", "rest": "other islands"}),
        ("", {"max": "1210"}),
        ("", {"max": "1211"}),
        ("two", {"each": "of"}),
        ("two", {"max": "1"}),
        ("none", {}),
        ("none", {"empty": "nothing at all"}),
    ],
)
@pytest.mark.parametrize("serial", [True, False])
def test_a_list_is_joined_as_the_checks_join_it(
    tmp_path: Path, form: str, options: dict[str, str], *, serial: bool
) -> None:
    """The filter, written in Lua, prints what Python, tested by hand, says it prints."""
    dates = ["May 1, 2020", "May 2, 2021", "May 3, 2022"]
    items = {"names": _NAMES, "dates": dates, "two": _NAMES[:2], "none": []}
    entry = {"form": "names", "items": items, "serial": serial, "empty": "none", "members": []}
    said = " ".join(f'{name}="{value}"' for name, value in options.items())
    root = _with_lists(tmp_path, {"a.list": entry})
    as_form = f" as={form}" if form else ""
    printed = filtered(f"[x]{{list=a.list{as_form} {said}}}", to="plain", root=root)
    assert printed == list_text(entry, form, options)


def test_a_list_with_citations_cites_beside_each_member(tmp_path: Path) -> None:
    """The works of a member stand right after its name, as citations that are listed."""
    entry = {
        "form": "cited", "items": {"cited": ["ours", "theirs"]}, "empty": "none",
        "members": [{"name": "ours", "cite": ["amsel2016"]},
                    {"name": "theirs", "cite": ["birke2019", "corvus2020"]}],
    }  # fmt: skip
    root = _with_lists(tmp_path, {"a.list": entry})
    printed = filtered("[x]{list=a.list}.", to="markdown", root=root)
    assert "ours [@amsel2016] and theirs [@birke2019; @corvus2020]" in printed
    assert 'data-key="a.list"' in filtered("[x]{list=a.list}", root=root)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ('[x]{plural=flow.included one="study is" other="studies are"}', "studies are"),
        ('[x]{plural=a.list one="study is" other="studies are"}', "study is"),
        ('[x]{plural=a.none one=is other=are zero="of them is"}', "of them is"),
        ('# [x]{plural=a.list one="A study" other="Studies"}', "A study"),
    ],
)
def test_words_follow_a_number_or_the_members_of_a_list(
    tmp_path: Path, source: str, printed: str
) -> None:
    """Four studies, a list of one member and an empty one, in text and in a heading."""
    one = {"form": "names", "items": {"names": ["A"]}, "empty": "none", "count": 1, "members": []}
    lists = {"a.list": one, "a.none": one | {"count": 0}}
    assert filtered(source, to="plain", root=_with_lists(tmp_path, lists)) == printed
