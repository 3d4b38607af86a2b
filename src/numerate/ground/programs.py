"""The only place that runs other programs: finding them, running them, telling why they failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue

_COMES_WITH = {
    "pandoc": "the Python package pypandoc_binary",
    "graphviz-pure": "the Python package graphviz-pure",
    "quarto": "Quarto (https://quarto.org) or the extra numerate[quarto]",
    "git": "Git (https://git-scm.com)",
}
_OVERRIDE = {"pandoc": "NUMERATE_PANDOC", "graphviz-pure": "NUMERATE_DOT", "quarto": "QUARTO_PATH"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program gave back: exit code, standard output (bytes) and error output (text)."""

    code: int
    out: bytes
    err: str


def find(program: str) -> Path | None:
    """Where the program is: its environment variable, this Python's scripts, a wheel, then PATH.

    Args:
        program: ``pandoc``, ``graphviz-pure``, ``quarto`` or any other command name.
    """
    named = os.environ.get(_OVERRIDE.get(program, ""), "")
    if named:
        path = Path(named)
        if path.is_dir():
            path = path / program
        return path if path.is_file() else None
    suffix = ".exe" if os.name == "nt" else ""
    candidates = [Path(sysconfig.get_path("scripts")) / (program + suffix)]
    if program == "pandoc":
        candidates.insert(
            0, Path(sysconfig.get_path("platlib"), "pypandoc", "files", "pandoc" + suffix)
        )
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    on_path = shutil.which(program)
    return Path(on_path) if on_path else None


def require(program: str) -> Path:
    """Where the program is.

    Raises:
        NumerateError: When it is nowhere, naming what it comes with.
    """
    path = find(program)
    if path is None:
        variable = _OVERRIDE.get(program)
        named = os.environ.get(variable, "") if variable else ""
        found = f"the program '{program}' was not found"
        todo = f"install {_COMES_WITH.get(program, program)}"
        if named:
            found = f"{variable}={named} is not a program"
            todo = f"correct {variable}, or unset it to use the program that is installed"
        raise NumerateError(
            Issue(
                code="missing-program",
                found=found,
                expected=f"'{program}' beside this Python or on PATH",
                todo=todo,
            )
        )
    return path


def run(  # noqa: PLR0913 - the six things that define a process
    program: str,
    arguments: Sequence[str],
    *,
    stdin: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    allow_failure: bool = False,
) -> Outcome:
    """Run a program to its end.

    Args:
        program: Name as for :func:`find`.
        arguments: Arguments, passed as they are (no shell).
        stdin: Bytes given to its standard input.
        cwd: Folder to run in.
        env: Variables added to the present environment.
        allow_failure: Return a nonzero exit code instead of raising.

    Raises:
        NumerateError: When the program is missing, cannot start, or fails.
    """
    path = require(program)
    try:
        done = subprocess.run(  # noqa: S603 - arguments are a list, no shell
            [str(path), *arguments],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            check=False,
        )
    except OSError as error:
        raise NumerateError(
            Issue(
                code="failing-program",
                found=f"'{program}' did not start: {error.strerror or error}",
                expected="a program that runs",
                todo=f"reinstall {_COMES_WITH.get(program, program)}",
            )
        ) from error
    err = done.stderr.decode("utf-8", "replace")
    if done.returncode != 0 and not allow_failure:
        last = err.strip() or done.stdout.decode("utf-8", "replace").strip() or "no message"
        raise NumerateError(
            Issue(
                code="failing-program",
                found=f"'{program}' stopped with exit code {done.returncode}: {last}",
                expected="exit code 0",
                todo="read its message above; if it is not about your text, report it",
            )
        )
    return Outcome(done.returncode, done.stdout, err)
