"""A manuscript document: read once, its labels and keys known, finished for each format."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from numerate.ground import programs
from numerate.ground.errors import NumerateError, stop_on
from numerate.ground.issues import Issue
from numerate.paper.manuscript import insertions
from numerate.paper.manuscript.ast import Node, copied, stringify
from numerate.paper.manuscript.cells import without_cells
from numerate.paper.manuscript.citations import (
    bare_citations,
    bibliographies,
    included_bibliographies,
    place_for_references,
    stated_in,
    without_empty_references,
    works,
)
from numerate.paper.manuscript.crossrefs import Crossrefs, crossrefs_for, label_text
from numerate.paper.manuscript.document_reading import Reading, dumped, read
from numerate.paper.manuscript.faults import (
    Known,
    faults,
    filters_not_run,
    missing_styles,
    raw_text,
    style_issue,
)
from numerate.paper.manuscript.formats import FORMATS
from numerate.paper.manuscript.keys import Use, uses
from numerate.paper.manuscript.losses import losses
from numerate.paper.manuscript.metadata import Metadata, Settings, read_metadata
from numerate.paper.manuscript.metatree import as_meta
from numerate.paper.manuscript.once import Once
from numerate.paper.manuscript.pipe_rows import lost_cells
from numerate.paper.manuscript.places import Places
from numerate.paper.manuscript.quotation_marks import marked_quotations
from numerate.paper.manuscript.raw import lost
from numerate.paper.manuscript.resolution import Findings, Resolver
from numerate.paper.manuscript.source import Source, read_source, shown, without_included_settings
from numerate.paper.manuscript.titleblock import title_block

_FILTER = "numerate.lua"
_AFTER_CITEPROC = "filter/delimiters.lua"
_UNFETCHED = re.compile(r"Could not fetch (\S+)")
_VERSION = {"pandoc-api-version": [1, 23, 1]}
_RELEVANT = frozenset(
    {
        "bibliography",
        "callout-appearance",
        "callout-icon",
        "code-line-numbers",
        "lang",
        "language",
        "number-depth",
        "number-offset",
        "include-after",
        "include-before",
        "number-sections",
        "numerate",
        "quarto-profiles",
        "references",
        "suppress-bibliography",
        "tbl-colwidths",
    }
)
_RELEVANT_ENDS = ("cap-location", "-title", "-prefix")
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


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document with Quarto's features resolved, for formats that it comes out the same for."""

    dumped: str
    crossrefs: Crossrefs
    findings: Findings


@dataclass(frozen=True, slots=True)
class _Shared:
    """What threads share: resolved trees, and results of the second pandoc call."""

    resolved: Once[Resolved] = field(default_factory=Once)
    results: Once[bytes] = field(default_factory=Once)


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
        uses: Every key that it names.
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
    uses: tuple[Use, ...]
    advice: tuple[Issue, ...] = ()
    shared: _Shared = field(default_factory=_Shared, compare=False, repr=False)

    @property
    def ast(self) -> list[Node]:
        """A copy of the blocks as pandoc read them, with shortcodes resolved."""
        return self.reading.blocks()

    @property
    def meta(self) -> Mapping[str, Node]:
        """The metadata as pandoc read it, with the settings for HTML; not to be changed."""
        return self.reading.meta["html"]

    def settings(self, fmt: str = "html") -> Settings:
        """The merged settings for one format."""
        return self.metadata.formats[fmt]

    def cites(self, fmt: str = "html") -> bool:
        """Whether there is a bibliography to cite from."""
        settings = self.settings(fmt)
        return bool(bibliographies(settings) or settings.get("references"))


def parse(path: Path, root: Path) -> Document:
    """Read a manuscript.

    Args:
        path: A ``.qmd`` file.
        root: The compendium's root, against which ``/x`` is looked up and files are named.

    Raises:
        NumerateError: With everything that is wrong with the manuscript at once.
    """
    document, issues = read_document(path, root)
    stop_on(issues)
    if document is None:  # pragma: no cover - a fault says why
        raise NumerateError(issues)
    return replace(document, advice=tuple(issues))


def read_document(path: Path, root: Path) -> tuple[Document | None, list[Issue]]:
    """A manuscript and everything that is wrong with it.

    Args:
        path: A ``.qmd`` file.
        root: The compendium's root, against which ``/x`` is looked up and files are named.

    Returns:
        The document, or None when it cannot be read at all; and its issues, advice included.
    """
    whole, issues = read_source(path, root)
    issues += included_bibliographies(whole.body, shown(path, root))
    source, found = without_included_settings(whole)
    issues += found
    metadata, found = read_metadata(source)
    issues += found
    if any(issue.severity == "fault" for issue in issues):
        return None, issues
    settings = metadata.formats["html"]
    execute = settings.get("execute")
    engine = str(settings.get("engine") or "")
    cells = without_cells(source.body, execute if isinstance(execute, dict) else {}, engine)
    places = Places([*source.header, *source.body])
    reading = read(cells.lines, metadata, places, source)

    def stated(name: str) -> tuple[str, int | None]:
        place = places.text(name)
        layers = ((layer.file, root / layer.file) for layer in metadata.layers)
        return (place.file, place.line) if place else stated_in(layers, name)

    known, found = works(settings, root, stated)
    issues += [*cells.issues, *reading.issues, *found]
    blocks = reading.blocks()
    document = Document(
        name=path.stem,
        path=path,
        root=root,
        source=source,
        metadata=metadata,
        reading=reading,
        places=places,
        works=None if known is None else frozenset(known),
        uses=uses(blocks, insertions.every_text(reading.meta), places),
    )
    issues += [*missing_styles(metadata.formats, places), *filters_not_run(settings, places)]
    issues += [*losses(blocks, reading.meta["html"], places), *lost_cells(source.body)]
    if reading.has("Raw"):
        issues += raw_text(lost(blocks), places)
    about = Known(
        places=places,
        meta=reading.meta["html"],
        settings=settings,
        works=document.works,
        elsewhere=cells.labels,
    )
    issues += faults(about, _findings(document, blocks))
    return document, issues


def _findings(document: Document, blocks: list[Node]) -> Findings:
    """What comes to light in metadata and text, in the other formats too where they differ."""
    made = resolved(document, "html", blocks)
    resolver = _resolver(document, "html", made.crossrefs)
    resolver.meta(copied(document.reading.meta["html"]))
    found = resolver.findings + made.findings
    for fmt in FORMATS[1:] if document.reading.has("content-") else ():
        other = resolved(document, fmt).findings
        new = [key for key in other.cited if key not in found.cited]
        found += Findings(other.dead, other.repeated, new)
    return found


def _variant(document: Document, fmt: str) -> tuple[str, str]:
    """What makes a document come out differently: its format where that matters, and settings."""
    matters = document.reading.has("content-", "Raw") or (
        fmt == "html" and document.reading.has("appendix")
    )
    matters |= not document.settings(fmt).keys().isdisjoint({insertions.BEFORE, insertions.AFTER})
    relevant = {
        key: value
        for key, value in document.settings(fmt).items()
        if key in _RELEVANT or key.startswith("crossref") or key.endswith(_RELEVANT_ENDS)
    }
    return fmt if matters else "", json.dumps(relevant, sort_keys=True, default=str)


def resolved(document: Document, fmt: str = "html", blocks: list[Node] | None = None) -> Resolved:
    """Step 2 of the pipeline: everything of Quarto's resolved, once for formats that agree.

    Args:
        document: The document.
        fmt: The format.
        blocks: A copy of its blocks that may be changed; one is made without it.
    """

    def make() -> Resolved:
        return _resolve(document, fmt, document.reading.blocks() if blocks is None else blocks)

    return document.shared.resolved.get(_variant(document, fmt), make)


def _resolver(document: Document, fmt: str, crossrefs: Crossrefs) -> Resolver:
    known = document.works or frozenset()
    return Resolver(fmt, document.settings(fmt), document.reading, crossrefs, known)


def _resolve(document: Document, fmt: str, blocks: list[Node]) -> Resolved:
    settings = document.settings(fmt)
    crossrefs = crossrefs_for(settings, document.reading.meta[fmt])
    resolver = _resolver(document, fmt, crossrefs)
    insertions.inserted(blocks, copied(dict(document.reading.meta[fmt])))
    resolver.blocks(blocks)
    marked_quotations(blocks, {}, str(settings.get("lang") or "en"))
    if document.cites(fmt) and settings.get("suppress-bibliography") is not True:
        stated = settings.get("reference-section-title")
        default = crossrefs.words["section-title-references"]
        place_for_references(blocks, str(stated or default))
    return Resolved(dumped(blocks), crossrefs, resolver.findings)


def labels(document: Document) -> dict[str, Label]:
    """What each thing that can be referred to is called, in reading order."""
    found = resolved(document).crossrefs
    result: dict[str, Label] = {}
    for key, entry in found.index.items():
        title = stringify(list(entry.title))
        result[key] = Label(label_text(found.name(entry)), title)
    return result


def keys_used(document: Document) -> tuple[Use, ...]:
    """Every key that the document names, from numbers to references, in reading order."""
    return document.uses


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
    made = resolved(document, fmt)
    meta = copied(document.reading.meta[fmt])
    resolver = _resolver(document, fmt, made.crossrefs)
    resolver.meta(meta)
    marked_quotations([], meta, str(document.settings(fmt).get("lang") or "en"))
    meta = title_block(meta, document.settings(fmt), made.crossrefs.words, document.path)
    arguments = _arguments(document, fmt, extension, root)
    if arguments and (made.findings.joined or resolver.findings.joined):
        arguments += ["-L", str(extension / _AFTER_CITEPROC)]
    if not arguments:
        blocks = json.loads(made.dumped)
        insertions.last_at_end(blocks)
        return {**_VERSION, "meta": meta, "blocks": blocks}
    rich = {key: node for key, node in meta.items() if _is_rich(node)}
    if document.cites(fmt):
        rich |= {key: meta[key] for key in _CITEPROC_KEYS if key in meta}
        rich.setdefault("link-citations", as_meta(value=True))
    head = json.dumps({**_VERSION, "meta": rich}, ensure_ascii=False, sort_keys=True)
    given = f'{head[:-1]}, "blocks": {made.dumped}}}'.encode()
    out = document.shared.results.get(given, lambda: _run(document, fmt, arguments, given))
    result = json.loads(out)
    result["meta"] = {**meta, **result["meta"]}
    if b"bare-citation" in out:
        bare_citations(result["blocks"])
    without_empty_references(result["blocks"])
    insertions.last_at_end(result["blocks"])
    return result  # type: ignore[no-any-return]  # JSON


def _run(document: Document, fmt: str, arguments: list[str], given: bytes) -> bytes:
    """The second pandoc call; a citation style that cannot be fetched is told as such."""
    try:
        return programs.run("pandoc", arguments, stdin=given).out
    except NumerateError as error:
        unfetched = _UNFETCHED.search(str(error))
        if unfetched is None:
            raise
        style = str(document.settings(fmt).get("csl") or "")
        raise NumerateError(
            style_issue(style, f"{unfetched[1]}, which could not be fetched", document.places)
        ) from error


def _arguments(document: Document, fmt: str, extension: Path, root: Path) -> list[str]:
    """What the second pandoc call has to do; empty when there is nothing to do."""
    arguments: list[str] = []
    if document.uses or document.cites(fmt):
        arguments += ["-L", str(extension / _FILTER), "-M", f"numerate-root={root}"]
        arguments += ["-M", "numerate-format=any", "-M", f"numerate-source={document.path}"]
        arguments += ["-M", f"numerate-language={document.settings(fmt).get('lang') or 'en'}"]
    if document.cites(fmt):
        arguments.append("--citeproc")
    return ["-f", "json", "-t", "json", *arguments] if arguments else []


def _is_rich(node: Node) -> bool:
    """Whether a metadata value holds more than plain words."""
    kind, content = node["t"], node["c"]
    if kind in {"MetaInlines", "MetaBlocks"}:
        dumped = json.dumps(content)
        return '"Span"' in dumped or '"Cite"' in dumped
    if kind == "MetaList":
        return any(_is_rich(item) for item in content)
    if kind == "MetaMap":
        return any(_is_rich(item) for item in content.values())
    return False
