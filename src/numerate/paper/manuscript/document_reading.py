"""The first pandoc call: source and settings in, one tree out, with every text read as markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numerate.ground import programs
from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Node, copied, words
from numerate.paper.manuscript.formats import FORMATS
from numerate.paper.manuscript.marks import Marked, Shortcode, marked
from numerate.paper.manuscript.metadata import Metadata
from numerate.paper.manuscript.metatree import as_meta, meta_inlines
from numerate.paper.manuscript.pandoc_warnings import told
from numerate.paper.manuscript.pictures import names_bare, with_endings
from numerate.paper.manuscript.places import Places
from numerate.paper.manuscript.raw_html import has_tables, read_tables
from numerate.paper.manuscript.shortcodes import Values, resolve_all, shortcode_faults
from numerate.paper.manuscript.source import Line, Source
from numerate.paper.manuscript.tags import printed_tags

# What an attribute's text is read as markdown for: captions and titles.
_FRAGMENT = re.compile(
    r"(?<![\w-])(?:[\w-]+-(?:cap|subcap|scap)|title|name|summary)\s*=\s*"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)')"
)
_SETTINGS_ONLY = frozenset(
    [
        "bibliography",
        "csl",
        "citation-style",
        "css",
        "template",
        "template-partials",
        "reference-doc",
        "metadata-files",
        "format",
        "execute",
        "filters",
        "shortcodes",
        "engine",
        "jupyter",
        "knitr",
        "julia",
        "theme",
        "highlight-style",
        "syntax-highlighting",
        "from",
        "to",
        "variant",
        "editor",
        "editor_options",
        "output",
        "output-file",
        "server",
        "resources",
        "pdf-engine",
        "pdf-engine-opts",
        "pdf-engine-opt",
        "html-math-method",
        "mermaid",
        "params",
        "categories",
        "listing",
        "geometry",
        "mainfont",
        "sansfont",
        "monofont",
        "fontfamily",
        "fontsize",
        "linestretch",
        "papersize",
        "documentclass",
        "classoption",
        "brand",
        "logo",
        "quarto-profiles",
        "website",
        "date-format",
        "knitr-options",
        "number-offset",
        "language",
        "links",
        "pagetitle",
        "freeze",
        "cache",
        "lightbox",
        "code-tools",
        "comments",
        "google-scholar",
    ]
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the first pandoc call gave: blocks, metadata by format, and texts of attributes.

    Attributes:
        dumped: The blocks as JSON, from which copies are made.
        meta: Pandoc's metadata for each format.
        fragments: Texts of attributes as inlines.
        issues: What pandoc warned of.
    """

    dumped: str
    meta: Mapping[str, dict[str, Node]]
    fragments: Mapping[str, list[Node]]
    issues: tuple[Issue, ...] = ()

    def blocks(self) -> list[Node]:
        """A copy of the blocks."""
        return json.loads(self.dumped)  # type: ignore[no-any-return]  # JSON

    def has(self, *marks: str) -> bool:
        """Whether one of the texts stands anywhere in the blocks as a type, class or key."""
        return any(f'"{mark}' in self.dumped for mark in marks)

    def markdown(self, value: str) -> list[Node]:
        """The inlines of an attribute's text."""
        found = self.fragments.get(value)
        return json.loads(json.dumps(found)) if found else words(value)


def read(lines: Sequence[Line], metadata: Metadata, places: Places, source: Source) -> Reading:
    """Run pandoc once over a body and the settings of all formats, and resolve shortcodes.

    Args:
        lines: The body, without executable cells.
        metadata: The settings.
        places: Where things stand in the source, for issues.
        source: The source, for its folders.
    """
    text = "\n".join(line.text for line in lines) + "\n"
    body = marked(_repaired(text))
    fragments = list(dict.fromkeys(_fragments(body.text)))
    settings, shortcodes = _front(metadata, fragments, body)
    head = json.dumps(settings, ensure_ascii=False, default=str)
    base = metadata.formats["html"]
    arguments = ["-f", reader(base.get("from")), "-t", "json"]
    shift = base.get("shift-heading-level-by")
    if isinstance(shift, int) and shift:
        arguments.append(f"--shift-heading-level-by={shift}")
    outcome = programs.run("pandoc", arguments, stdin=f"---\n{head}\n---\n\n{body.text}".encode())
    tree = json.loads(outcome.out)
    blocks, meta = tree["blocks"], tree["meta"]
    printed = printed_tags(blocks, meta, places) if "<" in text or "<" in head else []
    inlines = [meta_inlines(node) for node in meta.pop("numerate-fragments", {"c": []})["c"]]
    by_format = _by_format(meta, metadata)
    issues = [*told(outcome.err, lines, places), *printed]
    changed = bool(shortcodes or printed)
    if has_tables(body.text):
        read_tables(blocks)
        changed = True
    if names_bare(body.text):
        with_endings(blocks, source.path.parent, source.root)
        changed = True
    if shortcodes:
        base_meta = copied(by_format["html"])
        values = Values(shortcodes, base_meta, base, metadata.variables)
        resolve_all(blocks, by_format, inlines, values)
        issues += shortcode_faults(values, places)
    return Reading(
        dumped=dumped(blocks) if changed else _blocks_of(outcome.out.decode()),
        meta=by_format,
        fragments=dict(zip(fragments, inlines, strict=False)),
        issues=tuple(issues),
    )


def dumped(blocks: list[Node]) -> str:
    """Blocks as compact JSON."""
    return json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))


def _blocks_of(tree: str) -> str:
    """The part of pandoc's JSON that holds the blocks; quotes within strings are escaped there."""
    start = tree.index(_BLOCKS) + len(_BLOCKS) - 1
    return tree[start : tree.rindex("}")]


_BLOCKS = ',"blocks":['


def reader(stated: object) -> str:
    """Pandoc's name of the reader: markdown, as Quarto reads it, unless ``from`` says otherwise.

    >>> reader(None), reader("markdown+emoji"), reader("gfm")
    ('markdown-table_attributes', 'markdown+emoji-table_attributes', 'gfm')
    """
    name = str(stated or "markdown")
    base = re.split(r"[+-]", name, maxsplit=1)[0]
    known = {"markdown", "markdown_phpextra", "markdown_github", "markdown_mmd", "markdown_strict"}
    return f"{name}-table_attributes" if base in known else name


_DIV = re.compile(r"^([ \t>]*:{3,}[ \t]*)\{(?P<inner>.*)\}[ \t]*$", re.MULTILINE)
_LOOSE = re.compile(r"([\w-]+)[ \t]*=[ \t]*(?=[\w\"'])")


def _repaired(text: str) -> str:
    """The text without spaces around ``=`` in the attributes of divisions, as Quarto has it."""

    def close(match: re.Match[str]) -> str:
        inner = match["inner"]
        if " =" not in inner and "= " not in inner:
            return match[0]
        parts = re.split(r"(\"[^\"]*\"|'[^']*')", inner)
        parts[::2] = [re.sub(r"[ \t]*=[ \t]*", "=", part) for part in parts[::2]]
        return f"{match[1]}{{{''.join(parts)}}}"

    return _DIV.sub(close, text) if ":::" in text else text


def _fragments(text: str) -> list[str]:
    found: list[str] = []
    for match in _FRAGMENT.finditer(text):
        value = match["double"]
        value = match["single"] if value is None else value.replace('\\"', '"')
        if value:
            found.append(value)
    found += [item for value in found if value.startswith("[") for item in _listed(value)]
    return found


def _listed(value: str) -> list[str]:
    try:
        items = json.loads(value)
    except ValueError:
        return []
    return [str(item) for item in items] if isinstance(items, list) else []


def _texts(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings whose values are text."""
    return {k: v for k, v in settings.items() if k not in _SETTINGS_ONLY and v is not None}


def _front(
    metadata: Metadata, fragments: list[str], body: Marked
) -> tuple[dict[str, Any], tuple[Shortcode, ...]]:
    """The settings of all formats as one mapping, shortcodes in them marked."""
    base = _texts(metadata.formats["html"])
    overrides = {}
    for fmt in FORMATS[1:]:
        own = _texts(metadata.formats[fmt])
        overrides[fmt] = {k: v for k, v in own.items() if k not in base or base[k] != v}
    front = {**base, "numerate-formats": overrides, "numerate-fragments": fragments}
    shortcodes = list(body.shortcodes)
    return _marked_values(front, shortcodes), tuple(shortcodes)


def _marked_values(value: Any, shortcodes: list[Shortcode]) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        return {k: _marked_values(v, shortcodes) for k, v in value.items()}
    if isinstance(value, list):
        return [_marked_values(v, shortcodes) for v in value]
    if isinstance(value, str) and "{{<" in value:
        found = marked(value, tuple(shortcodes))
        shortcodes[:] = found.shortcodes
        return found.text
    return value


def _by_format(meta: dict[str, Node], metadata: Metadata) -> dict[str, dict[str, Node]]:
    """Pandoc's metadata for each format: texts as read, settings as they are."""
    overrides = meta.pop("numerate-formats", {"c": {}})["c"]
    stated = set(_texts(metadata.formats["html"]))
    in_body = {key: node for key, node in meta.items() if key not in stated}
    result: dict[str, dict[str, Node]] = {}
    for fmt in FORMATS:
        settings = metadata.formats[fmt]
        own = overrides.get(fmt, {"c": {}})["c"]
        found = dict(in_body)
        for key, value in settings.items():
            if value is None:
                continue
            node = own.get(key) or (meta.get(key) if key not in _SETTINGS_ONLY else None)
            found[key] = node if node is not None else as_meta(value)
        result[fmt] = found
    return result
