"""The command ``numerate explain``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.ground.project import open_project
from numerate.ground.writing import write_file
from numerate.paper.building.build import computed_ledger
from numerate.paper.origins.explanation import explain
from numerate.paper.origins.explanation_text import EXPLANATION_REPORT, rows_csv


def explain_command(options: argparse.Namespace) -> int:
    """Print where something comes from; write its rows when asked."""
    project = open_project(Path(options.folder))
    ledger, documents = computed_ledger(project)
    found = explain(options.asked, ledger, documents, project.root)
    shown = None if options.rows else 20
    sys.stdout.write(EXPLANATION_REPORT.told((found, shown), options.format))
    if options.csv:
        content = "".join(rows_csv(one) for one in found).encode()
        write_file(Path(options.csv), content, root=project.root)
        sys.stderr.write(f"wrote {options.csv}\n")
    return 0
