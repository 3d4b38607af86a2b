"""What Quarto adds to pandoc's markdown, resolved on the tree of one document for one format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from numerate.paper.manuscript.appendices import appendices_last
from numerate.paper.manuscript.ast import Node, Walker, inline_lists
from numerate.paper.manuscript.bound_tables import list_table, states_widths, widen, widen_within
from numerate.paper.manuscript.callouts import callout, kind_of
from numerate.paper.manuscript.citations import cited_keys
from numerate.paper.manuscript.code import code_block, inline_code
from numerate.paper.manuscript.conditional import cleared, is_conditional, is_shown
from numerate.paper.manuscript.crossrefs import Crossrefs, type_of
from numerate.paper.manuscript.document_reading import Reading
from numerate.paper.manuscript.floats import Floats
from numerate.paper.manuscript.layout import lay_out, wants_layout
from numerate.paper.manuscript.numbering import Numbering
from numerate.paper.manuscript.raw import drop_comments, raw_block, raw_inline
from numerate.paper.manuscript.raw_html import paired
from numerate.paper.manuscript.theorems import theorem


@dataclass(slots=True)
class Findings:
    """What came to light on the way.

    Attributes:
        dead: References that lead nowhere.
        repeated: Ids used twice.
        cited: Works that are cited.
        joined: Works that may stand within the words of another: ``[see @a and @b]``.
        hidden: Those of them that stand so deep that no citation can be made of them, each with
            how often it was cited before.
    """

    dead: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    hidden: list[tuple[str, int]] = field(default_factory=list)

    def __add__(self, other: Findings) -> Findings:
        """These findings, then others."""
        return Findings(
            self.dead + other.dead,
            self.repeated + other.repeated,
            self.cited + other.cited,
            self.joined + other.joined,
            self.hidden + other.hidden,
        )


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
    _tables: set[int] = field(default_factory=set)

    def blocks(self, blocks: list[Node]) -> None:
        """Resolve the blocks in place."""
        walker = self._walker()
        walker.blocks(blocks)
        numbering = Numbering(self.crossrefs, formulas=self.reading.has("DisplayMath"))
        numbering.document(blocks)
        self.findings.repeated += numbering.repeated
        if self.reading.has("Cite"):
            Walker(None, self._cite, frozenset({"Cite"})).blocks(blocks)
        if self.fmt == "html" and self.reading.has("appendix"):
            appendices_last(blocks)

    def meta(self, meta: Mapping[str, Node]) -> None:
        """Resolve the texts of the metadata in place, once the blocks are resolved."""
        walker = self._walker()
        links = Walker(None, self._cite, frozenset({"Cite"}))
        for key in ("title", "subtitle", "abstract", "thanks", "description"):
            if key in meta:
                _walk_meta(meta[key], walker, links)

    def _walker(self) -> Walker:
        floats = Floats(self.crossrefs, self.reading.markdown)
        walker = Walker(
            lambda node: self._block(node, floats, walker),
            self._inline,
            frozenset({"RawInline", "Code", "Span"}),
        )
        return walker

    def _block(self, node: Node, floats: Floats, walker: Walker) -> list[Node] | None:
        """One block: shown or not, and what it becomes; None to go on into it."""
        kind = node["t"]
        if kind == "RawBlock":
            return raw_block(node, self.fmt)
        if kind in {"Div", "CodeBlock"} and is_conditional(node):
            return self._conditional(node, walker)
        if kind in {"Para", "Plain", "Header"}:
            for inlines in inline_lists(node):
                paired(inlines)
                drop_comments(inlines)
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
            return self._division(node, floats)
        if kind == "Table":
            return self._table(node, floats)
        made = floats.block(node) if kind in {"Figure", "Para", "CodeBlock"} else None
        if made is None and kind == "CodeBlock":
            return code_block(node, self.settings)
        return made

    def _division(self, node: Node, floats: Floats) -> Node | None:
        """The table, callout, theorem, float or layout that a division is; None for others."""
        table = list_table(node)
        if table is not None:
            return self._table(table, floats)
        if states_widths(node):
            self._tables.update(id(table) for table in widen_within(node, self.settings))
        named = kind_of(node)
        if named:
            words = self.crossrefs.words
            return callout(node, named, self.settings, words, self.reading.markdown)
        made = theorem(node, self.reading.markdown) or floats.block(node)
        return made or (node if wants_layout(node) else None)

    def _table(self, node: Node, floats: Floats) -> Node:
        if id(node) not in self._tables:
            self._tables.add(id(node))
            widen(node, None, self.settings)
        return floats.block(node) or node

    def _inline(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "RawInline":
            return raw_inline(node, self.fmt)
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
        keys = [citation["citationId"] for citation in node["c"][0]]
        found, dead = None, list[str]()
        if not self.works.intersection(keys):
            _unnamed(node)
            found, dead = self.crossrefs.resolved(node)
        self.findings.dead += dead
        if found is None:
            self.findings.cited += keys
            self._within(node)
        else:
            Walker(None, self._cite, frozenset({"Cite"})).inlines(found)
        return found

    def _within(self, cite: Node) -> None:
        """Note the works that stand within a citation's words."""
        first = cite["c"][0][0]
        if first["citationMode"]["t"] == "AuthorInText" and len(cite["c"][0]) > 1:
            self.findings.joined.append(first["citationId"])
        for citation in cite["c"][0]:
            for inline in (*citation["citationPrefix"], *citation["citationSuffix"]):
                works = [
                    key for key in cited_keys([inline]) if not self.crossrefs.known(type_of(key))
                ]
                self.findings.joined += works
                if inline["t"] != "Cite":
                    cited = self.findings.cited
                    self.findings.hidden += [(key, cited.count(key)) for key in works]


def _unnamed(cite: Node) -> None:
    """``[Sections @sec-a and @sec-b]``: the word before the first is the word before them all."""
    for citation in cite["c"][0]:
        kind = type_of(citation["citationId"])
        if not citation["citationPrefix"] or not kind:
            continue
        for inline in citation["citationSuffix"]:
            for inner in inline["c"][0] if inline["t"] == "Cite" else ():
                if type_of(inner["citationId"]) == kind and not inner["citationPrefix"]:
                    inner["citationMode"] = {"t": "SuppressAuthor"}


def _walk_meta(node: Node, walker: Walker, links: Walker) -> None:
    kind, content = node["t"], node["c"]
    if kind == "MetaInlines":
        drop_comments(content)
        walker.inlines(content)
        links.inlines(content)
    elif kind == "MetaBlocks":
        walker.blocks(content)
        links.blocks(content)
    elif kind == "MetaList":
        for item in content:
            _walk_meta(item, walker, links)
