# ruff: noqa: INP001 - a script of the Quarto extension, not a package
"""Quarto's pre-render step: bring _generated/ up to date before the documents are rendered.

Runs ``numerate build`` with the first numerate that is found: the compendium's .venv, the Python
that runs this file, then PATH. Its exit code is passed on, so a fault in the data stops the render.
Where there is no numerate, the committed _generated/ is used as it is, and one line says so.

Standard library only, and no syntax newer than Python 3.8: Quarto may run any python3.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("QUARTO_PROJECT_ROOT") or Path(__file__).resolve().parents[2])
ALREADY_BUILT = "NUMERATE_BUILT"
RUN_HERE = "import sys; from numerate.cli import main; sys.exit(main())"


def has_something_to_build(root: Path) -> bool:
    """Whether the project is a compendium: an extraction and an analysis."""
    return (root / "data" / "datapackage.json").is_file() and (root / "analysis").is_dir()


def candidates(root: Path) -> list[list[str]]:
    """The commands that may run numerate, best first."""
    found = [
        [str(script)]
        for script in (root / ".venv/bin/numerate", root / ".venv/Scripts/numerate.exe")
        if script.is_file()
    ]
    if importlib.util.find_spec("numerate") is not None:
        found.append([sys.executable, "-c", RUN_HERE])
    on_path = shutil.which("numerate")
    if on_path:
        found.append([on_path])
    return found


def main() -> int:
    """Build, and give back the exit code of the build; 0 when there is nothing to do."""
    if os.environ.get(ALREADY_BUILT) or not has_something_to_build(ROOT):
        return 0
    for command in candidates(ROOT):
        try:
            return subprocess.run([*command, "build"], cwd=str(ROOT), check=False).returncode  # noqa: S603 - our own command
        except OSError:  # a .venv that was moved: its script names a Python that is gone
            continue
    sys.stdout.write("numerate is not installed: the committed _generated/ is used as it is\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
