"""The keys that a manuscript names: of numbers, lists, claims, citation sets, tables, figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from numerate.paper.manuscript.ast import Attr, Node, Walker, pair
from numerate.paper.manuscript.metatree import walked
from numerate.paper.manuscript.places import Places
from numerate.review.results.enumeration import OPTIONS

_KINDS = ("num", "list", "plural", "claim", "cite", "ref")
_FIGURE = re.compile(r"(?:^|/)_generated/figures/(?P<key>.+)\.\w+$")


IN_FORMULA = re.compile(r"\[([^\[\]]*)\]\{([^{}]*\bnum=[^{}]*)\}")
_NUM = re.compile(r"\bnum=[\"']?([^\s\"']+)")
_AS = re.compile(r"\bas=[\"']?([^\s\"']+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use of a key in a manuscript.

    Attributes:
        kind: ``num``, ``list``, ``plural``, ``claim``, ``cite``, ``ref``, ``table`` or ``figure``.
        key: The key, or ``document#id`` for a reference.
        form: What ``as=`` says, empty without it.
        text: What the author wrote between the brackets.
        file: The source file, from the root.
        line: Its line, counted from 1; None when it could not be found.
        column: Its column, counted from 1.
        options: What else the braces say of a list or plural.
    """

    kind: str
    key: str
    form: str = ""
    text: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    options: tuple[tuple[str, str], ...] = ()


def figure_key(target: str) -> str:
    """The key of a generated figure by the path of its picture; empty for another picture.

    >>> figure_key("/_generated/figures/prisma.svg"), figure_key("map.png")
    ('prisma', '')
    """
    found = _FIGURE.search(target)
    return found["key"] if found else ""


def numbers_in(formula: str) -> list[tuple[str, str, str]]:
    """The numbers bound within a formula: key, form and the words in brackets.

    >>> numbers_in("n = [4]{num=flow.included} + [two]{num=a.b as=words}")
    [('flow.included', '', '4'), ('a.b', 'words', 'two')]
    """
    return [
        (key[1], form[1] if form else "", match[1])
        for match in IN_FORMULA.finditer(formula)
        if (key := _NUM.search(match[2]))
        for form in [_AS.search(match[2])]
    ]


def uses(blocks: list[Node], meta: Mapping[str, Node], places: Places) -> tuple[Use, ...]:
    """All uses in metadata and text, in reading order."""
    found = _Found()
    for node in meta.values():
        walked(node, found.walker())
    found.walker().blocks(blocks)
    return _located(found.uses, places)


# kind, key, form, words (for a figure its path) and options
_Seen = tuple[str, str, str, str, tuple[tuple[str, str], ...]]


@dataclass(slots=True)
class _Found:
    """The uses seen so far."""

    uses: list[_Seen] = field(default_factory=list)

    def walker(self) -> Walker:
        return Walker(self._block, self._inline, frozenset({"Span", "Image", "Math"}))

    def _inline(self, node: Node) -> list[Node] | None:
        if node["t"] == "Span":
            self.uses += _of_span(node)
            return None
        if node["t"] == "Math":
            self.uses += [("num", *found, ()) for found in numbers_in(node["c"][1])]
            return None
        match = _FIGURE.search(node["c"][2][0])
        if match:
            self.uses.append(("figure", match["key"], "", node["c"][2][0], ()))
        return None

    def _block(self, node: Node) -> list[Node] | None:
        if node["t"] == "Div":
            key = pair(node["c"][0], "table")
            if key is not None:
                self.uses.append(("table", key, "", "", ()))
        elif node["t"] == "Figure":
            for image in _images(node["c"][2]):
                self._inline(image)  # its words are the caption's once more
            self.walker().blocks(node["c"][1][1])
            return [node]
        return None


def _images(blocks: list[Node]) -> list[Node]:
    """The images of a figure, within links too."""
    found: list[Node] = []

    def visit(node: Node) -> list[Node] | None:
        found.append(node)
        return None

    Walker(None, visit, frozenset({"Image"})).blocks(blocks)
    return found


def options_of(attr: Attr, kind: str) -> tuple[tuple[str, str], ...]:
    """What the braces of a list or a plural say besides its key and form; nothing for others."""
    if kind not in {"list", "plural"}:
        return ()
    return tuple((name, value) for name, value in attr[2] if name in OPTIONS)


def _of_span(node: Node) -> list[_Seen]:
    attr, inlines = node["c"]
    found: list[_Seen] = []
    for kind in _KINDS:
        key = pair(attr, kind)
        if key is not None:
            words = "".join(n["c"] if n["t"] == "Str" else " " for n in inlines)
            found.append((kind, key, pair(attr, "as") or "", words, options_of(attr, kind)))
    return found


def _located(found: list[_Seen], places: Places) -> tuple[Use, ...]:
    counts: dict[tuple[str, str], int] = {}
    made: list[Use] = []
    for kind, key, form, words, options in found:
        where = ("target", words) if kind == "figure" else (kind, key)
        place = places.of(*where, counts.get(where, 0))
        counts[where] = counts.get(where, 0) + 1
        made.append(
            Use(
                kind=kind,
                key=key,
                form=form,
                text="" if kind == "figure" else words,
                file=place.file if place else "",
                line=place.line if place else None,
                column=place.column if place else None,
                options=options,
            )
        )
    return tuple(made)
