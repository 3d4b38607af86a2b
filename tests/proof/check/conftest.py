"""A small review that raises nothing, to plant faults in: the miniature with its flow declared."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.project import open_project
from numerate.paper.building import build
from numerate.proof.check.recomputation import review_of
from numerate.proof.check.runner import Report, checked
from tests.proof.check.planting import changed

FLOW = """  "flow": {
    "stages": [
      {"name": "records", "table": "records", "id": "record", "pass": {"duplicate_of": null},
       "found": {"by": "search", "table": "searches", "id": "search", "count": "hits"}},
      {"name": "screening", "table": "screening", "id": "record", "where": {"reviewer": "first"},
       "pass": {"decision": "include"}},
      {"name": "retrieval", "table": "reports", "id": "report", "pass": {"retrieved": true}},
      {"name": "full text", "table": "reports", "id": "report", "where": {"retrieved": true},
       "pass": {"decision": "include"}, "reason": "reason"},
      {"name": "studies", "table": "studies", "id": "study", "from": "report"}],
    "citations": {"table": "studies", "study": "study", "citation": "citation"},
    "characteristics": ["studies"],
    "excluded": ["excluded"]},
"""
EXCLUDED = """    yield table(
        "excluded",
        definition="Reports excluded after reading in full, with the reason",
        columns=[TableColumn(width=0.5), TableColumn(width=0.5)],
        head=[["Report", "Reason"]],
        body=[
            row(report["report"], report["reason"] or "none", name=report["report"])
            for report in boxes(data)["reports_excluded"]
        ],
        rows=boxes(data)["reports_excluded"],
    )
"""
SENTENCE = (
    "[One study]{.fixed} found otherwise [@cardo2020], [3]{num=findings.shorter} did not. "
    "A textbook gives"
)
SECOND_TABLE = """The flow of records, reports and studies.
:::

@tbl-excluded lists the reports that were excluded.

::: {#tbl-excluded table=excluded}
Reports excluded after reading in full.
:::
"""
ITEMS = (
    "1 2 3 4 5 6 7 8 9 10a 10b 11 12 13a 13b 13c 13d 13e 13f 14 15 16a 16b 17 18 19 20a 20b 20c "
    "20d 21 22 23a 23b 23c 23d 24a 24b 24c 25 26 27"
)
# what the miniature lacks, file by file: a text and what stands in its place
ADDED = {
    "data/datapackage.json": [
        ('  "missingValues": [""],\n', f'  "missingValues": [""],\n{FLOW}'),
        (
            'The report about it", "constraints": {"required": true, "unique": true}',
            'The report about it", "constraints": {"required": true}',
        ),
    ],
    "analysis/flow.py": [
        (
            '    yield number(\n        "search.date"',
            f'{EXCLUDED}    yield number(\n        "search.date"',
        )
    ],
    "manuscript/article.qmd": [
        ("# Method {#sec-method}", f'# Method {{#sec-method prisma="{ITEMS}"}}'),
        ("Two reviewers decided", "[Two]{.fixed} reviewers decided"),
        (
            "A textbook gives",
            SENTENCE,
        ),
    ],
    "manuscript/supplement.qmd": [
        (
            "The flow of records, reports and studies.\n:::\n",
            SECOND_TABLE,
        ),
    ],
}


@pytest.fixture(scope="session")
def clean_review(miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with flow, list of exclusions and marks, built: copy it, never change it."""
    root = tmp_path_factory.mktemp("session") / "clean"
    shutil.copytree(miniature, root)
    for file, edits in ADDED.items():
        for old, new in edits:
            changed(root, file, old, new)
    build(open_project(root))
    return root


@pytest.fixture
def review(clean_review: Path, tmp_path: Path) -> Path:
    """A copy of the clean review for one test to change."""
    root = tmp_path / "review"
    shutil.copytree(clean_review, root)
    return root


Run = Callable[[Path], Report]


@pytest.fixture(scope="session")
def run() -> Run:
    """A strict check of a folder."""

    def check(root: Path) -> Report:
        found, faults = review_of(open_project(root))
        return checked(found, faults, strict=True)

    return check
