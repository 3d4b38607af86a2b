# ruff: noqa: INP001 - a script of the Quarto extension, not a package
"""Quarto's post-render step: finish the Word documents and pages that were just rendered.

Pages get their cards and the ledger beside them, where numerate is found; else one line says how to
get them. `numerate render` does that itself.

The header of reference.docx says "Running title"; here it gets the document's own: the metadata
``running-title``, else the title. Metadata that pandoc adds as custom properties, paths of files
among them, are taken out.

Standard library only, and no syntax newer than Python 3.8: Quarto may run any python3.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(os.environ.get("QUARTO_PROJECT_ROOT") or Path(__file__).resolve().parents[2])
ALREADY_BUILT = "NUMERATE_BUILT"
FINISH_PAGES = (
    "import sys; from numerate.paper.render.rendering import finish_pages; "
    "finish_pages(sys.argv[1], sys.argv[2:])"
)
HINT = (
    "`numerate render --engine quarto` adds the cards to the pages, and ledger.html beside them\n"
)
PLACEHOLDER = "Running title"
CUSTOM = "docProps/custom.xml"
MENTIONS = re.compile(r"<(?:Override|Relationship)\b[^>]*docProps/custom\.xml[^>]*/>")


def running_title(parts: dict[str, bytes]) -> str:
    """The running title as XML text: a custom property, else the title of the document."""
    custom = parts.get(CUSTOM, b"").decode("utf-8")
    core = parts.get("docProps/core.xml", b"").decode("utf-8")
    found = re.search(r'name="running-title"[^>]*><vt:lpwstr>([^<]*)<', custom)
    found = found or re.search(r"<dc:title>([^<]*)<", core)
    return found.group(1) if found else ""


def finished(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a DOCX with its own running title and without custom properties."""
    title = running_title(parts)
    made = {}
    for name, part in parts.items():
        if name == CUSTOM:
            continue
        if re.fullmatch(r"word/header\d*\.xml", name):
            text = part.decode("utf-8").replace(PLACEHOLDER, title)
            made[name] = text.encode("utf-8")
        elif name in ("[Content_Types].xml", "_rels/.rels"):
            made[name] = MENTIONS.sub("", part.decode("utf-8")).encode("utf-8")
        else:
            made[name] = part
    return made


def finish(path: Path) -> None:
    """Rewrite a DOCX in place."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    beside = path.with_name(path.name + ".new")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in finished(parts).items():
            archive.writestr(name, part)
    beside.replace(path)


def pythons() -> list[str]:
    """The Pythons that may have numerate, best first."""
    places = (ROOT / ".venv/bin/python", ROOT / ".venv/Scripts/python.exe")
    found = [str(path) for path in places if path.is_file()]
    return [*found, sys.executable] if importlib.util.find_spec("numerate") else found


def finish_pages(pages: list[Path]) -> None:
    """Give pages their cards and the ledger, or tell how to get them."""
    for python in pythons():
        command = [python, "-c", FINISH_PAGES, str(ROOT), *map(str, pages)]
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                command, cwd=str(ROOT), check=False, capture_output=True
            )
        except OSError:  # a .venv that was moved
            continue
        if done.returncode == 0:
            return
    sys.stdout.write(HINT)


def main() -> int:
    """Finish every DOCX and page among the files that Quarto has written."""
    lines = os.environ.get("QUARTO_PROJECT_OUTPUT_FILES", "").splitlines()
    files = [path for path in (ROOT / line.strip() for line in lines) if path.is_file()]
    for path in files:
        if path.suffix == ".docx":
            finish(path)
    pages = [path for path in files if path.suffix == ".html"]
    is_compendium = (ROOT / "data/datapackage.json").is_file() and (ROOT / "analysis").is_dir()
    if pages and is_compendium and not os.environ.get(ALREADY_BUILT):
        finish_pages(pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
