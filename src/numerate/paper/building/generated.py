"""The files of _generated/: what they hold, and replacing them whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from numerate.ground.project import ABOUT, Project
from numerate.ground.writing import replace_files
from numerate.review.results import Figure, Ledger
from numerate.review.results.ledger import numbers_json, table_json

NUMBERS = "numbers.json"
LABELS = "labels.json"
TABLES = "tables"
FIGURES = "figures"


def generated_files(ledger: Ledger, root: Path, present: Path | None) -> dict[str, bytes]:
    """Every file that a ledger gives, by its path inside _generated/.

    Args:
        ledger: What analysis computed.
        root: The compendium.
        present: The present _generated/ folder; a picture that is still right is not drawn anew.
            None leaves out the pictures for Word, which nothing compares.
    """
    files = {NUMBERS: numbers_json(ledger, root).encode()}
    for key, table in ledger.tables.items():
        files[f"{TABLES}/{key}.json"] = table_json(table, root).encode()
    for figure in ledger.figures.values():
        files |= _figure_files(figure, root, present)
    return files


def replace(project: Project, folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Make a folder of a compendium hold exactly these files, or leave it as it was.

    Returns:
        The paths that were added, changed or removed, sorted; empty when nothing moved.

    Raises:
        NumerateError: When the folder cannot be written.
    """
    moved = changes(folder, files)
    contents = {folder / name: files.get(name) for name in moved}
    replace_files(contents, root=project.root, whole=folder)
    return moved


def _figure_files(figure: Figure, root: Path, present: Path | None) -> dict[str, bytes]:
    drawing = figure.drawing
    svg = drawing.svg.encode()
    stem = f"{FIGURES}/{figure.key}"
    png = (_present_png(present, stem, svg) or drawing.png) if present else b""
    facts = {
        "_": ABOUT,
        "schema": 1,
        "key": figure.key,
        "definition": figure.definition,
        "alt": drawing.alt,
        "width_mm": drawing.width_mm,
        "height_mm": drawing.height_mm,
        "svg_sha256": hashlib.sha256(svg).hexdigest(),
        "png_sha256": hashlib.sha256(png).hexdigest() if present else "",
        "origin": figure.origin.as_json(root),
        "of": list(figure.origin.of),
    }
    lines = ",\n".join(f'"{k}": {json.dumps(v, ensure_ascii=False)}' for k, v in facts.items())
    picture = {f"{stem}.png": png} if present else {}
    return {f"{stem}.svg": svg, **picture, f"{stem}.json": f"{{{lines}\n}}\n".encode()}


def _present_png(present: Path, stem: str, svg: bytes) -> bytes | None:
    """The picture that is there, when its facts say it was made from this very drawing."""
    try:
        facts = json.loads((present / f"{stem}.json").read_text(encoding="utf-8"))
        png = (present / f"{stem}.png").read_bytes()
    except (OSError, ValueError):
        return None
    same_svg = facts.get("svg_sha256") == hashlib.sha256(svg).hexdigest()
    same_png = facts.get("png_sha256") == hashlib.sha256(png).hexdigest()
    return png if same_svg and same_png else None


def changes(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The paths in which a folder does not hold these files, sorted."""
    there = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    moved = {name for name in files if name not in there or there[name].read_bytes() != files[name]}
    return tuple(sorted(moved | (set(there) - set(files))))
