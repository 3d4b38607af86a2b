"""Where the files of a manuscript are read from: the disk, or a version held in memory.

A version of long ago is compared without being written to disk, and must be read by the same rules
as the one that is rendered; so what reads a manuscript asks one of these, never the disk itself.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

HELD_ROOT = Path("/compendium")


class SourceFiles(Protocol):
    """What can be asked for a file by its path."""

    def has(self, path: Path) -> bool:
        """Whether there is such a file."""

    def read(self, path: Path) -> bytes:
        """Its content.

        Raises:
            OSError: When it cannot be read.
        """


@dataclass(frozen=True, slots=True)
class FilesOnDisk:
    """The disk."""

    def has(self, path: Path) -> bool:
        """Whether there is such a file."""
        return path.is_file()

    def read(self, path: Path) -> bytes:
        """Its content."""
        return path.read_bytes()


@dataclass(frozen=True, slots=True)
class FilesInMemory:
    """Files by their path from a root that need not exist.

    >>> held = FilesInMemory({"manuscript/a.qmd": b"Text."})
    >>> held.read(HELD_ROOT / "manuscript" / ".." / "manuscript" / "a.qmd")
    b'Text.'
    >>> held.has(HELD_ROOT / "a.qmd")
    False
    """

    contents: Mapping[str, bytes]

    def has(self, path: Path) -> bool:
        """Whether there is such a file."""
        return _named(path) in self.contents

    def read(self, path: Path) -> bytes:
        """Its content."""
        name = _named(path)
        if name not in self.contents:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return self.contents[name]


def _named(path: Path) -> str:
    """A path from the root, without its detours."""
    return Path(os.path.relpath(path, HELD_ROOT)).as_posix()


DISK = FilesOnDisk()
