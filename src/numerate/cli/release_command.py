"""The command ``numerate release``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.ground.project import open_project
from numerate.history.versions.releasing import Candidate, release, today


def release_command(options: argparse.Namespace) -> int:
    """Freeze a version, and print what was written."""
    project = open_project(Path(options.folder))
    candidate = Candidate(name=options.number, date=today(), trigger=options.trigger)
    for name in release(project, candidate):
        sys.stdout.write(f"{name}\n")
    return 0
