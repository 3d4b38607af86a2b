"""The pack: one zip for a journal, with everything that the paper was made from and checksums."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from numerate import __version__
from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import (
    ANALYSIS,
    BIBLIOGRAPHY,
    DATA,
    EXTENSIONS,
    GENERATED,
    MANUSCRIPT,
    RELEASES,
    SETTINGS,
    Project,
)
from numerate.ground.writing import write_file

CHECKSUMS = "SHA256SUMS"
README = "README.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_FOLDERS = (DATA, ANALYSIS, MANUSCRIPT, GENERATED, EXTENSIONS, RELEASES)
_FILES = (
    SETTINGS,
    BIBLIOGRAPHY,
    "renames.csv",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CITATION.cff",
)
_LEFT_OUT = {"__pycache__", ".git", ".quarto", ".venv", ".mypy_cache", ".ruff_cache"}
_ABOUT = """This pack holds a paper, its supplement, and all that they were made from.

  rendered/     the documents in every format, and the ledger of their numbers
  figures/      every figure as vector graphics (SVG) and with 300 dots per inch (PNG)
  data/         the extraction, with its dictionary in datapackage.json
  analysis/     the code that computes every number, table and figure
  manuscript/   the text, in which numbers stand by key
  _generated/   what the analysis gave: numbers.json, tables, figures
  {checksums}    a SHA-256 checksum of every file

To rebuild everything from the data and compare it with what is printed, with Python 3.11 or later:

  pip install "numerate>={version}"
  numerate audit --pack {name}

This runs the Python code in analysis/. Read it first, as you would any program from elsewhere.
"""


def pack(project: Project, rendered: Sequence[Path], target: Path) -> tuple[str, ...]:
    """Write the pack of a compendium.

    The same compendium gives the same bytes on every machine.

    Args:
        project: The compendium, built and rendered.
        rendered: The rendered files, and the ledger's page where there is one.
        target: The zip to write; replaced only when complete.

    Returns:
        The names of the files in the pack, sorted.

    Raises:
        NumerateError: When a file cannot be read or the pack cannot be written.
    """
    try:
        files = dict(_collected(project, rendered))
        files[README] = _about(target.name)
        files[CHECKSUMS] = checksums(files)
        _write(target, files)
    except OSError as error:
        raise NumerateError(
            Issue(
                code="cannot-write",
                file=project.relative(target),
                found=f"{error.strerror or error}",
                expected="a compendium that can be read and a place that can be written",
                todo="check permissions and free space; nothing was written",
            )
        ) from error
    return tuple(sorted(files))


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The lines of SHA256SUMS, as ``sha256sum -c`` reads them.

    >>> checksums({"a.txt": b"a"}).decode()[:20]
    'ca978112ca1bbdcafac2'
    """
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
        if name != CHECKSUMS
    ]
    return "".join(lines).encode()


def _collected(project: Project, rendered: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for name in _FILES:
        path = project.root / name
        if path.is_file():
            yield name, path.read_bytes()
    for name in _FOLDERS:
        for path in _below(project.root / name):
            yield path.relative_to(project.root).as_posix(), path.read_bytes()
    for path in _below(project.generated / "figures"):
        if path.suffix in (".svg", ".png"):
            yield f"figures/{path.name}", path.read_bytes()
    for path in rendered:
        yield f"rendered/{path.name}", path.read_bytes()


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder in sorted order; caches and links are left out."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        hidden = _LEFT_OUT.intersection(path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _about(name: str) -> bytes:
    told = _ABOUT.format(checksums=CHECKSUMS, version=__version__, name=name)
    return told.encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of some files: equal files give equal bytes, whenever and wherever."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = _MODE
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, body)
    return content.getvalue()


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    write_file(target, zipped(files))
