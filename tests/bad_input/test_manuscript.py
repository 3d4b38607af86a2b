"""Faults in the manuscript: told with file, line and column, and nothing is rendered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Refused = Callable[..., None]

# a text of article.qmd that stands there once, and what an author might have put in its place
CHANGES = {
    "unknown_number": ("[10]{num=flow.screened}", "[10]{num=flow.screend}"),
    "unknown_number_in_title": (
        '[four]{num=flow.included as=words} studies"',
        '[4]{num=included} studies"',
    ),
    "unknown_number_in_abstract": ("found [12]{num=flow.records}", "found [12]{num=flow.hits}"),
    "unknown_number_in_caption": ("[4]{num=flow.included} included", "[4]{num=flow.in} included"),
    "unknown_form": ("[2]{num=flow.duplicates}", "[two]{num=flow.duplicates as=letters}"),
    "unknown_table": ("table=studies}", "table=study}"),
    "unknown_figure": ("figures/prisma.svg", "figures/flow.svg"),
    "unknown_claim": ("claim=findings.most_shorter", "claim=findings.all_shorter"),
    "unknown_citation_set": ("cite=findings.shorter_studies", "cite=findings.longer_studies"),
    "unknown_label": ("ref=supplement#tbl-flow", "ref=supplement#tbl-searches"),
    "unknown_citation": ("[@page2021]", "[@page2020, p. 3]"),
    "dead_cross_reference": ("(@fig-prisma)", "(@fig-flow)"),
    "executable_cell": ("# References", "```{python}\n#| label: sum\n1 + 1\n```\n\n# References"),
    "inline_code": (
        "# References",
        "Together `{python} 1 + 1` books.\n\n```{python}\n1 + 1\n```\n\n# References",
    ),
    "missing_include": ("# References", "{{< include _discussion.qmd >}}\n\n# References"),
    "unknown_shortcode": ("# References", "{{< lipsum 3 >}}\n\n# References"),
    "missing_picture": ("# References", "![A bed](bed.png)\n\n# References"),
    "repeated_id": ("# Results {#sec-results}", "# Results {#sec-method}"),
    "bad_front_matter": ("keywords: [bedtime stories, sleep]", "keywords: [bedtime stories, sleep"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_text_is_refused(review: Path, refused: Refused, name: str) -> None:
    """One slip in article.qmd; the message says where, and names what is there instead."""
    path = review / "manuscript" / "article.qmd"
    old, new = CHANGES[name]
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    refused(name)


def test_a_claim_that_fails_stops_the_paper(review: Path, refused: Refused) -> None:
    """Two of four studies are not most: the sentence is quoted beside what the data say."""
    path = review / "data" / "studies.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",-6.5", ",6.5"), encoding="utf-8")
    refused("claim_fails")


def test_a_missing_bibliography_is_told(review: Path, refused: Refused) -> None:
    """_quarto.yml names references.bib, and it is gone."""
    (review / "references.bib").unlink()
    refused("missing_bibliography")


def test_settings_that_are_no_yaml_are_told(review: Path, refused: Refused) -> None:
    """A bracket that never closes in _quarto.yml."""
    (review / "_quarto.yml").write_text("project:\n  render: [a\nlang: en\n", encoding="utf-8")
    refused("bad_settings")
