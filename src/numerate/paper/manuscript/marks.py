"""Shortcodes in a source, kept through pandoc as marks that nothing changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SHORTCODE = re.compile(
    r"\{\{\{<(?P<escaped>.*?)>\}\}\}|\{\{</\*(?P<comment>.*?)\*/>\}\}|\{\{<(?P<call>(?:(?!\{\{<).)*?)>\}\}",
    re.DOTALL,
)
MARK = re.compile(r"numSc(\d+)endSc")
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*=\s*)?(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"']\S*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One shortcode: name, arguments by place and by name, whether it is only shown.

    Attributes:
        source: The shortcode as written.
        raw: The shortcode as it is shown when it is not resolved; without the extra braces.
    """

    source: str
    raw: str
    name: str
    arguments: tuple[str, ...]
    options: Mapping[str, str]
    escaped: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text whose shortcodes became marks, and what each mark stands for."""

    text: str
    shortcodes: tuple[Shortcode, ...]


def marked(source: str, before: tuple[Shortcode, ...] = ()) -> Marked:
    """A text with a mark for each shortcode; the marks pass through pandoc unharmed.

    >>> marked("See {{< meta title >}}.").text
    'See numSc0endSc.'
    """
    if "{{<" not in source:
        return Marked(source, before)
    found = list(before)

    def mark(match: re.Match[str]) -> str:
        found.append(_parsed(match))
        return f"numSc{len(found) - 1}endSc"

    return Marked(_SHORTCODE.sub(mark, source), tuple(found))


def _parsed(match: re.Match[str]) -> Shortcode:
    inner = match["escaped"] if match["escaped"] is not None else match["comment"]
    if inner is not None:
        return Shortcode(match[0], "{{<" + inner + ">}}", "", (), {}, escaped=True)
    positional: list[str] = []
    named: dict[str, str] = {}
    for argument in _ARGUMENT.finditer(match["call"].strip()):
        value = argument["value"]
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if argument["key"]:
            named[argument["key"]] = value
        else:
            positional.append(value)
    name = positional[0] if positional else ""
    if len(positional) == 1:  # video src=…, kbd mac=…
        positional += [named["src"]] if "src" in named else list(named.values())[:1]
    return Shortcode(match[0], match[0], name, tuple(positional[1:]), named)


def unmarked(value: str, shortcodes: tuple[Shortcode, ...]) -> str:
    """A text with its marks turned back into the shortcodes as written."""
    return MARK.sub(lambda m: shortcodes[int(m[1])].source, value) if "numSc" in value else value
