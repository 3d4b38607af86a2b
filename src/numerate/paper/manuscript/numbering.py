"""Numbers of sections, floats, equations, theorems and callouts, given in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from numerate.paper.manuscript.ast import (
    NBSP,
    SECTION_NUMBER,
    SPACE,
    Node,
    Walker,
    attributes,
    copied,
    put,
    span,
    text,
)
from numerate.paper.manuscript.callouts import is_callout, title_of
from numerate.paper.manuscript.crossrefs import Crossrefs, Entry, label_text, type_of
from numerate.paper.manuscript.equations import equations
from numerate.paper.manuscript.floats import caption_of, is_float
from numerate.paper.manuscript.theorems import is_theorem, named, titled

_DEEPEST = 7


@dataclass(slots=True)
class Numbering:
    """Counts through a document once and writes each number where it is shown.

    Attributes:
        crossrefs: Gets an entry for everything that can be referred to.
        formulas: Whether there are displayed formulas to look for.
        repeated: Ids that stand at more than one place.
    """

    crossrefs: Crossrefs
    formulas: bool = True
    repeated: list[str] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _section: list[int] = field(default_factory=list)
    _offset: list[int] = field(default_factory=list)
    _sections: dict[int, int] = field(default_factory=dict)
    _appendices: dict[int, int] = field(default_factory=dict)
    _parents: list[str] = field(default_factory=list)
    _parts: dict[str, int] = field(default_factory=dict)

    def document(self, blocks: list[Node]) -> None:
        """Number a whole document, in place."""
        settings = self.crossrefs.settings
        stated = settings.get("number-offset")
        given = stated if isinstance(stated, list) else [stated] if stated else []
        self._offset = [int(n) for n in given if isinstance(n, int)][:_DEEPEST]
        self._offset += [0] * (_DEEPEST - len(self._offset))
        self._section = list(self._offset)
        levels = [_DEEPEST]
        Walker(lambda node: _noted(node, levels)).blocks(blocks)
        self.crossrefs.top_level = min(levels)
        Walker(self._block).blocks(blocks)

    def _block(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Header":
            self._heading(node)
        elif kind in {"Para", "Plain"}:
            if self.formulas:
                equations(node["c"], self._equation)
        elif kind == "Div":
            if is_float(node):
                return self._float(node)
            if is_callout(node):
                self._callout(node)
            elif is_theorem(node):
                self._theorem(node)
        return None

    def _next(self, key: str, category: str, title: list[Node], parent: str | None = None) -> Entry:
        counter = self._parts if parent else self._counts
        name = parent or category
        counter[name] = counter.get(name, 0) + 1
        entry = Entry(
            key=key,
            category=category,
            order=counter[name],
            section=tuple(self._section),
            parent=parent,
            title=tuple(copied(title)),
        )
        if key in self.crossrefs.index:
            self.repeated.append(key)
        else:
            self.crossrefs.index[key] = entry
        return entry

    def _heading(self, node: Node) -> None:
        level, attr, inlines = node["c"]
        if "unnumbered" in attr[1]:
            if type_of(attr[0]) == "sec":
                self._unnumbered(attr[0], inlines)
            return
        level = min(level, _DEEPEST)
        for deeper in range(level, _DEEPEST):
            self._section[deeper] = self._offset[deeper]
        self._count_section(level, appendix="appendix" in attr[1])
        if level == 1 and self.crossrefs.stated("chapters"):
            self._counts.clear()
        if type_of(attr[0]) == "sec":
            self._next(attr[0], "sec", inlines)
        settings = self.crossrefs.settings
        if settings.get("number-sections") is True and level <= _depth(settings):
            number = [text(self.crossrefs.section_number(self._section, level))]
            if "appendix" in attr[1]:
                number = self.crossrefs.appendix_name(self._section)
            inlines[:0] = [span(number, attributes("", [SECTION_NUMBER])), SPACE]

    def _count_section(self, level: int, *, appendix: bool) -> None:
        """Count a section; appendices have a count of their own, below zero, to be lettered."""
        now = self._section[level - 1]
        if appendix:
            if now >= 0:
                self._sections[level] = now
            self._appendices[level] = self._appendices.get(level, 0) + 1
            self._section[level - 1] = -self._appendices[level]
        else:
            self._section[level - 1] = 1 + (self._sections[level] if now < 0 else now)

    def _unnumbered(self, key: str, inlines: list[Node]) -> None:
        """An unnumbered section has no number to refer to; its title stands for it."""
        if key in self.crossrefs.index:
            self.repeated.append(key)
        self.crossrefs.index.setdefault(
            key,
            Entry(key=key, category="sec", order=0, section=(), title=tuple(copied(inlines))),
        )

    def _equation(self, key: str) -> str:
        return self.crossrefs.number(self._next(key, "eq", []))

    def _float(self, node: Node) -> list[Node]:
        attr, content = node["c"]
        caption = caption_of(node)
        category = self.crossrefs.categories[type_of(attr[0])].key
        parent = self._parents[-1] if self._parents else None
        entry = self._next(attr[0], category, caption or [], parent)
        if parent:
            attr[1].append("subfloat")
            label = [text(f"({self.crossrefs.part(entry)})")]
        else:
            label = self.crossrefs.label(entry)
        put(attr, "label", label_text(label))
        if caption is not None:
            self._label(caption, label, bare=parent is not None)
        self._parents.append(parent or attr[0])
        Walker(self._block).blocks(content)
        self._parents.pop()
        return [node]

    def _label(self, caption: list[Node], label: list[Node], *, bare: bool) -> None:
        shown = [span(label, attributes("", ["float-label"]))]
        if caption:
            if not bare:
                delimiter = self.crossrefs.delimiter()
                shown.append(span(delimiter, attributes("", ["float-delim"])))
            shown.append(SPACE)
        caption[:0] = shown

    def _callout(self, node: Node) -> None:
        key = node["c"][0][0]
        category = self.crossrefs.categories.get(type_of(key))
        if category is None or category.floats:
            return
        title = title_of(node)
        entry = self._next(key, category.key, title)
        label = [
            *self.crossrefs.option(f"{category.key}-title", category.title),
            text(NBSP),
            text(self.crossrefs.number(entry)),
        ]
        title[:0] = [*label, *([*self.crossrefs.delimiter(), SPACE] if title else [])]

    def _theorem(self, node: Node) -> None:
        key = node["c"][0][0]
        kind = type_of(key)
        entry = self._next(key, kind, named(node)) if self.crossrefs.known(kind) else None
        titled(node, self.crossrefs, entry)


def _noted(node: Node, levels: list[int]) -> list[Node] | None:
    if node["t"] == "Header":
        levels.append(node["c"][0])
    return None


def _depth(settings: Mapping[str, Any]) -> int:
    stated = settings.get("number-depth")
    return stated if isinstance(stated, int) else 6
