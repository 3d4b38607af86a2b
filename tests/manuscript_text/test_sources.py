"""What the manuscript's sources, the references and the list of reported numbers owe each other."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from numerate.ground.project import extension_dir

ROOT = extension_dir().parents[1]
SOURCES = {
    path.name: path.read_text("utf-8") for path in sorted(Path(ROOT, "manuscript").glob("*.qmd"))
}
BIBLIOGRAPHY = (ROOT / "references.bib").read_text("utf-8")
DOI = "10.1177/15248380251375912"

# PRISMA 2020 (Page et al., 2021, Table 1): 27 items, 42 with their parts.
ITEMS = [
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10a",
    "10b",
    "11",
    "12",
    "13a",
    "13b",
    "13c",
    "13d",
    "13e",
    "13f",
    "14",
    "15",
    "16a",
    "16b",
    "17",
    "18",
    "19",
    "20a",
    "20b",
    "20c",
    "20d",
    "21",
    "22",
    "23a",
    "23b",
    "23c",
    "23d",
    "24a",
    "24b",
    "24c",
    "25",
    "26",
    "27",
]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table of the extraction."""
    with Path(ROOT, "data", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entries() -> list[str]:
    """The keys of references.bib, in its order."""
    return re.findall(r"^@\w+\{([^,]+),", BIBLIOGRAPHY, re.MULTILINE)


def cited() -> set[str]:
    """The keys that the prose cites; cross references have a prefix and a hyphen."""
    found = re.findall(r"(?<![\w.])-?@([a-z][\w]*)(?![\w-])", "\n".join(SOURCES.values()))
    return set(found) - {"sec", "tbl", "fig"}


def test_no_key_of_the_bibliography_is_given_twice() -> None:
    """A second entry with the same key would silently win or lose."""
    assert [key for key, times in Counter(entries()).items() if times > 1] == []


def test_what_the_prose_cites_is_in_the_bibliography() -> None:
    """A citation without an entry would stand in the text as a question mark."""
    assert cited() - set(entries()) == set()


def test_every_named_study_has_an_entry() -> None:
    """Tables and citation sets cite the studies that the published review names."""
    named = {row["citation"] for row in rows("named_studies.csv")}
    assert named - set(entries()) == set()


def test_every_entry_is_a_named_study_or_cited_in_the_prose() -> None:
    """The list of references holds nothing that the paper does not use."""
    named = {row["citation"] for row in rows("named_studies.csv")}
    assert set(entries()) - named - cited() == set()


@pytest.mark.parametrize("document", ["article.qmd", "supplement.qmd"])
def test_a_document_opens_with_the_notice(document: str) -> None:
    """The reader learns first that this is a recomputation, and of which review."""
    body = SOURCES[document].split("---", 2)[2].strip()
    assert body.startswith("{{< include _notice.qmd >}}")
    assert DOI in SOURCES["_notice.qmd"]


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_of_prisma_has_its_place(item: str) -> None:
    """Each item of the checklist is marked somewhere in the article or the supplement."""
    marks = re.findall(r"\bprisma=\"?([0-9a-f ]+)", "\n".join(SOURCES.values()))
    assert item in {one for mark in marks for one in mark.split()}


def test_every_part_is_included_once() -> None:
    """No part is forgotten, and none is printed twice in a document."""
    for document in ("article.qmd", "supplement.qmd"):
        included = re.findall(r"\{\{< include (\S+) >\}\}", SOURCES[document])
        assert len(included) == len(set(included))
    all_included = set(re.findall(r"\{\{< include (\S+) >\}\}", "\n".join(SOURCES.values())))
    assert all_included == {name for name in SOURCES if name.startswith("_")}


def test_every_reported_number_has_a_key_or_a_reason() -> None:
    """The published review prints 266 numbers and statements of quantity (a list made by hand)."""
    reported = rows("reported.csv")
    assert len(reported) == 266
    assert [row["id"] for row in reported if not row["key"] and not row["note"]] == []
    for row in reported:
        assert (row["check"] == "not computable") == (row["key"] == "")
