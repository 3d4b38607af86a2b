"""Fields, bookmarks and captions of Word: numbers that Word counts, references that it follows."""

from __future__ import annotations

import hashlib
import re
from xml.sax.saxutils import escape

from numerate.paper.manuscript.ast import (
    Node,
    Walker,
    attributes,
    div,
    pair,
    para,
    span,
    stringify,
    text,
)
from numerate.paper.render.float_blocks import has_class

_LABEL = re.compile(r"(.*?)(\d+)", re.DOTALL)
_FIRST_BOOKMARK = 100_000  # above the numbers that pandoc gives to its own bookmarks


def block(source: str) -> Node:
    """WordprocessingML as a block."""
    return {"t": "RawBlock", "c": ["openxml", source]}


def inline(source: str) -> Node:
    """WordprocessingML as an inline."""
    return {"t": "RawInline", "c": ["openxml", source]}


def styled(name: str, blocks: list[Node]) -> Node:
    """Paragraphs in a style of the reference document."""
    return div(blocks, attributes(pairs={"custom-style": name}))


def field(instruction: str, shown: list[Node], style: str = "") -> list[Node]:
    """A field: Word works out its text anew, others show what stands here (ISO 29500-1, 17.16).

    Args:
        instruction: What Word is to work out.
        shown: What stands there until it does.
        style: Id of the character style of the whole field; an updated field takes its look.
    """
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    run = f"<w:r>{look}"
    return [
        inline(
            f'{run}<w:fldChar w:fldCharType="begin"/></w:r>{run}<w:instrText xml:space="preserve"> '
            f'{escape(instruction)} </w:instrText></w:r>{run}<w:fldChar w:fldCharType="separate"/>'
            "</w:r>"
        ),
        *shown,
        inline(f'{run}<w:fldChar w:fldCharType="end"/></w:r>'),
    ]


def bookmark_name(identifier: str) -> str:
    """A hidden bookmark's name that Word accepts: letters, digits, underscores, at most 40.

    >>> len(bookmark_name("tbl-covariates")), bookmark_name("tbl-x")[:4]
    (16, '_Ref')
    """
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    return f"_Ref{int(digest[:12], 16) % 10**12:012d}"


class Captions:
    """The captions of one document: their labels, their numbers, and references to them."""

    def __init__(self, blocks: list[Node]) -> None:
        self._labels: dict[str, str] = {}
        self._counted: dict[str, int] = {}
        self._bookmarks = _FIRST_BOOKMARK
        Walker(block=self._learn).blocks(blocks)

    def _learn(self, node: Node) -> list[Node] | None:
        if has_class(node, "float") and not has_class(node, "subfloat"):
            name = _spaced(pair(node["c"][0], "label") or "")
            if node["c"][0][0] and _LABEL.fullmatch(name):
                self._labels[node["c"][0][0]] = name
        return None

    def caption(self, identifier: str, inlines: list[Node]) -> list[Node]:
        """The caption of a float as a paragraph; without one, a place for links to go to."""
        if not inlines:
            return [para([span([], attributes(identifier))])] if identifier else []
        line: list[Node] = []
        for one in inlines:
            classes = one["c"][0][1] if one["t"] == "Span" else []
            if "float-label" in classes:
                line += self._label(identifier, one["c"][1])
            elif "float-delim" in classes:
                line.append(_bold(one["c"][1]))
            else:
                line.append(one)
        return [styled("Caption", [para(line)])]

    def _label(self, identifier: str, shown: list[Node]) -> list[Node]:
        """A label whose number is a SEQ field, inside the bookmarks that references go to."""
        found = _LABEL.fullmatch(_spaced(stringify(shown)))
        if not found or identifier not in self._labels:
            return [span([_bold(shown)], attributes(identifier))]
        prefix, number = found[1], int(found[2])
        sequence = re.sub(r"\W+", "_", prefix).strip("_") or "Item"
        expected = self._counted.get(sequence, 0) + 1
        restart = "" if number == expected else f" \\r {number}"
        self._counted[sequence] = number
        self._bookmarks += 1
        key = f'w:id="{self._bookmarks}"'
        inside = [
            inline(f'<w:bookmarkStart {key} w:name="{bookmark_name(identifier)}"/>'),
            *([_bold([text(prefix.replace(" ", "\u00a0"))])] if prefix else []),
            *field(
                f"SEQ {sequence} \\* ARABIC{restart}", [_bold([text(str(number))])], "CaptionLabel"
            ),
            inline(f"<w:bookmarkEnd {key}/>"),
        ]
        return [span(inside, attributes(identifier))]

    def reference(self, url: str, inlines: list[Node]) -> list[Node] | None:
        """A REF field for a link whose text is the label of its target; None for other links."""
        label = self._labels.get(url[1:]) if url.startswith("#") else None
        if label is None or _spaced(stringify(inlines)) != label:
            return None
        shown = span(inlines, attributes(pairs={"custom-style": "Hyperlink"}))
        return field(f"REF {bookmark_name(url[1:])} \\h \\* MERGEFORMAT", [shown])


def _bold(inlines: list[Node]) -> Node:
    return span(list(inlines), attributes(pairs={"custom-style": "Caption Label"}))


def _spaced(label: str) -> str:
    return label.replace("\u00a0", " ").strip()
