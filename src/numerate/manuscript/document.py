"""A manuscript document: read once, its labels and keys known, finished for each format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from numerate import programs
from numerate.errors import stop_on
from numerate.issues import Issue
from numerate.manuscript import shortcodes
from numerate.manuscript.ast import Node, Walker, copied, stringify
from numerate.manuscript.cells import without_cells
from numerate.manuscript.citations import bibliographies, place_for_references, works
from numerate.manuscript.crossrefs import Crossrefs, label_text
from numerate.manuscript.formats import FORMATS
from numerate.manuscript.keys import Use, uses
from numerate.manuscript.metadata import Metadata, Settings, read_metadata
from numerate.manuscript.places import Place, Places
from numerate.manuscript.reading import Reading, as_meta, read
from numerate.manuscript.resolution import Findings, resolver
from numerate.manuscript.source import Source, read_source
from numerate.manuscript.titleblock import title_block

_FILTER = "numerate.lua"
_CITEPROC_KEYS = (
    "bibliography",
    "references",
    "csl",
    "citation-style",
    "citation-abbreviations",
    "link-citations",
    "link-bibliography",
    "nocite",
    "lang",
    "suppress-bibliography",
    "notes-after-punctuation",
    "reference-section-title",
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a float, section, equation or theorem is called: ``Table 1`` and its caption."""

    label: str
    title: str


@dataclass(slots=True)
class _Shared:
    """Results of the second pandoc call by what went into it, shared between threads."""

    lock: Lock = field(default_factory=Lock)
    results: dict[bytes, Future[bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One manuscript as pandoc read it; nothing in it is resolved for a format yet.

    Attributes:
        name: File name without its ending, such as ``article``.
        path: The file.
        root: The compendium's root.
        source: Its lines, includes expanded.
        metadata: Its merged settings.
        reading: What pandoc gave.
        places: Where things stand in the source.
        works: Keys of the works that can be cited; None when they could not be read here.
        advice: What the author should know though nothing is wrong.
    """

    name: str
    path: Path
    root: Path
    source: Source
    metadata: Metadata
    reading: Reading
    places: Places
    works: frozenset[str] | None
    advice: tuple[Issue, ...] = ()
    shared: _Shared = field(default_factory=_Shared)

    @property
    def ast(self) -> list[Node]:
        """The blocks as pandoc read them, with shortcodes resolved; not to be changed."""
        return self.reading.blocks

    @property
    def meta(self) -> Mapping[str, Node]:
        """The metadata as pandoc read it, with the settings for HTML."""
        return self.reading.meta["html"]

    def settings(self, fmt: str = "html") -> Settings:
        """The merged settings for one format."""
        return self.metadata.formats[fmt]


def parse(path: Path, root: Path) -> Document:
    """Read a manuscript.

    Args:
        path: A ``.qmd`` file.
        root: The compendium's root, against which ``/x`` is looked up and files are named.

    Raises:
        NumerateError: With everything that is wrong with the manuscript at once.
    """
    source, issues = read_source(path, root)
    metadata, found = read_metadata(source)
    issues += found
    stop_on(issues)
    settings = metadata.formats["html"]
    execute = settings.get("execute")
    body, cells = without_cells(source.body, execute if isinstance(execute, dict) else {})
    places = Places([*source.header, *source.body])
    reading = read("\n".join(line.text for line in body) + "\n", metadata)
    issues += cells
    issues += _resolved_shortcodes(reading, metadata, places)
    known, found = works(settings, root, places.text)
    issues += found
    document = Document(
        name=path.stem,
        path=path,
        root=root,
        source=source,
        metadata=metadata,
        reading=reading,
        places=places,
        works=None if known is None else frozenset(known),
    )
    issues += _faults(document)
    stop_on(issues)
    return _with_advice(document, tuple(issues))


def _with_advice(document: Document, advice: tuple[Issue, ...]) -> Document:
    return Document(
        name=document.name,
        path=document.path,
        root=document.root,
        source=document.source,
        metadata=document.metadata,
        reading=document.reading,
        places=document.places,
        works=document.works,
        advice=advice,
    )


def _resolved_shortcodes(reading: Reading, metadata: Metadata, places: Places) -> list[Issue]:
    """Give shortcodes their values in blocks, metadata and attributes; say which have none."""
    if not reading.shortcodes:
        return []
    meta = reading.meta["html"]
    values = shortcodes.Values(
        reading.shortcodes, copied(meta), metadata.formats["html"], metadata.variables
    )
    shortcodes.resolve(reading.blocks, values)
    for by_key in reading.meta.values():
        for node in by_key.values():
            _resolve_meta(node, values)
    for inlines in reading.fragments.values():
        shortcodes.resolve_inlines(inlines, values)

    def place(raw: str) -> tuple[str, int | None]:
        found = places.text(raw)
        return (found.file, found.line) if found else ("", None)

    return shortcodes.faults(values, place)


def _resolve_meta(node: Node, values: shortcodes.Values) -> None:
    kind, content = node["t"], node["c"]
    if kind == "MetaInlines":
        shortcodes.resolve_inlines(content, values)
    elif kind == "MetaBlocks":
        shortcodes.resolve(content, values)
    elif kind == "MetaString":
        node["c"] = values.fill(content)
    elif kind == "MetaList":
        for item in content:
            _resolve_meta(item, values)
    elif kind == "MetaMap":
        for item in content.values():
            _resolve_meta(item, values)


@dataclass(frozen=True, slots=True)
class _Resolved:
    blocks: list[Node]
    meta: dict[str, Node]
    crossrefs: Crossrefs
    findings: Findings


def _resolved(document: Document, fmt: str) -> _Resolved:
    """Step 2 of the pipeline: everything of Quarto's resolved for one format."""
    blocks = copied(document.reading.blocks)
    meta = copied(document.reading.meta[fmt])
    settings = document.settings(fmt)
    made = resolver(fmt, settings, document.reading, meta, document.works or frozenset())
    made.document(blocks, meta)
    return _Resolved(blocks, meta, made.crossrefs, made.findings)


def labels(document: Document) -> dict[str, Label]:
    """What each thing that can be referred to is called, in reading order."""
    found = _resolved(document, "html").crossrefs
    result: dict[str, Label] = {}
    for key, entry in found.index.items():
        title = stringify(list(entry.title))
        if entry.category == "sec" and not entry.order:
            name = title
        else:
            before = found.prefix(entry.category, upper=False)
            gap = " " if before else ""
            name = label_text(before) + gap + label_text(found.shown_number(entry))
        result[key] = Label(name, title)
    return result


def keys_used(document: Document) -> tuple[Use, ...]:
    """Every key that the document names, from numbers to references, in reading order."""
    meta = document.reading.meta["html"]
    return uses(document.reading.blocks, meta, document.places)


def _faults(document: Document) -> list[Issue]:
    """References and citations that lead nowhere, ids used twice, text that no format shows."""
    found = _resolved(document, "html").findings
    issues = [_dead(key, document.places) for key in dict.fromkeys(found.dead)]
    issues += [_repeated(key, document.places) for key in dict.fromkeys(found.repeated)]
    return issues + _unknown_works(document)


def _placed(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"file": place.file, "line": place.line, "column": place.column}


def _dead(key: str, places: Places) -> Issue:
    return Issue(
        code="dead-reference",
        **_placed(places.of("@", key)),
        found=f"@{key}",
        expected=f"something in this document with the id {key}",
        todo="correct the reference, or give the id to what it means",
    )


def _repeated(key: str, places: Places) -> Issue:
    first = places.of("id", key)
    return Issue(
        code="repeated-id",
        **_placed(places.of("id", key, 1)),
        found=f"the id {key}"
        + (f", which stands at {first.file}:{first.line} already" if first else ""),
        expected="each id once",
        todo="give one of them another id",
    )


def _unknown_works(document: Document) -> list[Issue]:
    if document.works is None:
        return []
    cited: dict[str, int] = {}
    crossrefs = _resolved(document, "html")
    found: list[str] = []

    def note(node: Node) -> list[Node] | None:
        if node["t"] == "Cite":
            found.extend(c["citationId"] for c in node["c"][0])
        return None

    Walker(None, note).blocks(crossrefs.blocks)
    issues: list[Issue] = []
    named = bool(bibliographies(document.settings()) or document.settings().get("references"))
    for key in found:
        if key in document.works:
            continue
        place = document.places.of("@", key, cited.get(key, 0))
        cited[key] = cited.get(key, 0) + 1
        issues.append(
            Issue(
                code="unknown-citation",
                **_placed(place),
                found=f"@{key}",
                expected="the key of a work in " + _named_bibliography(document)
                if named
                else "a bibliography",
                todo="correct the key, or add the work to the bibliography"
                if named
                else "name the bibliography in the metadata, or write \\@ for the sign itself",
                severity="fault" if named else "advice",
            )
        )
    return issues


def _named_bibliography(document: Document) -> str:
    names = [Path(name).name for name in bibliographies(document.settings())]
    return ", ".join(names) or "the document's references"


def finished(document: Document, fmt: str, *, extension: Path, root: Path) -> dict[str, Any]:
    """The finished tree of a document for one format, numbers, tables and citations in place.

    Formats whose trees are equal share one pandoc call; safe to call from several threads.

    Args:
        document: From :func:`parse`.
        fmt: ``html``, ``pdf`` or ``docx``.
        extension: The folder with ``numerate.lua``.
        root: The compendium's root, where ``_generated/`` is.

    Raises:
        NumerateError: When a key is unknown or a claim fails.
    """
    made = _resolved(document, fmt)
    settings = document.settings(fmt)
    cites = bool(bibliographies(settings) or settings.get("references"))
    cites = cites and settings.get("citeproc") is not False
    if cites and settings.get("suppress-bibliography") is not True:
        place_for_references(
            made.blocks, made.crossrefs.words.get("section-title-references", "References")
        )
    meta = title_block(made.meta, settings, made.crossrefs.words, document.path)
    rich = {key: node for key, node in meta.items() if _is_rich(node)}
    if cites:
        rich |= {key: meta[key] for key in _CITEPROC_KEYS if key in meta}
        rich.setdefault("link-citations", as_meta(value=True))
    bound = bool(keys_used(document))
    tree = {"pandoc-api-version": [1, 23, 1], "meta": rich, "blocks": made.blocks}
    if not (bound or cites):
        return {**tree, "meta": meta}
    arguments = ["-f", "json", "-t", "json"]
    if bound:
        arguments += ["-L", str(extension / _FILTER), "-M", f"numerate-root={root}"]
        arguments += ["-M", "numerate-format=any", "-M", f"numerate-source={document.path}"]
    if cites:
        arguments.append("--citeproc")
    result = json.loads(_once(document.shared, json.dumps(tree).encode(), arguments))
    result["meta"] = {**meta, **result["meta"]}
    _without_empty_references(result["blocks"])
    return result  # type: ignore[no-any-return]  # JSON


def _once(shared: _Shared, given: bytes, arguments: list[str]) -> bytes:
    """Run pandoc on a tree, or wait for the thread that already does."""
    with shared.lock:
        future = shared.results.get(given)
        first = future is None
        if future is None:
            future = shared.results[given] = Future()
    if first:
        try:
            future.set_result(programs.run("pandoc", arguments, stdin=given).out)
        except BaseException as error:  # noqa: BLE001 - handed on to every waiting thread
            future.set_exception(error)
    return future.result()


def _is_rich(node: Node) -> bool:
    """Whether a metadata value holds more than plain words."""
    kind, content = node["t"], node["c"]
    if kind in {"MetaInlines", "MetaBlocks"}:
        return '"Span"' in (dumped := json.dumps(content)) or '"Cite"' in dumped
    if kind == "MetaList":
        return any(_is_rich(item) for item in content)
    if kind == "MetaMap":
        return any(_is_rich(item) for item in content.values())
    return False


def _without_empty_references(blocks: list[Node]) -> None:
    """Take out the list of references that was made here when nothing is cited."""
    if len(blocks) > 1 and blocks[-1]["t"] == "Div" and blocks[-1]["c"][0][0] == "refs":
        last, before = blocks[-1], blocks[-2]
        made_here = before["t"] == "Header" and before["c"][1][0] == "references"
        if not last["c"][1] and made_here:
            del blocks[-2:]


Finish = Callable[[Document, str], dict[str, Any]]
ALL_FORMATS = FORMATS
