"""Page styles: what a page's own style sheets hide, raise or put in.

A rule of a ``<style>`` block may take words off a page that are in its source, or write some that
are not. tinycss2 reads the rules and cssselect tells which elements they take hold of; the last of
the most particular rules wins, as in browsers. Rules for paper and for widths of the window do not
hide, but they may show: what one reader can see is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2  # type: ignore[import-untyped]
from cssselect import HTMLTranslator, SelectorError, parse
from lxml import etree

Element = Any  # lxml has no public type for it
Tokens = Any  # nor has tinycss2
Weight = tuple[int, tuple[int, int, int], int]

_TOLD = frozenset(
    {"display", "visibility", "opacity", "font-size", "vertical-align", "content", "color",
     "background", "background-color", "background-image", "clip-path", "clip", "left", "top",
     "text-indent", "margin-left"}
)  # fmt: skip
_AWAY = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|%|vw)")
_NOTHING = re.compile(r"0+(?:\.0+)?(?:px|em|rem|pt|%)?")
_CLIPPED = re.compile(r"inset\((?:50|100)%|rect\(\s*0|circle\(0")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "#fff0", "#ffffff00"})
_CLEAR = frozenset({"transparent", "rgba(0,0,0,0)", "#0000", "#00000000"})
_NO_GROUND = _WHITE | _CLEAR | {"none", "initial", "inherit", "unset"}
_VARIABLE = re.compile(r"var\((?P<name>--[\w-]+)(?:,(?P<other>[^()]*))?\)")
_HIGH = frozenset({"super", "sub"})
_MOST_DEEP = 8  # rules within rules


@dataclass(slots=True)
class PageStyles:
    """The declarations that hold for the elements of a page.

    Attributes:
        own: Of each element and property, the value that wins, with its weight.
        shown: Elements that rules for some window show, whatever the others say.
        put_in: Of each element and side (``before``, ``after``), the words that a rule writes.
    """

    own: dict[tuple[Element, str], tuple[Weight, str]] = field(default_factory=dict)
    shown: set[Element] = field(default_factory=set)
    put_in: dict[tuple[Element, str], tuple[Weight, str]] = field(default_factory=dict)

    def value(self, node: Element, name: str) -> str:
        """The value of a property; empty where none is declared."""
        told = self.own.get((node, name), (None, ""))[1]
        variable = _VARIABLE.fullmatch(told)
        if variable is None:
            return told
        root = node.getroottree().getroot()
        return self.own.get((root, variable["name"]), (None, variable["other"] or ""))[1]

    def hides(self, node: Element) -> bool:
        """Whether an element is not to be seen, with all that is in it."""
        gone = self.value(node, "display") == "none" and node not in self.shown
        nothing = any(_NOTHING.fullmatch(self.value(node, one)) for one in ("opacity", "font-size"))
        away = any(
            _AWAY.match(self.value(node, one))
            for one in ("left", "top", "text-indent", "margin-left")
        )
        clipped = any(_CLIPPED.match(self.value(node, one)) for one in ("clip-path", "clip"))
        unseen = self.value(node, "visibility") in ("hidden", "collapse")
        return (gone or nothing or away or clipped or unseen) and not _is_panel(node)

    def blank(self, node: Element) -> bool | None:
        """Whether the words of an element have the colour of the paper; None where none is told."""
        color = self.value(node, "color")
        if color in _CLEAR:
            return True
        if color not in _WHITE:
            return False if color and color != "inherit" else None
        grounds = (
            self.value(one, name)
            for one in (node, *node.iterancestors())
            for name in ("background", "background-color", "background-image")
        )
        return all(not ground or ground in _NO_GROUND for ground in grounds)

    def raises(self, node: Element) -> bool:
        """Whether an element is set as superscript or subscript."""
        return self.value(node, "vertical-align") in _HIGH

    def words(self, node: Element, side: str) -> str:
        """The words that a rule writes ``before`` or ``after`` those of an element."""
        return self.put_in.get((node, side), (None, ""))[1]


def page_styles(page: Element) -> PageStyles:
    """The style of each element, from the page's style sheets and its own attribute.

    >>> from lxml import html
    >>> page = html.document_fromstring("<style>.x { display: none }</style><p class='x'>a</p>")
    >>> page_styles(page).hides(page.find("body/p"))
    True
    """
    styles = PageStyles()
    order = 0
    for sheet in page.iter("style"):
        media = (sheet.get("media") or "all").casefold()
        for prelude, block, certain in _rules(sheet.text or "", "print" not in media, media):
            told = list(_declared(block))
            if told:
                order += 1
                _apply(styles, page, prelude, told, order, certain=certain)
    for node in page.iter(etree.Element):
        for name, value, urgent in _declared(node.get("style") or ""):
            _set(styles.own, (node, name), ((2 if urgent else 1), (9, 0, 0), order + 1), value)
    return styles


def _rules(text: str, usual: bool, media: str) -> Iterator[tuple[Tokens, Tokens, bool]]:  # noqa: FBT001
    """Selectors and declarations of rules, and whether they hold for every window."""
    if usual:
        certain = media in ("all", "screen", "")
        yield from _ruled(tinycss2.parse_stylesheet(text, True, True), certain, _MOST_DEEP)  # noqa: FBT003


def _ruled(rules: list[Tokens], certain: bool, deep: int) -> Iterator[tuple[Tokens, Tokens, bool]]:  # noqa: FBT001
    for rule in rules if deep else ():
        if rule.type == "qualified-rule":
            yield rule.prelude, rule.content, certain
        elif rule.type == "at-rule" and rule.content is not None:
            asked = tinycss2.serialize(rule.prelude).strip().casefold()
            if rule.lower_at_keyword in ("media", "supports", "layer") and "print" not in asked:
                always = certain and (
                    rule.lower_at_keyword != "media" or asked in ("all", "screen")
                )
                inside = tinycss2.parse_rule_list(rule.content, True, True)  # noqa: FBT003
                yield from _ruled(inside, always, deep - 1)


def _declared(block: Tokens) -> Iterator[tuple[str, str, bool]]:
    """Names, values and urgency of the declarations that tell what is seen."""
    if not block:
        return
    for one in tinycss2.parse_blocks_contents(block, True, True):  # noqa: FBT003
        if one.type == "declaration" and (one.lower_name in _TOLD or one.name[:2] == "--"):
            value = tinycss2.serialize(one.value).strip()
            if one.lower_name == "content":
                value = "".join(part.value for part in one.value if part.type == "string")
            else:
                value = re.sub(r"\s*,\s*", ",", value.casefold())
            yield one.lower_name, value, one.important


def _apply(  # noqa: PLR0913 - a rule and where it stands
    styles: PageStyles,
    page: Element,
    prelude: Tokens,
    told: list[tuple[str, str, bool]],
    order: int,
    *,
    certain: bool,
) -> None:
    try:
        selectors = parse(tinycss2.serialize(prelude))
        found = [
            (
                one,
                page.xpath(HTMLTranslator().selector_to_xpath(one, prefix="descendant-or-self::")),
            )
            for one in selectors
        ]
    except (SelectorError, etree.XPathError):  # of a newer standard than cssselect
        return
    for selector, nodes in found:
        side = str(selector.pseudo_element or "")
        for node in nodes:
            for name, value, urgent in told:
                weight = (2 if urgent else 0), selector.specificity(), order
                if side in ("before", "after"):
                    if name == "content" and certain and any(map(str.isalnum, value)):
                        _set(styles.put_in, (node, side), weight, value)
                elif not side and certain:
                    _set(styles.own, (node, name), weight, value)
                elif not side and name == "display" and value != "none":
                    styles.shown.add(node)


def _set(
    values: dict[tuple[Element, str], tuple[Weight, str]],
    key: tuple[Element, str],
    weight: Weight,
    value: str,
) -> None:
    if key not in values or values[key][0] <= weight:
        values[key] = weight, value


def _is_panel(node: Element) -> bool:
    """Whether an element is the panel of a tab, or the title that its tab repeats."""
    if node.get("role") == "tabpanel":
        return True
    name = node.get("id")
    tab = node.getroottree().getroot().find(f".//*[@id='{name}-tab']") if _plain(name) else None
    return tab is not None and tab.get("role") == "tab"


def _plain(name: str | None) -> bool:
    return bool(name) and "'" not in str(name)
