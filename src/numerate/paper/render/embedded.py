"""The engine that comes with numerate: documents to HTML, PDF and DOCX through pandoc and Typst."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.fonts import sans_folder
from numerate.ground.issues import Issue, ordered
from numerate.ground.project import extension_dir, open_project
from numerate.paper.manuscript.ast import Node, copied
from numerate.paper.manuscript.document import Document, finished
from numerate.paper.manuscript.setting_effects import unread_settings
from numerate.paper.render.docx import docx
from numerate.paper.render.html_writing import html
from numerate.paper.render.outputs import output_path
from numerate.paper.render.pdf import pdf
from numerate.paper.render.picture_files import located_all
from numerate.paper.render.rendition import Place, Rendition

Writer = Callable[[dict[str, Any], Place], Rendition]
_LONG = 10.0  # seconds
WRITERS: dict[str, Writer] = {"pdf": pdf, "docx": docx, "html": html}  # the longest work first


def render_embedded(
    documents: Sequence[Document],
    formats: Sequence[str],
    *,
    root: Path,
    tell: Callable[[str], None] = lambda _: None,
    appendices: Mapping[Path, Sequence[Node]] | None = None,
) -> dict[Path, bytes]:
    """Render documents without Quarto; nothing is written.

    Args:
        documents: Parsed documents.
        formats: Any of html, pdf, docx.
        root: The compendium's folder.
        tell: Called with lines of progress and with advice.
        appendices: Blocks to add at the end of a document's PDF and Word file, by its path.

    Returns:
        What each file shall hold, document by document in the order of the formats.

    Raises:
        NumerateError: With the faults of all documents and formats.
    """
    look = extension_dir()
    tasks: dict[tuple[Path, str], Future[Rendition]] = {}
    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as pool:
        for fmt in WRITERS:
            for document in documents if fmt in formats else ():
                added = (appendices or {}).get(document.path, ()) if fmt != "html" else ()
                tasks[document.path, fmt] = pool.submit(
                    _rendition, document, fmt, (root, look), added
                )
        _tell_progress(tasks, tell)
    made = _results(tasks)
    advice = {issue for document in documents for issue in document.advice}
    advice.update(issue for rendition in made.values() for issue in rendition.advice)
    for document in documents:
        header, metadata = document.source.header, document.metadata
        advice.update(unread_settings(metadata, header, root, formats))
    for issue in ordered(advice):
        tell(str(issue))
    rendered = open_project(root).rendered
    return {
        output_path(document.path, _name(document, fmt), fmt, root=root, rendered=rendered): made[
            document.path, fmt
        ].content
        for document in documents
        for fmt in formats
    }


def _tell_progress(
    tasks: dict[tuple[Path, str], Future[Rendition]], tell: Callable[[str], None]
) -> None:
    """Say what is ready, once the work takes long enough for somebody to wonder."""
    names = {task: f"{path.stem}.{fmt}" for (path, fmt), task in tasks.items()}
    start = time.monotonic()
    for count, task in enumerate(as_completed(names), start=1):
        if time.monotonic() - start > _LONG:
            tell(f"{names[task]} is ready, {count} of {len(names)}")


def _results(tasks: dict[tuple[Path, str], Future[Rendition]]) -> dict[tuple[Path, str], Rendition]:
    made: dict[tuple[Path, str], Rendition] = {}
    issues: list[Issue] = []
    for key, task in tasks.items():
        try:
            made[key] = task.result()
        except NumerateError as error:
            issues += error.issues
    if issues:
        raise NumerateError(issues)
    return made


def _name(document: Document, fmt: str) -> str:
    """The file's name without its ending: ``output-file`` where the author sets it."""
    wished = str(document.settings(fmt).get("output-file") or document.name)
    return wished.removesuffix(f".{fmt}")


def _rendition(
    document: Document, fmt: str, places: tuple[Path, Path], added: Sequence[Node]
) -> Rendition:
    root, look = places
    place = Place(
        root=root,
        source=document.path,
        look=look,
        fonts=(sans_folder(),),
        places=document.places,
    )
    tree = finished(document, fmt, extension=look, root=root)
    if added:
        tree = {**tree, "blocks": [*tree["blocks"], *copied(list(added))]}
    located_all(tree["blocks"], place)
    return WRITERS[fmt](tree, place)
