"""Finished files: where they go, and how they replace the earlier ones all at once."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue


def output_path(source: Path, name: str, suffix: str, *, root: Path, rendered: Path | None) -> Path:
    """Where a rendered document goes: as with Quarto, in the output folder under its own folder.

    Args:
        source: The document's file.
        name: Its name without ending.
        suffix: ``html``, ``pdf`` or ``docx``.
        root: The compendium's folder.
        rendered: The project's output folder; None puts the file beside its source.

    >>> root = Path("/r")
    >>> output_path(root / "manuscript/a.qmd", "a", "pdf", root=root, rendered=root / "_rendered")
    PosixPath('/r/_rendered/manuscript/a.pdf')
    """
    folder = source.parent
    if rendered is not None and folder.is_relative_to(root):
        folder = rendered / folder.relative_to(root)
    return folder / f"{name}.{suffix}"


def replace_files(contents: Mapping[Path, bytes], *, root: Path | None = None) -> tuple[Path, ...]:
    """Write all the files, or leave all as they were.

    New content is first written beside its target, so a full disk or a folder that cannot be
    written to is found before anything is touched; then the files change places, and change back
    if one of them cannot be replaced.

    Args:
        contents: What each file shall hold.
        root: The compendium's folder, from which issues name the files.

    Raises:
        NumerateError: With one issue, when a file cannot be written.
    """
    new: dict[Path, Path] = {}
    moved: list[tuple[Path, Path | None]] = []
    target = next(iter(contents), Path())
    try:
        for target, content in contents.items():
            new[target] = _written_beside(target, content)
        for target, fresh in new.items():
            moved.append((target, _set_aside(target)))
            fresh.replace(target)
    except OSError as error:
        for path, backup in reversed(moved):
            with contextlib.suppress(OSError):
                if backup is not None:
                    backup.replace(path)
                elif path.is_file():
                    path.unlink()
        raise NumerateError(_not_written(target, root, error)) from error
    finally:
        for leftover in (*new.values(), *(backup for _, backup in moved if backup)):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
    return tuple(contents)


def _written_beside(target: Path, content: bytes) -> Path:
    if target.is_dir():
        raise IsADirectoryError(None, "a folder of this name is in the way")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    path = Path(name)
    path.chmod(0o666 & ~_umask())
    return path


def _umask() -> int:
    """The mask that new files get; the system tells it only by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _set_aside(target: Path) -> Path | None:
    """Move an earlier file to a name beside it."""
    if not target.exists():
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(None, "the file is protected against writing")
    backup = target.with_name(f".{target.name}.before")
    target.replace(backup)
    return backup


def _not_written(target: Path, root: Path | None, error: OSError) -> Issue:
    inside = root is not None and target.is_relative_to(root)
    return Issue(
        code="cannot-write",
        file=(target.relative_to(root) if root and inside else target).as_posix(),
        found=f"cannot write {target.name}: {error.strerror or error}",
        expected="a folder that can be written to and a file that no program holds open",
        todo="close the file in other programs, or correct the folder's permissions; "
        "the files rendered earlier are as they were",
    )
