"""The command ``numerate diff``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from numerate.cli.table import late
from numerate.ground.project import Project, open_project
from numerate.ground.writing import write_file
from numerate.history.differences.difference_report import DIFFERENCE_REPORT
from numerate.history.versions.version_reading import read_version
from numerate.paper.changes.comparison import diff

_COMPUTING = "numerate.history.versions.computing"  # loads pandas; only few versions need it


def diff_command(options: argparse.Namespace) -> int:
    """Tell what changed between two versions, or write it to a file."""
    start = Path(options.folder)
    project = open_project(start)
    if options.as_of:
        old, new = late(f"{_COMPUTING}:in_states")((options.old, options.new), project)
    else:
        old = read_version(options.old, project, _computed, start)
        new = read_version(options.new, project, _computed, start)
    found = diff(old.version, new.version)
    for issue in (*old.advice, *new.advice, *found.advice):
        sys.stderr.write(f"{issue}\n")
    text = DIFFERENCE_REPORT.told(found, options.format)
    if options.output:
        write_file(start / str(options.output), text.encode(), root=project.root)
    else:
        sys.stdout.write(text)
    return 0


def _computed(project: Project) -> Mapping[str, bytes]:
    """The generated files of a version that is not built."""
    files: Mapping[str, bytes] = late(f"{_COMPUTING}:built_files")(project)
    return files
