"""Finished files: where they go."""

from __future__ import annotations

from pathlib import Path


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
