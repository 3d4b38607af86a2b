"""Quarto's pre-render step: it builds when it can, says so when it cannot, and stops on faults."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from numerate.ground.project import EXTENSION, extension_dir


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A compendium by its looks: the script, a dictionary and an analysis."""
    (tmp_path / EXTENSION).mkdir(parents=True)
    shutil.copy(extension_dir() / "prerender.py", tmp_path / EXTENSION)
    for name in ("data/datapackage.json", "analysis/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def prerender(root: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The script run as Quarto runs it, by a Python that sees no numerate of this machine."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-I", str(root / EXTENSION / "prerender.py")],
        cwd=root,
        env={**environment, "PATH": "", "QUARTO_PROJECT_ROOT": str(root), **env},
        capture_output=True,
        text=True,
        check=False,
    )


def command(root: Path, text: str) -> None:
    """A numerate in the compendium's .venv that does what the text says."""
    script = root / ".venv/bin/numerate"
    script.parent.mkdir(parents=True)
    script.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    script.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for numerate is a shell script")
def test_it_builds_with_the_compendiums_own_numerate(root: Path) -> None:
    """.venv/bin/numerate is asked for `build`, and its output is seen."""
    command(root, 'echo "asked for $*"')
    assert prerender(root).stdout == "asked for build\n"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for numerate is a shell script")
def test_a_failing_build_stops_the_render(root: Path) -> None:
    """The exit code of the build is the exit code of the step."""
    command(root, "exit 1")
    assert prerender(root).returncode == 1


def test_a_build_just_done_is_not_done_again(root: Path) -> None:
    """`numerate render` sets NUMERATE_BUILT; then the step is silent."""
    done = prerender(root, NUMERATE_BUILT="1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_project_without_data_has_nothing_to_build(root: Path) -> None:
    """An article that is no compendium renders with Quarto as any other does."""
    shutil.rmtree(root / "data")
    done = prerender(root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for numerate is a shell script")
def test_a_moved_venv_is_passed_over(root: Path) -> None:
    """Its script names a Python that is gone; the step goes on to the next numerate, or says so."""
    command(root, "")
    script = root / ".venv/bin/numerate"
    script.write_text("#!/gone/python\n", encoding="utf-8")
    done = prerender(root)
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr
