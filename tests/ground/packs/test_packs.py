"""Packs: the same bytes each time, every change told, and nothing unsafe unpacked."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.ground.errors import NumerateError
from numerate.ground.packs.packing import CHECKSUMS, pack
from numerate.ground.packs.unpacking import LARGEST_FILE, unpack
from numerate.ground.project import open_project

Entries = dict[str, bytes]


@pytest.fixture
def packed(built: Path, tmp_path: Path) -> Path:
    """A pack of the built miniature without rendered files."""
    target = tmp_path / "review.zip"
    pack(open_project(built), [], target)
    return target


def rewritten(source: Path, change: Callable[[Entries], None]) -> Path:
    """A copy of a pack with some of its files changed."""
    with zipfile.ZipFile(source) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    change(entries)
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in entries.items():
            new.writestr(name, content)
    return target


def unpacked(source: Path, folder: Path) -> list[str]:
    """What unpacking tells, one text per issue."""
    folder.mkdir()
    return [issue.found for issue in unpack(source, folder)]


def test_two_packs_are_the_same_and_agree_with_their_checksums(
    packed: Path, built: Path, tmp_path: Path
) -> None:
    """No clock and no folder order goes into a pack, and an untouched one has no finding."""
    again = tmp_path / "again" / "review.zip"
    pack(open_project(built), [], again)
    assert packed.read_bytes() == again.read_bytes()
    assert unpacked(packed, tmp_path / "out") == []
    names = zipfile.ZipFile(packed).namelist()
    assert names == sorted(names)
    assert {CHECKSUMS, "README.txt", "data/datapackage.json"} <= set(names)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda e: e.update({"data/studies.csv": b"x"}), "'data/studies.csv' was changed"),
        (lambda e: e.pop("data/studies.csv"), "'data/studies.csv' is missing"),
        (lambda e: e.update({"data/more.csv": b"x"}), "'data/more.csv' was added"),
        (lambda e: e.pop(CHECKSUMS), f"no {CHECKSUMS}"),
    ],
)
def test_a_change_is_told(
    packed: Path, tmp_path: Path, change: Callable[[Entries], None], told: str
) -> None:
    """A file changed, removed or added, or the checksums gone: one issue names it."""
    assert unpacked(rewritten(packed, change), tmp_path / "out") == [told]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "c:\\out.txt"])
def test_paths_that_leave_the_folder_are_refused(packed: Path, tmp_path: Path, name: str) -> None:
    """Path traversal (CWE-22): the pack is refused and nothing is written anywhere."""
    target = rewritten(packed, lambda entries: entries.update({name: b"x"}))
    folder = tmp_path / "inner" / "out"
    folder.mkdir(parents=True)
    with pytest.raises(NumerateError, match="unsafe-pack"):
        unpack(target, folder)
    assert list(folder.rglob("*")) == []
    assert not (tmp_path / "inner" / "out.txt").exists()


def test_links_are_refused(packed: Path, tmp_path: Path) -> None:
    """A symbolic link could point anywhere (CWE-59)."""
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(NumerateError, match="the link 'link'"):
        unpacked(packed, tmp_path / "out")


def test_a_bomb_is_refused_before_it_is_unpacked(packed: Path, tmp_path: Path) -> None:
    """A file of absurd size, squeezed to nothing (CWE-409), is told by its declared size."""
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(8 * 2**20))
    with pytest.raises(NumerateError, match="'bomb' with"):
        unpacked(packed, tmp_path / "out")
    assert LARGEST_FILE < 2**30


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    """A broken download gives one issue and no traceback."""
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(NumerateError, match="bad-pack"):
        unpacked(broken, tmp_path / "out")


def test_a_pack_is_written_and_verified_by_command(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command packs what it renders; verifying rebuilds and audits it, and all agrees."""
    target = tmp_path / "review.zip"
    assert main(["-C", str(built), "pack", str(target), "--quiet"]) == 0
    assert main(["audit", "--pack", str(target)]) == 0
    told = capsys.readouterr().out
    assert "checksums: all agree" in told
    assert "rebuilt from the data: the same" in told
    assert "differs" not in told
