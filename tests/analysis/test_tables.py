"""Tables of the review: no reconstructed row bears a real name, and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from analysis.studies import Names, references
from numerate.review.extraction import Extraction
from numerate.review.results import Ledger


def cited(parts: Iterable[Any]) -> set[str]:
    """The works cited by some cell content."""
    return {key for part in parts if isinstance(part, dict) for key in part.get("cite", ())}


def test_names_stand_only_where_stated(data: Extraction, ledger: Ledger) -> None:
    """In Table 1 a study is cited for a construct only by a finding attributed to it."""
    mapping = dict(
        zip(data["label_map"].texts("raw_label"), data["label_map"].texts("construct"), strict=True)
    )
    rows = data["findings"].present("attributed_to")
    stated = {
        (mapping[label], citation)
        for label, citation in zip(
            rows.texts("raw_label"), rows.values("attributed_to"), strict=True
        )
    }
    printed = {
        (line.id, citation)
        for line in ledger.tables["covariates"].body
        if line.kind == "row"
        for cell in line.cells
        for citation in cited(cell.text)
    }
    assert printed == stated


@pytest.mark.parametrize(
    "table", ["motive_coding", "motives", "quality_quant", "quality_qual", "theme_matrix"]
)
def test_reconstructed_tables_name_nobody(ledger: Ledger, table: str) -> None:
    """Tables whose rows are all reconstructed cite no study at all."""
    cells = [cell for line in ledger.tables[table].body for cell in line.cells]
    assert not any(cited(cell.text) for cell in cells)


def test_every_excluded_report_is_listed(ledger: Ledger) -> None:
    """All 182 excluded full texts stand in their table (250 read, 68 included: the article)."""
    assert len(ledger.tables["excluded_reports"].body) == 182


def test_codebook_has_every_column(data: Extraction, ledger: Ledger) -> None:
    """The codebook describes every column that the dictionary declares."""
    described = {line.id for line in ledger.tables["codebook"].body}
    declared = {
        f"{name}.{column.name}" for name in data for column in data.tables[name].schema.columns
    }
    assert declared <= described


def test_search_string_is_whole(ledger: Ledger) -> None:
    """The note holds the whole string, with as many OR and AND as its terms need."""
    text = str(ledger.tables["search_string"].notes[0].text[1])
    assert text.startswith("(“image-based sexual abuse” OR “nonconsensual porn*”")
    assert (text.count(" OR "), text.count(" AND ")) == (28, 2)


def test_references_of_votes() -> None:
    """Citations come first; neutral numbers follow, runs shortened, shared datasets joined."""
    known = Names({}, {f"q{n:02}": f"QN {n:02}" for n in range(1, 9)})
    groups = [(["boer2021"], []), *(([], [f"q{n:02}"]) for n in (1, 2, 3, 6)), ([], ["q08", "q07"])]
    assert references(groups, known) == [
        {"cite": ["boer2021"], "style": "bare"},
        "; ",
        "QN 01–03, 06, 07/08",
    ]
