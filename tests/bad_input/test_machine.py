"""Faults of the machine: programs that are missing or fail, and folders that cannot be written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.ground.project import GENERATED

Refused = Callable[..., None]
Captured = pytest.CaptureFixture[str]
Golden = Callable[[str, str], None]

is_root = hasattr(os, "geteuid") and os.geteuid() == 0


def test_a_missing_pandoc_is_told(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    """NUMERATE_PANDOC names a program that is not there."""
    monkeypatch.setenv("NUMERATE_PANDOC", "no/such/pandoc")
    refused("missing_program")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_failing_pandoc_is_told(
    review: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in that always fails: its last words and its exit code are in the message."""
    stand_in = review.parent / "pandoc"
    stand_in.write_text("#!/bin/sh\necho 'out of memory' >&2\nexit 251\n", encoding="utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("NUMERATE_PANDOC", str(stand_in))
    refused("failing_program")


def test_a_missing_quarto_is_told(
    review: Path, capsys: Captured, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for by name, Quarto must be there; the embedded engine never steps in unasked."""
    monkeypatch.setenv("QUARTO_PATH", "no/such/quarto")
    assert main(["-C", str(review), "render", "--engine", "quarto", "--quiet"]) == 1
    golden("bad_input/missing_quarto.txt", capsys.readouterr().err.rstrip())


def test_a_file_where_the_generated_folder_should_be(
    compendium: Path, capsys: Captured, golden: Golden
) -> None:
    """A file called _generated is somebody's: it is told and kept."""
    (compendium / GENERATED).write_text("mine", encoding="utf-8")
    assert main(["-C", str(compendium), "build", "--quiet"]) == 1
    golden("bad_input/generated_is_a_file.txt", capsys.readouterr().err.rstrip())
    assert (compendium / GENERATED).read_text(encoding="utf-8") == "mine"


def test_a_file_where_the_rendered_folder_should_be(
    built: Path, capsys: Captured, golden: Golden
) -> None:
    """A file called _rendered is somebody's: it is told and kept."""
    (built / "_rendered").write_text("mine", encoding="utf-8")
    command = ["-C", str(built), "render", "--engine", "embedded", "--to", "html", "--quiet"]
    assert main(command) == 1
    golden("bad_input/rendered_is_a_file.txt", capsys.readouterr().err.rstrip())
    assert (built / "_rendered").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(is_root, reason="no folder is closed to root")
def test_a_folder_without_write_permission(review: Path, refused: Refused) -> None:
    """The root of the compendium may be read and not written, and the data have changed."""
    path = review / "data" / "searches.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2024-03-04", "2024-03-05"))
    review.chmod(0o555)
    try:
        refused("no_permission")
    finally:
        review.chmod(0o755)
