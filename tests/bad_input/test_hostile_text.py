"""Text from the data is text in every format, whatever it looks like."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from numerate.cli import main

TextOf = Callable[[Path], str]

# what HTML, Typst, TeX, Markdown, Pandoc attributes, shortcodes and spreadsheets would act on
TITLES = {
    "A": '<script>alert("A")</script> #set text(fill: red) \\input{secret} \N{SLEEPING FACE}',
    "B": "*b* _i_ `c` $x^2$ ~s~ [l](u){num=flow.included} @page2021 {{< meta title >}}",
    "C": "\"straight\" 'quotes' “curly” ‘ones’ & &amp; &lt; % \\ / | ^ # 1. - + --- ...",
    "D": '=1+1 <!-- gone? --> ]]> ``` ::: \\begin{x} #import "a" $ a_1 $ \N{SNOWMAN}',
}
DATABASE = 'ERIC <b onclick="x()">&amp;</b> #strong[x]'


@pytest.fixture(scope="module")
def rendered(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature rendered with these names of studies, and this name of a database."""
    root = tmp_path_factory.mktemp("hostile") / "review"
    shutil.copytree(built_miniature, root)
    _rewritten(root / "data" / "studies.csv", "study", "label", TITLES)
    _rewritten(root / "data" / "searches.csv", "search", "database", {"S1": DATABASE})
    command = ["-C", str(root), "render", "article", "--engine", "embedded", "--quiet"]
    assert main(command) == 0
    return root / "_rendered" / "manuscript"


def _rewritten(path: Path, key: str, column: str, texts: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row[column] = texts.get(row[key], row[column])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("study", TITLES)
@pytest.mark.parametrize("suffix", ["html", "pdf", "docx"])
def test_a_title_comes_out_letter_by_letter(
    rendered: Path, text_of: TextOf, suffix: str, study: str
) -> None:
    """The whole title stands in the text that a reader sees, blanks apart."""
    text = text_of(rendered / f"article.{suffix}")
    assert _solid(TITLES[study]) in _solid(text)


def _solid(text: str) -> str:
    """A text without blanks: lines of a narrow PDF column break anywhere between words."""
    return "".join(text.split()).replace("\N{VARIATION SELECTOR-16}", "")


def test_no_script_gets_into_the_page(rendered: Path) -> None:
    """No element and no event handler of the page comes from the data."""
    page = html.parse(str(rendered / "article.html")).getroot()
    assert not [one for one in page.iter("script") if "alert" in (one.text or "")]
    assert not page.xpath("//*[@onclick]")


def test_a_name_in_a_figure_is_text_too(rendered: Path, text_of: TextOf) -> None:
    """The diagram's words and its alternative text carry the database as it is called."""
    assert DATABASE in text_of(rendered / "article.html")
    page = html.parse(str(rendered / "article.html")).getroot()
    told = [*page.xpath("//img/@alt"), *page.xpath("//*[@aria-label]/@aria-label")]
    told += [one.text_content() for one in page.xpath("//svg//title | //svg//desc | //figure//p")]
    assert any(DATABASE in one for one in told)
