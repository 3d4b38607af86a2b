"""The command ``numerate audit``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from numerate.cli.table import late
from numerate.ground.errors import stop_on
from numerate.ground.project import Project
from numerate.proof.audit.audit_run import run
from numerate.proof.check.review import Reading


def audit_command(options: argparse.Namespace) -> int:
    """Verify a pack, audit files, or both; the worse exit code."""
    folder = Path(options.folder)
    code = 0
    if options.pack:
        verified = late("numerate.proof.audit.pack_audit:verified")  # loads pandas
        lines, code = verified(folder / str(options.pack))
        sys.stdout.write("\n".join(lines) + "\n")
        if not options.files:
            return int(code)
    return max(code, run(folder, options.files, options.format, _generated_now))


def _generated_now(project: Project, reading: Reading) -> Mapping[str, bytes]:
    """The generated files of a compendium that is not built."""
    recomputed_files = late("numerate.paper.building.build:recomputed_files")  # loads pandas
    found = recomputed_files(project, reading.documents)
    stop_on(found.issues)
    files: Mapping[str, bytes] = found.files
    return files
