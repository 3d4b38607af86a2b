"""What Quarto adds to pandoc's markdown, resolved on the tree of one document for one format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from numerate.manuscript.ast import Node, Walker, attr_of, stringify
from numerate.manuscript.callouts import callout, kind_of
from numerate.manuscript.code import code_block, inline_code
from numerate.manuscript.conditional import cleared, is_conditional, is_shown
from numerate.manuscript.crossrefs import Crossrefs, crossrefs_for
from numerate.manuscript.floats import Floats
from numerate.manuscript.layout import lay_out, wants_layout
from numerate.manuscript.numbering import Numbering
from numerate.manuscript.raw import raw_block, raw_inline
from numerate.manuscript.reading import Reading
from numerate.manuscript.theorems import theorem


@dataclass(slots=True)
class Findings:
    """What came to light: references that lead nowhere, ids used twice, lost raw text."""

    dead: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    raw: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Resolver:
    """Resolves one document for one format, changing the tree it is given.

    Attributes:
        fmt: ``html``, ``pdf`` or ``docx``.
        settings: The document's merged settings for the format.
        reading: What pandoc read, for the text of attributes.
        crossrefs: The document's cross references.
        works: Keys of works; a citation of one is never a cross reference.
    """

    fmt: str
    settings: Mapping[str, Any]
    reading: Reading
    crossrefs: Crossrefs
    works: frozenset[str]
    findings: Findings = field(default_factory=Findings)

    def document(self, blocks: list[Node], meta: dict[str, Node]) -> None:
        """Resolve blocks and metadata in place."""
        floats = Floats(self.crossrefs, self.reading.markdown)
        walker = Walker(lambda node: self._block(node, floats, walker), self._inline)
        walker.blocks(blocks)
        numbering = Numbering(self.crossrefs)
        numbering.document(blocks)
        self.findings.repeated += numbering.repeated
        links = Walker(None, self._cite)
        links.blocks(blocks)
        for key in ("title", "subtitle", "abstract", "thanks", "description"):
            if key in meta:
                _walk_meta(meta[key], walker, links)

    def _block(self, node: Node, floats: Floats, walker: Walker) -> list[Node] | None:
        """One block: shown or not, and what it becomes; None to go on into it."""
        kind = node["t"]
        if kind == "RawBlock":
            return raw_block(node, self.fmt, self.findings.raw)
        if kind in {"Div", "CodeBlock"} and is_conditional(node):
            return self._conditional(node, walker)
        made = self._structured(node, floats)
        if made is None:
            return None
        walker.into(made)
        if wants_layout(made):
            lay_out(made)
        return [made]

    def _conditional(self, node: Node, walker: Walker) -> list[Node]:
        attr = node["c"][0]
        if not is_shown(attr, self.fmt, self.settings, self._profiles()):
            return []
        cleared(attr)
        kept = [node] if node["t"] == "CodeBlock" or attr[0] or attr[1] or attr[2] else node["c"][1]
        walker.blocks(kept)
        return kept

    def _profiles(self) -> Sequence[str]:
        stated = self.settings.get("quarto-profiles")
        return [str(name) for name in stated] if isinstance(stated, list) else []

    def _structured(self, node: Node, floats: Floats) -> Node | None:
        """The callout, theorem, float, code or layout that a block is; None for others."""
        kind = node["t"]
        if kind == "Div":
            named = kind_of(node)
            if named:
                words = self.crossrefs.words
                return callout(node, named, self.settings, words, self.reading.markdown)
            stated = theorem(node, self.reading.markdown)
            if stated is not None:
                return stated
        if kind in {"Div", "Figure", "Table", "Para", "CodeBlock"}:
            made = floats.block(node)
            if made is not None:
                return made
        if kind == "CodeBlock":
            return code_block(node, self.settings)
        return node if wants_layout(node) else None

    def _inline(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "RawInline":
            return raw_inline(node, self.fmt, self.findings.raw)
        if kind == "Code":
            made = inline_code(node)
            return [made] if made is not None else None
        if kind == "Span" and is_conditional(node):
            attr = node["c"][0]
            if not is_shown(attr, self.fmt, self.settings, self._profiles()):
                return []
            cleared(attr)
        return None

    def _cite(self, node: Node) -> list[Node] | None:
        if node["t"] != "Cite":
            return None
        if any(citation["citationId"] in self.works for citation in node["c"][0]):
            return None
        found, dead = self.crossrefs.resolved(node)
        self.findings.dead += dead
        return found


def _walk_meta(node: Node, walker: Walker, links: Walker) -> None:
    kind, content = node["t"], node["c"]
    if kind == "MetaInlines":
        walker.inlines(content)
        links.inlines(content)
    elif kind == "MetaBlocks":
        walker.blocks(content)
        links.blocks(content)
    elif kind == "MetaList":
        for item in content:
            _walk_meta(item, walker, links)


def resolver(
    fmt: str,
    settings: Mapping[str, Any],
    reading: Reading,
    meta: Mapping[str, Node],
    works: frozenset[str],
) -> Resolver:
    """A resolver for one document in one format."""
    return Resolver(fmt, settings, reading, crossrefs_for(settings, meta), works)


def title_text(nodes: Sequence[Node]) -> str:
    """A caption or heading as plain text."""
    return stringify(nodes)


def has_attribute(node: Node, names: frozenset[str]) -> bool:
    """Whether a node has one of the attributes."""
    attr = attr_of(node)
    return attr is not None and any(item[0] in names for item in attr[2])
