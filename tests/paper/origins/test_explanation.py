"""Explanations: what `numerate explain` knows of a number, a claim, a cell and a box."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from numerate.ground.errors import CannotRunError
from numerate.ground.project import open_project
from numerate.paper.building.build import computed_ledger
from numerate.paper.manuscript.document import Document
from numerate.paper.origins.explanation import Explanation, explain
from numerate.paper.origins.explanation_text import EXPLANATION_REPORT, WITHHELD, rows_csv, told
from numerate.review.extraction import Rows
from numerate.review.results import Ledger, collect, number

Asked = tuple[Ledger, list[Document], Path]


@pytest.fixture(scope="module")
def asked(built_miniature: Path) -> Asked:
    """The ledger and documents of the miniature review, and its root."""
    ledger, documents = computed_ledger(open_project(built_miniature))
    return ledger, documents, built_miniature


def test_a_key_is_told_with_definition_code_rows_and_uses(asked: Asked) -> None:
    """A number names its function, its file and line, its rows, and where it is printed."""
    ledger, documents, root = asked
    (found,) = explain("flow.included", ledger, documents, root)
    path, _, line = found.place.partition(":")
    source = (root / path).read_text(encoding="utf-8").splitlines()
    assert found.function.rsplit(".", 1)[-1] in source[int(line) - 1]
    assert found.source.startswith(source[int(line) - 1])
    assert [rows.count() for rows in found.rows] == [ledger.numbers["flow.included"].value]
    assert any(use.where.startswith("manuscript/article.qmd:") for use in found.uses)


def test_a_printed_value_finds_every_number_that_reads_so(asked: Asked) -> None:
    """Asking for a value lists all keys with that value: none is guessed."""
    ledger, documents, root = asked
    text = ledger.numbers["flow.included"].text
    keys = {found.key for found in explain(text, ledger, documents, root)}
    assert keys == {
        key for key, one in ledger.numbers.items() if text in (one.text, *one.forms.values())
    }
    assert len(keys) > 1


def test_what_nobody_computed_cannot_be_explained(asked: Asked) -> None:
    """An unknown key gives one issue that names near keys, and no traceback."""
    ledger, documents, root = asked
    with pytest.raises(CannotRunError) as caught:
        explain("flow.includde", ledger, documents, root)
    assert "flow.included" in caught.value.issues[0].expected


def test_a_cell_and_a_figure_can_be_asked_for(asked: Asked) -> None:
    """tables.x and figures.x are explained whole; a cell by its row and column."""
    ledger, documents, root = asked
    key = next(iter(ledger.tables))
    (table,) = explain(f"tables.{key}", ledger, documents, root)
    assert table.kind == "table"
    assert explain(f"tables.{key}[1,1]", ledger, documents, root)
    figure = next(iter(ledger.figures))
    (found,) = explain(f"figures.{figure}", ledger, documents, root)
    assert found.text == ledger.figures[figure].drawing.alt


def test_programs_get_what_people_read(asked: Asked) -> None:
    """As JSON an explanation holds key, wording, code and every row with its cells and lines."""
    ledger, documents, root = asked
    found = explain("flow.included", ledger, documents, root)
    (entry,) = json.loads(EXPLANATION_REPORT.told((found, 1), "json"))
    assert (entry["key"], entry["text"]) == ("flow.included", ledger.numbers["flow.included"].text)
    (rows,) = entry["rows"]
    assert len(rows["lines"]) == ledger.numbers["flow.included"].value
    assert all(len(cells) == len(rows["lines"]) for cells in rows["cells"].values())


def _explained(rows: Rows) -> Explanation:
    made = number("a.b", rows.count(), "Rows", rows=rows)
    ledger, _ = collect([made], Path())
    return explain("a.b", ledger, [], Path())[0]


def test_only_the_first_rows_are_shown_unless_all_are_asked_for() -> None:
    """Twenty rows are shown and the rest are counted; --rows shows all."""
    rows = Rows.of("t", ["id"], [(f"r{n}",) for n in range(25)], key="id")
    found = _explained(rows)
    assert "… and 5 more" in told(found)
    assert "r24" not in told(found)
    assert "r24" in told(found, None)


def test_csv_has_every_row_and_no_formula() -> None:
    """The CSV holds all rows; a cell that begins like a formula is written as text (OWASP)."""
    rows = Rows.of("t", ["id", "x"], [("a", "=1+1"), ("b", "ok")], key="id")
    lines = list(csv.DictReader(io.StringIO(rows_csv(_explained(rows)))))
    assert [line["x"] for line in lines] == ["'=1+1", "ok"]
    assert [line["line"] for line in lines] == ["2", "3"]


def test_sensitive_columns_are_withheld(built_miniature: Path, tmp_path: Path) -> None:
    """A column that the dictionary calls sensitive shows a mark in place of its values."""
    root = tmp_path / "review"
    shutil.copytree(built_miniature, root)
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        for column in resource["schema"]["fields"]:
            column["sensitive"] = True
    path.write_text(json.dumps(package), encoding="utf-8")
    ledger, documents = computed_ledger(open_project(root))
    text = told(explain("flow.included", ledger, documents, root)[0])
    rows = ledger.numbers["flow.included"].origin.rows[0]
    assert WITHHELD in text
    assert all(cell not in text.partition("printed in")[0] for cell in rows.ids)
