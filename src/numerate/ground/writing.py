"""The one writer: a set of files takes its places whole or not at all, whatever stops it.

New content is written beside its target and flushed to the disk before anything is touched, so a
full disk or a closed folder leaves all as it was. Which files wait beside which targets stands in a
journal. Until the journal says "commit" the next run throws them away; from then on it puts them
into place. So a process that is killed at any system call leaves, after the next command, the old
set or the new one, and no leftovers.

A set that lies in one folder of ours goes further where the system can exchange two folders in one
step (Linux): then not even a reader between two calls sees a mixture.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import getpass
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue

JOURNAL = ".numerate-journal"
_STAGING, _COMMIT = "staging", "commit"
_AT_FDCWD, _EXCHANGE = -100, 2
_LEFTOVER = re.compile(rf"{re.escape(JOURNAL)}(\.tmp)?|\..+\.numerate-new")

Contents = Mapping[Path, bytes | None]


@dataclass(frozen=True, slots=True)
class _Change:
    """One file that changes: its target, and what waits beside it."""

    target: Path
    content: bytes | None

    @property
    def fresh(self) -> Path:
        """Where the new content waits."""
        return self.target.with_name(f".{self.target.name}.numerate-new")

    @property
    def old(self) -> Path:
        """A second name of the earlier file, so that it can come back."""
        return self.target.with_name(f".{self.target.name}.numerate-old")


def replace_files(
    contents: Contents, *, root: Path | None = None, whole: Path | None = None
) -> tuple[Path, ...]:
    """Write all the files, or leave all as they were.

    Args:
        contents: What each file shall hold; None removes it.
        root: The compendium's folder: the journal stands there, and issues name files from it.
        whole: A folder that is ours alone and holds all the files; it is exchanged in one step
            where the system can.

    Returns:
        The files, in the order given.

    Raises:
        NumerateError: With one issue, when a file cannot be written; nothing has changed then.
    """
    if not contents:
        return ()
    home = _home(contents, root)
    with _alone(home):
        _recover(home)
        changes = [_Change(target, content) for target, content in contents.items()]
        place = changes[0].target
        try:
            for change in changes:
                place = change.target
                _demand(change)
            if whole is None or not _exchanged(whole, changes):
                place = changes[0].target
                _journalled(home, changes)
        except OSError as error:
            with contextlib.suppress(OSError):
                _recover(home)
            if whole is not None and error.filename == str(whole):
                place = whole
            raise NumerateError(_not_written(place, root, error)) from error
    return tuple(contents)


def write_file(target: Path, content: bytes, *, root: Path | None = None) -> None:
    """Write one file, or leave it as it was.

    Raises:
        NumerateError: When it cannot be written.
    """
    replace_files({target: content}, root=root)


def recover(root: Path) -> None:
    """Finish, or throw away, what an earlier process was killed in; one look when there is nothing.

    Raises:
        OSError: When the folder cannot be written to.
    """
    home = root.resolve()
    if any(_LEFTOVER.fullmatch(name) for name in (path.name for path in home.iterdir())):
        with _alone(home):
            _recover(home)


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One writer at a time in a compendium; the lock stands outside it, as no part of a review."""
    name = sha256(os.fsencode(home)).hexdigest()[:16]
    with FileLock(Path(tempfile.gettempdir()) / f"numerate-{getpass.getuser()}-{name}.lock"):
        yield


def _demand(change: _Change) -> None:
    if change.target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder of this name is in the way")
    if change.target.exists() and not os.access(change.target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is protected against writing")


def _journalled(home: Path, changes: list[_Change]) -> None:
    folders = _missing_folders(changes)
    _write_journal(home, _STAGING, changes, folders)
    for folder in folders:
        folder.mkdir(exist_ok=True)
    for change in changes:
        if change.content is not None:
            _write(change.fresh, change.content, change.target)
        if change.target.exists():
            _second_name(change.target, change.old)
    _write_journal(home, _COMMIT, changes, folders)
    done: list[_Change] = []
    try:
        for change in changes:
            done.append(change)
            _put(change.fresh, change.target, removed=change.content is None)
    except OSError:
        for change in done:
            with contextlib.suppress(OSError):
                if change.old.exists():
                    change.old.replace(change.target)
                else:
                    change.target.unlink(missing_ok=True)
        _write_journal(home, _STAGING, changes, folders)
        raise
    _recover(home)


def _recover(home: Path) -> None:
    """Bring what the journal tells of to its end, and remove the journal last."""
    (home / f"{JOURNAL}.tmp").unlink(missing_ok=True)
    for folder in home.glob(".*.numerate-new"):  # a folder made anew, never exchanged
        if folder.is_dir():
            shutil.rmtree(folder)
    journal = home / JOURNAL
    if not journal.exists():
        return
    state, files, folders = _read_journal(journal)
    for name, removed in files:
        change = _Change(home / name, None)
        if state == _COMMIT:
            _put(change.fresh, change.target, removed=removed)
        change.fresh.unlink(missing_ok=True)
        change.old.unlink(missing_ok=True)
    for folder in {(home / name).parent for name, _ in files}:
        _flush(folder)
    for name in reversed(folders if state == _STAGING else []):
        with contextlib.suppress(OSError):
            (home / name).rmdir()  # which only an empty folder lets happen
    journal.unlink()


def _read_journal(journal: Path) -> tuple[str, list[tuple[str, bool]], list[str]]:
    """What the journal says: its state, the files with whether they go, the folders made.

    One that is not ours says nothing: ours takes its place whole, and names no path outside.
    """
    try:
        told: Any = json.loads(journal.read_text(encoding="utf-8"))
        files = [(str(name), bool(removed)) for name, removed in told["files"]]
        folders = [str(name) for name in told["folders"]]
        state = str(told["state"])
    except (ValueError, KeyError, TypeError):
        return _STAGING, [], []
    names = [Path(name) for name in (*(name for name, _ in files), *folders)]
    if any(path.is_absolute() or ".." in path.parts for path in names):
        return _STAGING, [], []
    return state, files, folders


def _put(fresh: Path, target: Path, *, removed: bool) -> None:
    if removed:
        target.unlink(missing_ok=True)
    elif fresh.exists():
        fresh.replace(target)


def _home(contents: Contents, root: Path | None) -> Path:
    """The folder of the journal: the compendium, or for files that go elsewhere, their own."""
    above = next(iter(contents)).absolute().parents
    first = next(path for path in above if path.is_dir()).resolve()
    home = root.resolve() if root is not None else first
    return home if all(_in(home, path) for path in contents) else first


def _in(home: Path, path: Path) -> bool:
    return path.parent.resolve().is_relative_to(home)


def _write_journal(home: Path, state: str, changes: list[_Change], folders: list[Path]) -> None:
    told = {
        "state": state,
        "files": [[_named(home, one.target), one.content is None] for one in changes],
        "folders": [_named(home, one) for one in folders],
    }
    waiting = home / f"{JOURNAL}.tmp"
    _write(waiting, json.dumps(told).encode(), home / JOURNAL)
    waiting.replace(home / JOURNAL)
    _flush(home)


def _named(home: Path, path: Path) -> str:
    return (path.parent.resolve() / path.name).relative_to(home).as_posix()


def _missing_folders(changes: list[_Change]) -> list[Path]:
    """The folders that must be made, the outermost first."""
    found: dict[Path, None] = {}
    for change in changes:
        above = [one for one in change.target.absolute().parents if not one.exists()]
        found |= dict.fromkeys(reversed(above))
    return list(found)


def _write(path: Path, content: bytes, target: Path) -> None:
    """Write and flush a file that has the permissions of its target, or those of a new file."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _second_name(target: Path, name: Path) -> None:
    name.unlink(missing_ok=True)
    try:
        os.link(target, name)
    except OSError:  # a file system without second names
        shutil.copy2(target, name)


def _flush(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    """The mask that new files get; the system tells it only by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _exchanged(folder: Path, changes: list[_Change]) -> bool:
    """Make the folder anew beside itself and exchange the two; False where that cannot be done."""
    beside = folder.with_name(f".{folder.name}.numerate-new")
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file of that name is there", str(folder))
    if not folder.parent.is_dir() or (folder.exists() and not _can_exchange()):
        return False
    try:
        if folder.exists():
            shutil.copytree(folder, beside, copy_function=_link)
        for change in changes:
            path = beside / change.target.relative_to(folder)
            path.unlink(missing_ok=True)
            if change.content is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, change.content, change.target)
        _drop_empty(beside)
        if not folder.exists():
            beside.rename(folder)
        elif not _exchange(beside, folder):
            return False
        _flush(folder.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True


def _drop_empty(folder: Path) -> None:
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        with contextlib.suppress(OSError):
            path.rmdir()


def _link(source: str, target: str) -> None:
    _second_name(Path(source), Path(target))


def _can_exchange() -> bool:
    return hasattr(ctypes.CDLL(None), "renameat2") if os.name == "posix" else False


def _exchange(one: Path, other: Path) -> bool:
    names = (os.fsencode(one.absolute()), os.fsencode(other.absolute()))
    done: int = ctypes.CDLL(None).renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    return done == 0


def _not_written(target: Path, root: Path | None, error: OSError) -> Issue:
    inside = root is not None and target.is_relative_to(root)
    return Issue(
        code="cannot-write",
        file=(target.relative_to(root) if root and inside else target).as_posix(),
        found=f"cannot write {target.name}: {error.strerror or error}",
        expected="a folder that can be written to, with room; a file no program holds open",
        todo="close the file in other programs, or correct the folder's permissions; "
        "nothing was changed",
    )
