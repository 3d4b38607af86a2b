"""The style of results set once in _quarto.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.ground.project import open_project
from numerate.paper.building.house_style import in_house_style
from numerate.review.results import MEASURES, Estimate, Ledger, Style, listing, number

ODDS = Estimate(measure=MEASURES["OR"], value=0.5, low=0.4, high=0.6)


@pytest.fixture
def ledger() -> Ledger:
    """Two estimates, of which one has a style of its own, and a count."""
    made = (
        number("pool.a", ODDS, "Pooled"),
        number("pool.b", ODDS, "Pooled", style=Style("estimate", journal="apa")),
        number("flow.n", 3, "Studies"),
    )
    return Ledger(numbers={one.key: one for one in made})


def test_the_style_of_the_settings(tmp_path: Path, ledger: Ledger) -> None:
    """Estimates follow it, unless the analysis gives one its own; counts stay."""
    (tmp_path / "_quarto.yml").write_text("numerate:\n  style: lancet\n", encoding="utf-8")
    found, issues = in_house_style(ledger, open_project(tmp_path))
    assert issues == []
    assert found.numbers["pool.a"].text == "OR 0·50 (95% CI 0·40–0·60)"
    assert found.numbers["pool.b"].text == "OR = 0.50, 95% CI [0.40, 0.60]"
    assert found.numbers["flow.n"].text == "3"


def test_an_unknown_style_is_a_fault_with_its_line(tmp_path: Path, ledger: Ledger) -> None:
    """The message names the line and the styles that there are."""
    (tmp_path / "_quarto.yml").write_text("lang: en\nnumerate:\n  style: nature\n")
    _, (issue,) = in_house_style(ledger, open_project(tmp_path))
    assert (issue.place, issue.code) == ("_quarto.yml:3", "unknown-style")
    assert issue.expected == "one of: apa, bmj, jama, lancet, cochrane"


def test_the_comma_before_and_is_a_setting(tmp_path: Path) -> None:
    """Three members, with the comma when the settings ask for it and without it when not."""
    made = listing("search.databases", ["CINAHL", "ERIC", "PsycInfo"], "Databases")
    ledger = Ledger(lists={made.key: made})
    (tmp_path / "_quarto.yml").write_text("lang: en\n", encoding="utf-8")
    plain, _ = in_house_style(ledger, open_project(tmp_path))
    assert plain.lists[made.key].text == "CINAHL, ERIC and PsycInfo"
    (tmp_path / "_quarto.yml").write_text("numerate:\n  serial-comma: true\n", encoding="utf-8")
    serial, issues = in_house_style(ledger, open_project(tmp_path))
    assert issues == []
    assert serial.lists[made.key].text == "CINAHL, ERIC, and PsycInfo"
