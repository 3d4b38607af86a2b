"""History: the files that tell a manuscript what changed since an earlier release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from numerate.ground.issues import Issue
from numerate.ground.project import GENERATED, Project
from numerate.paper.changes.comparison import diff
from numerate.paper.changes.releases import is_release, read_release, released, releases
from numerate.paper.changes.sources import compared_files, without_generated
from numerate.paper.changes.update import update_json
from numerate.paper.changes.version import version
from numerate.paper.manuscript.ast import Node, Walker, pair
from numerate.paper.manuscript.document import Document, keys_used
from numerate.paper.manuscript.source import Line

CHANGES = "changes"
ATTRIBUTE = "changes-since"


def changes_files(
    project: Project, documents: Sequence[Document], files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The file of each release since which a document tells the changes.

    Args:
        project: The compendium.
        documents: Its documents.
        files: The other files of _generated/, by path inside it.

    Raises:
        NumerateError: When a release is not what was released.
    """
    names = sorted({name for document in documents for name in wanted(document)})
    names = [name for name in names if is_release(project, name)]
    if not names:
        return {}
    sources = without_generated(compared_files(project))
    built = {f"{GENERATED}/{name}": content for name, content in files.items()}
    paths = [project.relative(path) for path in project.documents]
    present = version("this version", {**sources, **built}, paths)
    told = {key for document in documents for key in _in_header(document)}
    made = {}
    for name in names:
        before = released(project, name)
        found = diff(before, present)
        text = update_json(found, read_release(project, name), (before, present), told)
        made[f"{CHANGES}/{name}.json"] = text.encode()
    return made


def release_issues(project: Project, documents: Sequence[Document]) -> Iterator[Issue]:
    """Every release that a document names and that there is not."""
    known = releases(project)
    for document in documents:
        for name in wanted(document):
            if name not in known:
                line = _line(document, name)
                yield Issue(
                    code="unknown-release",
                    file=line.file if line else project.relative(document.path),
                    line=line.number if line else None,
                    found=f"no release '{name}' to tell the changes since",
                    expected=f"one of: {', '.join(known)}"
                    if known
                    else "a release, of which there is none yet",
                    todo="correct the number, or make the release with numerate release",
                )


def wanted(document: Document) -> tuple[str, ...]:
    """The releases since which a document tells the changes."""
    if not document.reading.has(ATTRIBUTE):
        return ()
    found: dict[str, None] = {}

    def block(node: Node) -> list[Node] | None:
        name = pair(node["c"][0], ATTRIBUTE) if node["t"] == "Div" else None
        if name is not None:
            found[name] = None
        return None

    Walker(block).blocks(document.ast)
    return tuple(found)


def _in_header(document: Document) -> Iterator[str]:
    """The keys of the numbers in title and abstract."""
    header = document.source.header
    if not header:
        return
    for use in keys_used(document):
        if (
            use.kind == "num"
            and use.file == header[0].file
            and (use.line or 0) <= header[-1].number
        ):
            yield use.key


def _line(document: Document, name: str) -> Line | None:
    lines = (line for line in document.source.body if ATTRIBUTE in line.text)
    return next((line for line in lines if name in line.text), None)
