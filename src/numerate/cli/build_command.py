"""The command ``numerate build``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.cli.telling import teller
from numerate.ground.project import open_project
from numerate.paper.building import build
from numerate.review.extraction.asof import read_state


def build_command(options: argparse.Namespace) -> int:
    """Build, and tell what was written."""
    project = open_project(Path(options.folder))
    tell = teller(quiet=options.quiet)
    state = read_state(project.data, options.as_of) if options.as_of else None
    built = build(project, tell, state)
    for issue in built.advice:
        sys.stderr.write(f"{issue}\n")
    folder = project.relative(project.state(state.name) if state else project.generated)
    if built.changed:
        tell(f"wrote {len(built.changed)} files in {folder}/:")
        for name in built.changed:
            tell(f"  {name}")
    else:
        tell(f"{folder}/ is up to date")
    return 0
