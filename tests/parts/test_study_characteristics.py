"""The part ``characteristics``: counts with their base, ranges, several values, strands."""

from __future__ import annotations

from numerate import parts
from tests.parts.making import faults, run, tables

COLUMNS = ("study", "year", "country", "design", "participants")
ROWS = [
    ("a", 2001, "Chile; Peru", "trial", 100), ("b", 2005, "Peru", "trial", 50),
    ("c", 2011, "Chile", None, None), ("d", 2003, "Kenya", "cohort", 30),
]  # fmt: skip
STUDIES = tables(studies=(COLUMNS, ROWS))


def test_shares_say_their_base_and_missing_is_counted() -> None:
    """Two trials: half of all studies, two thirds of the three that report a design."""
    made = run(parts.characteristics(), STUDIES)
    assert made.text("studies.design.trial.pct") == "50%"
    assert made.text("studies.design.trial.pct_reported") == "67%"
    assert (made.value("studies.design.missing"), made.value("studies.n")) == (1, 4)


def test_quantities() -> None:
    """Total 180, median 50 and range of the three that report participants; years have a range."""
    made = run(parts.characteristics(), STUDIES)
    key = "studies.participants"
    assert (made.value(f"{key}.total"), made.value(f"{key}.median")) == (
        180, 50,
    )  # fmt: skip
    assert (
        "over the 3 studies that report it" in made.numbers["studies.participants.total"].definition
    )
    assert made.text("studies.year.range") == "2001–2011"
    assert "studies.year.total" not in made.numbers


def test_a_cell_with_several_values_counts_for_each() -> None:
    """The study in Chile and Peru is one of two in each."""
    made = run(parts.characteristics(several=("country",)), STUDIES)
    assert (made.value("studies.country.chile"), made.value("studies.country.peru")) == (2, 2)


def test_the_table_prints_words_for_what_is_missing_and_sums_up() -> None:
    """An empty cell is never printed; the summary row binds its numbers."""
    table = run(parts.characteristics(), STUDIES).tables["studies"].as_json()
    cells = [cell["text"] for line in table["body"] for cell in line["cells"]]
    assert all(cells)
    assert ["not reported"] in cells
    assert {"num": "studies.participants.total"} in table["body"][-1]["cells"][-1]["text"]


def test_strands_have_their_own_numbers() -> None:
    """The cohort alone: one study of 30."""
    data = tables(studies=(COLUMNS, [row for row in ROWS if row[3]]))
    made = run(parts.characteristics(strand="design"), data)
    assert made.value("studies.n.cohort") == 1
    assert made.value("studies.participants.total.cohort") == 30


def test_an_unknown_column_is_told_at_the_declaration() -> None:
    """``contry`` is no column of the table."""
    part = parts.characteristics(columns=("contry",))
    ((code, line, told),) = faults(part, STUDIES)
    assert (code, line) == ("unknown-column", part.place[1])
    assert "'contry'" in told
