"""The part ``appraisal``: long tables, robvis' wide ones, tools of one's own, and bad words."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from numerate import parts
from tests.parts.making import faults, run, tables

REAL = Path(__file__).parents[2].parent / "shared" / "real" / "risk_of_bias"
ROB = [
    (study, domain, word)
    for study, words in (("A", "Low;Low;High;Low;Low;High"), ("B", "Low; low ;Low;Low;Low;Low"))
    for domain, word in zip(
        ("D1", "D2", "D3", "D4", "D5", "Overall"), words.split(";"), strict=True
    )
]
COLUMNS = ("key", "study", "domain", "judgement")


def test_counts_shares_and_claims() -> None:
    """Of two trials one is at high risk; " low " is Low; each word has a count and a share."""
    data = tables(risk_of_bias=(COLUMNS, [(str(i), *one) for i, one in enumerate(ROB)]))
    made = run(parts.appraisal(tool="rob2"), data)
    assert (made.value("rob.n"), made.value("rob.d2.low"), made.value("rob.overall.high")) == (
        2,
        2,
        1,
    )
    assert made.text("rob.overall.high.pct") == "50%"
    assert made.claims["rob.d2.all_low"].holds
    assert not made.claims["rob.overall.none_high"].holds
    assert set(made.figures) == {"rob_traffic", "rob_bars"}


def test_a_blank_is_not_low() -> None:
    """What is not judged counts in no share and is told as an advice."""
    rows = [(str(i), s, d, "" if (s, d) == ("B", "D1") else w) for i, (s, d, w) in enumerate(ROB)]
    made = run(parts.appraisal(), tables(risk_of_bias=(COLUMNS, rows)))
    assert (made.value("rob.d1.low"), made.value("rob.blank")) == (1, 1)
    assert made.text("rob.d1.low.pct") == "100%"
    assert [(one.code, one.line) for one in made.advice] == [("judgement-missing", 8)]


@pytest.mark.parametrize(("changed", "code"), [
    (("A", "D1", "Lwo"), "answer-off-scale"), (("A", "D9", "Low"), "unknown-domain"),
    (("A", "Overall", "Low"), "overall-judgement"),
])  # fmt: skip
def test_words_and_domains_that_are_none(changed: tuple[str, str, str], code: str) -> None:
    """A misspelt word, an unknown domain, an overall judgement better than the worst domain."""
    rows = [changed if one[:2] == changed[:2] else one for one in ROB]
    rows = rows if changed in rows else [changed, *rows]
    data = tables(risk_of_bias=(COLUMNS, [(str(i), *one) for i, one in enumerate(rows)]))
    line = rows.index(changed) + 2
    assert (code, line) in [one[:2] for one in faults(parts.appraisal(), data)]


def test_an_unknown_tool_is_told_at_the_declaration() -> None:
    """``rob3`` is no tool, and the message names the tools there are."""
    part = parts.appraisal(tool="rob3")
    ((code, line, told),) = faults(part, tables(risk_of_bias=(COLUMNS, [("1", "A", "D1", "Low")])))
    assert (code, line) == ("unknown-word", part.place[1])
    assert "tool is 'rob3'" in told


@pytest.mark.parametrize(("name", "tool"), [
    ("data_rob2", "rob2"), ("data_robins_i", "robins-i"), ("data_quips", "quips"),
])  # fmt: skip
def test_the_csv_of_robvis_declared_as_data(name: str, tool: str) -> None:
    """A real file of the R package as a wide table gives the counts that a count by hand gives."""
    path = REAL / f"{name}.csv"
    if not path.is_file():
        pytest.skip("../shared/real is not there")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = tuple(rows[0])
    data = tables(rob=(columns, [tuple(row.values()) for row in rows]))
    made = run(parts.appraisal("rob", tool=tool), data)
    assert made.value("rob.n") == len(rows)
    by_hand = Counter(row["Overall"].strip().casefold() for row in rows)
    assert made.value("rob.overall.low") == by_hand["low"]


def test_a_tool_of_ones_own_by_table() -> None:
    """Domains from a table, words from the declaration; pages past forty studies."""
    rows = [(f"{s}-{q}", f"S{s:02}", q, "Full" if s % 2 else "None") for s in range(45)
            for q in ("Q1", "Q2")]  # fmt: skip
    data = tables(
        mine=(COLUMNS, rows), asked=(("domain", "label"), [("Q1", "Data"), ("Q2", "Code")])
    )
    part = parts.appraisal("mine", tool="Openness", key="open", domains="asked",
                           words=("Full", "Partial", "None"))  # fmt: skip
    made = run(part, data)
    assert made.value("open.q1.full") == 22
    assert {"open_traffic", "open_traffic_2", "open_bars"} == set(made.figures)
