"""Edits planted in a page, and in the PDF that a browser prints of it: each has a finding.

The words are those of the longer article of ``conftest.py``. What an edit is good for is in its
name; the expected outcome is always the same, for an edit is an edit.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, sync_playwright

from numerate.ground.project import open_project
from numerate.proof.audit.auditing import audit
from numerate.proof.audit.verdict.audit_findings import AuditFinding

Tree = Any  # lxml has no public type for it
Edit = Callable[[str], str]
Found = Mapping[str, tuple[AuditFinding, ...]]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def swap(old: str, new: str) -> Edit:
    """The first of some words in the body becomes others."""

    def edit(page: str) -> str:
        head, mark, body = page.partition("<main")
        assert old in body
        return head + mark + body.replace(old, new, 1)

    return edit


def anywhere(old: str, new: str) -> Edit:
    """The first of some words in the file becomes others."""

    def edit(page: str) -> str:
        assert old in page
        return page.replace(old, new, 1)

    return edit


def tree(change: Callable[[Tree], None]) -> Edit:
    """A change of the page's tree."""

    def edit(page: str) -> str:
        made = html.document_fromstring(page)
        change(made)
        return str(html.tostring(made, doctype="<!DOCTYPE html>", encoding="unicode"))

    return edit


def styled(rule: str, old: str, new: str) -> Edit:
    """A rule at the end of the head, and a mark that it takes hold of."""

    def edit(page: str) -> str:
        return swap(old, new)(page).replace("</head>", f"<style>{rule}</style></head>", 1)

    return edit


def rows(page: Tree) -> list[Tree]:
    """The rows of the table of habits: its head and four."""
    return [*page.get_element_by_id("tbl-habits").iter("tr")]


def exchange(first: Tree, second: Tree) -> None:
    """Two parts next to each other change places."""
    first.addprevious(second)


def paragraph(page: Tree, words: str) -> Tree:
    """The paragraph, heading or item that holds some words."""
    return next(
        one
        for one in page.iter("p", "li", "h2", "h3")
        if words in " ".join(one.text_content().split())
    )


def gone(words: str) -> Edit:
    """A paragraph is deleted."""
    return tree(lambda page: paragraph(page, words).drop_tree())


def appended(words: str) -> Edit:
    """A paragraph stands after the references."""
    return tree(lambda page: next(page.iter("main")).append(html.fragment_fromstring(words)))


def exchange_cells(page: Tree) -> None:
    """Two shares of the table of habits change places."""
    first, second = rows(page)[1][2], rows(page)[2][2]
    first.text, second.text = second.text, first.text


def exchange_columns(page: Tree) -> None:
    """Two columns change places under their heads."""
    for row in rows(page)[1:]:
        row[2].text, row[3].text = row[3].text, row[2].text


def double_row(page: Tree) -> None:
    """A row stands twice, the second time with another number."""
    row = rows(page)[2]
    more = html.fragment_fromstring(html.tostring(row, encoding="unicode"), parser=None)
    more[1].text = "18"
    row.addnext(more)


FIRST = "The change was −0.35 (95% CI −0.52 to −0.18) for stories and 0.08 for songs."
SECOND = "It did not depend on the age of the child."
FLOW = "PRISMA 2020 flow diagram. Identification of studies via databases and registers:"

EVERYWHERE: dict[str, Edit] = {
    "digit of a bound number": swap("90.0%", "91.0%"),
    "number as a word": swap(">Four</span>", ">Five</span>"),
    "decimal comma": swap("10.25", "10,25"),
    "sign lost": swap("−0.35", "0.35"),
    "sign gained": swap("0.08 for", "−0.08 for"),
    "sign of a limit": swap("to −0.18", "to 0.18"),
    "per mille": swap("74.2%", "74.2‰"),
    "no unit": swap("(36.4%)", "(36.4)"),
    "unit of time": swap("10.25 hours", "10.25 days"),
    "digits joined": swap("1,242 of 10,324", "124,210,324"),
    "thousands": swap("10,324 nights", "10,342 nights"),
    "ratio": swap("(24, 49)", "(49, 24)"),
    "counts exchanged": swap(
        "24 (36.4%) read aloud every night and 49 (74.2%)",
        "49 (36.4%) read aloud every night and 24 (74.2%)",
    ),
    "pairs exchanged": swap(
        "24 (36.4%) read aloud every night and 49 (74.2%)",
        "49 (74.2%) read aloud every night and 24 (36.4%)",
    ),
    "confidence level": swap("95% CI", "90% CI"),
    "limits exchanged": swap("−0.52 to −0.18", "−0.18 to −0.52"),
    "year of a citation": swap(">Amsel, 2016<", ">Amsel, 2018<"),
    "authors of a citation": swap("Birke &amp; Ulme, 2019", "Birke &amp; Olme, 2019"),
    "year of a reference": swap("Amsel, A. (2016)", "Amsel, A. (2018)"),
    "pages of a reference": swap("10–19", "10–29"),
    "name in a reference": swap("Birke, B., &amp; Ulme, U.", "Birke, B., &amp; Elm, U."),
    "number of an identifier": swap(
        ">https://doi.org/10.1136/bmj.n71<", ">https://doi.org/10.1136/bmj.n17<"
    ),
    "link": swap("https://example.org/register/4711", "https://example.org/register/4712"),
    "sentence deleted": swap(" It did not depend on the age of the child.", ""),
    "sentence with a number deleted": swap(" A textbook gives 20 minutes as usual.", ""),
    "paragraph deleted": gone("Teachers were asked"),
    "row deleted": tree(lambda page: rows(page)[2].drop_tree()),
    "row doubled": tree(double_row),
    "item deleted": gone("a song in 17 homes"),
    "step deleted": gone("choose one book"),
    "footnote": swap("the 66 homes that took", "the 68 homes that took"),
    "footnote deleted": tree(lambda page: page.get_element_by_id("footnotes").drop_tree()),
    "caption": swap("before sleep in 66 homes", "before sleep in 65 homes"),
    "number of a table": swap(
        'class="float-label">Table\u00a02', 'class="float-label">Table\u00a04'
    ),
    "heading": swap("</span> Sleep in detail</h2>", "</span> Sleep in brief</h2>"),
    "heading deleted": tree(lambda page: page.get_element_by_id("sec-open").drop_tree()),
    "negation put in": swap("Teachers were asked", "Teachers were not asked"),
    "negation taken out": swap("none of them", "some of them"),
    "claim": swap("In most studies", "In few studies"),
    "direction": swap("fell asleep sooner", "fell asleep later"),
    "first year": swap("2016–2022", "2015–2022"),
    "range made a list": swap("2016–2022", "2016, 2022"),
    "day": swap("March 4, 2024", "March 14, 2024"),
    "cell": swap(">17</td>", ">71</td>"),
    "sign of a cell": swap(">−1.05</td>", ">1.05</td>"),
    "cell emptied": swap(">25.8%</td>", "></td>"),
    "head of a column": swap(">Share</th>", ">Rate</th>"),
    "name of a row": swap(">Lamp</td>", ">Lump</td>"),
    "cells exchanged": tree(exchange_cells),
    "columns exchanged": tree(exchange_columns),
    "rows exchanged": tree(lambda page: exchange(*rows(page)[2:4])),
    "country": swap(">Namibia</td>", ">Norway</td>"),
    "note of a table": swap("NA: Namibia", "NA: not available"),
    "word of a picture": swap(
        "Records screened (n\u00a0=\u00a010)</text>", "Records screened (n\u00a0=\u00a011)</text>"
    ),
    "paragraphs exchanged": tree(
        lambda page: exchange(
            paragraph(page, "The change was"), paragraph(page, "Teachers were asked")
        )
    ),
    "sentences exchanged": swap(f"{FIRST} {SECOND}", f"{SECOND} {FIRST}"),
    "items exchanged": tree(
        lambda page: exchange(paragraph(page, "a song in 17"), paragraph(page, "a lamp that"))
    ),
    "number of a step": swap("read for 15 minutes", "read for 50 minutes"),
    "paragraph with a number at the end": appended(
        "<p>All 14 reviewers agreed with every word.</p>"
    ),
    "paragraph of words at the end": appended(
        "<p>The authors would like to add what they forgot to say before.</p>"
    ),
    "sentence put in": swap("minutes as usual.", "minutes as usual. Another gives 25 minutes."),
    "sentence of words put in": swap(
        "the same in both groups.",
        "the same in both groups. Nobody else was able to see this difference.",
    ),
    "words doubled": swap("in more than 5 homes", "in more than in more than 55 homes"),
    "digit raised": swap("10,324 nights", "10,32<sup>4</sup> nights"),
    "digit raised by style": swap(
        "10,324 nights", '10,32<span style="vertical-align:super;font-size:.7em">4</span> nights'
    ),
    "digit raised as a sign": swap("10,324 nights", "10,32⁴ nights"),
    "power lowered": swap("2 m<sup>2</sup>", "2 m<sup>3</sup>"),
    "row hidden": tree(lambda page: rows(page)[3].set("style", "display:none")),
    "row hidden by a rule": styled(
        "#tbl-habits tr:nth-child(2) {display:none}", ">Song</td>", " >Song</td>"
    ),
    "words hidden by a rule": styled(
        ".k-2 > em, p .k-2 { visibility: hidden }",
        "49 (74.2%)",
        '<span class="k-2">49 (74.2%)</span>',
    ),
    "words made tiny by a rule": styled(
        "#tiny { font-size: 0 }", "none of them", '<span id="tiny">none of them</span>'
    ),
    "digit raised by a rule": styled(
        ".up { vertical-align: super; font-size: 60% }", "10,324 n", '10,32<i class="up">4</i> n'
    ),
    "words written by a rule": styled(
        ".q:after { content: 'not ' }", "24 (36.4%)", '<span class="q"></span>24 (36.4%)'
    ),
    "letter of another script": swap("the parents,", "the p\N{CYRILLIC SMALL LETTER A}rents,"),
    "less and more": swap("in more than 5", "in less than 5"),
    "title": anywhere(
        '"flow.included">four</span> studies</h1>', '"flow.included">five</span> studies</h1>'
    ),
    "author": anywhere('<p class="authors">Ada Example</p>', '<p class="authors">Ida Example</p>'),
    "identifier of an author": anywhere("1825-0097</a>", "1825-0098</a>"),
    "keywords": anywhere("bedtime stories, sleep</p>", "bedtime stories, dreams</p>"),
    "abstract": anywhere(
        "1,242</span> children were included.</p>", "1,224</span> children were included.</p>"
    ),
}


PAGE_ONLY: dict[str, Edit] = {
    "title in the tab": anywhere("<title>Bedtime", "<title>Daytime"),
    "number in the title in the tab": anywhere(
        "of four studies</title>", "of five studies</title>"
    ),
    "title for search engines": anywhere(
        'name="citation_title" content="Bedtime', 'name="citation_title" content="Daytime'
    ),
    "number in the description": anywhere(
        "found 12 records. Four studies with 1,242", "found 12 records. Four studies with 1,422"
    ),
    "name of a picture": swap(
        "(n = 10). Records excluded (n = 4)", "(n = 10). Records excluded (n = 5)"
    ),
    "description of a picture": swap(
        f"<desc>{FLOW} Records identified from: Databases (n = 12)",
        f"<desc>{FLOW} Records identified from: Databases (n = 21)",
    ),
    "name of a region": swap(
        'tabindex="0" aria-label="PRISMA 2020', 'tabindex="0" aria-label="PRISMA 2009'
    ),
    "running title at the foot": anywhere(
        "<p>Bedtime stories and the time to fall asleep ·",
        "<p>Bedtime songs and the time to fall asleep ·",
    ),
    "white words": swap("49 (74.2%)", '<span style="color:#fff">49 (74.2%)</span>'),
    "clipped words": swap(
        "49 (74.2%)", '<span style="position:absolute;left:-9999px">49 (74.2%)</span>'
    ),
    "hidden attribute": swap("49 (74.2%)", "<span hidden>49 (74.2%)</span>"),
    "contents": anywhere("</span> What remains open</a>", "</span> What remains closed</a>"),
}


def edited(edits: Mapping[str, Edit], longer: Path) -> Iterator[tuple[str, str]]:
    """The article's page after each edit."""
    page = (longer / "_rendered/manuscript/article.html").read_text(encoding="utf-8")
    for name, edit in edits.items():
        changed = edit(page)
        assert changed != page, name
        yield name, changed


def audited(longer: Path, paths: Mapping[str, Path]) -> Found:
    """What is found in each file."""
    verdicts = audit(open_project(longer), list(paths.values()))
    return {name: one.findings for name, one in zip(paths, verdicts, strict=True)}


@pytest.fixture(scope="module")
def in_pages(longer: Path, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found in each edited page."""
    folder = tmp_path_factory.mktemp("pages")
    paths: dict[str, Path] = {}
    for number, (name, page) in enumerate(edited(EVERYWHERE | PAGE_ONLY, longer)):
        paths[name] = folder / f"{number}.html"
        paths[name].write_text(page, encoding="utf-8")
    return audited(longer, paths)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--headless"]
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def in_prints(browser: Browser, longer: Path, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found in the PDF that is printed of each edited page."""
    folder = tmp_path_factory.mktemp("prints")
    window = browser.new_page()
    paths: dict[str, Path] = {}
    for number, (name, page) in enumerate(edited(EVERYWHERE, longer)):
        window.set_content(re.sub(r"(?s)<script.*?</script>", "", page))
        paths[name] = folder / f"{number}.pdf"
        paths[name].write_bytes(window.pdf())
    window.close()
    return audited(longer, paths)


@pytest.mark.parametrize("name", [*EVERYWHERE, *PAGE_ONLY])
def test_what_is_planted_in_a_page_is_found(in_pages: Found, name: str) -> None:
    """Each edit of the page has a finding."""
    assert in_pages[name]


@pytest.mark.browser
@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_is_planted_in_a_print_is_found(in_prints: Found, name: str) -> None:
    """Each edit of the page has a finding in the PDF that Chromium prints of it."""
    assert in_prints[name]
