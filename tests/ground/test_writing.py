"""Files replace the earlier ones all together or not at all, whatever stops the writer."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.writing import recover, replace_files


def files_in(folder: Path) -> dict[str, bytes]:
    """Names and contents of the files in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_all_files_are_written_in_the_order_given(tmp_path: Path) -> None:
    """New folders are made; nothing but the files is left behind."""
    wanted = {tmp_path / "out" / "b.html": b"2", tmp_path / "out" / "a.pdf": b"1"}
    assert replace_files(wanted) == tuple(wanted)
    assert files_in(tmp_path / "out") == {"b.html": b"2", "a.pdf": b"1"}


def test_a_folder_in_the_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """The earlier good file stays, no half-written one is left, and one issue tells why."""
    (tmp_path / "a.html").write_bytes(b"good")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(NumerateError) as caught:
        replace_files({tmp_path / "a.html": b"new", tmp_path / "b.pdf": b"new"})
    assert [issue.code for issue in caught.value.issues] == ["cannot-write"]
    assert "b.pdf" in caught.value.issues[0].found
    assert files_in(tmp_path) == {"a.html": b"good"}


def test_a_file_where_the_folder_should_be_is_one_issue(tmp_path: Path) -> None:
    """No folder can be made below a file."""
    (tmp_path / "_rendered").write_bytes(b"")
    with pytest.raises(NumerateError) as caught:
        replace_files({tmp_path / "_rendered" / "a.html": b"", tmp_path / "c.html": b""})
    assert len(caught.value.issues) == 1
    assert not (tmp_path / "c.html").exists()


def test_a_file_that_cannot_be_replaced_brings_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the second of two files is held open by another program, the first is restored."""
    first, second = tmp_path / "a.html", tmp_path / "b.docx"
    for path in (first, second):
        path.write_bytes(b"good")
    replace = Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if self.name == ".b.docx.numerate-new":
            raise PermissionError(13, "another program uses the file")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(NumerateError, match="another program uses the file"):
        replace_files({first: b"new", second: b"new"})
    monkeypatch.undo()
    assert files_in(tmp_path) == {"a.html": b"good", "b.docx": b"good"}


def test_a_new_file_goes_away_again_when_a_later_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was not there before is not there after a failure either."""
    second = tmp_path / "b.docx"
    second.write_bytes(b"good")
    replace = Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if self.name == ".b.docx.numerate-new":
            raise PermissionError(13, "another program uses the file")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(NumerateError):
        replace_files({tmp_path / "new.html": b"new", second: b"new"})
    monkeypatch.undo()
    assert files_in(tmp_path) == {"b.docx": b"good"}


KILLED = """
import os, sys
from pathlib import Path
from numerate.ground import writing

last, mode, root = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
calls = 0

def counted(function):
    def call(*arguments, **options):
        global calls
        if calls == last:
            os._exit(9)
        calls += 1
        return function(*arguments, **options)
    return call

for name in ("rename", "replace", "unlink", "mkdir", "rmdir", "link", "chmod", "fsync", "remove"):
    setattr(os, name, counted(getattr(os, name)))
writing._exchange = counted(writing._exchange)
out = root / "out"
files = {out / "a.html": b"new a", out / "sub" / "b.pdf": b"new b", out / "gone.txt": None}
writing.replace_files(files, root=root, whole=out if mode == "whole" else None)
"""
OLD = {"out/a.html": b"old a", "out/gone.txt": b"old", "out/same.txt": b"same"}
NEW = {"out/a.html": b"new a", "out/sub/b.pdf": b"new b", "out/same.txt": b"same"}


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("mode", ["whole", "journal"])
def test_a_kill_at_any_call_leaves_the_old_files_or_the_new(tmp_path: Path, mode: str) -> None:
    """Whichever call is the last: after the next run all is old or all new, and nothing is left.

    A folder that is exchanged is whole even before the next run.
    """
    seen, last = [], 0
    while True:
        root = tmp_path / str(last)
        for name, content in OLD.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(last), mode, str(root)], check=False
        )
        if mode == "whole":
            held = {k: v for k, v in tree(root).items() if k.startswith("out/")}
            assert held in (OLD, NEW), last
        recover(root)
        assert tree(root) in (OLD, NEW), (last, done.returncode)
        assert {path.name for path in root.iterdir()} == {"out"}
        seen.append(tree(root) == NEW)
        if done.returncode == 0:
            break
        last += 1
    assert seen[-1]
    assert seen == sorted(seen), "once new, always new"
    assert len(seen) > 10


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file does not fit: the first is as it was and no part of either stays."""
    (tmp_path / "a.html").write_bytes(b"good")
    sync, calls = os.fsync, iter(range(100))

    def full(handle: int) -> None:
        if next(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NumerateError, match="No space left on device"):
        replace_files({tmp_path / "a.html": b"new", tmp_path / "x" / "b.html": b"new"})
    monkeypatch.undo()
    assert tree(tmp_path) == {"a.html": b"good"}
    assert not (tmp_path / "x").exists()


def test_the_journal_of_a_stranger_moves_nothing_outside(tmp_path: Path) -> None:
    """A compendium from elsewhere may hold a journal that names other people's files."""
    home, outside = tmp_path / "review", tmp_path / "outside.txt"
    home.mkdir()
    outside.write_bytes(b"mine")
    told = {"state": "commit", "files": [["../outside.txt", True]], "folders": []}
    (home / ".numerate-journal").write_text(json.dumps(told))
    recover(home)
    assert outside.read_bytes() == b"mine"
    assert tree(home) == {}


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """A file that only its owner may read stays so."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o600)
    replace_files({path: b"new"}, root=tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == b"new"
