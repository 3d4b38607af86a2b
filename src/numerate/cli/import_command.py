"""The command ``numerate import``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from numerate.cli.telling import teller
from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.issues import Issue, ordered
from numerate.ground.project import open_project
from numerate.review.extraction.types import is_of_type
from numerate.review.records.exported import Asked
from numerate.review.records.intake import Order, take_in
from numerate.review.records.spellings import database
from numerate.review.synthesis.prisma_csv import counts_from_csv

_SEARCH = ("date", "platform", "interface", "limits", "query", "hits")


def import_command(options: argparse.Namespace) -> int:
    """Put the records, decisions, codings and judgements of exports into the tables of data/."""
    project = open_project(Path(options.folder))
    search = {name: str(getattr(options, name)) for name in _SEARCH}
    constants = _constants(options.constants)
    _refuse_options(options, search)
    order = Order(
        files=tuple((Path(options.folder, name), str(name)) for name in options.files),
        round=str(options.round),
        database=database(options.database),
        search=search,
        asked=Asked(stage=options.stage, measure=options.measure, flow=counts_from_csv),
        constants=constants,
        dry=options.dry_run,
    )
    outcome = take_in(project.root, project.data, order, teller(quiet=options.quiet))
    for issue in ordered(outcome.issues):
        sys.stderr.write(f"{issue}\n")
    sys.stdout.write("\n".join(outcome.lines) + "\n")
    if options.dry_run:
        sys.stdout.write("dry run: nothing was written\n")
    elif not outcome.written:
        sys.stdout.write("all of it is there already; nothing was written\n")
    return 1 if any(issue.severity == "fault" for issue in outcome.issues) else 0


def _constants(given: list[str]) -> Mapping[str, str]:
    """The cells that ``--set COLUMN=VALUE`` gives."""
    pairs = [text.partition("=") for text in given]
    wrong = [name for name, sign, _ in pairs if not sign or not name]
    if wrong:
        raise CannotRunError(
            _bad_option(f"--set {name}", "--set COLUMN=VALUE", "add the sign = and a value")
            for name in wrong
        )
    return {name.strip(): value for name, _, value in pairs}


def _refuse_options(options: argparse.Namespace, search: Mapping[str, str]) -> None:
    """Refuse values that the search log could not hold.

    Raises:
        NumerateError: With one issue for each.
    """
    issues = []
    if search["date"] and not is_of_type("date", search["date"]):
        issues.append(_bad_option(f"--date {search['date']}", "a day as YYYY-MM-DD", "correct it"))
    if search["hits"] and not search["hits"].isdecimal():
        issues.append(_bad_option(f"--hits {search['hits']}", "a whole number", "correct it"))
    if not str(options.round).isdecimal():
        issues.append(_bad_option(f"--round {options.round}", "a whole number", "correct it"))
    if issues:
        raise NumerateError(issues)


def _bad_option(found: str, expected: str, todo: str) -> Issue:
    return Issue(code="bad-option", found=found, expected=expected, todo=todo)
