"""Title blocks: every form in which authors, dates and keywords are stated."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from numerate.paper.manuscript.authors import parted
from numerate.paper.manuscript.dates import read_date, written_date
from tests.paper.manuscript.trees import Faults, Read, codes, tree


def value(node: dict[str, Any]) -> Any:  # noqa: ANN401 - any metadata
    """A metadata value as plain Python."""
    kind, content = node["t"], node["c"]
    if kind == "MetaMap":
        return {key: value(item) for key, item in content.items()}
    if kind == "MetaList":
        return [value(item) for item in content]
    if kind == "MetaInlines":
        return "".join(item["c"] if item["t"] == "Str" else " " for item in content)
    return content


def test_authors_and_affiliations_are_put_in_one_form(read: Read) -> None:
    """Inline, by reference, as text (Quarto's author schema); numbered as the authors name them."""
    document = read("""---
title: T
author:
  - name: Ann van Lee
    orcid: 0000-0001
    email: a@b.c
    corresponding: true
    degrees: [PhD, MD]
    roles: [writing, {conceptualization: lead}]
    affiliations:
      - ref: bern
      - name: Institute
        department: Sleep
        state: BE
  - name: {given: Bob, family: Q}
    attributes: {equal-contributor: true}
    affiliation: Institute of Naps
    note: Retired
  - Cy Young
affiliations:
  - id: bern
    name: Bern University
    city: Bern
---

Text
""")
    meta = tree(document)["meta"]
    ann, bob, cy = value(meta["by-author"])
    assert ann["name"] == {"literal": "Ann van Lee", "given": "Ann", "family": "van Lee"}
    assert (ann["orcid"], ann["email"], ann["corresponding"]) == ("0000-0001", "a@b.c", True)
    assert ann["degrees"] == ["PhD", "MD"]
    assert ann["roles"] == ["writing", "conceptualization (lead)"]
    assert [(a["number"], a["name"]) for a in ann["affiliations"]] == [
        ("1", "Bern University"),
        ("2", "Institute"),
    ]
    assert ann["affiliations"][1]["region"] == "BE"
    assert bob["name"]["literal"] == "Bob Q"
    assert (bob["equal-contributor"], bob["corresponding"], bob["note"]) == (True, False, "Retired")
    assert cy["affiliations"] == []
    assert value(meta["author"]) == ["Ann van Lee", "Bob Q", "Cy Young"]
    assert [a["name"] for a in value(meta["affiliations"])] == [
        "Bern University",
        "Institute",
        "Institute of Naps",
    ]


@pytest.mark.parametrize(
    "stated", ["author: Ann Lee", "authors: [Ann Lee]", "author: {name: Ann Lee}"]
)
def test_a_single_author_in_any_form(read: Read, stated: str) -> None:
    """A text, a list under authors, a map."""
    meta = tree(read(f"---\n{stated}\ninstitute: Naps\n---\n\nText\n"))["meta"]
    [ann] = value(meta["by-author"])
    assert ann["name"]["family"] == "Lee"
    assert [a["name"] for a in ann["affiliations"]] == ["Naps"]


def test_an_unknown_affiliation_is_told(faults: Faults) -> None:
    """Quarto stops with "Undefined affiliation"; the line is that of the reference."""
    found = faults("---\nauthor:\n  - name: A\n    affiliations:\n      - ref: none\n---\n\nText\n")
    assert codes(found) == ["a.qmd:5:9 unknown-affiliation"]


def test_keywords_dates_and_words_of_the_title_block(read: Read) -> None:
    """Keywords as one text are parted; the date is written out; words follow the language."""
    meta = tree(
        read("---\nkeywords: sleep, naps\ndate: 2021-11-29\nlang: de\nabstract: A\n---\n\nText\n")
    )["meta"]
    assert value(meta["keywords"]) == ["sleep", "naps"]
    assert value(meta["date"]) == "29. November 2021"
    assert value(meta["abstract-title"]) == "Zusammenfassung"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (None, "November 29, 2021"),
        ("iso", "2021-11-29"),
        ("full", "Monday, November 29, 2021"),
        ("medium", "Nov 29, 2021"),
        ("short", "11/29/21"),
        ("DD/MM/YYYY", "29/11/2021"),
        ("MMMM Do, YYYY", "November 29th, 2021"),
        ("[Day] D", "Day 29"),
    ],
)
def test_formats_of_dates(form: str | None, written: str) -> None:
    """The styles and patterns of Quarto's documentation on dates."""
    assert written_date(date(2021, 11, 29), form=form) == written


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2021-11-29", date(2021, 11, 29)),
        ("11/29/2021", date(2021, 11, 29)),
        ("November 29, 2021", date(2021, 11, 29)),
        ("today", date(2024, 1, 2)),
        ("in press", None),
    ],
)
def test_days_in_words(stated: str, day: date | None) -> None:
    """What is no date stays as it is written."""
    assert read_date(stated, Path("none.qmd"), today=date(2024, 1, 2)) == day


def test_names_are_parted_as_in_bibtex() -> None:
    """Particles belong to the family name; one word is a family name."""
    assert parted("Anna M. de la Cruz") == ("Anna M.", "de la Cruz")
    assert parted("Plato") == ("", "Plato")
