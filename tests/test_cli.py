"""The command line: exit codes, what goes where, and help that says enough."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate import __version__
from numerate.cli import main

Golden = Callable[[str, str], None]
Captured = pytest.CaptureFixture[str]


def test_version(capsys: Captured) -> None:
    """One line on standard output, for scripts to read."""
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"numerate {__version__}\n"


def test_help(capsys: Captured, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command and option is told in one line; the golden file is read by eye."""
    monkeypatch.setenv("COLUMNS", "100")

    def told(*arguments: str) -> str:
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--help"])
        assert stopped.value.code == 0
        return capsys.readouterr().out

    first = told()
    commands = re.findall(r"^    (\w+) ", first, re.MULTILINE)
    golden("cli/help.txt", "\n".join([first, *(told(command) for command in commands)]).rstrip())


def test_no_command_shows_the_help(capsys: Captured) -> None:
    """Nothing was asked for, so nothing is done: exit code 2 and the list of commands."""
    assert main([]) == 2
    assert "build" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["bulid"], ["build", "--fast"], ["render", "--engine", "word"]],
)
def test_a_misspelt_command_is_a_use_error(arguments: list[str], capsys: Captured) -> None:
    """Exit code 2: the command line itself is wrong."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: numerate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("unknown_format", ["render", "--to", "html,odt"]),
        ("unknown_document", ["render", "artikel"]),
    ],
)
def test_what_cannot_run_has_code_2(
    built: Path, golden: Golden, capsys: Captured, name: str, arguments: list[str]
) -> None:
    """An option that names nothing there is told before anything is done."""
    assert main(["-C", str(built), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    golden(f"cli/{name}.txt", err.rstrip())


def test_a_folder_that_is_not_there(capsys: Captured, golden: Golden) -> None:
    """The path is told as it was typed."""
    assert main(["-C", "nowhere", "build"]) == 2
    golden("cli/no_folder.txt", capsys.readouterr().err.rstrip())


def test_a_build_tells_what_it_wrote(compendium: Path, capsys: Captured) -> None:
    """Progress goes to standard error; the last lines name the folder and each file in it."""
    assert main(["-C", str(compendium), "build"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-9:] == [
        "wrote 8 files in _generated/:",
        "  figures/prisma.json",
        "  figures/prisma.png",
        "  figures/prisma.svg",
        "  inputs.json",
        "  labels.json",
        "  numbers.json",
        "  tables/flow.json",
        "  tables/studies.json",
    ]


def test_a_build_without_change_says_so(built: Path, capsys: Captured) -> None:
    """A second build writes nothing, and --quiet says nothing at all when all is well."""
    assert main(["-C", str(built), "build"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "_generated/ is up to date"
    assert main(["-C", str(built), "build", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_faults_have_code_1_and_go_to_standard_error(built: Path, capsys: Captured) -> None:
    """Standard output stays empty, so that a pipe never takes a fault for a result."""
    (built / "data" / "studies.csv").unlink()
    assert main(["-C", str(built), "build", "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("data/studies.csv: missing-file")


def test_the_command_is_installed_as_a_module_too(tmp_path: Path) -> None:
    """The exit code of main is that of the process, shown by a folder that is no compendium."""
    done = subprocess.run(
        [sys.executable, "-m", "numerate.cli", "-C", str(tmp_path), "build"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no-compendium" in done.stderr
