"""The recheck of everything that the published article reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from numerate.review.extraction import Extraction
from numerate.review.results import Ledger
from numerate.review.results.recheck import recheck
from numerate.review.results.reported import exit_code, from_rows


@pytest.fixture(scope="module")
def outcomes(data: Extraction, ledger: Ledger) -> dict[str, str]:
    """The verdict on each reported number, by id."""
    return {one.reported.id: one.outcome for one in recheck(from_rows(data["reported"]), ledger)}


def test_only_what_is_declared_differs(data: Extraction, ledger: Ledger) -> None:
    """All 266 reported numbers come out as the compendium declares."""
    verdicts = recheck(from_rows(data["reported"]), ledger)
    assert len(verdicts) == 266
    assert exit_code(verdicts) == 0


def test_the_two_faults_of_the_article(outcomes: dict[str, str]) -> None:
    """74.8% of 195 is impossible; around a third screened by one reviewer is not supported."""
    told = {
        name: one
        for name, one in outcomes.items()
        if one not in {"reproduced", "as stated", "not computable"}
    }
    assert told == {
        "agreement.fulltext": "impossible",
        "discussion.single_screened_share": "not supported",
    }


def test_what_the_data_cannot_tell(outcomes: dict[str, str]) -> None:
    """The 11 entries without any data behind them are judgements, definitions and apparatus."""
    beyond = [name for name, one in outcomes.items() if one == "not computable"]
    assert len(beyond) == 11
    assert {name.partition(".")[0] for name in beyond} == {
        "intro", "method", "theme", "discussion", "meta",
    }  # fmt: skip


def test_a_changed_row_is_no_longer_reproduced(
    data: Extraction,
    changed: Callable[[str, str, str, str], Extraction],
    computed: Callable[[Extraction], Ledger],
) -> None:
    """One study moved to another country makes both countries differ, with their rows."""
    study = data["quantitative_studies"].where(country="Greece").ids[0]
    ledger = computed(changed("quantitative_studies", study, "country", "Italy"))
    verdicts = recheck(from_rows(data["reported"]), ledger)
    differing = {one.reported.id: one for one in verdicts if one.outcome == "differs"}
    assert {"quant.country.greece", "quant.country.italy"} >= set(differing) - {
        "quant.country.greece"
    }
    assert "quant.country.italy" in differing
    assert study in differing["quant.country.italy"].rows
    assert exit_code(verdicts) == 1
