"""Checklists in a built compendium."""

from __future__ import annotations

import json
from pathlib import Path

from numerate.ground.project import GENERATED, open_project
from numerate.paper.building import build


def test_a_checklist_that_a_document_prints_is_made(compendium: Path) -> None:
    """A scoping review marks items of PRISMA-ScR and prints their checklist with the places."""
    article = compendium / "manuscript" / "article.qmd"
    text = article.read_text(encoding="utf-8")
    added = (
        '\n# Charting {#sec-charting prisma-scr="10 13"}\n\nWe charted.\n\n'
        "::: {#tbl-scr table=prisma_scr_checklist}\nThe checklist\n:::\n\n@tbl-scr lists it.\n"
    )
    article.write_text(text + added, encoding="utf-8")
    build(open_project(compendium))
    made = json.loads((compendium / GENERATED / "tables" / "prisma_scr_checklist.json").read_text())
    rows = {row["id"]: row for row in made["body"] if "id" in row}
    assert "Charting" in json.dumps(rows["item10"])
    assert "Not reported" in json.dumps(rows["item11"])
    assert not (compendium / GENERATED / "tables" / "entreq_checklist.json").exists()
