"""Zip archives from outside, opened within limits: a small file may claim to hold a disk's worth.

What the archive says of its sizes is not believed: each member is read up to the limit and no
further. Nothing is unpacked to disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue

LARGEST: Final = 1 << 30
MOST_FILES: Final = 2_000
STEEPEST: Final = 250
_UNSUSPECTED: Final = 16 << 20
_MIB: Final = 1 << 20
_BLOCK: Final = 1 << 20
_LIMITS: Final = (
    f"at most {MOST_FILES:,} files, {LARGEST // _MIB:,} MiB unpacked, and no file of over "
    f"{_UNSUSPECTED // _MIB} MiB that is packed more than {STEEPEST} times"
)


def is_archive(content: bytes) -> bool:
    r"""Whether the bytes begin as a zip archive does.

    >>> is_archive(b"PK\x03\x04..."), is_archive(b"TY  - JOUR")
    (True, False)
    """
    return content[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def members(content: bytes, file: str) -> Mapping[str, bytes]:
    """The files of an archive by name; folders and what systems add (``__MACOSX``) are left out.

    Raises:
        NumerateError: When it is damaged, encrypted, or larger than the limits.
    """
    found: dict[str, bytes] = {}
    left = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            if len(listed) > MOST_FILES:
                raise NumerateError(_refused(file, f"it holds {len(listed):,} files"))
            for info in listed:
                name = info.filename
                if "__MACOSX" in PurePosixPath(name).parts or name.endswith(".DS_Store"):
                    continue
                if info.flag_bits & 1:
                    raise NumerateError(_encrypted(file, name))
                found[name] = _member(archive, info, left, file)
                left -= len(found[name])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise NumerateError(_damaged(file, error)) from error
    except NotImplementedError as error:
        raise NumerateError(_damaged(file, error)) from error
    return MappingProxyType(found)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, file: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    with archive.open(info) as member:
        while block := member.read(_BLOCK):
            size += len(block)
            steep = size > _UNSUSPECTED and size > STEEPEST * max(info.compress_size, 1)
            if size > left or steep:
                raise NumerateError(
                    _refused(file, f"{info.filename} unpacks to over {size:,} bytes")
                )
            parts.append(block)
    return b"".join(parts)


def _refused(file: str, found: str) -> Issue:
    return Issue(
        code="archive-too-large",
        file=file,
        found=f"{found}, as a zip bomb does",
        expected=_LIMITS,
        todo="unpack it yourself if you trust it, and import the files inside",
    )


def _encrypted(file: str, name: str) -> Issue:
    return Issue(
        code="encrypted-archive",
        file=file,
        found=f"{name} in it is encrypted",
        expected="an archive without a password",
        todo="export it again without a password, or unpack it first",
    )


def _damaged(file: str, error: Exception) -> Issue:
    why = str(error) or type(error).__name__
    cut = why == "File is not a zip file"  # it begins as one, so it is the list at its end
    return Issue(
        code="truncated-file",
        file=file,
        found="the archive breaks off: the list of its files, which stands at the end, is not there"
        if cut
        else f"the archive is damaged or breaks off: {why}",
        expected="a whole zip archive",
        todo="download or export the file again; nothing was imported from it",
    )
