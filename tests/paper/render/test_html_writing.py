"""The page: one file, landmarks, names, order; for eyes, ears, keyboards and printers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pytest
from lxml.html import HtmlElement, document_fromstring

from numerate.paper.render.html_writing import html
from numerate.paper.render.rendition import Place

Tree = dict[str, Any]
Finished = Callable[[str], Tree]


@pytest.fixture(scope="module")
def page(renditions: Mapping[str, bytes]) -> HtmlElement:
    """The showcase as a page."""
    return document_fromstring(renditions["html"])


def test_the_file_needs_nothing_else(renditions: Mapping[str, bytes], page: HtmlElement) -> None:
    """No style, script, picture or font comes from elsewhere."""
    assert page.xpath("//link[@href] | //script[@src] | //iframe | //*[@srcset]") == []
    assert [src for src in page.xpath("//@src") if not src.startswith("data:")] == []
    assert re.search(rb"url\((?!#|data:)|@import", renditions["html"]) is None


def test_the_page_has_language_title_and_landmarks(page: HtmlElement) -> None:
    """WCAG 3.1.1 and 2.4.2; one header, navigation, main part and footer (ARIA11)."""
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "Image sharing without consent: a review of 68 studies"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.xpath(f"//body/{landmark}")) == 1


def test_the_first_link_skips_to_the_text(page: HtmlElement) -> None:
    """WCAG technique G1: the first thing that takes the focus leads to the main part."""
    first = page.xpath("//body//*[@href or @tabindex]")[0]
    assert page.xpath("//main/@id") == [first.get("href").removeprefix("#")]


def test_headings_are_in_order_below_one_title(page: HtmlElement) -> None:
    """One h1, the title; no level is left out (G141)."""
    levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_the_contents_list_leads_to_the_headings(page: HtmlElement) -> None:
    """Every entry names a heading's id; toc-depth 2 shows two ranks below the title."""
    targets = page.xpath("//nav//a/@href")
    assert targets == [f"#{one}" for one in page.xpath("//main//h2/@id | //main//h3/@id")]
    assert len(targets) > 4


def test_every_link_inside_the_page_leads_somewhere(page: HtmlElement) -> None:
    """Cross references, citations, footnotes and contents find their targets."""
    ids = set(page.xpath("//@id"))
    inside = [one[1:] for one in page.xpath("//@href") if one.startswith("#")]
    assert [one for one in inside if one not in ids] == []
    assert len(ids) == len(page.xpath("//@id"))


def test_pictures_have_their_alternative_text(page: HtmlElement) -> None:
    """What fig-alt says is the name of the image (WCAG 1.1.1)."""
    names = page.xpath("//svg[@role='img']/@aria-label | //img/@alt")
    assert names[0].startswith("Flow of 25,523 records: 15,199 duplicates removed")
    assert names[1:] == ["First panel.", "Second panel."]


def test_figures_and_tables_are_named_by_their_captions(page: HtmlElement) -> None:
    """Each figure element is labelled by its figcaption; so are the tables in it."""
    for figure in page.xpath("//figure"):
        (caption,) = figure.xpath("./figcaption/@id")
        assert figure.get("aria-labelledby") == caption
        for table in figure.xpath(".//table"):
            assert table.get("aria-labelledby") == caption


def test_header_cells_name_what_they_head(page: HtmlElement) -> None:
    """Technique H63: scope for each header cell, colgroup for one that spans columns."""
    table = page.xpath("//figure[@id='tbl-covariates']//table")[0]
    scopes = {th.text_content(): th.get("scope") for th in table.xpath(".//thead//th")}
    assert scopes["Direction of association"] == "colgroup"
    assert scopes["Covariate"] == scopes["Positive"] == "col"


def test_a_wide_table_scrolls_in_a_named_box_that_takes_the_focus(page: HtmlElement) -> None:
    """Reflow (WCAG 1.4.10) and keyboard (2.1.1): a box of its own, tabindex and a name."""
    for table in page.xpath("//table"):
        box = table.getparent()
        assert (box.get("class"), box.get("tabindex"), box.get("role")) == (
            "table-scroll",
            "0",
            "group",
        )
        assert box.get("aria-labelledby") or box.get("aria-label")


def test_captions_stand_where_they_belong(page: HtmlElement) -> None:
    """Above tables and listings, below figures."""
    for figure in page.xpath("//figure"):
        first = figure[0].tag == "figcaption"
        assert first is ("float-fig" not in figure.get("class"))


def test_bound_numbers_and_claims_keep_their_keys(page: HtmlElement) -> None:
    """A script, or a reader of the source, finds where a number comes from."""
    assert "flow.unique" in page.xpath("//span[@class='num']/@data-key")
    assert page.xpath("//span[@class='claim']/@data-key") == [
        "covariates.victimization.all_positive"
    ]


def test_equations_are_mathml_with_a_number(page: HtmlElement) -> None:
    """Presentation MathML, read aloud by screen readers; the number beside it."""
    (equation,) = page.xpath("//span[@id='eq-kappa']")
    assert equation.xpath(".//math")
    assert equation.xpath("string(.//*[@class='equation-number'])") == "(1)"


def test_a_group_row_heads_its_rows(finished: Finished, place: Place) -> None:
    """A row of class group heads a row group of its own, over all columns (HTML 4.9.12)."""
    tree = finished("| a | b |\n|---|---|\n| G | |\n| x | 1 |\n| H | |\n| y | 2 |\n")
    table = tree["blocks"][0]
    table["c"][0][2].append(["data-table", "t"])
    for number in (0, 2):
        row = table["c"][4][0][3][number]
        row[0][1].append("group")
        row[1] = row[1][:1]
        row[1][0][3] = 2
    page = document_fromstring(html(tree, place).content)
    groups = page.xpath("//th[@scope='rowgroup']")
    assert [(one.text_content(), one.get("colspan")) for one in groups] == [("G", "2"), ("H", "2")]
    assert [one.text_content() for one in page.xpath("//th[@scope='row']")] == ["x", "y"]
    assert len(page.xpath("//tbody")) == 2


def test_a_total_over_several_columns_keeps_its_span(finished: Finished, place: Place) -> None:
    """In a computed table the first column heads its rows; a spanning first cell is not cut."""
    tree = finished("| a | b | n |\n|---|---|---|\n| x | y | 1 |\n| All | | 2 |\n")
    table = tree["blocks"][0]
    table["c"][0][2].append(["data-table", "t"])
    row = table["c"][4][0][3][1]
    row[0][1].append("total")
    row[1][0][3] = 2
    del row[1][1]
    page = document_fromstring(html(tree, place).content)
    cells = page.xpath("//tr[@class='total']/*")
    assert [(one.text_content(), one.get("colspan")) for one in cells] == [
        ("All", "2"),
        ("2", None),
    ]


def test_the_depth_of_the_contents_counts_the_levels_of_the_source(
    finished: Finished, place: Place
) -> None:
    """As in Quarto: depth 2 shows # and ##, though the page prints them one level lower."""
    tree = finished("---\ntitle: T\ntoc: true\ntoc-depth: 2\n---\n\n# A\n\n## B\n\n### C\n")
    page = document_fromstring(html(tree, place).content)
    assert [one.text_content() for one in page.xpath("//nav//a")] == ["A", "B"]


def test_a_document_without_a_title_keeps_its_levels(finished: Finished, place: Place) -> None:
    """Without a title the first section is the heading of the page."""
    page = document_fromstring(html(finished("# One\n\n## Two\n"), place).content)
    assert [one.tag for one in page.xpath("//h1|//h2|//h3")] == ["h1", "h2"]


def test_a_picture_on_the_network_becomes_a_link_and_an_advice(
    finished: Finished, place: Place
) -> None:
    """Nothing is fetched; the reader gets the alternative text, the author an advice."""
    made = html(finished("![A badge](https://example.org/b.svg)"), place)
    page = document_fromstring(made.content)
    assert [a.text_content() for a in page.xpath("//main//a")] == ["A badge"]
    assert [issue.code for issue in made.advice] == ["picture-not-shown"]
    assert made.advice[0].severity == "advice"
