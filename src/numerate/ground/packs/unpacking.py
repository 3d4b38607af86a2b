"""Reading a pack from elsewhere: refusing what could harm, and comparing its checksums."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.packs.packing import CHECKSUMS

LARGEST_FILE = 200 * 2**20
LARGEST_PACK = 1000 * 2**20
MOST_FILES = 20_000
_MOST_RATIO = 1000


def unpack(source: Path, folder: Path) -> list[Issue]:
    """Unpack a pack into an empty folder and compare its checksums.

    Args:
        source: The zip.
        folder: The folder to write into.

    Returns:
        One issue per file that is missing, added or changed against SHA256SUMS.

    Raises:
        NumerateError: When the zip cannot be read, or an entry is a link, leaves the folder, or
            is absurdly large; nothing is unpacked then.
    """
    files = contents(source)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(_compared(files, source.name))


def contents(source: Path) -> dict[str, bytes]:
    """The files in a pack, by path; nothing is written.

    Raises:
        NumerateError: When the zip cannot be read, or an entry is a link, leaves the folder, or
            is absurdly large.
    """
    try:
        with zipfile.ZipFile(source) as pack:
            entries = [entry for entry in pack.infolist() if not entry.is_dir()]
            faults = list(_dangers(entries, source.name))
            if faults:
                raise NumerateError(faults)
            return {entry.filename: _read(pack, entry, source.name) for entry in entries}
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise NumerateError(
            Issue(
                code="bad-pack",
                file=source.name,
                found=str(error),
                expected="a zip written by numerate pack",
                todo="fetch the file again",
            )
        ) from error


def _dangers(entries: list[zipfile.ZipInfo], pack: str) -> Iterator[Issue]:
    if len(entries) > MOST_FILES:
        yield _danger(pack, f"{len(entries):,} files", f"at most {MOST_FILES:,} files")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_PACK:
        yield _danger(pack, f"{total:,} bytes unpacked", f"at most {LARGEST_PACK:,} bytes")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not name:
            yield _danger(pack, f"an entry named '{name}'", "paths inside the pack's folder")
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield _danger(pack, f"the link '{name}'", "files only")
        if name.casefold() in seen:
            yield _danger(pack, f"'{name}' twice", "each file once")
        seen.add(name.casefold())
        squeezed = entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
        if entry.file_size > LARGEST_FILE or (squeezed and entry.file_size > 2**20):
            yield _danger(pack, f"'{name}' with {entry.file_size:,} bytes", "files of sane size")


def _read(pack: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """The content of an entry; never more than the size it declares."""
    with pack.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise NumerateError(
            _danger(name, f"'{entry.filename}' is longer than it says", "true sizes")
        )
    return content


def _compared(files: dict[str, bytes], pack: str) -> Iterator[Issue]:
    if CHECKSUMS not in files:
        yield _differs(pack, f"no {CHECKSUMS}", "the checksums of all files")
        return
    declared: dict[str, str] = {}
    for line in files[CHECKSUMS].decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        declared[name] = digest
    for name in sorted(set(declared) - set(files)):
        yield _differs(pack, f"'{name}' is missing", f"every file that {CHECKSUMS} names")
    for name in sorted(set(files) - set(declared) - {CHECKSUMS}):
        yield _differs(pack, f"'{name}' was added", f"only files that {CHECKSUMS} names")
    for name in sorted(set(files) & set(declared)):
        if hashlib.sha256(files[name]).hexdigest() != declared[name]:
            yield _differs(pack, f"'{name}' was changed", f"the content that {CHECKSUMS} tells")


def _danger(pack: str, found: str, expected: str) -> Issue:
    return Issue(
        code="unsafe-pack",
        file=pack,
        found=found,
        expected=expected,
        todo="do not use this pack; ask its sender for one written by numerate pack",
    )


def _differs(pack: str, found: str, expected: str) -> Issue:
    return Issue(
        code="pack-differs",
        file=pack,
        found=found,
        expected=expected,
        todo="ask the sender which version is the right one",
    )
