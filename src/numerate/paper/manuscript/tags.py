"""What only looks like a tag of HTML stays text.

Pandoc reads ``a<b and c>d``, ``<insert name>`` and a search string with ``<or>`` as tags, which no
page shows and which PDF and Word leave out. A tag that HTML does not have, that carries words which
are no attributes, or that opens a phrase and is never closed, is printed as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from numerate.ground.issues import Issue, quoted
from numerate.paper.manuscript.ast import Node, Walker, words
from numerate.paper.manuscript.metatree import walked
from numerate.paper.manuscript.places import Places

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>[^>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)(\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_VOID_NAMES = "area base br col embed hr img input link meta source track wbr"
_LEFT_OPEN_NAMES = """
    p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rt rp html head
    body center
"""
_OTHER_NAMES = """
    a abbr acronym address article aside audio b bdi bdo big blockquote button canvas cite
    code data datalist del details dfn dialog dir div dl em fieldset figcaption figure font
    footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label legend
    main map mark math menu meter nav noscript object ol output param picture pre progress q
    ruby s samp script search section select slot small span strike strong style sub summary
    sup svg table template textarea time title tt u ul var video circle clippath defs
    ellipse g image line lineargradient marker mask path pattern polygon polyline
    radialgradient rect stop symbol text tspan use mfrac mi mn mo mover mrow ms mspace msqrt
    mstyle msub msubsup msup mtable mtd mtext mtr munder munderover annotation semantics
"""
_SWITCH_NAMES = """
    allowfullscreen async autofocus autoplay checked controls default defer disabled
    formnovalidate hidden inert ismap itemscope loop multiple muted nomodule novalidate
    nowrap open playsinline readonly required reversed selected noshade compact
"""
_UNPAIRED = frozenset(_VOID_NAMES.split()) | frozenset(_LEFT_OPEN_NAMES.split())
_ELEMENTS = _UNPAIRED | frozenset(_OTHER_NAMES.split())
_SWITCHES = frozenset(_SWITCH_NAMES.split())


def printed_tags(blocks: list[Node], meta: Mapping[str, Node], places: Places) -> list[Issue]:
    """Turn what only looks like a tag back into text, in place, and say where.

    Args:
        blocks: The document's blocks.
        meta: Its metadata, as pandoc read it.
        places: Where things stand in the source.
    """
    found: list[Node] = []

    def collect(node: Node) -> list[Node] | None:
        if node["c"][0] == "html" and _TAG.fullmatch(node["c"][1]):
            found.append(node)
        return None

    _walk(blocks, meta, Walker(None, collect, frozenset({"RawInline"})))
    lost = _lost([_TAG.fullmatch(node["c"][1]) for node in found])
    if not any(lost):
        return []
    counts: dict[str, int] = {}
    issues: list[Issue] = []
    verdicts = iter(lost)

    def write(node: Node) -> list[Node] | None:
        value = node["c"][1]
        if node["c"][0] != "html" or not _TAG.fullmatch(value) or not next(verdicts):
            return None
        start = value.splitlines()[0]
        issues.append(_issue(value, places, start, counts.get(start, 0)))
        counts[start] = counts.get(start, 0) + 1
        return words(" ".join(value.split()))

    _walk(blocks, meta, Walker(None, write, frozenset({"RawInline"})))
    return issues


def _walk(blocks: list[Node], meta: Mapping[str, Node], walker: Walker) -> None:
    for node in meta.values():
        walked(node, walker)
    walker.blocks(blocks)


def _lost(tags: list[re.Match[str] | None]) -> list[bool]:
    """For each tag whether it is none."""
    paired: set[int] = set()
    opened: dict[str, list[int]] = {}
    for index, tag in enumerate(tags):
        name = tag["name"].lower() if tag else ""
        if tag and not tag["close"]:
            opened.setdefault(name, []).append(index)
        elif opened.get(name):
            paired |= {index, opened[name].pop()}
    return [
        tag is not None and not _is_html(tag, paired=index in paired)
        for index, tag in enumerate(tags)
    ]


def _is_html(tag: re.Match[str], *, paired: bool) -> bool:
    """Whether a browser would take it for a tag that somebody meant.

    >>> [_is_html(_TAG.match(tag), paired=False) for tag in ("<br>", "<b and c>", '<a id="x">')]
    [True, False, True]
    >>> [_is_html(_TAG.match(tag), paired=True) for tag in ("<b>", "<or>", "<my-box>")]
    [True, False, True]
    """
    name = tag["name"].lower()
    if name not in _ELEMENTS and not ("-" in name and paired):
        return False
    stated = list(_ATTRIBUTE.finditer(tag["rest"]))
    bare = {one[1].lower() for one in stated if one[2] is None} - {"/"}
    if bare - _SWITCHES:
        return False
    return paired or name in _UNPAIRED or bool(stated) or tag["rest"].endswith("/")


def _issue(tag: str, places: Places, start: str, number: int) -> Issue:
    place = places.prose(start, number) or places.text(start, number)
    return Issue(
        code="printed-tag",
        file=place.file if place else "",
        line=place.line if place else None,
        column=place.column if place else None,
        found=f"{quoted(tag)} looks like a tag of HTML; it is printed as it is written",
        expected="\\< for the sign itself, or a tag that HTML has and that is closed",
        todo="write \\< there, or set a space after it: a < b",
        severity="advice",
    )
