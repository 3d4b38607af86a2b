"""The command ``numerate render``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.cli.table import late
from numerate.cli.telling import teller
from numerate.ground.project import open_project
from numerate.paper.render.rendering import FORMATS, render

_MARKED = "numerate.history.versions.marked_rendering"


def render_command(options: argparse.Namespace) -> int:
    """Render, and print the path of each file written."""
    formats = tuple(part.strip() for part in options.to.split(",") if part.strip()) or FORMATS
    project = open_project(_start(options))
    tell = teller(quiet=options.quiet)
    if options.changes_since:
        earlier = late(f"{_MARKED}:Earlier")(
            asked=options.changes_since, start=Path(options.folder)
        )
        written = late(f"{_MARKED}:render_changes")(
            project, options.documents, formats, earlier, tell
        )
    else:
        written = render(
            project,
            options.documents,
            formats=formats,
            engine=options.engine,
            tell=tell,
            with_appendix=options.ledger,
        )
    for path in written:
        sys.stdout.write(f"{project.relative(path)}\n")
    return 0


def _start(options: argparse.Namespace) -> Path:
    """Where to look for the project: at the first document that is a path, else at the folder."""
    for name in options.documents:
        path = Path(str(options.folder), str(name))
        if path.suffix and path.exists():
            return path
    return Path(options.folder)
