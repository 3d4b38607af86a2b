"""Inputs: digests of what numbers and pages are made from, so that content tells what is stale.

The digest of a table does not depend on the order of its rows, on line ends, quotation marks or a
byte order mark, for none of these changes a result.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from numerate.ground.project import ABOUT, DATAPACKAGE, GENERATED, Project

STAMP = "inputs.json"
PAGES = ".numerate.json"
SCHEMA = 1
_SHOWN = 16


def digest(content: bytes) -> str:
    """The first 16 hex digits of the SHA-256 of some bytes.

    >>> digest(b"68")
    'a21855da08cb102d'
    """
    return hashlib.sha256(content).hexdigest()[:_SHOWN]


def text_digest(content: bytes) -> str:
    r"""The digest of a text whatever its line ends, with or without a byte order mark.

    >>> text_digest(b"a\r\nb\n") == text_digest(b"\xef\xbb\xbfa\nb\n")
    True
    """
    plain = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return digest(plain)


def table_digest(content: bytes) -> str:
    r"""The digest of a CSV whatever the order of its rows and its quotation marks.

    >>> table_digest(b"id,n\na,1\nb,2\n") == table_digest(b'id,n\r\n"b",2\r\na,1\r\n')
    True
    >>> table_digest(b"id,n\na,1\nb,2\n") == table_digest(b"id,n\na,2\nb,1\n")
    False
    """
    try:
        text = content.decode("utf-8-sig")
        lines = _plain(text) if '"' in text else text.splitlines()
    except (UnicodeDecodeError, csv.Error):
        return text_digest(content)
    kept = [line for line in lines if line]
    return digest("\x1e".join([*kept[:1], *sorted(kept[1:])]).encode())


def _plain(text: str) -> list[str]:
    """The rows of a CSV, each written with as few quotation marks as can be."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\x1e")
    writer.writerows(csv.reader(io.StringIO(text, newline=""), strict=True))
    return out.getvalue().split("\x1e")


def data_digests(project: Project) -> dict[str, str]:
    """The digest of the dictionary and of each table, by path inside the folder of the data."""
    found: dict[str, str] = {}
    for path in sorted(project.data.rglob("*.csv")):
        found[path.relative_to(project.data).as_posix()] = table_digest(path.read_bytes())
    dictionary = project.data / DATAPACKAGE
    if dictionary.is_file():
        found[DATAPACKAGE] = _dictionary_digest(dictionary.read_bytes())
    return found


def analysis_digests(project: Project) -> dict[str, str]:
    """The digest of each module of the analysis, by path inside its folder."""
    return {
        path.relative_to(project.analysis).as_posix(): text_digest(path.read_bytes())
        for path in sorted(project.analysis.rglob("*.py"))
    }


def folder_digests(folder: Path) -> dict[str, str]:
    """The digest of each file in a folder, the stamp itself left out, by path inside it."""
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != STAMP
    }


def stamp(
    project: Project,
    files: Mapping[str, bytes],
    *,
    version: str,
    advice: int,
    places: Mapping[str, Sequence[Any]],
) -> bytes:
    """The text of inputs.json: what the generated files were made from, and their own digests.

    Args:
        project: The compendium.
        files: The generated files, by path inside their folder.
        version: The version of numerate.
        advice: How many advices the data and the analysis gave.
        places: The places of the reporting checklist, by item.
    """
    sections: dict[str, Mapping[str, str]] = {
        "data": data_digests(project),
        "analysis": analysis_digests(project),
        "generated": {name: digest(content) for name, content in sorted(files.items())},
    }
    lines = [
        f'{{"_": {json.dumps(ABOUT)}',
        f'"schema": {SCHEMA}',
        f'"numerate": {json.dumps(version)}',
        f'"advice": {advice}',
        f'"checklist": {json.dumps(places_digest(places))}',
    ]
    for name, digests in sections.items():
        body = ",\n".join(f"{json.dumps(key)}: {json.dumps(one)}" for key, one in digests.items())
        lines.append(f'"{name}": {{\n{body}\n}}')
    return (",\n".join(lines) + "\n}\n").encode()


def places_digest(places: Mapping[str, Sequence[Any]]) -> str:
    """The digest of the places of a reporting checklist."""
    told = {item: [str(place) for place in found] for item, found in sorted(places.items())}
    return digest(json.dumps(told, ensure_ascii=False).encode())


def read_stamp(project: Project) -> dict[str, Any] | None:
    """What inputs.json says; None when it is missing or cannot be understood."""
    try:
        found = json.loads((project.generated / STAMP).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        return None
    return found


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The names whose digests differ, or that only one side has, sorted.

    >>> differing({"a": "1", "b": "2"}, {"a": "1", "c": "3"})
    ('b', 'c')
    """
    names = {*before, *now}
    return tuple(sorted(name for name in names if before.get(name) != now.get(name)))


def page_inputs(project: Project, sources: Iterable[Path]) -> dict[str, str]:
    """The digest of everything that rendered pages are made from, by path from the root.

    Args:
        project: The project.
        sources: The files of the documents, their includes among them.
    """
    root = project.root
    paths = {path for path in sources if path.is_file()}
    for pattern in ("_quarto*.yml", "_variables.yml", "_brand.yml", "*.bib", "*.csl"):
        paths.update(root.glob(pattern))
    paths.update(root.glob("**/_metadata.yml"))
    for folder in (root / GENERATED, root / "_extensions"):
        paths.update(path for path in folder.rglob("*") if path.is_file())
    return {
        project.relative(path): text_digest(path.read_bytes())
        for path in sorted(paths)
        if path.name != STAMP and "__pycache__" not in path.parts
    }


@dataclass(frozen=True, slots=True)
class Page:
    """One rendered page: its digest, and the name of the set of digests it was made from."""

    digest: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Pages:
    """What render wrote down: each page by its path, and each set of inputs by its name."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    inputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_pages(project: Project) -> Pages | None:
    """What render wrote down; None when it is missing or cannot be understood."""
    try:
        found = json.loads(pages_file(project).read_bytes())
        pages = {name: Page(*one) for name, one in found["pages"].items()}
        return Pages(pages, found["inputs"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def pages_stamp(project: Project, written: Mapping[Path, bytes], sources: Iterable[Path]) -> bytes:
    """The text of .numerate.json after some pages were rendered; what it says of others is kept.

    Args:
        project: The project.
        written: The pages, with their content.
        sources: The files of the documents, their includes among them.
    """
    before = read_pages(project) or Pages()
    inputs = page_inputs(project, sources)
    name = digest(json.dumps(inputs).encode())
    pages = {path: page for path, page in before.pages.items() if (project.root / path).is_file()}
    pages |= {
        project.relative(path): Page(digest(content), name) for path, content in written.items()
    }
    kept = {page.inputs for page in pages.values()}
    told = {
        "_": "Written by numerate render: what each page was made from. Do not edit.",
        "pages": {path: [one.digest, one.inputs] for path, one in sorted(pages.items())},
        "inputs": {
            one: digests for one, digests in {**before.inputs, name: inputs}.items() if one in kept
        },
    }
    return (json.dumps(told, ensure_ascii=False, indent=0) + "\n").encode()


def pages_file(project: Project) -> Path:
    """Where render writes down what pages were made from: in the folder of the pages."""
    return (project.rendered or project.root) / PAGES


def _dictionary_digest(content: bytes) -> str:
    try:
        told = json.dumps(json.loads(content), sort_keys=True)
    except ValueError:
        return text_digest(content)
    return digest(told.encode())
