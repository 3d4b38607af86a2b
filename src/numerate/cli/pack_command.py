"""The command ``numerate pack``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.cli.telling import teller
from numerate.ground.packs.packing import pack
from numerate.ground.project import open_project
from numerate.paper.render.rendering import render


def pack_command(options: argparse.Namespace) -> int:
    """Render all, write the pack, and print its path."""
    project = open_project(Path(options.folder))
    tell = teller(quiet=options.quiet)
    rendered = render(project, tell=tell)
    target = Path(str(options.folder), str(options.file or f"{project.root.name}-pack.zip"))
    names = pack(project, rendered, target)
    tell(f"packed {len(names)} files, {target.stat().st_size / 2**20:.1f} MiB:")
    sys.stdout.write(f"{project.relative(target)}\n")
    return 0
