"""The command ``numerate recheck``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.ground.project import open_project
from numerate.paper.building.build import computed_ledger
from numerate.review.results.recheck import recheck
from numerate.review.results.reported import exit_code, read_reported, told


def recheck_command(options: argparse.Namespace) -> int:
    """Compare what a paper reports with what the data give, and print a verdict for each."""
    project = open_project(Path(options.folder))
    path = Path(str(options.folder), str(options.reported))
    entries = read_reported(path, project.relative(path))
    ledger, _ = computed_ledger(project)
    verdicts = recheck(entries, ledger)
    sys.stdout.write(told(verdicts, options.format))
    return exit_code(verdicts)
