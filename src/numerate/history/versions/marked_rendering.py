"""Marking: documents rendered with everything marked that changed since another version."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numerate.ground.errors import CannotRunError
from numerate.ground.fonts import sans_folder
from numerate.ground.issues import Issue, quoted
from numerate.ground.packs.unpacking import unpack
from numerate.ground.project import EXTENSION, Project, extension_dir, open_project
from numerate.ground.writing import replace_files
from numerate.history.versions.change_marks import marked
from numerate.history.versions.repository import check_out
from numerate.history.versions.tracking import Editor, tracked
from numerate.history.versions.version_reading import holds_compendium
from numerate.paper.building.build import build
from numerate.paper.changes.releases import SOURCES, is_release, released
from numerate.paper.manuscript.document import Document, finished
from numerate.paper.render.docx import docx
from numerate.paper.render.embedded import WRITERS
from numerate.paper.render.outputs import output_path
from numerate.paper.render.rendering import FORMATS, chosen, whole
from numerate.paper.render.rendition import Place

ENDING = "-changes"
DATE = "1980-01-01T00:00:00Z"  # Word wants a time; a fixed one gives equal files equal bytes
_LEFT_OUT = shutil.ignore_patterns(".git", "_rendered", "__pycache__", ".venv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The version that changes are counted from, as the command line names it."""

    asked: str
    start: Path


def render_changes(
    project: Project,
    names: Sequence[str],
    formats: Sequence[str],
    earlier: Earlier,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Render documents with their changes marked: tracked in DOCX, coloured in HTML and PDF.

    Args:
        project: The compendium, whose working tree is the later version.
        names: Documents by name; all when empty.
        formats: Any of html, pdf, docx.
        earlier: The version to compare with; it is built in a temporary folder.
        tell: Called with lines of progress.

    Returns:
        The files written, ``article-changes.docx`` and so on.

    Raises:
        CannotRunError: For an unknown format, document or version.
        NumerateError: With every fault; nothing is written then.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise CannotRunError(_unknown_format(unknown))
    paths = chosen(project, names)
    with tempfile.TemporaryDirectory(prefix="numerate-") as name:
        root = _fetched(earlier, project, Path(name) / "earlier")
        tell(f"building {earlier.asked}")
        before = {one.name: one for one in build(open_project(root)).documents}
        now = [one for one in build(project, tell).documents if one.path in paths]
        tell(f"marking what changed since {earlier.asked}")
        pairs = [_Pair(before.get(one.name), one, root, project.root) for one in now]
        editor = Editor(f"Changes since {earlier.asked}", DATE)
        with ThreadPoolExecutor() as pool:
            made = {
                _target(pair.now, fmt, project): pool.submit(pair.rendered, fmt, editor)
                for pair in pairs
                for fmt in formats
            }
            contents = {path: one.result() for path, one in made.items()}
    return replace_files(contents, root=project.root, whole=whole(project, contents))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A document as it was, where it was there, and as it is."""

    before: Document | None
    now: Document
    root_before: Path
    root: Path

    def rendered(self, fmt: str, editor: Editor) -> bytes:
        """The document in one format with its changes marked."""
        look = extension_dir()
        place = Place(root=self.root, source=self.now.path, look=look, fonts=(sans_folder(),))
        new = finished(self.now, fmt, extension=look, root=self.root)
        old: dict[str, Any] = {**new, "meta": {}, "blocks": []}
        place_before = place
        if self.before is not None:
            old = finished(self.before, fmt, extension=look, root=self.root_before)
            place_before = Place(root=self.root_before, source=self.before.path, look=look)
        if fmt == "docx":
            return tracked(docx(old, place_before).content, docx(new, place).content, editor)
        return WRITERS[fmt](marked(old, new, fmt), place).content


def _fetched(earlier: Earlier, project: Project, folder: Path) -> Path:
    """The earlier version in a folder of its own."""
    path = earlier.start / earlier.asked
    if path.is_dir() and holds_compendium(path):
        shutil.copytree(path, folder, ignore=_LEFT_OUT)
    else:
        folder.mkdir()
        if is_release(project, earlier.asked):
            released(project, earlier.asked)  # its checksum holds
            unpack(project.releases / earlier.asked / SOURCES, folder)
        elif path.suffix == ".zip" and path.is_file():
            unpack(path, folder)
        else:
            check_out(project.root, earlier.asked, folder)
    if not (folder / EXTENSION).is_dir():
        shutil.copytree(extension_dir(), folder / EXTENSION)
    return folder.resolve()


def _target(document: Document, fmt: str, project: Project) -> Path:
    name = f"{document.name}{ENDING}"
    return output_path(document.path, name, fmt, root=project.root, rendered=project.rendered)


def _unknown_format(unknown: Sequence[str]) -> Issue:
    return Issue(
        code="unknown-format",
        found=f"--to {quoted(','.join(unknown))}",
        expected=f"any of {', '.join(FORMATS)}",
        todo="correct the option",
    )
