"""Cross references: their kinds, their options, the index of what can be referred to, the links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from numerate.paper.manuscript.ast import (
    NBSP,
    SPACE,
    Node,
    attributes,
    copied,
    link,
    stringify,
    text,
    words,
)
from numerate.paper.manuscript.metatree import meta_inlines
from numerate.paper.manuscript.words import words_for

_TYPE = re.compile(r"^([A-Za-z]+)-")
_PREFIXED = frozenset({"fig", "tbl", "lst"})
THEOREMS = ("thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "alg")
PROOFS = {"prf": "proof", "rem": "remark", "sol": "solution"}
CALLOUTS = {"nte": "note", "wrn": "warning", "cau": "caution", "tip": "tip", "imp": "important"}
_NAMES = {
    "prf": "Proof",
    "rem": "Remark",
    "sol": "Solution",
    "nte": "Note",
    "wrn": "Warning",
    "cau": "Caution",
    "tip": "Tip",
    "imp": "Important",
    "alg": "Algorithm",
    "apx": "Appendix",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One kind of thing that can be referred to.

    Attributes:
        key: What its ids begin with, such as ``tbl``.
        floats: Whether it is a float with a caption.
        title: The word before its number in a caption.
        prefix: The word before its number in a reference.
        caption_location: ``top`` or ``bottom``.
        space: Whether a space stands between word and number.
    """

    key: str
    floats: bool
    title: str
    prefix: str
    caption_location: str = "bottom"
    space: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be referred to: its number within its kind and where it stands."""

    key: str
    category: str
    order: int
    section: tuple[int, ...]
    parent: str | None = None
    title: tuple[Node, ...] = ()


def type_of(identifier: str) -> str:
    """What an id or reference begins with, in lower case; empty without a hyphen.

    >>> type_of("Fig-prisma"), type_of("smith2020")
    ('fig', '')
    """
    found = _TYPE.match(identifier)
    return found[1].lower() if found else ""


def roman(number: int) -> str:
    """A number as a capital Roman numeral.

    >>> roman(9), roman(14)
    ('IX', 'XIV')
    """
    parts = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    result = ""
    for value, sign in parts:
        result += sign * (number // value)
        number %= value
    return result


@dataclass(slots=True)
class Crossrefs:
    """The cross references of one document in one format.

    Attributes:
        settings: The document's merged settings.
        options: The ``crossref`` settings as inlines, where they are text.
        categories: Kinds by the beginning of their ids.
        index: What can be referred to, by id.
        top_level: The highest level of heading in use.
    """

    settings: Mapping[str, Any]
    options: Mapping[str, Node]
    words: Mapping[str, str]
    categories: dict[str, Category]
    index: dict[str, Entry] = field(default_factory=dict)
    top_level: int = 7

    def stated(self, name: str) -> Any:  # noqa: ANN401 - any YAML value
        """A ``crossref`` setting as the author wrote it, None without one."""
        section = self.settings.get("crossref")
        return section.get(name) if isinstance(section, Mapping) else None

    def option(self, name: str, default: str) -> list[Node]:
        """A ``crossref`` setting as inlines."""
        node = self.options.get(name)
        if node is not None:
            return copied(meta_inlines(node))  # type: ignore[no-any-return]  # JSON
        return words(default)

    def known(self, category: str) -> bool:
        """Whether ids that begin so can be referred to."""
        return category in self.categories or category in {"eq", "sec"} or category in THEOREMS

    def heading(self, category: str) -> list[Node]:
        """The word before a number in a caption."""
        found = self.categories.get(category)
        default = self.words.get(f"crossref-{category}-title") or (
            found.title if found else _NAMES.get(category, "")
        )
        return self.option(f"{category}-title", default)

    def label(self, entry: Entry) -> list[Node]:
        """Word and number of an entry as its caption shows them: ``Table 1``."""
        found = self.categories.get(entry.category)
        gap = [text(NBSP)] if found is None or found.space else []
        return [*self.heading(entry.category), *gap, text(self.number(entry))]

    def delimiter(self) -> list[Node]:
        """What stands between a label and its caption."""
        return self.option("title-delim", ":")

    def number(self, entry: Entry) -> str:
        """The number of an entry as it is shown, with its chapter where those count."""
        return self.formatted(entry.category, entry.order, entry.section)

    def formatted(
        self, category: str, order: int, section: Sequence[int] = (), default: str = "arabic"
    ) -> str:
        """A number in the style that the settings ask for."""
        style = self.stated(f"{category}-labels")
        if style is None:
            style = self.stated("labels")
        chapter = self._own_prefix(category) + self._chapter(section)
        if isinstance(style, list):
            return chapter + str(style[(order - 1) % len(style)])
        name = str(style or default)
        if name.startswith("alpha"):
            first = name.removeprefix("alpha").strip()[:1] or "a"
            return chapter + chr(ord(first) + order - 1)
        if name.startswith("roman"):
            return chapter + (roman(order).lower() if name.endswith("i") else roman(order))
        return chapter + (str(order) if name == "arabic" else name)

    def _own_prefix(self, category: str) -> str:
        """What ``numerate: {label-prefix: S}`` puts before numbers of figures, tables, listings."""
        own = self.settings.get("numerate")
        stated = own.get("label-prefix") if isinstance(own, Mapping) else None
        return str(stated) if stated and category in _PREFIXED else ""

    def _chapter(self, section: Sequence[int]) -> str:
        if not self.stated("chapters") or not section or not section[0] or self.top_level != 1:
            return ""
        if self.stated("chapters-alpha") and section[0] > 0:
            return chr(64 + section[0]) + "."
        return f"{counted(section[0])}."

    def part(self, entry: Entry) -> str:
        """The number of a sub-float: ``a``."""
        return self.formatted("subref", entry.order, (), "alpha a")

    def section_number(self, section: Sequence[int], level: int | None = None) -> str:
        """A section's number: ``2.1``."""
        parts = [counted(section[0])] if self.top_level == 1 else []
        end = level or len(section)
        last = max((i for i in range(1, end) if section[i] != 0), default=0)
        return ".".join([*parts, *(counted(section[i]) for i in range(1, last + 1))])

    def appendix_name(self, section: Sequence[int]) -> list[Node]:
        """What a heading of an appendix begins with: ``Appendix A —``."""
        name = self.option("appendix-title", self.words["crossref-apx-prefix"])
        delimiter = self.option("appendix-delim", "—")
        gap = [] if delimiter and delimiter[0]["t"] == "Space" else [SPACE]
        return [*name, text(NBSP), text(self.section_number(section)), *gap, *delimiter]

    def prefix(self, category: str, *, upper: bool) -> list[Node]:
        """The word before a number in a reference."""
        found = self.categories.get(category)
        default = (
            self.words.get(f"crossref-{category}-prefix")
            or self.words.get(f"crossref-{category}-title")
            or (found.prefix if found else _NAMES.get(category, f"{category}."))
        )
        inlines = self.option(f"{category}-prefix", default)
        if upper:
            for node in inlines:
                if node["t"] == "Str":
                    node["c"] = node["c"][:1].upper() + node["c"][1:]
                    break
        return inlines

    def shown_number(self, entry: Entry) -> list[Node]:
        """The number of an entry as a reference shows it: ``1``, ``2.1`` or ``1 (a)``."""
        if entry.category == "sec":
            if not entry.section:
                return list(copied(list(entry.title)))
            return [text(self.section_number(entry.section))]
        if entry.parent is not None and entry.parent in self.index:
            above = self.number(self.index[entry.parent])
            return [text(above), SPACE, text(f"({self.part(entry)})")]
        return [text(self.number(entry))]

    def name(self, entry: Entry) -> list[Node]:
        """What a plain reference says: ``Table 1``, or the title of an unnumbered section."""
        category = self.categories.get(entry.category)
        gap = [text(NBSP)] if category is None or category.space else []
        before = self.prefix(self._word(entry), upper=False) if entry.order else []
        return [*before, *(gap if before else []), *self.shown_number(entry)]

    def resolved(self, cite: Node) -> tuple[list[Node] | None, list[str]]:
        """The links for a citation of cross references, and the references that lead nowhere.

        None stands for a citation that refers to works.
        """
        found: list[Node] = []
        dead: list[str] = []
        for citation in cite["c"][0]:
            key = citation["citationId"]
            category = type_of(key)
            if not category or not self.known(category):
                continue
            entry = self.index.get(key[:1].lower() + key[1:])
            if found:
                found += [*self.option("ref-delim", ","), SPACE]
            if entry is None:
                dead.append(key)
                found.append({"t": "Strong", "c": [text(f"?@{key}")]})
            else:
                found += self._reference(citation, entry)
        return (found or None), dead

    def _word(self, entry: Entry) -> str:
        """The kind whose word a reference to an entry takes: a chapter and an appendix differ."""
        if entry.category != "sec" or any(entry.section[self.top_level :]):
            return entry.category
        if any(number < 0 for number in entry.section):
            return "apx"
        return "ch" if self.stated("chapters") and not any(entry.section[1:]) else "sec"

    def _reference(self, citation: Node, entry: Entry) -> list[Node]:
        inlines: list[Node] = []
        category = self.categories.get(entry.category)
        gap = [text(NBSP)] if category is None or category.space else []
        if citation["citationPrefix"]:
            inlines += [*citation["citationPrefix"], *gap]
        elif citation["citationMode"]["t"] != "SuppressAuthor" and entry.order:
            before = self.prefix(self._word(entry), upper=citation["citationId"][:1].isupper())
            inlines += [*before, *gap] if before else []
        inlines += self.shown_number(entry)
        after = citation["citationSuffix"]
        if self.stated("ref-hyperlink") is False:
            return [*inlines, *after]
        return [link(inlines, f"#{entry.key}", attributes("", ["quarto-xref"])), *after]


def counted(number: int) -> str:
    """A part of a section's number; those of appendices are negative and shown as letters.

    >>> counted(3), counted(-1), counted(-27)
    ('3', 'A', 'AA')
    """
    if number >= 0:
        return str(number)
    above, place = divmod(-number - 1, 26)
    return (counted(-above) if above else "") + chr(ord("A") + place)


def crossrefs_for(settings: Mapping[str, Any], meta: Mapping[str, Node]) -> Crossrefs:
    """The cross references of a document before anything is counted."""
    named = words_for(settings)
    node = meta.get("crossref")
    options = node["c"] if node is not None and node["t"] == "MetaMap" else {}
    categories = {
        key: Category(key=key, floats=True, title=title, prefix=title, caption_location=place)
        for key, title, place in (
            ("fig", "Figure", "bottom"),
            ("tbl", "Table", "top"),
            ("lst", "Listing", "top"),
        )
    }
    for key in (*CALLOUTS, *PROOFS):
        kind = CALLOUTS.get(key)
        title = named.get(f"callout-{kind}-title", _NAMES[key]) if kind else _NAMES[key]
        categories[key] = Category(key=key, floats=False, title=title, prefix=_NAMES[key])
    crossref = settings.get("crossref")
    custom = crossref.get("custom") if isinstance(crossref, Mapping) else None
    for item in custom if isinstance(custom, list) else ():
        if isinstance(item, Mapping) and item.get("key"):
            categories[str(item["key"])] = _custom(item)
    return Crossrefs(settings, options, named, categories)


def _custom(item: Mapping[str, Any]) -> Category:
    prefix = str(item.get("reference-prefix") or "")
    return Category(
        key=str(item["key"]),
        floats=str(item.get("kind") or "float") == "float",
        title=str(item.get("caption-prefix") or prefix),
        prefix=str(item.get("caption-prefix") or prefix),
        caption_location=str(item.get("caption-location") or "bottom"),
        space=item.get("space-before-numbering") is not False,
    )


def label_text(inlines: list[Node]) -> str:
    """A label as plain text, with plain spaces.

    >>> label_text([text("Table"), text(NBSP), text("1")])
    'Table 1'
    """
    return stringify(inlines).replace(NBSP, " ")
