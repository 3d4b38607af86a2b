"""Rendering: from a project's documents to files, by the engine asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from numerate.ground.errors import CannotRunError, NumerateError, stop_on
from numerate.ground.inputs import pages_file, pages_stamp
from numerate.ground.issues import Issue
from numerate.ground.programs import find
from numerate.ground.project import Project, extension_dir, open_project
from numerate.ground.writing import replace_files
from numerate.paper.building import Build, build
from numerate.paper.building.build import take_back
from numerate.paper.manuscript.ast import Node, plain, stringify
from numerate.paper.manuscript.document import Document, finished, parse
from numerate.paper.origins.appendix import appendix
from numerate.paper.origins.cards import with_cards
from numerate.paper.origins.ledger_page import FILE as LEDGER
from numerate.paper.origins.ledger_page import ledger_page
from numerate.paper.render.embedded import render_embedded
from numerate.paper.render.quarto import render_with_quarto

Engine = Literal["auto", "quarto", "embedded"]
FORMATS = ("html", "pdf", "docx")


def render(  # noqa: PLR0913 - what a render is asked for
    project: Project,
    names: Sequence[str] = (),
    *,
    formats: Sequence[str] = FORMATS,
    engine: Engine = "auto",
    tell: Callable[[str], None] = lambda _: None,
    with_appendix: bool = False,
) -> tuple[Path, ...]:
    """Render documents, after a build where the project is a compendium.

    Args:
        project: The project.
        names: Documents by name (``article``) or path; all of the project's when empty.
        formats: Any of html, pdf, docx.
        engine: ``auto`` takes Quarto when it is there.
        tell: Called with lines of progress.
        with_appendix: Add the appendix of numbers to PDF and Word files (embedded engine only).

    Returns:
        The files written.

    Raises:
        CannotRunError: For an unknown format or document.
        NumerateError: With every fault; files rendered earlier are then as they were.
    """
    start = time.monotonic()
    _check_formats(formats)
    paths = chosen(project, names)
    if with_appendix and engine == "auto":
        engine = "embedded"
    _check_appendix(engine, with_appendix=with_appendix)
    by_quarto = engine == "quarto" or (engine == "auto" and find("quarto") is not None)
    built = build(project, tell) if project.is_compendium else None
    said = dict.fromkeys(str(issue) for issue in (built.advice if built else ()))
    for line in said:
        tell(line)
    by = "Quarto" if by_quarto else "the embedded engine"
    tell(f"rendering {_list(path.stem for path in paths)} to {_list(formats)} with {by}")
    try:
        if by_quarto:
            contents = render_with_quarto(project, paths, formats)
        else:
            documents = _parsed(project, paths, built)
            added = _appendices(project, documents, built) if with_appendix else {}
            contents = render_embedded(
                documents,
                formats,
                root=project.root,
                tell=lambda line: None if line in said else tell(line),
                appendices=added,
            )
        _put(project, contents, built)
    except BaseException:
        if built:
            take_back(project, built)
        raise
    tell(f"wrote {len(contents)} files in {time.monotonic() - start:.1f} s:")
    return tuple(contents)


def _put(project: Project, contents: dict[Path, bytes], built: Build | None) -> None:
    """Write all files at once: the pages with their cards, the ledger, what they were made from."""
    stamps = {}
    if built:
        contents |= _with_ledger(project, contents, built)
        sources = [path for document in built.documents for path in document.source.files]
        stamps = {pages_file(project): pages_stamp(project, contents, sources)}
    replace_files(contents | stamps, root=project.root, whole=whole(project, contents | stamps))


def whole(project: Project, contents: Iterable[Path]) -> Path | None:
    """The folder of rendered files, when all files go there: it is exchanged in one step."""
    folder = project.rendered
    if folder is None or folder.resolve() == project.root.resolve():
        return None
    return folder if all(path.is_relative_to(folder) for path in contents) else None


def _parsed(project: Project, paths: Sequence[Path], built: Build | None) -> list[Document]:
    """The documents as parsed by the build, or parsed now where it did not know them."""
    known = {document.path: document for document in built.documents} if built else {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        parsing = {
            path: pool.submit(parse, path, project.root) for path in paths if path not in known
        }
    issues: list[Issue] = []
    for path, parsed in parsing.items():
        try:
            known[path] = parsed.result()
        except NumerateError as error:
            issues += error.issues
    if issues:
        raise NumerateError(issues)
    return [known[path] for path in paths]


def _appendices(
    project: Project, documents: Sequence[Document], built: Build | None
) -> dict[Path, list[Node]]:
    if built is None:
        return {}
    return {one.path: appendix(one, built.ledger, project.root) for one in documents}


def _check_appendix(engine: Engine, *, with_appendix: bool) -> None:
    if with_appendix and engine == "quarto":
        raise CannotRunError(
            Issue(
                code="no-appendix",
                found="--ledger with --engine quarto",
                expected="the embedded engine, which adds the appendix of numbers",
                todo="leave out --engine, or --ledger",
            )
        )


def _with_ledger(
    project: Project, contents: Mapping[Path, bytes], built: Build
) -> dict[Path, bytes]:
    """The HTML pages with their cards, and the ledger's page beside them."""
    pages = [path for path in contents if path.suffix == ".html"]
    if not pages:
        return {}
    look = extension_dir()
    target = pages[0].with_name(LEDGER)
    meta = finished(built.documents[0], "html", extension=look, root=project.root)["meta"]
    title = stringify([plain(list(meta["title"]["c"]))]) if "title" in meta else project.root.name
    changed = {
        path: with_cards(
            contents[path].decode("utf-8"), built.ledger, project.root, look, LEDGER
        ).encode()
        for path in pages
    }
    made = ledger_page(built.ledger, built.documents, project.root, look, title)
    return {**changed, target: made.encode()}


def finish_pages(root: str, pages: Sequence[str]) -> None:
    """Give pages that plain ``quarto render`` wrote their cards, and write the ledger's page.

    Args:
        root: The compendium's folder.
        pages: Paths of HTML files.

    Raises:
        NumerateError: With every fault of the compendium; the pages are then as they were.
    """
    project = open_project(Path(root))
    found = {Path(page): Path(page).read_bytes() for page in pages}
    replace_files(_with_ledger(project, found, build(project)), root=project.root)


def _check_formats(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise CannotRunError(
            Issue(
                code="unknown-format",
                found=f"--to {','.join(unknown)}",
                expected=f"any of {', '.join(FORMATS)}",
                todo="correct the option",
            )
        )


def chosen(project: Project, names: Sequence[str]) -> list[Path]:
    """The documents that are asked for, each once; all of the project's when none is named.

    Raises:
        CannotRunError: When a name is no document.
    """
    stop_on(project.missing_documents)
    documents = project.documents
    found: list[Path] = []
    issues: list[Issue] = []
    for name in names:
        fitting = [path for path in documents if name in (path.stem, path.name)]
        named = Path(name) if Path(name).suffix == ".qmd" else None
        if fitting:
            found += fitting
        elif named is not None and named.is_file():
            found.append(named.resolve())
        elif named is not None and (project.root / named).is_file():
            found.append((project.root / named).resolve())
        else:
            issues.append(_unknown_document(name, documents))
    if issues:
        raise CannotRunError(issues)
    if not names and not documents:
        raise CannotRunError(_unknown_document("(none named)", documents))
    return list(dict.fromkeys(found)) if names else list(documents)


def _unknown_document(name: str, documents: Sequence[Path]) -> Issue:
    known = _list(path.stem for path in documents) or "none in this project"
    return Issue(
        code="unknown-document",
        found=f"no document '{name}'",
        expected=f"a .qmd file, or one of the project's documents: {known}",
        todo="check the name, or list the document in _quarto.yml",
    )


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
