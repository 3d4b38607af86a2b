"""The command ``numerate dedup``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.cli.telling import teller
from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.ground.project import Project, open_project
from numerate.ground.writing import replace_files
from numerate.review.duplicates.accuracy import told
from numerate.review.duplicates.duplicatefiles import (
    TableOfRecords,
    evaluate,
    run,
    table_of_records,
)
from numerate.review.duplicates.removals import told_counts


def dedup_command(options: argparse.Namespace) -> int:
    """Find duplicate records and write what was found, or measure a method."""
    folder = Path(options.folder)
    if options.evaluate:
        return _measured(options, folder)
    if options.records:
        raise CannotRunError(
            Issue(
                code="wrong-option",
                found="--records without --evaluate",
                expected="--records only with labelled duplicates to compare with",
                todo="add --evaluate TRUTH, or import the records with numerate import",
            )
        )
    return _run(options, open_project(folder))


def _run(options: argparse.Namespace, project: Project) -> int:
    tell = teller(quiet=options.quiet)
    done = run(project.data, options.method, options.engine)
    found = done.found
    sys.stdout.write(f"{told_counts(done.counts)}\n")
    people = sum(one.decided_by == "person" for one in found.merges)
    removed = f"{len(found.merges):,} of {found.records:,} records are duplicates"
    by_person = f", {people:,} of them by a person's answer" if people else ""
    tell(f"method {found.method}: {removed}{by_person}")
    tell(f"answers used: {done.answers:,}; doubtful pairs without an answer: {done.open:,}")
    if options.dry_run:
        tell("nothing was written (--dry-run)")
    elif done.contents:
        replace_files(done.contents, root=project.root)
        tell("wrote " + ", ".join(project.relative(path) for path in done.contents))
    else:
        tell("all files are up to date")
    return 0


def _measured(options: argparse.Namespace, folder: Path) -> int:
    source: TableOfRecords = (folder / str(options.records), str(options.records), {})
    if not options.records:
        source = table_of_records(open_project(folder).data)
    truth = folder / str(options.evaluate)
    removable, grouped, found = evaluate(source, truth, options.method, options.engine)
    sys.stdout.write(f"{told((removable, grouped), found.records, found.method)}\n")
    return 0
