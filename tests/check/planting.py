"""Planting: putting a fault, or a harmless change, into a file of a review."""

from __future__ import annotations

from pathlib import Path


def changed(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands in a file once or more; the whole file when ``old`` is empty."""
    path = root / file
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    assert not old or old in text, f"{file} does not hold {old!r}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((text.replace(old, new, 1) if old else new).encode("utf-8"))
