"""Other programs: found, run, and told about when they are missing or fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.programs import find, require, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")

Golden = Callable[[str, str], None]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a shell script in the place of Pandoc."""

    def put(script: str) -> Path:
        path = tmp_path / "pandoc"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("NUMERATE_PANDOC", str(path))
        return path

    return put


def test_pandoc_comes_with_its_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """pypandoc_binary is a dependency, so Pandoc is there without anything on PATH."""
    monkeypatch.delenv("NUMERATE_PANDOC", raising=False)
    monkeypatch.setenv("PATH", "")
    assert run("pandoc", ["--version"]).out.startswith(b"pandoc")


def test_the_variable_comes_first(stand_in: Callable[[str], Path]) -> None:
    """NUMERATE_PANDOC names the program to take, or the folder it is in."""
    path = stand_in("echo mine")
    assert find("pandoc") == path
    assert run("pandoc", []).out == b"mine\n"
    os.environ["NUMERATE_PANDOC"] = str(path.parent)
    assert find("pandoc") == path


def test_arguments_input_folder_and_variables_reach_the_program(
    stand_in: Callable[[str], Path], tmp_path: Path
) -> None:
    """Nothing passes a shell, so a quoted argument arrives as it is."""
    stand_in('printf "%s|" "$@" "$PWD" "$NUMERATE_X"; cat')
    done = run(
        "pandoc", ["a b", "$HOME", '"'], stdin="ü".encode(), cwd=tmp_path, env={"NUMERATE_X": "1"}
    )
    assert done.out.decode() == f'a b|$HOME|"|{tmp_path}|1|ü'


def test_a_missing_program_is_told(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by variable or looked for on PATH: the message says what to install."""
    told = []
    monkeypatch.setenv("NUMERATE_PANDOC", "no/such/pandoc")
    monkeypatch.setenv("PATH", "")
    for program in ("pandoc", "no-such-program"):
        with pytest.raises(NumerateError) as caught:
            require(program)
        told.append(str(caught.value))
    golden("programs/missing.txt", "\n".join(told))


def test_a_failing_program_is_told(golden: Golden, stand_in: Callable[[str], Path]) -> None:
    """Exit code and last words of the program are in the issue, wherever it wrote them."""
    told = []
    for script in ("echo 'no memory' >&2; exit 7", "echo 'on the way'; exit 1", "exit 3"):
        stand_in(script)
        with pytest.raises(NumerateError) as caught:
            run("pandoc", [])
        told.append(str(caught.value))
    golden("programs/failing.txt", "\n".join(told))


def test_a_failure_may_be_allowed(stand_in: Callable[[str], Path]) -> None:
    """Callers that read the error output themselves get the exit code."""
    stand_in("echo said >&2; exit 7")
    done = run("pandoc", [], allow_failure=True)
    assert (done.code, done.err) == (7, "said\n")


def test_a_file_that_is_no_program_is_told(
    golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text file in the place of Pandoc does not start; that is an issue and no traceback."""
    path = tmp_path / "pandoc"
    path.write_text("not a program", encoding="utf-8")
    monkeypatch.setenv("NUMERATE_PANDOC", str(path))
    with pytest.raises(NumerateError) as caught:
        run("pandoc", [])
    golden("programs/no_program.txt", str(caught.value))


def test_the_interpreter_is_found_on_path() -> None:
    """A program without a rule of its own is looked for beside this Python and on PATH."""
    name = Path(sys.executable).name
    assert find(name) is not None
