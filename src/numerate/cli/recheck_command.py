"""The command ``numerate recheck``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.cli.table import late
from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue

LISTS = "numerate.review.results.reported:RECHECK_REPORT"
PAPERS = "numerate.proof.recheck.paper_report:PAPER_REPORT"


def recheck_command(options: argparse.Namespace) -> int:
    """Recheck a list of reported numbers against the data, or papers for what cannot be."""
    if bool(options.reported) == bool(options.text):
        found = "both a list and a paper" if options.reported else "nothing to recheck"
        raise CannotRunError(_issue(found, "a list of reported numbers, or --text FILE"))
    allowed = late(PAPERS if options.text else LISTS).names
    if options.format not in allowed:
        raise CannotRunError(_issue(f"--format {options.format}", f"one of {', '.join(allowed)}"))
    return _papers(options) if options.text else _list(options)


def _list(options: argparse.Namespace) -> int:
    """Compare what a paper reports with what the data give, and print a verdict for each."""
    project = late("numerate.ground.project:open_project")(Path(options.folder))
    path = Path(str(options.folder), str(options.reported))
    reported = "numerate.review.results.reported"
    entries = late(f"{reported}:read_reported")(path, project.relative(path))
    ledger, _ = late("numerate.paper.building.build:computed_ledger")(project)
    verdicts = late("numerate.review.results.recheck:recheck")(entries, ledger)
    sys.stdout.write(late(LISTS).told(verdicts, options.format))
    return int(late(f"{reported}:exit_code")(verdicts))


def _papers(options: argparse.Namespace) -> int:
    """Read papers of any review, without data, and tell what in them cannot be."""
    read = late("numerate.proof.audit.readers.file_opening:read")
    recheck_paper = late("numerate.proof.recheck.paper_recheck:recheck_paper")
    found = [recheck_paper(read(Path(str(options.folder), str(name)))) for name in options.text]
    sys.stdout.write(late(PAPERS).told(found, options.format))
    return 1 if any(one.faults for one in found) else 0


def _issue(found: str, expected: str) -> Issue:
    return Issue(
        code="cannot-recheck",
        found=found,
        expected=expected,
        todo="see numerate recheck --help, or docs/recheck.md",
    )
