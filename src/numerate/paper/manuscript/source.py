"""A manuscript's source: its includes expanded, every line still knowing its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from numerate.ground.issues import Issue
from numerate.paper.manuscript.fences import fenced
from numerate.paper.manuscript.source_files import DISK, SourceFiles

_INCLUDE = re.compile(r"^[ \t]*\{\{<\s*include\s+(?P<file>.+?)\s*>\}\}[ \t]*$")

_KEY = re.compile(r"([A-Za-z][\w-]*)\s*:")
_LITERAL = "shortcodes=false"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the expanded source: its text, its file (from the root) and its number there."""

    text: str
    file: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A manuscript with its includes in place.

    Attributes:
        path: The main file.
        root: The compendium's root, against which files are named.
        header: Lines of the YAML front matter, without its fences.
        body: All other lines.
        files: Every file read, the main one first.
        store: Where they were read from.
    """

    path: Path
    root: Path
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    files: tuple[Path, ...]
    store: SourceFiles = DISK

    @property
    def text(self) -> str:
        """The body as one text."""
        return "\n".join(line.text for line in self.body) + "\n"


def shown(path: Path, root: Path) -> str:
    """A path as issues name it: from the root where it lies below it, with forward slashes.

    >>> shown(Path("/r/manuscript/a.qmd"), Path("/r"))
    'manuscript/a.qmd'
    """
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def read_text(
    path: Path,
    root: Path,
    place: tuple[str, int | None] = ("", None),
    store: SourceFiles = DISK,
) -> str | Issue:
    """The text of a file with plain line ends and no byte order mark, or what bars it.

    Args:
        path: The file.
        root: The compendium's root.
        place: File and line that name the file, for the issue.
        store: Where the file is read from.
    """
    try:
        raw = store.read(path)
    except OSError as error:
        return Issue(
            code="missing-file",
            file=place[0],
            line=place[1],
            found=f"{shown(path, root)} cannot be read ({error.strerror or error})",
            expected="a text file",
            todo="correct the name, or put the file there",
        )
    try:
        value = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Issue(
            code="bad-encoding",
            file=shown(path, root),
            line=raw.count(b"\n", 0, error.start) + 1,
            column=error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1,
            found=f"the byte 0x{raw[error.start]:02X} is not UTF-8",
            expected="a text file in UTF-8",
            todo="save the file as UTF-8",
        )
    return value.replace("\r\n", "\n").replace("\r", "\n")


def read_source(path: Path, root: Path, store: SourceFiles = DISK) -> tuple[Source, list[Issue]]:
    """A manuscript with its includes expanded, and what is wrong with its files."""
    issues: list[Issue] = []
    files: list[Path] = []
    lines = list(_expanded(path, root, _Trail(store, path.parent, (), files, issues)))
    header, body = _front_matter(lines)
    source = Source(
        path=path,
        root=root,
        header=tuple(header),
        body=tuple(body),
        files=tuple(files),
        store=store,
    )
    return source, issues


@dataclass(frozen=True, slots=True)
class _Trail:
    """How an include came about: the main file's folder, the files above it, and the findings."""

    store: SourceFiles
    home: Path
    above: tuple[Path, ...]
    files: list[Path]
    issues: list[Issue]
    place: tuple[str, int | None] = ("", None)


def _expanded(path: Path, root: Path, trail: _Trail) -> Iterator[Line]:
    value = read_text(path, root, trail.place, trail.store)
    if isinstance(value, Issue):
        trail.issues.append(value)
        return
    trail.files.append(path)
    name = shown(path, root)
    texts = value.removesuffix("\n").split("\n")
    literal = False
    for number, (content, place) in enumerate(zip(texts, fenced(texts), strict=True), start=1):
        if place.kind == "open":
            literal = _LITERAL in place.info.replace('"', "")
        resolves = place.kind == "text" or (place.kind == "code" and not literal)
        found = _INCLUDE.match(content) if resolves else None
        if found is None:
            yield Line(content, name, number)
            continue
        target = included(found["file"], path.parent, root, trail.home, trail.store)
        if target.resolve() in {p.resolve() for p in (path, *trail.above)}:
            trail.issues.append(
                Issue(
                    code="circular-include",
                    file=name,
                    line=number,
                    found=f"{found['file']} includes itself",
                    expected="a file that does not come back to this one",
                    todo="remove one of the includes",
                )
            )
            continue
        deeper = replace(trail, above=(*trail.above, path), place=(name, number))
        yield from _expanded(target, root, deeper)
        yield Line("", name, number)


def included(name: str, folder: Path, root: Path, home: Path, store: SourceFiles = DISK) -> Path:
    """The file that an include names.

    Quarto looks from the main document's folder even when an included file includes; a file
    beside the including one is found as well. A leading slash means the root.
    """
    bare = name.strip("\"'")
    if bare.startswith("/"):
        return root / bare.lstrip("/")
    beside_main = home / bare
    beside_file = folder / bare
    return beside_main if store.has(beside_main) or not store.has(beside_file) else beside_file


def _front_matter(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the YAML block that opens the text, and the rest."""
    first = next((i for i, line in enumerate(lines) if line.text.strip()), None)
    if first is None or lines[first].text.rstrip() != "---":
        return [], lines
    for index in range(first + 1, len(lines)):
        if lines[index].text.rstrip() in {"---", "..."}:
            return lines[first + 1 : index], lines[index + 1 :]
    return [], lines


def without_included_settings(source: Source) -> tuple[Source, list[Issue]]:
    """A manuscript without the front matter of the files that it includes, and an advice for each.

    Pandoc would take it for the manuscript's own, title and all.
    """
    lines = list(source.body)
    main = shown(source.path, source.root)
    issues: list[Issue] = []
    for start, line in enumerate(lines):
        if line.number != 1 or line.file == main or line.text.rstrip() != "---":
            continue
        inside = range(start + 1, len(lines))
        end = next((i for i in inside if lines[i].text.rstrip() in {"---", "..."}), None)
        if end is None or any(lines[i].file != line.file for i in range(start, end + 1)):
            continue
        keys = [found[1] for i in range(start + 1, end) if (found := _KEY.match(lines[i].text))]
        lines[start : end + 1] = [replace(one, text="") for one in lines[start : end + 1]]
        if keys:
            issues.append(_not_taken(line, keys))
    return replace(source, body=tuple(lines)), issues


def _not_taken(line: Line, keys: list[str]) -> Issue:
    return Issue(
        code="included-settings",
        file=line.file,
        line=line.number + 1,
        found=f"{', '.join(keys)} in the front matter of an included file",
        expected="settings in the front matter of the document, or in _quarto.yml",
        todo="move them there; here they have no effect",
        severity="advice",
    )
